"""An HTTP subscriber of an SNS topic: confirms itself and keeps what it is told."""

import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

from local.platforms.serving import FakeServer, Request, Response, as_json

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class FakeSubscriber(FakeServer):
    """Subscribe `base_url` to a topic with protocol `http`; `notifications` are whole envelopes."""

    def __init__(self, *, port: int = 0, visit: Callable[[str], int] | None = None) -> None:
        """`visit` gets an address and gives the status; another than the usual, say, for TLS."""
        super().__init__(port=port)
        self._visit = visit or visited
        self.confirmed = threading.Event()
        self._notifications: dict[str, dict[str, Any]] = {}
        self.repeated = 0

    @property
    def notifications(self) -> list[dict[str, Any]]:
        """`Subject`, `Message`, `MessageAttributes` …, each message id once, as they came."""
        with self.lock:
            return list(self._notifications.values())

    def answer(self, request: Request) -> Response:
        """Take a message of any of the three types that SNS sends."""
        kind = request.headers.get("x-amz-sns-message-type", "")
        if request.method != "POST" or not kind:
            return as_json(400, {"error": "not from SNS"})
        envelope = request.json()
        if kind == "SubscriptionConfirmation":
            return self._confirm(str(envelope["SubscribeURL"]))
        if kind == "Notification":
            self.repeated += envelope["MessageId"] in self._notifications
            self._notifications.setdefault(envelope["MessageId"], envelope)
        return Response(200)

    def _confirm(self, url: str) -> Response:
        """Visit the address, after answering: an emulator may not serve both at once."""
        if urlsplit(url).hostname not in LOOPBACK:
            return as_json(403, {"error": "the fake confirms on loopback only"})
        threading.Thread(target=self._visit_later, args=(url,), daemon=True).start()
        return Response(200)

    def _visit_later(self, url: str) -> None:
        if self._visit(url) == 200:
            self.confirmed.set()


def visited(url: str) -> int:
    """GET it; the status."""
    with urlopen(url, timeout=10) as answer:  # noqa: S310  # loopback only, checked before
        return int(answer.status)
