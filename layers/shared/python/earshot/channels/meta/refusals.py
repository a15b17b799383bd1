"""How the Graph API refuses: by a code and a subcode, never by its message and seldom by status."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from earshot.channels.http import Answer
from earshot.channels.meta.usage import pause
from earshot.channels.outcomes import by_status
from earshot.errors import Ambiguous, EarshotError, Malformed, Rejected, Throttled, Unavailable

TRANSIENT = frozenset({1, 2})
TOO_FAST = frozenset({4, 17, 32, 613, 80001, 80002, 80006, 80007, 130429, 131056})
# Held to be abuse: every further call makes it longer.
BLOCKED_FOR_A_WHILE = frozenset({368, 131048})
A_WHILE = timedelta(days=1)
SHORTLY = timedelta(minutes=5)
KINDS: Mapping[int, str] = {
    3: "forbidden",
    10: "forbidden",
    100: "invalid",
    102: "reauth",
    190: "reauth",
    230: "forbidden",
    506: "duplicate",
    551: "blocked",
    10900: "duplicate",
    10903: "blocked",
    131026: "blocked",
    131031: "forbidden",
    131047: "window_closed",
}
BY_SUBCODE: Mapping[tuple[int, int], str] = {
    (10, 2018065): "window_closed",
    (10, 2018108): "blocked",
    (10, 2018278): "window_closed",
    (10, 2534022): "window_closed",
    (100, 33): "target_gone",
    (100, 2018001): "target_gone",
    (200, 1545041): "blocked",
}


class Refusal(NamedTuple):
    """The numbers in an answer's `error`; 0 where there are none."""

    code: int
    subcode: int
    is_transient: bool

    @classmethod
    def of(cls, answer: Answer) -> "Refusal":
        try:
            error = answer.json()["error"]
        except (Malformed, LookupError, TypeError):
            error = None
        if not isinstance(error, dict):
            return cls(0, 0, False)
        transient = error.get("is_transient") is True
        return cls(_number(error.get("code")), _number(error.get("error_subcode")), transient)

    @property
    def kind(self) -> str | None:
        """Its class; None where the code says nothing."""
        if kind := BY_SUBCODE.get((self.code, self.subcode)) or KINDS.get(self.code):
            return kind
        if 200 <= self.code <= 299:
            return "forbidden"
        return "invalid" if self.code else None


def _number(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def error_of(answer: Answer, what: str, *, writes: bool) -> EarshotError | None:
    """What an answer that is no success means; what failed over there may have been done."""
    if 200 <= answer.status < 300:
        return None
    found, now = Refusal.of(answer), datetime.now(UTC)
    said = f"{what}: answered {answer.status}" + (
        f" with code {found.code}/{found.subcode}" if found.code else ""
    )
    if found.code in BLOCKED_FOR_A_WHILE:
        return Throttled(said, after=now + A_WHILE)
    if found.code in TOO_FAST or answer.status == 429:
        return Throttled(said, after=pause(answer.headers, now) or now + SHORTLY)
    if answer.status >= 500 or found.code in TRANSIENT or found.is_transient:
        return Ambiguous(said) if writes else Unavailable(said)
    if answer.status < 400:
        return Rejected(said, kind="invalid") if writes else Unavailable(said)
    return Rejected(said, kind=found.kind or by_status(answer))
