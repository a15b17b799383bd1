"""Look after the platform's side of our webhooks: mend it, and have pushed again what it missed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from earshot.channels.protocol import Expires, Keeps, Redelivers
from earshot.channels.values import Period
from earshot.domain.accounts import Account, Accounts
from earshot.domain.records import AccountRecord
from earshot.domain.standing import Health, is_near
from earshot.domain.upkeep import SHORTLY, TURN, Act, Did, Gap, Upkeep
from earshot.errors import Ambiguous, Rejected, Throttled, Unavailable
from earshot.ports import Clock, Ids, Store

LEASE = timedelta(minutes=2)
NOT_NOW = (Throttled, Unavailable, Ambiguous)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """The ports that upkeep works with; `keeping` is what asks a platform, None where none can be.

    It writes the account's record under the lease of polling, and only when something is due.
    """

    store: Store
    clock: Clock
    ids: Ids
    accounts: Accounts
    keeping: Callable[[Account], Keeps | None]

    def keep(self, channel: str, account: str) -> tuple[Act, ...]:
        """Do what is due; what was done. What a platform refuses shows in the account's health."""
        connected = self.accounts.get(channel, account)
        connector = self.keeping(connected)
        if connector is None:
            return ()
        every, now = connector.looks_every(connected), self.clock.now()
        if not _is_due(self.store.account(channel, account), every, now):
            return ()
        holder = self.ids.new()
        record = self.store.lease(channel, account, holder=holder, now=now, until=now + LEASE)
        if record is None:
            return ()
        turn = timedelta(minutes=connected.poll_minutes) if connected.poll_minutes else TURN
        away = record.upkeep.was_left_alone(turn, record.not_before, now)
        visit = Visit(connector, record.upkeep, now, every, away=away)
        try:
            visit.go()
            record = record.model_copy(update=_expiring(connector, now))
        finally:
            kept = record.model_copy(update={"upkeep": visit.upkeep})
            self.store.release(kept, holder=holder)
        return visit.acts


class Visit:
    """One visit under the lease; `upkeep` is what will be saved, true after every step."""

    def __init__(
        self,
        connector: Keeps,
        upkeep: Upkeep,
        now: datetime,
        every: timedelta | None,
        *,
        away: bool,
    ) -> None:
        self._connector = connector
        self._now = now
        self._every = every or timedelta(0)
        self.upkeep = upkeep if every else Upkeep()
        self._wanted = every is not None
        self._away = away
        self.acts: tuple[Act, ...] = ()

    def go(self) -> None:
        """Look, where it is time to, and order what can be ordered."""
        if not self._wanted:
            return
        if self.upkeep.wants_a_look(self._now):
            try:
                self._look()
            except Rejected as error:
                self._refused(error)
            except NOT_NOW as error:
                self.upkeep = self.upkeep.later(self._after(error))
        if isinstance(self._connector, Redelivers):
            for gap in self.upkeep.gaps:
                if gap.ask_at <= self._now:
                    self._ask_again(self._connector, gap)

    def _look(self) -> None:
        lacks = self._connector.lacks()
        if lacks is None:
            self._is_well()
            return
        self.upkeep = self.upkeep.lacking(lacks, self._now, self._every)
        self._connector.mend(lacks)
        self.upkeep = self.upkeep.mended(self._now)
        self._did("mended", what=lacks)

    def _is_well(self) -> None:
        missed = self.upkeep.missed(self._now, away=self._away)
        self.upkeep = self.upkeep.well(self._now, self._every)
        if missed and isinstance(self._connector, Redelivers):
            since, until = missed
            ask_at = self._connector.redelivers_from(Period(since, until))
            gap = Gap(since=since, until=until, ask_at=ask_at)
            self.upkeep = self.upkeep.with_gaps(*self.upkeep.gaps, gap)

    def _refused(self, error: Rejected) -> None:
        """Without a token to look with there is nothing to keep."""
        if error.kind == "not_connected":
            self.upkeep = self.upkeep.later(self._now + self._every)
            return
        lacks = self.upkeep.lacks
        detail = f"{lacks}: {error}" if lacks else str(error)
        self.upkeep = self.upkeep.refused(_health(error), detail, self._now, self._every)

    def _ask_again(self, connector: Redelivers, gap: Gap) -> None:
        """Order it once; where that could not be done, at a later turn."""
        period = Period(gap.since, gap.until)
        try:
            told = connector.redeliver(period)
        except NOT_NOW as error:
            self._settle(gap, gap.model_copy(update={"ask_at": self._after(error)}))
        except Rejected as error:
            if error.kind == "window_closed":
                self._settle(gap)
                self._did("gone_for_good", period=period)
            else:
                self._settle(gap, gap.model_copy(update={"ask_at": self._now + SHORTLY}))
        else:
            self._settle(gap)
            self._did("ordered_again", period=told)

    def _settle(self, gap: Gap, *instead: Gap) -> None:
        others = (one for one in self.upkeep.gaps if one != gap)
        self.upkeep = self.upkeep.with_gaps(*others, *instead)

    def _did(self, did: Did, *, what: str | None = None, period: Period | None = None) -> None:
        since, until = period or (None, None)
        act = Act(at=self._now, did=did, what=what, since=since, until=until)
        self.upkeep = self.upkeep.remembering(act)
        self.acts = (*self.acts, act)

    def _after(self, error: Exception) -> datetime:
        after = error.after if isinstance(error, Throttled) else None
        return max(after or self._now, self._now + SHORTLY)


def _is_due(record: AccountRecord, every: timedelta | None, now: datetime) -> bool:
    """Not while the platform wants to be left alone."""
    if record.not_before and record.not_before > now:
        return False
    # A webhook that is not looked at any more is nobody's trouble any more.
    return record.upkeep.is_due(now) if every else record.upkeep != Upkeep()


def _expiring(connector: Keeps, now: datetime) -> dict[str, datetime | None]:
    """The end of the token that listens, once that is near: who is only pushed to has no poll."""
    if not isinstance(connector, Expires):
        return {}
    try:
        ends = connector.ends("listen")
    except (Rejected, Unavailable):
        return {}
    return {"expiring": ends if is_near(ends, now) else None}


def _health(error: Rejected) -> Health:
    if error.kind == "reauth":
        return "reauth"
    return "forbidden" if error.kind == "forbidden" else "degraded"
