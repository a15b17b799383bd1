"""The post that is about to be answered, as it is now: there, and for us to answer."""

from typing import Any, NamedTuple, Self

from earshot.channels.http import Http
from earshot.channels.x.fields import either, objects, part, post_params, texts
from earshot.channels.x.ids import is_id, safe
from earshot.channels.x.options import XOptions
from earshot.channels.x.posts import Included, permalink, referenced, text_of
from earshot.channels.x.problems import get
from earshot.channels.x.rules import for_followers_only, names, not_ours_to_answer
from earshot.errors import Rejected


class Parent(NamedTuple):
    """What X shows of it, and who we are there."""

    post: dict[str, Any]
    included: Included
    options: XOptions

    @classmethod
    def read(cls, http: Http, identifier: str, options: XOptions) -> Self:
        """Rejected (`target_gone`) where it is gone, or no longer shown to us."""
        params = [("ids", safe(identifier)), *post_params(options.dialect)]
        found = get(http, "/2/tweets", params)
        post = next(iter(objects(found.get("data"))), None)
        if post is None or not is_id(post.get("id")):
            raise Rejected("the post answered is no longer there", kind="target_gone")
        return cls(post, Included.of(found.get("includes")), options)

    @property
    def versions(self) -> list[str]:
        """The ids of all that it was."""
        return [one for one in texts(either(self.post, "edit_history_tweet_ids")) if is_id(one)]

    @property
    def latest(self) -> str:
        """The id of its latest version, which is the one that people see."""
        return max(self.versions, key=int, default=str(self.post["id"]))

    def check(self) -> None:
        """Rejected where an answer would be shown to more than it, or X's rule forbids it.

        A post of our own is shown to whom the part before was shown.
        """
        if str(self.post.get("author_id")) == self.options.user_id:
            return
        author = self.included.users.get(str(self.post.get("author_id")), {})
        if author.get("protected") is True:
            raise for_followers_only()
        if self.options.tier == "self_serve" and not self._summons():
            raise not_ours_to_answer(permalink(author.get("username"), self.post.get("id")))

    def _summons(self) -> bool:
        """Whether its author named us, answered us or quoted us."""
        ours, handle = self.options.user_id, self.options.handle
        if self.post.get("in_reply_to_user_id") == ours or self._quotes():
            return True
        if handle and names(text_of(self.post), handle):
            return True
        long = part(self.post, "note_tweet") or part(self.post, "note_post")
        named = [
            one.get("id")
            for entities in (part(self.post, "entities"), part(long, "entities"))
            for one in objects(entities.get("mentions"))
        ]
        return ours in named

    def _quotes(self) -> bool:
        """Whether it quotes us; where X does not show whom it quotes, X may decide."""
        quoted = referenced(self.post, "quoted")
        if quoted is None:
            return False
        return self.included.posts.get(quoted, {}).get("author_id") in (None, self.options.user_id)
