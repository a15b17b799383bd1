"""How far a listing of X has been walked: by ids, since those rise with time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field, ValidationError

from earshot.channels.x.ids import MOST_DIGITS
from earshot.domain.frozen import Frozen

Id = Annotated[str, Field(pattern=rf"^[0-9]{{1,{MOST_DIGITS}}}$")]


class IdWalk(Frozen):
    """A walk over a listing that is newest first.

    Everything up to the id `since` was handed over. A walk in progress has the `token` of its next
    page, the `top` that becomes `since` at its end, and the lowest id met, `low`. `start` stands
    instead of `since` where X finds that too old. Before `wait` the listing may not be asked. A
    walk that was begun anew, because X took its token no longer, says `again`.
    """

    since: Id | None = None
    token: Annotated[str, Field(max_length=2048)] | None = None
    top: Id | None = None
    low: Id | None = None
    start: AwareDatetime | None = None
    wait: AwareDatetime | None = None
    again: bool = False

    @classmethod
    def read(cls, cursor: str | None) -> "IdWalk":
        """Of the cursor that is stored; from the beginning where it is none of ours any more."""
        try:
            return cls() if cursor is None else cls.model_validate_json(cursor)
        except ValidationError:
            return cls()

    def write(self) -> str:
        """As a cursor."""
        return self.model_dump_json(exclude_defaults=True)

    def is_new(self, identifier: str) -> bool:
        """Whether it lies behind what was handed over."""
        return self.since is None or int(identifier) > int(self.since)

    def is_stuck(self, listed: Iterable[str], token: str | None) -> bool:
        """Whether a further page brings nothing further, so that it would lead round for ever."""
        if token is None or self.token is None:
            return False
        ids = [int(one) for one in listed]
        return token == self.token or bool(ids and self.low and min(ids) >= int(self.low))

    def step(
        self, listed: Iterable[str], newest: str | None, token: str | None
    ) -> tuple["IdWalk", bool]:
        """The walk after a page with these ids, and whether it is at its end.

        The mark moves only then, to the newest id of the walk's first page.
        """
        ids = sorted(listed, key=int)
        top = self.top or newest or (ids[-1] if ids else None)
        if token is None or any(not self.is_new(one) for one in ids):
            higher = [one for one in (self.since, top) if one]
            return IdWalk(since=max(higher, key=int, default=None)), True
        low = min([*ids[:1], *([self.low] if self.low else [])], key=int, default=None)
        return self.model_copy(update={"token": token, "top": top, "low": low}), False

    def anew(self, *, start: datetime | None = None) -> "IdWalk":
        """The walk from its beginning; from a time where X refuses to begin at the id."""
        again = self.token is not None
        return IdWalk(since=self.since, start=start or self.start, again=again)

    def given_up(self) -> "IdWalk":
        """Where the next run begins, when this walk leads nowhere."""
        return IdWalk(since=self.since, start=self.start)
