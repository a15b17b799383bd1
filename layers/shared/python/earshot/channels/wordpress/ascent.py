"""The cursor of a listing that is asked for what came after an instant, oldest first."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, NamedTuple

from pydantic import AwareDatetime, Field, ValidationError

from earshot.domain.frozen import Frozen
from earshot.domain.mention import hash_text

MOST_SEEN = 500
SECOND = timedelta(seconds=1)


class Listed(NamedTuple):
    """One thing of a page: its id, what its words are known by, and when it was written.

    What cannot be read is listed too, so that it is told of once; when it was written is None.
    """

    id: str
    words: str
    at: datetime | None

    @property
    def seen(self) -> str:
        return f"{self.id}#{self.words}"


class Ascent(Frozen):
    """How far it was walked.

    `mark` is the newest instant that was handed over, `seen` what was, of which the last hours are
    read again. A walk in progress has the instant `after` which it asks, and the `page` it asks
    for, which is another than the first only where one second fills a page. `shown` stands for what
    the page before held.
    """

    mark: AwareDatetime | None = None
    seen: tuple[str, ...] = ()
    after: AwareDatetime | None = None
    page: Annotated[int, Field(ge=1)] = 1
    shown: str | None = None

    @classmethod
    def read(cls, cursor: str | None) -> "Ascent":
        """Of the cursor that is stored; from the beginning where it is none of ours any more."""
        if cursor is None:
            return cls()
        try:
            return cls.model_validate_json(cursor)
        except ValidationError:
            return cls()

    def write(self) -> str:
        """As a cursor."""
        return self.model_dump_json(exclude_defaults=True)

    def asked(self, overlap: timedelta, since: datetime | None) -> datetime | None:
        """After which instant to ask; None: from the very beginning."""
        return self.after or (self.mark - overlap if self.mark else since)

    def is_new(self, one: Listed) -> bool:
        """Whether it was not handed over with these words."""
        return one.seen not in self.seen

    def is_edit(self, one: Listed) -> bool:
        """Whether it was handed over with other words."""
        known = f"{one.id}#"
        return self.is_new(one) and any(name.startswith(known) for name in self.seen)

    def step(
        self, listed: Sequence[Listed], asked: datetime | None, *, more: bool
    ) -> tuple["Ascent", bool]:
        """The walk after a page, and whether it is at its end; `more`: there are further pages."""
        now = datetime.now(UTC)
        times = [min(at, now) for at in _times(listed)]  # one dated ahead hides nothing after it
        mark = max([*times, *([self.mark] if self.mark else [])], default=None)
        ids = {one.id for one in listed}
        others = tuple(name for name in self.seen if name.rpartition("#")[0] not in ids)
        seen = (*others, *dict.fromkeys(one.seen for one in listed))[-MOST_SEEN:]
        after, page = self._next(listed, asked)
        shown = hash_text(",".join(sorted(ids)))
        same_for_ever = self.page > 1 and shown == self.shown
        if not more or not listed or same_for_ever:
            return Ascent(mark=mark, seen=seen), True
        return Ascent(mark=mark, seen=seen, after=after, page=page, shown=shown), False

    def _next(
        self, listed: Sequence[Listed], asked: datetime | None
    ) -> tuple[datetime | None, int]:
        """After the last second of the page, which may go on; by page within one second."""
        after = max(_times(listed), default=None)
        after = after - SECOND if after else asked
        if after is None or (asked is not None and after <= asked):
            return asked, self.page + 1
        return after, 1


def _times(listed: Sequence[Listed]) -> list[datetime]:
    return [one.at for one in listed if one.at]
