"""What goes out about the service, the caller and the connected accounts."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from earshot.domain.accounts import Account
from earshot.domain.records import AccountRecord, Quarantined
from earshot.rest.views import Output


class Health(Output):
    """The API answers."""

    status: Literal["ok"]


class Version(Output):
    """What is at work: release, classifier, and the playbook's version and content hash."""

    earshot: str
    classifier: str
    playbook: str


class Me(Output):
    """Who the API takes you for."""

    id: str
    agent: Annotated[str, Field(description="The name under which you hold cases.")]
    name: str
    roles: list[str]
    teams: list[str]
    brands: Annotated[list[str], Field(description="Empty: every brand.")]
    all_teams: Annotated[bool, Field(description="Whether you see every team's cases.")]


class AccountView(Output):
    """A connected account and how its connection is."""

    brand: str
    channel: str
    account: str
    connector: str
    mode: Literal["listen_only", "advise", "act"]
    never_respond: bool
    health: Literal["ok", "degraded", "reauth", "forbidden"]
    health_since: AwareDatetime | None
    not_before: Annotated[
        AwareDatetime | None, Field(description="Until when the platform asked us to wait.")
    ]
    detail: str | None

    @classmethod
    def of(cls, account: Account, record: AccountRecord) -> "AccountView":
        return cls(
            brand=account.brand,
            channel=account.channel,
            account=account.account,
            connector=account.connector,
            mode=account.mode,
            never_respond=account.never_respond,
            health=record.health,
            health_since=record.health_since,
            not_before=record.not_before,
            detail=record.detail,
        )


class AccountList(Output):
    accounts: list[AccountView]


class QuarantinedView(Output):
    """An element that could not be understood, and why."""

    receipt: str
    received_at: AwareDatetime
    stage: Literal["webhook", "poll", "backfill", "classify", "route"]
    reason: str
    field: str | None
    raw: str
    replayed_at: AwareDatetime | None

    @classmethod
    def of(cls, item: Quarantined) -> "QuarantinedView":
        return cls.model_validate({name: getattr(item, name) for name in cls.model_fields})


class QuarantinePage(Output):
    items: list[QuarantinedView]
    next: Annotated[str | None, Field(description="The `page` for what follows; null at the end.")]
