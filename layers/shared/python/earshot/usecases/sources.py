"""Look after the accounts that we hear: who has fallen silent, who is back, who needs a person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from earshot.domain.accounts import Account
from earshot.domain.changes import hour_of
from earshot.domain.records import AccountRecord
from earshot.domain.standing import Standing
from earshot.domain.volume import SPANS, is_silent, windows
from earshot.errors import Conflict
from earshot.ports import Clock, Ids, Store

WRITING = timedelta(seconds=30)
REVOKED = "revoked: the platform says that our access ended"


class Looked(NamedTuple):
    """How both directions of an account are."""

    account: Account
    listen: Standing
    answer: Standing

    @property
    def ails(self) -> bool:
        return self.listen.health != "ok" or self.answer.health != "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The ports that looking after accounts works with."""

    store: Store
    clock: Clock
    ids: Ids

    def look(self, accounts: Iterable[Account]) -> Iterator[Looked]:
        """Compare each account with its own past, write what is otherwise, tell how it is."""
        for account in accounts:
            where, now = (account.channel, account.account), self.clock.now()
            record = self._compared(account, self.store.account(*where), now)
            yield Looked(account, record.standing, self.store.answering(*where).standing)

    def revoked(self, channel: str, account: str) -> None:
        """Our access ended: a person has to log in anew, in both directions.

        Raise Conflict while a poll is under way; it may be told again without harm.
        """
        now = self.clock.now()
        changed = {"health": "reauth", "health_since": now, "detail": REVOKED}
        record = self.store.account(channel, account)
        if (record.health, record.detail) != ("reauth", REVOKED) and not self._write(
            record, changed, now
        ):
            raise Conflict(f"{channel}/{account} is being polled")
        answering = self.store.answering(channel, account)
        turned = answering.turned("reauth", REVOKED, now)
        if turned is not answering:
            self.store.put_answering(turned.model_copy(update={"revision": answering.revision + 1}))

    def _compared(self, account: Account, record: AccountRecord, now: datetime) -> AccountRecord:
        received = self._received(account, now)
        changed: dict[str, object] = {}
        silent = _is_well(record, now) and is_silent(received, now)
        if silent != (record.silent_since is not None):
            changed["silent_since"] = now if silent else None
        if record.detail == REVOKED and self._is_heard_again(account, record, received):
            changed |= {"health": "ok", "health_since": now, "detail": None}
        if not changed:
            return record
        return self._write(record, changed, now) or record

    def _is_heard_again(
        self, account: Account, record: AccountRecord, received: dict[str, int]
    ) -> bool:
        """Whether news have come since; what is polled says so itself, at its next turn."""
        if account.poll_minutes is not None or record.health_since is None:
            return False
        ended = hour_of(record.health_since)
        return any(number for hour, number in received.items() if hour > ended)

    def _received(self, account: Account, now: datetime) -> dict[str, int]:
        where = (account.channel, account.account)
        return {
            hour: counts.received
            for window in windows(now)
            for hour, counts in self.store.counts(
                *where, since=window.since, until=window.until
            ).items()
        }

    def _write(
        self, record: AccountRecord, changed: dict[str, object], now: datetime
    ) -> AccountRecord | None:
        """Change the record under its lease; None while somebody polls, who will write it."""
        holder = self.ids.new()
        where = (record.channel, record.account)
        leased = self.store.lease(*where, holder=holder, now=now, until=now + WRITING)
        if leased is None:
            return None
        written = leased.model_copy(update=changed)
        self.store.release(written, holder=holder)
        return written


def _is_well(record: AccountRecord, now: datetime) -> bool:
    """Whether its calls have succeeded long enough for silence to say anything.

    What an outage or a spent budget kept from us is told of by itself, and not once more.
    """
    since = record.health_since
    return record.health == "ok" and (since is None or now - since >= timedelta(hours=min(SPANS)))
