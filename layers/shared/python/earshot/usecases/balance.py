"""Check the conservation equation of every account for an hour that has settled."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from earshot.domain.accounts import Account
from earshot.domain.changes import hour_of
from earshot.ports import Store

SETTLED_AFTER = timedelta(hours=2)


class Imbalance(NamedTuple):
    """An account that took in more in an hour than has come of it.

    `missing` mentions are lost, or have been in a queue for more than an hour.
    """

    channel: str
    account: str
    hour: str
    missing: int


def imbalances(accounts: Iterable[Account], *, store: Store, now: datetime) -> list[Imbalance]:
    """The accounts whose equation does not hold for the hour before the last.

    More outcomes than receipts are no loss: a delivery whose receipt was not counted before the
    sender tried again.
    """
    hour = hour_of(now - SETTLED_AFTER)
    found = []
    for account in accounts:
        counts = store.counts(account.channel, account.account, since=hour, until=hour).get(hour)
        if counts and counts.missing > 0:
            found.append(Imbalance(account.channel, account.account, hour, counts.missing))
    return found
