"""Ask X to push again what it pushed while our webhook was away. X keeps that for a day."""

from datetime import UTC, datetime, timedelta

from earshot.channels.elements import dump
from earshot.channels.http import JSON, Http
from earshot.channels.values import Period
from earshot.channels.x.problems import OUTCOMES
from earshot.errors import Rejected

KEPT = timedelta(hours=24)
BEGINS_AGO = timedelta(minutes=31)
ENDS_AGO = timedelta(minutes=10)
MINUTE = timedelta(minutes=1)


def earliest(wanted: Period) -> datetime:
    """When all of it can be ordered; a minute later, for clocks differ."""
    return max(wanted.since + BEGINS_AGO, wanted.until + ENDS_AGO) + MINUTE


def ask(http: Http, webhook_id: str | None, wanted: Period, now: datetime) -> Period:
    """Order it for what X still has of the time; that time. X counts in whole minutes."""
    if webhook_id is None:
        raise Rejected("options.webhook_id of the account is missing", kind="invalid")
    begins = max(_minute(wanted.since), _minute(now - KEPT) + MINUTE)
    ends = min(_minute(wanted.until), _minute(now - ENDS_AGO))
    if begins > now - BEGINS_AGO or begins >= ends:
        said = "X pushes again what began at least 31 minutes and at most 24 hours ago"
        raise Rejected(said, kind="window_closed")
    body = {"webhook_id": webhook_id, "from_date": _stamp(begins), "to_date": _stamp(ends)}
    answer = http.post("/2/webhooks/replay", dump(body).encode("ascii"), JSON)
    OUTCOMES.written(answer, "replay")
    return Period(begins, ends)


def _minute(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def _stamp(at: datetime) -> str:
    return f"{at:%Y%m%d%H%M}"
