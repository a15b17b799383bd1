"""Routes about connected accounts: their health, and what of them could not be understood."""

from collections import defaultdict
from datetime import datetime, timedelta

from aws_lambda_powertools.event_handler.api_gateway import Router

from earshot.domain.accounts import Account
from earshot.errors import Unknown
from earshot.rest.account_views import AccountList, AccountView
from earshot.rest.asking import AtDesk, Lead
from earshot.rest.desk import Desk
from earshot.rest.paging import Limit, PageToken, Paging
from earshot.rest.service_views import QuarantinedView, QuarantinePage
from earshot.usecases.balance import Balance, balances

DAY = timedelta(hours=24)

router = Router()


@router.get("/v1/accounts", operation_id="listAccounts", tags=["accounts"])
def list_accounts(at: AtDesk, who: Lead) -> AccountList:
    """The connected accounts of your brands: what they can do, how they are, what came in."""
    now = at.clock.now()
    seen = [account for account in at.accounts.accounts if who.in_brand(account.brand)]
    days: dict[tuple[str, str], list[Balance]] = defaultdict(list)
    for one in balances(seen, store=at.store, since=now - DAY, until=now):
        days[one.channel, one.account].append(one)
    return AccountList(accounts=[_seen(at, account, days[_key(account)], now) for account in seen])


def _seen(at: Desk, account: Account, day: list[Balance], now: datetime) -> AccountView:
    from earshot.channels import connector_class

    can, key = connector_class(account.connector).able(account), _key(account)
    return AccountView.of(account, can, at.store.account(*key), at.store.answering(*key), day, now)


def _key(account: Account) -> tuple[str, str]:
    return account.channel, account.account


@router.get(
    "/v1/accounts/<channel>/<account>/quarantine",
    operation_id="listQuarantine",
    tags=["accounts"],
)
def list_quarantine(
    channel: str,
    account: str,
    at: AtDesk,
    who: Lead,
    limit: Limit = 25,
    page: PageToken = None,
) -> QuarantinePage:
    """What came in and could not be understood, the newest first, with the reason."""
    connected = at.accounts.get(channel, account)
    if not who.in_brand(connected.brand):
        raise Unknown(f"no account {account!r} on channel {channel!r} is connected")
    paging = Paging(at, who, f"quarantine/{channel}/{account}", limit=limit, page=page)
    found = at.store.quarantined(channel, account, limit=paging.limit, cursor=paging.cursor)
    items = [QuarantinedView.of(item) for item in found.items]
    return QuarantinePage(items=items, next=paging.next(found))
