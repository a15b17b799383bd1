"""What an answer that is no success means: one rule for all platforms, with each one's own codes.

A code of the platform decides where there is one, else the status, never a message.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from earshot.channels.http import Answer
from earshot.channels.waiting import retry_after
from earshot.errors import Ambiguous, EarshotError, Rejected, Throttled, Unavailable

KINDS: Mapping[int, str] = {
    401: "reauth",
    403: "forbidden",
    404: "target_gone",
    410: "target_gone",
    413: "too_long",
}
# The class by a code in the answer, or None where it has none that says so.
Named = Callable[[Answer], str | None]


def _nameless(_: Answer) -> str | None:
    return None


def refusal(
    answer: Answer, what: str, *, named: Named = _nameless, kinds: Mapping[int, str] = KINDS
) -> EarshotError | None:
    """The error for a call that changes nothing; None for a success.

    A 429 is Throttled, other 4xx are Rejected with their class, all else is Unavailable.
    """
    if 200 <= answer.status < 300:
        return None
    if answer.status == 429:
        after = retry_after(answer.headers, datetime.now(UTC))
        return Throttled(f"{what}: asked too often", after=after)
    if 400 <= answer.status < 500:
        kind = named(answer) or kinds.get(answer.status, "invalid")
        return Rejected(f"{what}: answered {answer.status}", kind=kind)
    return Unavailable(f"{what}: answered {answer.status}")


def outcome(
    answer: Answer, what: str, *, named: Named = _nameless, kinds: Mapping[int, str] = KINDS
) -> EarshotError | None:
    """The error for a call that changes something: a 5xx may have changed it all the same."""
    if answer.status >= 500:
        return Ambiguous(f"{what}: answered {answer.status}")
    if 300 <= answer.status < 400:
        return Rejected(f"{what}: sent elsewhere; base_url is not the server", kind="invalid")
    return refusal(answer, what, named=named, kinds=kinds)
