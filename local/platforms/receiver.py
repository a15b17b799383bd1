"""A receiver of the generic channel's signed replies: checks each signature and keeps the reply."""

from dataclasses import dataclass
from typing import Any

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from local.platforms.serving import FakeServer, Request, Response, as_json


@dataclass(frozen=True)
class Delivered:
    """One accepted reply: `deliveries` counts how often it came (more than one is a repeat)."""

    id: str
    body: dict[str, Any]
    deliveries: int


class FakeReceiver(FakeServer):
    """POST any path: 401 for a wrong signature, else 200 with the id and address of the post.

    `refuse_with` is a status to answer instead: 404 where the parent is gone, 403 for no right.
    """

    def __init__(self, secret: str, *, port: int = 0) -> None:
        super().__init__(port=port)
        self._webhook = Webhook(secret)
        self._bodies: dict[str, dict[str, Any]] = {}
        self._times: dict[str, int] = {}
        self.refuse_with: int | None = None

    @property
    def replies(self) -> list[Delivered]:
        """All accepted replies, in the order they first came."""
        with self.lock:
            return [Delivered(name, body, self._times[name]) for name, body in self._bodies.items()]

    @property
    def doubled(self) -> int:
        """How many deliveries repeated one already accepted."""
        return sum(reply.deliveries - 1 for reply in self.replies)

    def answer(self, request: Request) -> Response:
        """Take a reply."""
        if request.method != "POST":
            return as_json(405, {"error": "POST a reply"})
        try:
            self._webhook.verify(request.body, request.headers, json_parse=False)
        except WebhookVerificationError as error:
            return as_json(401, {"error": str(error)})
        if self.refuse_with:
            return as_json(self.refuse_with, {"error": "not here"})
        name = request.headers["webhook-id"]
        self._bodies.setdefault(name, request.json())
        self._times[name] = self._times.get(name, 0) + 1
        return as_json(200, {"id": f"post-{name}", "permalink": f"{self.base_url}/posts/{name}"})
