"""What a comment on a blog says, as a mention."""

import re
from typing import Any

from earshot.channels import elements
from earshot.channels.html_text import to_text
from earshot.channels.shapes import count, link, part, text
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention, hash_text


def mention_of(comment: Any, account: Account) -> Mention:
    """The mention in it; Malformed, naming the field, where it is none.

    Comments on one post are one thread, named after the post.
    """
    parent = part(comment, "", "parent", int)
    return elements.mention(
        {
            "id": str(part(comment, "", "id", int)),
            "channel": account.channel,
            "account": account.account,
            "author": _author(comment),
            "text": words_of(comment),
            "created_at": f"{part(comment, '', 'date_gmt', str).removesuffix('Z')}Z",
            "permalink": link(comment.get("link")),
            "in_reply_to": str(parent) if parent else None,
            "root": f"post-{part(comment, '', 'post', int)}",
        }
    )


def words_of(comment: Any) -> str:
    """The comment as a person reads it; WordPress breaks lines of HTML where it likes."""
    content = part(comment, "", "content", dict)
    read = to_text(part(content, "content", "rendered", str))
    return "\n".join(line.strip() for line in read.splitlines())


def _author(comment: dict[str, Any]) -> dict[str, Any]:
    """Guests have no number: one is known by what they gave, which is not kept as it is."""
    number, name = count(comment.get("author")), text(comment.get("author_name"))
    given = text(comment.get("author_email")) or name or "nobody"
    identifier = str(number) if number else f"guest-{hash_text(given.casefold())}"
    return {"id": identifier, "display_name": name}


# It shows smileys as pictures, whichever of both was written.
SMILEY = re.compile(
    r"(?<!\S)(?:[:;8]-?[()DPOox|?]|:[!?]:|[🙂🙁😀😛😮😡😐😉😎😯😕❗❓]\ufe0f?)(?!\S)"
)
# What WordPress makes of straight quotes, hyphens and dots when it shows a text.
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "″": '"', "‘": "'", "’": "'", "′": "'", "…": "...", "×": "x"}
    | dict.fromkeys("–—", "-")
)


def plain(value: str) -> str:
    """A text without what WordPress changes of it: spacing, quotes, dashes, dots, smileys, case.

    It writes its own name with a large P, and ™ for (tm).
    """
    shown = SMILEY.sub(" ", value).replace("(tm)", "™")
    found = " ".join(shown.translate(_PLAIN).split()).casefold()
    while "--" in found:
        found = found.replace("--", "-")
    return found
