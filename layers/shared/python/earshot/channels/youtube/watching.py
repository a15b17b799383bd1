"""New answers and edits in threads that are known: the listing of threads does not tell of them.

A thread does not move up when somebody answers in it. One page of the listing shows how many
answers each thread has, and some of them; only threads that changed are read, each for a unit of
the quota and more.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import Field, ValidationError

from earshot.channels import elements
from earshot.channels.shapes import instant, listed
from earshot.channels.values import Fetched, Spent, Unreadable
from earshot.channels.walking import OF_A_TOKEN, OVERLAP
from earshot.channels.youtube.calls import Calls
from earshot.channels.youtube.comments import mention_of, top_of
from earshot.domain.accounts import Account
from earshot.domain.frozen import Frozen
from earshot.domain.mention import Mention
from earshot.errors import Ambiguous, Malformed, Rejected

LARGEST_PAGE = 100


class Known(NamedTuple):
    """Of one thread: how many answers, when its first comment and its answers last changed."""

    answers: int
    top_at: int
    answers_at: int


class Watched(Frozen):
    """The newest threads as they were last seen; `fresh` are those of a sweep in progress."""

    threads: dict[str, Known] = Field(default_factory=dict)
    fresh: dict[str, Known] = Field(default_factory=dict)
    token: str | None = None

    @classmethod
    def read(cls, cursor: str | None) -> "Watched":
        """Of the cursor that is stored; nothing is known where it is none of ours."""
        try:
            return cls.model_validate_json(cursor or "{}")
        except ValidationError:
            return cls()

    def late(self, most: int) -> range:
        """When a thread that is not known yet must have been written to be one that is shown late.

        Newer ones are new, and older ones only came into the place of others that are gone.
        """
        times = [known.top_at for known in self.threads.values()]
        first = min(times) if len(times) >= most else 0
        return range(first, max(times) - int(OVERLAP.total_seconds())) if times else range(0)

    def write(self) -> str:
        """As a cursor."""
        return self.model_dump_json(exclude_defaults=True)

    def anew(self, refused: Rejected) -> Fetched:
        """Where the token is taken no longer: a new sweep with the next run, knowing what this saw.

        Other refusals are raised.
        """
        if self.token is None or refused.kind not in OF_A_TOKEN:
            raise refused
        again = Watched(threads={**self.threads, **self.fresh})
        return Fetched((), (), again.write(), True, trouble=refused)


class Sweep:
    """One page of threads, and the answers in those that changed, as far as `units` go."""

    def __init__(self, calls: Calls, account: Account, units: int) -> None:
        self._calls = calls
        self._account = account
        self._left = units
        self._late = range(0)
        self._mentions: list[Mention] = []
        self._unreadable: list[Unreadable] = []

    def fetch(self, cursor: str | None, most: int) -> Fetched:
        """What is new in the newest `most` threads."""
        was = Watched.read(cursor)
        self._late = was.late(most)
        room = most - len(was.fresh)
        try:
            threads, token = self._calls.threads(was.token, most=min(room, LARGEST_PAGE))
        except Rejected as error:
            return was.anew(error)
        fresh = dict(was.fresh)
        for thread in threads:
            identifier = thread.get("id") if isinstance(thread, dict) else None
            if isinstance(identifier, str) and identifier not in fresh and len(fresh) < most:
                known = self._look(thread, identifier, was.threads.get(identifier))
                fresh |= {identifier: known} if known else {}
        goes_on = token is not None and token != was.token and len(was.fresh) < len(fresh) < most
        after = Watched(threads=was.threads, fresh=fresh, token=token)
        if not goes_on:
            after = Watched(threads=fresh)
        return Fetched(
            mentions=tuple(self._mentions),
            unreadable=tuple(self._unreadable),
            cursor=after.write(),
            done=not goes_on,
            spent=Spent(units=self._calls.units),
        )

    def _look(self, thread: dict[str, Any], identifier: str, was: Known | None) -> Known | None:
        """The thread as it is known from now on; what cannot be read the other listing tells."""
        try:
            top = top_of(thread, self._account)
        except Malformed:
            return was
        self._top(top, was)
        number, newest = _answers(thread), _newest_shown(thread)
        before = was or Known(0, 0, 0)
        told = before._replace(top_at=_changed(top))
        if number == before.answers and newest <= before.answers_at:
            return told
        if number == 0:
            return told._replace(answers=0)
        # The others are looked at in the next run.
        return self._read(identifier, told, number) if self._left > 0 else was

    def _top(self, top: Mention, was: Known | None) -> None:
        """An edit of the first comment, or one shown late, which the other listing passed by."""
        at = _changed(top)
        newer = was is None or at > was.top_at
        if (top.event == "edit" and newer) or (was is None and at in self._late):
            self._mentions.append(top)

    def _read(self, identifier: str, was: Known, number: int) -> Known:
        before = self._calls.units
        found: list[Mention] = []
        try:
            found += self._readable(self._calls.answers(identifier))
        except Ambiguous:
            pass  # what is read so far is all that can be
        except Rejected as error:
            if error.kind != "target_gone":
                raise
        self._left -= self._calls.units - before
        self._mentions += _new(found, was, number)
        newest = max(map(_changed, found), default=0)
        return was._replace(answers=number, answers_at=max(was.answers_at, newest))

    def _readable(self, answers: Iterator[Any]) -> Iterator[Mention]:
        for answer in answers:
            try:
                yield mention_of(answer, self._account)
            except Malformed as error:
                self._unreadable.append(elements.unreadable(answer, error))


def _new(found: list[Mention], was: Known, number: int) -> list[Mention]:
    """What changed since then; seconds are coarse, so that one may come twice.

    All of them, where there are more than were written since: some were held for review meanwhile,
    and their times are old.
    """
    since = was.answers_at
    written = sum(one.created_at.timestamp() > since for one in found)
    if number - was.answers > written:
        return found
    return [one for one in found if _changed(one) >= since]


def _changed(mention: Mention) -> int:
    return int((mention.edited_at or mention.created_at).timestamp())


def _answers(thread: dict[str, Any]) -> int:
    number = thread["snippet"].get("totalReplyCount")
    return number if isinstance(number, int) and number >= 0 else 0


def _newest_shown(thread: dict[str, Any]) -> int:
    """When the newest of the answers that come with the thread changed; 0 where none comes."""
    return max(_shown(thread), default=0)


def _shown(thread: dict[str, Any]) -> Iterator[int]:
    for comment in listed(thread, "replies", "comments"):
        snippet = comment.get("snippet") if isinstance(comment, dict) else None
        if at := instant(snippet.get("updatedAt") if isinstance(snippet, dict) else None):
            yield int(at.timestamp())
