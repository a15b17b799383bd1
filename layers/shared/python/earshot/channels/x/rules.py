"""What X, or we, forbid of an answer, as far as that is known without asking X."""

import re

from earshot.channels.acts import check_act
from earshot.channels.capabilities import Capabilities
from earshot.channels.values import Posting
from earshot.channels.x.options import XOptions
from earshot.domain.mention import Mention
from earshot.errors import Rejected

UNIT = "weighted characters"
SHORT_LINK = "https://t.co/"


def check(posting: Posting, options: XOptions, capabilities: Capabilities) -> None:
    """Raise Rejected where it cannot be, or may not be, done."""
    reply = posting.reply
    check_act(capabilities, reply)
    if reply.act != "reply":
        return
    if is_private(posting):
        capabilities.check(reply.text, private=True)
    else:
        capabilities.check(_without_addressee(reply.text, posting.parent), private=False)
        _check_in_public(posting.parent, options)


def is_private(posting: Posting) -> bool:
    """Never shown to more people than what it answers."""
    parent = posting.parent
    return posting.reply.visibility == "private" or bool(parent and parent.is_private)


def _check_in_public(parent: Mention | None, options: XOptions) -> None:
    if parent is None:
        return
    if parent.visibility == "followers":
        raise for_followers_only()
    if options.tier == "self_serve" and not _may_summon(parent, options.handle):
        raise not_ours_to_answer(parent.permalink)


def _without_addressee(text: str, parent: Mention | None) -> str:
    """The text without the name that X puts in front itself, and does not count."""
    handle = parent.author.handle if parent else None
    start = f"@{handle} " if handle else None
    return text[len(start) :] if start and text.lower().startswith(start.lower()) else text


def _may_summon(mention: Mention, handle: str | None) -> bool:
    """Whether its author may have named or quoted us, or answered us, as far as a mention tells.

    A quotation shows as a shortened link alone.
    """
    if handle is None or mention.in_reply_to is not None:
        return True
    return names(mention.text, handle) or SHORT_LINK in (mention.text or "")


def names(text: str | None, handle: str) -> bool:
    """Whether a text names an account."""
    pattern = rf"(?<![A-Za-z0-9_@])@{re.escape(handle)}(?![A-Za-z0-9_])"
    return re.search(pattern, text or "", re.IGNORECASE) is not None


def not_ours_to_answer(link: str | None) -> Rejected:
    """That X's rule for self-serve accounts forbids it, and what a person can do instead."""
    said = "its author neither named nor quoted us, and X then takes no answer by API"
    return Rejected(f"{said}; open it on X and answer there: {link}", kind="not_allowed_by_policy")


def for_followers_only() -> Rejected:
    """That an answer would be shown to more people than what it answers."""
    said = "its author shows it to followers only, and an answer is public"
    return Rejected(said, kind="not_allowed_by_policy")
