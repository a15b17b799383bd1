"""The newest posts of an account with the comments below them, walked by time.

New comments come below old posts and do not lift them, so that a poll looks at a number of posts
however old they are, and at the comments of each that are newer than the mark. One call is made for
each page: of posts with their newest comments, or of the further comments of one post.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pydantic import AwareDatetime, ValidationError

from earshot.channels import elements
from earshot.channels.meta.graph import SAFE_ID, Graph
from earshot.channels.meta.replying import next_cursor, rows_of
from earshot.channels.shapes import listed
from earshot.channels.values import Fetched, Unreadable
from earshot.channels.walking import Walk
from earshot.domain.frozen import Frozen
from earshot.domain.mention import Mention
from earshot.errors import Malformed, Rejected, Unavailable

POSTS, COMMENTS = 25, 50
# One post may have many thousand comments, and the others wait behind it.
MOST_PAGES = 5_000
Read = Callable[[dict[str, Any]], Iterator[Mention]]


class Feed(NamedTuple):
    """How one platform lists posts and comments.

    `posts` is the edge of the account with `fields` to ask for, among them `comments`; `below` are
    the parameters of a post's own edge of that name. `post` and `comment` give the mentions in one
    element of either listing. A comment's element gets its post, under the name `above`, and is
    taken apart by `parts` into those that are read each for itself.
    """

    posts: str
    fields: str
    below: list[tuple[str, str]]
    post: Read
    comment: Read
    above: str
    most_posts: int
    parts: Callable[[dict[str, Any]], list[Any]] = lambda comment: [comment]


class Token(Frozen):
    """Where a walk stands: when it began, the posts looked at, what is still to be asked for."""

    began: AwareDatetime
    looked_at: int = 0
    after: str | None = None
    further: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, token: str | None) -> "Token":
        try:
            return cls.model_validate_json(token or "")
        except ValidationError:
            return cls(began=datetime.now(UTC))


class Stuck(Exception):
    """The next page is the one before it: what lies behind it cannot be reached. Stays in here."""


class Run:
    """One page of the walk."""

    def __init__(
        self, graph: Graph, feed: Feed, cursor: str | None, since: datetime | None
    ) -> None:
        """`since`: what was written before it is left out, where the walk begins."""
        self._graph = graph
        self._feed = feed
        self._walk = Walk.read(cursor, since=since)
        self._token = Token.read(self._walk.token)
        self._mentions: list[Mention] = []
        self._unreadable: list[Unreadable] = []
        self._listed: list[tuple[str, datetime]] = []

    def page(self) -> Fetched:
        """The next one, and what to ask with after it."""
        further = self._token.further
        try:
            token = self._comments(*further[0]) if further else self._posts()
        except Rejected as error:
            return self._walk.anew(error)
        except Stuck as error:
            return self._walk.from_the_top(Unavailable(str(error)))
        going_on = token.model_dump_json(exclude_defaults=True) if token else None
        walk, done = self._walk.step(self._listed, going_on, MOST_PAGES)
        return Fetched(
            tuple(sorted(self._mentions, key=lambda mention: mention.created_at)),
            tuple(self._unreadable),
            walk.write(),
            done,
            self._graph.not_before,
        )

    def _posts(self) -> Token | None:
        """A page of posts, each with its newest comments."""
        was = self._token
        params = [("fields", self._feed.fields), ("limit", str(POSTS))]
        page = self._graph.get(self._feed.posts, params + _after(was.after))
        posts = rows_of(page)
        further = list(was.further)
        for post in posts:
            self._take(post, self._feed.post)
            if isinstance(post, dict):
                further += self._below(post, post.get("comments"))
        after, looked_at = next_cursor(page), was.looked_at + max(len(posts), 1)
        if after and after == was.after:
            raise Stuck("posts: the platform gives the same page again")
        if looked_at >= self._feed.most_posts:
            after = None
        return self._left(
            was.model_copy(
                update={"after": after, "looked_at": looked_at, "further": tuple(further)}
            )
        )

    def _comments(self, post: str, after: str) -> Token | None:
        """Further comments of a post; of one that is gone meanwhile there are none."""
        was, more = self._token, list[tuple[str, str]]()
        params = [*self._feed.below, ("limit", str(COMMENTS)), ("after", after)]
        try:
            page = self._graph.get(f"/{post}/comments", params)
            rows_of(page)
        except Rejected as error:
            if error.kind != "target_gone":
                raise
        else:
            more = list(self._below({"id": post}, page))
        if (post, after) in more:
            raise Stuck("comments: the platform gives the same page again")
        return self._left(was.model_copy(update={"further": (*more, *was.further[1:])}))

    @staticmethod
    def _left(token: Token) -> Token | None:
        return token if token.after or token.further else None

    def _below(self, post: dict[str, Any], page: Any) -> Iterator[tuple[str, str]]:
        """Take the comments of a page; what to ask for next, while they are newer than the mark."""
        above = {key: value for key, value in post.items() if key != "comments"}
        comments = listed(page, "data")
        newest = [
            self._take(part, self._feed.comment)
            for one in comments
            for part in self._parts(one, {self._feed.above: above})
        ]
        cursor, name = next_cursor(page), post.get("id")
        # A page may be empty and others follow: what is not for us to see is left out of it.
        if not (cursor and (any(newest) or not comments)):
            return
        if isinstance(name, str) and SAFE_ID.fullmatch(name):
            yield name, cursor

    def _parts(self, comment: Any, above: dict[str, Any]) -> list[Any]:
        return self._feed.parts(comment | above) if isinstance(comment, dict) else [comment]

    def _take(self, element: Any, read: Read) -> bool:
        """Whether the element is newer than the mark, or may be."""
        try:
            if not isinstance(element, dict):
                raise Malformed("want an object")
            found = list(read(element))
        except Malformed as error:
            return self._set_aside(element, error)
        floor = self._walk.floor
        new = [one for one in found if floor is None or one.created_at >= floor]
        # Until the walk began all is listed; what comes meanwhile is met again by the next one.
        self._listed += [(one.id, min(one.created_at, self._token.began)) for one in new]
        self._mentions += [one for one in new if self._walk.is_new(one.id)]
        return bool(new) or not found

    def _set_aside(self, element: Any, error: Malformed) -> bool:
        """Once: it is remembered by its id as if it had been written when the walk began."""
        name = element.get("id") if isinstance(element, dict) else None
        mark = name if isinstance(name, str) else elements.dump(element)[:100]
        self._listed.append((mark, self._token.began))
        if self._walk.is_new(mark):
            self._unreadable.append(elements.unreadable(element, error))
        return True


def _after(cursor: str | None) -> list[tuple[str, str]]:
    return [("after", cursor)] if cursor else []
