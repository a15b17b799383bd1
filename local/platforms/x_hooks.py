"""The fake X's side of our webhook: valid or not, what it missed, and what is pushed again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from local.platforms.serving import Request, Response, as_json
from local.platforms.x_answers import invalid, problem

OURS = "123"
KEPT = timedelta(hours=24)
BEGAN, ENDED = timedelta(minutes=31), timedelta(minutes=10)


class Hooks:
    """`door` is where events go. While our webhook is invalid they are missed.

    `answers` says whether our address gives the proof that X asks for.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.known: dict[str, dict[str, Any]] = {}
        self.answers = True
        self.replays: list[dict[str, str]] = []
        self.told: list[bytes] = []
        self.missed: list[tuple[datetime, bytes]] = []
        self.door: Callable[[bytes], None] = lambda _: None
        self._now = now
        self.add(OURS)

    def add(self, identifier: str) -> None:
        """Somebody registered a webhook."""
        url = f"https://desk.example/webhooks/x/{identifier}"
        made = {"id": identifier, "url": url, "valid": True, "created_at": "2026-09-01T09:00:00Z"}
        self.known[identifier] = made

    def fail(self) -> None:
        """X found no proof at our address."""
        self.known[OURS]["valid"] = False

    def tell(self, body: bytes) -> None:
        """Something happened."""
        self.told.append(body)
        if self.known[OURS]["valid"]:
            self.door(body)
        else:
            self.missed.append((self._now(), body))

    def listed(self) -> Response:
        """All of the app."""
        rows = list(self.known.values())
        return as_json(200, {"data": rows, "meta": {"result_count": len(rows)}})

    def validate(self, identifier: str) -> Response:
        """Ask its address for a proof now."""
        if identifier not in self.known:
            return problem(400, "invalid-request", "WebhookIdInvalid: no such webhook.")
        self.known[identifier]["valid"] = self.answers
        if not self.answers:
            return problem(400, "invalid-request", "CrcValidationFailed: no valid token came.")
        return as_json(200, {"data": {"valid": True}})

    def replay(self, request: Request) -> Response:
        """Take an order to push again; what is not of the last 24 hours is refused."""
        asked = request.json()
        begins, ends = (_minute(asked[name]) for name in ("from_date", "to_date"))
        now = self._now()
        in_time = now - KEPT <= begins <= now - BEGAN
        if not in_time or not begins < ends <= now - ENDED:
            return invalid("from_date", asked["from_date"], "Dates are out of range.")
        self.replays.append(asked)
        for at, body in self.missed:
            if begins <= at < ends:
                self.door(body)
        return as_json(200, {"data": {"job_id": str(len(self.replays)), "created_at": "now"}})


def _minute(stamp: str) -> datetime:
    return datetime.strptime(stamp, "%Y%m%d%H%M").replace(tzinfo=UTC)
