"""Routes about connected accounts: their health, and what of them could not be understood."""

from aws_lambda_powertools.event_handler.api_gateway import Router

from earshot.errors import Unknown
from earshot.rest.asking import AtDesk, Lead
from earshot.rest.paging import Limit, PageToken, Paging
from earshot.rest.service_views import AccountList, AccountView, QuarantinedView, QuarantinePage

router = Router()


@router.get("/v1/accounts", operation_id="listAccounts", tags=["accounts"])
def list_accounts(at: AtDesk, who: Lead) -> AccountList:
    """The connected accounts of your brands and how their connections are."""
    return AccountList(
        accounts=[
            AccountView.of(account, at.store.account(account.channel, account.account))
            for account in at.accounts.accounts
            if who.in_brand(account.brand)
        ]
    )


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
