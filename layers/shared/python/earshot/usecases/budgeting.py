"""Whether what an account may cost bears more replies."""

from earshot.channels.capabilities import Capabilities
from earshot.domain.accounts import Account
from earshot.domain.case import Reply
from earshot.domain.pricing import Cost, affordable
from earshot.ports import Clock, Store


def bears(
    store: Store, clock: Clock, account: Account, capabilities: Capabilities, *replies: Reply
) -> bool:
    """Whether it bears all of them.

    What hearing and answering have cost together is read only where there is a budget.
    """
    costs = [Cost.of(reply, capabilities.prices, capabilities.units) for reply in replies]
    cost = Cost(sum(one.usd for one in costs), sum(one.units for one in costs))
    if account.budget is None or cost == Cost():
        return True
    place = (account.channel, account.account)
    spent = (store.account(*place).spending, store.answering(*place).spending)
    return affordable(cost, account.budget, spent, clock.now())
