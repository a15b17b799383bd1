"""How Google's APIs refuse: by a reason, and where that is not known by the status code."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from earshot.channels.http import Answer
from earshot.channels.outcomes import Outcomes, by_status
from earshot.channels.waiting import retry_after
from earshot.errors import Ambiguous, EarshotError, Malformed, Throttled, Unavailable

TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105  # an address
PACIFIC = ZoneInfo("America/Los_Angeles")
USED_UP = frozenset({"quotaExceeded", "dailyLimitExceeded"})
TOO_FAST = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})
# The server failed, though it says 400.
FAILED = "processingFailure"
REASONS = {
    "authError": "reauth",
    "commentsDisabled": "not_allowed_by_policy",
    "operationNotSupported": "not_allowed_by_policy",
    "parentCommentIsPrivate": "not_allowed_by_policy",
    "ineligibleAccount": "not_allowed_by_policy",
    "commentNotFound": "target_gone",
    "commentThreadNotFound": "target_gone",
    "parentCommentNotFound": "target_gone",
    "videoNotFound": "target_gone",
    "parentIdMissing": "invalid",
    "commentTextTooLong": "too_long",
}


def next_quota(now: datetime) -> datetime:
    """When the day's quota is given anew: at midnight Pacific time."""
    tomorrow = now.astimezone(PACIFIC).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), tzinfo=PACIFIC).astimezone(UTC)


class GoogleOutcomes(Outcomes):
    """Of the APIs that answer `{"error": {"errors": [{"reason": …}]}}`."""

    def __init__(self) -> None:
        super().__init__(lambda answer: REASONS.get(reason_of(answer)) or by_status(answer))

    def refusal(self, answer: Answer, what: str) -> EarshotError | None:
        """The same; a quota that is used up comes as 403."""
        reason = reason_of(answer) if answer.status >= 400 else ""
        now, said = datetime.now(UTC), f"{what}: answered {answer.status} {reason}"
        if reason in USED_UP:
            return Throttled(said, after=next_quota(now))
        if reason in TOO_FAST:
            return Throttled(said, after=retry_after(answer.headers, now))
        if reason == FAILED:
            return Unavailable(said)
        return super().refusal(answer, what)

    def done(self, answer: Answer, what: str) -> None:
        """The same; what failed over there may have been done."""
        if answer.status >= 400 and reason_of(answer) == FAILED:
            raise Ambiguous(f"{what}: answered {answer.status} {FAILED}")
        super().done(answer, what)


def reason_of(answer: Answer) -> str:
    """`errors[0].reason` of the body, a word; empty where there is none."""
    try:
        reason = answer.json()["error"]["errors"][0]["reason"]
    except (Malformed, LookupError, TypeError):
        return ""
    return reason if isinstance(reason, str) and reason.isalnum() and len(reason) < 64 else ""


GOOGLE = GoogleOutcomes()
