"""Note how answering from an account goes, by what became of its replies."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from earshot.channels.protocol import Expires
from earshot.channels.values import Spent
from earshot.domain.standing import AnsweringRecord, is_near
from earshot.errors import Conflict
from earshot.ports import Clock, Store

TRIES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The ports that noting needs. Nothing is written where nothing is otherwise than before."""

    store: Store
    clock: Clock

    def sent(self, channel: str, account: str, by: object, spent: Spent) -> None:
        """A reply was posted: whatever was wrong is over. `by` is the connector that posted it."""
        ends = by.ends("answer") if isinstance(by, Expires) else None
        self._note(channel, account, None, spent, ends)

    def refused(self, channel: str, account: str, kind: str) -> None:
        """A reply was refused; only a token that is no good says anything of the account."""
        if kind == "reauth" or kind == "forbidden":
            self._note(
                channel, account, "reauth" if kind == "reauth" else "forbidden", Spent(), None
            )

    def _note(
        self,
        channel: str,
        account: str,
        kind: Literal["reauth", "forbidden"] | None,
        spent: Spent,
        ends: datetime | None,
    ) -> None:
        for _ in range(TRIES):
            was, now = self.store.answering(channel, account), self.clock.now()
            noted = was.turned(kind or "ok", "a reply was refused" if kind else None, now)
            if kind is None:
                noted = self._costed(noted, spent, ends, now)
            if noted == was:
                return
            try:
                self.store.put_answering(noted.model_copy(update={"revision": was.revision + 1}))
            except Conflict:
                continue
            return
        raise Conflict(f"the health of {channel}/{account} keeps changing")

    @staticmethod
    def _costed(
        record: AnsweringRecord, spent: Spent, ends: datetime | None, now: datetime
    ) -> AnsweringRecord:
        changed: dict[str, object] = {"expiring": ends if is_near(ends, now) else None}
        if spent != Spent():
            changed["spending"] = record.spending.plus(spent.usd, spent.units, now)
        return record.model_copy(update=changed)
