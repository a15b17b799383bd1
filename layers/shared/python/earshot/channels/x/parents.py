"""The post that is about to be answered, as it is now: there, and for us to answer."""

import re
from typing import Any, NamedTuple, Self

from earshot.channels.http import Http
from earshot.channels.x.fields import Dialect, objects, part, post_params
from earshot.channels.x.ids import safe
from earshot.channels.x.posts import Included, permalink, referenced, text_of
from earshot.channels.x.problems import get
from earshot.domain.mention import Mention
from earshot.errors import Rejected

SHORT_LINK = "https://t.co/"


def not_ours_to_answer(link: str | None) -> Rejected:
    """That X's rule for self-serve accounts forbids it, and what a person can do instead."""
    said = "its author neither named nor quoted us, and X then takes no answer by API"
    return Rejected(f"{said}; open it on X and answer there: {link}", kind="not_allowed_by_policy")


def names(text: str | None, handle: str) -> bool:
    """Whether a text names an account."""
    pattern = rf"(?<![A-Za-z0-9_@])@{re.escape(handle)}(?![A-Za-z0-9_])"
    return re.search(pattern, text or "", re.IGNORECASE) is not None


def may_be_ours(mention: Mention, handle: str | None) -> bool:
    """Whether its author may have named or quoted us, or answered us, as far as a mention tells.

    A quotation shows as a shortened link alone.
    """
    if handle is None or mention.in_reply_to is not None:
        return True
    return names(mention.text, handle) or SHORT_LINK in (mention.text or "")


class Parent(NamedTuple):
    """What X shows of it; `user_id` and `handle` are ours; `open_to_all`: no rule holds."""

    post: dict[str, Any]
    included: Included
    user_id: str
    handle: str | None
    open_to_all: bool

    @classmethod
    def read(cls, http: Http, identifier: str, dialect: Dialect, **ours: Any) -> Self:
        """Rejected (`target_gone`) where it is gone, or no longer shown to us."""
        params = [("ids", safe(identifier)), *post_params(dialect)]
        found = get(http, "/2/tweets", params)
        post = next(iter(objects(found.get("data"))), None)
        if post is None:
            raise Rejected("the post answered is no longer there", kind="target_gone")
        return cls(post, Included.of(found.get("includes")), **ours)

    def check(self) -> None:
        """Rejected where an answer would be shown to more than it, or X's rule forbids it."""
        author = self.included.users.get(str(self.post.get("author_id")), {})
        if author.get("protected") is True:
            said = "its author shows it to followers only, and an answer is public"
            raise Rejected(said, kind="not_allowed_by_policy")
        if not (self.open_to_all or self._summons()):
            raise not_ours_to_answer(permalink(author.get("username"), self.post.get("id")))

    def _summons(self) -> bool:
        """Whether its author named us, answered us or quoted us."""
        if self.post.get("in_reply_to_user_id") == self.user_id or self._quotes():
            return True
        if self.handle and names(text_of(self.post), self.handle):
            return True
        long = part(self.post, "note_tweet") or part(self.post, "note_post")
        named = [
            one.get("id")
            for entities in (part(self.post, "entities"), part(long, "entities"))
            for one in objects(entities.get("mentions"))
        ]
        return self.user_id in named

    def _quotes(self) -> bool:
        """Whether it quotes us; where X does not show whom it quotes, X may decide."""
        quoted = referenced(self.post, "quoted")
        if quoted is None:
            return False
        return self.included.posts.get(quoted, {}).get("author_id") in (None, self.user_id)
