"""What goes out about connected accounts: what they can do, how they are, what came in."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from earshot.channels.capabilities import Capabilities, Limit
from earshot.domain.accounts import Account
from earshot.domain.records import AccountRecord, Counts
from earshot.domain.spending import MICROS, Spending
from earshot.domain.standing import AnsweringRecord, Health, Standing
from earshot.domain.upkeep import Did, Upkeep
from earshot.rest.case_views import LimitView
from earshot.rest.views import Output
from earshot.usecases.balance import Balance


class CapabilitiesView(Output):
    """What the channel can do and what it costs there: the desk offers nothing else."""

    listens: list[Literal["push", "poll", "search"]]
    does: list[Literal["reply", "private", "like", "hide", "delete"]]
    public: list[LimitView]
    private: list[LimitView]
    reply_window_seconds: int | None
    private_window_seconds: int | None
    idempotent: Literal["none", "key", "overwrites"]
    edits: bool
    deletions: bool
    threads: Annotated[
        bool, Field(description="A long public reply may be several posts, if the clause says so.")
    ]
    prices: dict[str, float]
    units: dict[str, int]

    @classmethod
    def of(cls, can: Capabilities) -> "CapabilitiesView":
        return cls(
            listens=sorted(can.listens),
            does=sorted(can.does),
            public=_limits(can.public),
            private=_limits(can.private),
            reply_window_seconds=_seconds(can.reply_window),
            private_window_seconds=_seconds(can.private_window),
            idempotent=can.idempotent,
            edits=can.edits,
            deletions=can.deletions,
            threads=can.threads,
            prices=dict(can.prices),
            units=dict(can.units),
        )


class DirectionView(Output):
    """How hearing, or answering, goes."""

    health: Health
    since: AwareDatetime | None
    detail: str | None
    expires_at: AwareDatetime | None

    @classmethod
    def of(cls, standing: Standing) -> "DirectionView":
        return cls(**standing._asdict())


class SpentView(Output):
    """What hearing and answering have cost together, and what they may."""

    usd_this_month: float
    units_today: int
    usd_per_month: float | None
    units_per_day: int | None


class LastDayView(Output):
    """The equation of the last 24 hours."""

    received: int
    stored: int
    duplicate: int
    filtered: int
    quarantined: int
    missing: int
    filtered_by: dict[str, int]
    quarantined_by: dict[str, int]


class GapView(Output):
    """A time in which the webhook was not well, to be pushed again."""

    since: AwareDatetime
    until: AwareDatetime
    ask_at: AwareDatetime


class ActView(Output):
    """What was done about a webhook by itself."""

    at: AwareDatetime
    did: Did
    what: str | None
    since: AwareDatetime | None
    until: AwareDatetime | None


class UpkeepView(Output):
    """The platform's side of the account's webhook, as last seen."""

    looked_at: AwareDatetime
    well_at: AwareDatetime | None
    lacks: str | None
    gaps: list[GapView]
    acts: list[ActView]

    @classmethod
    def of(cls, upkeep: Upkeep) -> "UpkeepView | None":
        return cls(**upkeep.model_dump(include=set(cls.model_fields))) if upkeep.looked_at else None


class AccountView(Output):
    """A connected account and how its connection is."""

    brand: str
    channel: str
    account: str
    connector: str
    mode: Literal["listen_only", "advise", "act"]
    never_respond: bool
    health: Health
    health_since: AwareDatetime | None
    not_before: Annotated[
        AwareDatetime | None, Field(description="Until when the platform asked us to wait.")
    ]
    detail: str | None
    listening: DirectionView
    answering: DirectionView
    capabilities: CapabilitiesView
    last_heard_at: AwareDatetime | None
    polled_at: AwareDatetime | None
    cursor_age_seconds: int | None
    upkeep: UpkeepView | None
    spent: SpentView
    last_day: LastDayView

    @classmethod
    def of(
        cls,
        account: Account,
        can: Capabilities,
        record: AccountRecord,
        answering: AnsweringRecord,
        day: Sequence[Balance],
        now: datetime,
    ) -> "AccountView":
        """`day` are the hours of the last day, the first of them first."""
        standing = record.standing
        age = int((now - record.cursor_at).total_seconds()) if record.cursor_at else None
        told: dict[str, Any] = {name: getattr(account, name) for name in _OF_ACCOUNT}
        return cls(
            **told,
            health=standing.health,
            health_since=standing.since,
            not_before=record.not_before,
            detail=standing.detail,
            listening=DirectionView.of(standing),
            answering=DirectionView.of(answering.standing),
            capabilities=CapabilitiesView.of(can),
            last_heard_at=_heard(record, day),
            polled_at=record.polled_at,
            cursor_age_seconds=age,
            upkeep=UpkeepView.of(record.upkeep),
            spent=_spent(account, (record.spending, answering.spending), now),
            last_day=_summed(day),
        )


class AccountList(Output):
    accounts: list[AccountView]


_OF_ACCOUNT = ("brand", "channel", "account", "connector", "mode", "never_respond")


def _heard(record: AccountRecord, day: Sequence[Balance]) -> datetime | None:
    """When a mention came last; of what is pushed, the hour in which one did."""
    hours = [
        datetime.fromisoformat(f"{one.hour}:00").replace(tzinfo=UTC)
        for one in day
        if one.counts.received
    ]
    return max(filter(None, (record.heard_at, *hours)), default=None)


def _spent(account: Account, both: Sequence[Spending], now: datetime) -> SpentView:
    current, budget = [one.at(now) for one in both], account.budget
    return SpentView(
        usd_this_month=sum(one.usd_micros for one in current) / MICROS,
        units_today=sum(one.units for one in current),
        usd_per_month=budget.usd_per_month if budget else None,
        units_per_day=budget.units_per_day if budget else None,
    )


def _summed(day: Sequence[Balance]) -> LastDayView:
    total = Counts()
    for one in day:
        total = total.plus(one.counts)
    return LastDayView(**total.model_dump(), missing=sum(one.missing for one in day))


def _limits(limits: Sequence[Limit]) -> list[LimitView]:
    return [LimitView(most=limit.most, unit=limit.unit) for limit in limits]


def _seconds(window: timedelta | None) -> int | None:
    return None if window is None else int(window.total_seconds())
