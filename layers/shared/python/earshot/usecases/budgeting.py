"""Whether what an account may cost bears one more reply."""

from earshot.channels.capabilities import Capabilities
from earshot.domain.accounts import Account
from earshot.domain.case import Reply
from earshot.domain.pricing import Cost, affordable
from earshot.ports import Clock, Store


def bears(
    store: Store, clock: Clock, account: Account, capabilities: Capabilities, reply: Reply
) -> bool:
    """What hearing and answering have cost together is read only where there is a budget."""
    cost = Cost.of(reply, capabilities.prices, capabilities.units)
    if account.budget is None or cost == Cost():
        return True
    place = (account.channel, account.account)
    spent = (store.account(*place).spending, store.answering(*place).spending)
    return affordable(cost, account.budget, spent, clock.now())
