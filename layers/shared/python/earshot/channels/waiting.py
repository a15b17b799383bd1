"""When a platform that said "too fast" may be asked again."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

FALLBACK = timedelta(minutes=5)
LONGEST = timedelta(days=1)


def retry_after(headers: Mapping[str, str], now: datetime) -> datetime:
    """The instant in `Retry-After` (seconds or date), else in a reset header, else in 5 min.

    `X-RateLimit-Reset` is an ISO 8601 time on Mastodon-API servers, the seconds that are left on
    Reddit, and epoch seconds elsewhere; `RateLimit-Reset` epoch seconds on servers of the AT
    protocol, `X-Rate-Limit-Reset` on X.
    A time in the past or more than a day off is not believed.
    """
    for read, name in READ_FROM:
        value = headers.get(name)
        after = read(value, now) if value else None
        if after and now < after <= now + LONGEST:
            return after
    return now + FALLBACK


def _seconds_or_date(value: str, now: datetime) -> datetime | None:
    if value.isascii() and value.isdigit():
        return now + min(timedelta(seconds=int(value[:9])), 2 * LONGEST)
    try:
        return _aware(parsedate_to_datetime(value))
    except (ValueError, OverflowError):
        return None


def _instant(value: str, now: datetime) -> datetime | None:
    try:
        if value.isascii() and value.isdigit():
            seconds = int(value[:11])
            if seconds <= LONGEST.total_seconds():
                return now + timedelta(seconds=seconds)
            return datetime.fromtimestamp(seconds, UTC)
        return _aware(datetime.fromisoformat(value))
    except (ValueError, OverflowError):
        return None


READ_FROM = (
    (_seconds_or_date, "retry-after"),
    (_instant, "x-ratelimit-reset"),
    (_instant, "x-rate-limit-reset"),
    (_instant, "ratelimit-reset"),
)


def _aware(instant: datetime) -> datetime:
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
