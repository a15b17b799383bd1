"""Cursors of listings that are newest first, and of several listings behind one cursor."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import AwareDatetime, ConfigDict, Field, ValidationError

from earshot.channels.values import Fetched
from earshot.domain.frozen import Frozen
from earshot.errors import Rejected, Unavailable

# What is re-read behind the mark: listings show some posts late.
OVERLAP = timedelta(minutes=10)
MOST_SEEN = 500
MOST_PAGES = 200
# What a refusal is called that may be of the token of a page: it has expired, or is none.
OF_A_TOKEN = ("invalid", "target_gone")


class Walk(Frozen):
    """How far a newest-first listing has been walked.

    `mark` is the newest instant up to which everything was handed over, `seen` what lies within
    the overlap before it, by id: known already and not handed over again. A walk in progress has
    the `token` of its next page, the `top` that will become the mark at its end, and the ids `met`
    on the way; a walk that was cut short is carried on where it stopped. `pages` bounds it.
    `overlap` is how far behind the mark is re-read, where that is not ten minutes.
    """

    mark: AwareDatetime | None = None
    seen: tuple[str, ...] = ()
    token: str | None = None
    top: AwareDatetime | None = None
    met: tuple[str, ...] = ()
    pages: Annotated[int, Field(ge=0)] = 0
    overlap: timedelta = OVERLAP

    @classmethod
    def read(
        cls, cursor: str | None, *, since: datetime | None = None, overlap: timedelta = OVERLAP
    ) -> "Walk":
        """Of the cursor that is stored.

        Where there is none, or none of ours, it begins: with what was written after `since`.
        """
        begun = cls(mark=since + overlap if since else None, overlap=overlap)
        if cursor is None:
            return begun
        try:
            return cls.model_validate_json(cursor).model_copy(update={"overlap": overlap})
        except ValidationError:
            return begun

    def write(self) -> str:
        """As a cursor."""
        return self.model_dump_json(exclude_defaults=True)

    @property
    def floor(self) -> datetime | None:
        """What is older than this was handed over before; None: nothing was."""
        return self.mark - self.overlap if self.mark else None

    def is_new(self, identifier: str) -> bool:
        """Whether it was not handed over before, as far as the overlap remembers."""
        return identifier not in self.seen

    def anew(self, refused: Rejected) -> Fetched:
        """What to do where the platform takes the token of the walk no longer: walk from the top.

        With the next run, since a token that is always refused must not cost all of this one. The
        mark has not moved, so that nothing is passed over. Other refusals are raised.
        """
        if self.token is None or refused.kind not in OF_A_TOKEN:
            raise refused
        return self.from_the_top(refused)

    def from_the_top(self, trouble: Rejected | Unavailable) -> Fetched:
        """The end of a run that could not go on; the next one walks from the first page again."""
        again = self.model_copy(update={"token": None, "pages": 0})
        return Fetched((), (), again.write(), True, trouble=trouble)

    def step(
        self,
        listed: Iterable[tuple[str, datetime]],
        token: str | None,
        most_pages: int = MOST_PAGES,
    ) -> tuple["Walk", bool]:
        """The walk after a page that listed these (id, instant), and whether it is at its end.

        It ends where the platform has no further page, where a page reaches below the floor, and
        after so many pages as no such listing has, in case it goes round in a circle. Where the
        next page is this one again, what lies behind it was not reached: the mark stays, and the
        next walk begins anew.
        """
        page = list(listed)
        times = [at for _, at in page]
        top = max([*times, *([self.top] if self.top else [])], default=None)
        met = (*self.met, *(name for name, at in page if self._is_recent(at, top)))
        reached = self.floor is not None and any(at < self.floor for at in times)
        if token is None or reached or self.pages + 1 >= most_pages:
            return self._ended(top, met), True
        if token == self.token:
            return self._ended(self.mark, met), True
        walk = Walk(
            mark=self.mark,
            seen=self.seen,
            token=token,
            top=top,
            met=tuple(dict.fromkeys(met))[:MOST_SEEN],
            pages=self.pages + 1,
            overlap=self.overlap,
        )
        return walk, False

    def _ended(self, top: datetime | None, met: tuple[str, ...]) -> "Walk":
        mark = max(filter(None, (self.mark, top)), default=None)
        kept = tuple(dict.fromkeys((*met, *self.seen)))[:MOST_SEEN]
        return Walk(mark=mark, seen=kept, overlap=self.overlap)

    def _is_recent(self, at: datetime, top: datetime | None) -> bool:
        return top is None or at >= top - self.overlap


def utc(seconds: float) -> datetime:
    """An instant of epoch seconds."""
    return datetime.fromtimestamp(seconds, UTC)


class _Held(Frozen):
    model_config = ConfigDict(extra="forbid")

    at: int = 0
    cursors: dict[str, str] = Field(default_factory=dict)


class Listings:
    """Several listings of one account (mentions, searches, messages …) behind one cursor.

    Each run begins with the first one and asks every listing until it is done. One that fails, but
    for a token that is no good or a platform that wants a pause, is told of as `trouble` and holds
    up no other. One listing alone has its own cursor, and raises what it fails with; such a cursor
    is the first one's where there are several by now, and back.
    """

    def __init__(self, listings: Mapping[str, Callable[[str | None], Fetched]]) -> None:
        self._names = list(listings)
        self._fetch = listings

    def fetch(self, cursor: str | None) -> Fetched:
        """The next page of the listing whose turn it is."""
        first = self._names[0]
        held = _read(cursor, first)
        if len(self._names) == 1:
            return self._fetch[first](held.cursors.get(first))
        return self._one_of_several(held)

    def _one_of_several(self, held: _Held) -> Fetched:
        at = held.at if held.at < len(self._names) else 0
        name = self._names[at]
        before = held.cursors.get(name)
        page = self._page(name, before)
        after = page.cursor if page.cursor is not None else before
        cursors = held.cursors if after is None else {**held.cursors, name: after}
        stuck = not page.done and page.cursor == before
        if stuck and page.trouble is None:
            page = page._replace(
                trouble=Unavailable(f"{name}: the platform gives the same page again")
            )
        turn = (at + 1) % len(self._names) if page.done or stuck else at
        done = turn == 0 and (page.done or stuck)
        return page._replace(cursor=_Held(at=turn, cursors=cursors).model_dump_json(), done=done)

    def _page(self, name: str, before: str | None) -> Fetched:
        try:
            return self._fetch[name](before)
        except (Rejected, Unavailable) as error:
            if isinstance(error, Rejected) and error.kind == "reauth":
                raise
            return Fetched((), (), before, True, trouble=_of_listing(name, error))


def _of_listing(name: str, error: Rejected | Unavailable) -> Rejected | Unavailable:
    """The same error, saying which listing it is of."""
    said = f"{name}: {error}"
    return Rejected(said, kind=error.kind) if isinstance(error, Rejected) else Unavailable(said)


def _read(cursor: str | None, first: str) -> _Held:
    if cursor is None:
        return _Held()
    try:
        return _Held.model_validate_json(cursor)
    except ValidationError:
        return _Held(cursors={first: cursor})
