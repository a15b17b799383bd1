"""The conservation equation of every account, hour by hour."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from earshot.domain.accounts import Account
from earshot.domain.changes import hour_of
from earshot.domain.records import Counts
from earshot.ports import Store

SETTLED_AFTER = timedelta(hours=2)
"""What came in that long ago has come through every queue, unless something is wrong."""


class Balance(NamedTuple):
    """The equation of one account in one UTC hour, `2026-03-02T07`."""

    channel: str
    account: str
    hour: str
    counts: Counts

    @property
    def missing(self) -> int:
        """Mentions of which nothing has come yet: in a queue, or lost.

        More outcomes than receipts are no loss: a delivery whose receipt was not counted before the
        sender tried again.
        """
        return max(0, self.counts.missing)


def balances(
    accounts: Iterable[Account], *, store: Store, since: datetime, until: datetime
) -> Iterator[Balance]:
    """Each account's hours that have any traffic, both ends included, in order."""
    first, last = hour_of(since), hour_of(until)
    for one in accounts:
        hours = store.counts(one.channel, one.account, since=first, until=last)
        for hour, counts in sorted(hours.items()):
            yield Balance(one.channel, one.account, hour, counts)


def settled(accounts: Iterable[Account], *, store: Store, now: datetime) -> list[Balance]:
    """The equations of the hour before the last."""
    at = now - SETTLED_AFTER
    return list(balances(accounts, store=store, since=at, until=at))
