"""Take what a platform posts to our webhook: verified, and durable before it is answered."""

from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from earshot.channels.protocol import Pushes, Unreadable
from earshot.domain.accounts import Account, Accounts
from earshot.domain.envelope import Received
from earshot.domain.mention import Mention
from earshot.domain.records import Quarantined
from earshot.errors import (
    EarshotError,
    Malformed,
    Permanent,
    Retryable,
    TooLarge,
    Unauthenticated,
    Unknown,
    problem_type,
)
from earshot.ports import Clock, Ids, Queue, Store

MAX_BODY_BYTES = 256 * 1024
STATUSES: tuple[tuple[type[EarshotError], int, str], ...] = (
    (Unknown, 404, "Not found"),
    (TooLarge, 413, "Body too large"),
    (Unauthenticated, 401, "Not authenticated"),
    (Permanent, 400, "Malformed request"),
    (Retryable, 503, "Try again"),
)


class Delivery(NamedTuple):
    """One POST as the gateway hands it on; header names are lower case."""

    channel: str
    account: str
    headers: Mapping[str, str]
    body: str
    is_base64: bool = False

    def raw(self) -> bytes:
        """The bytes that were sent; TooLarge over 256 KB, before anything is decoded."""
        limit = MAX_BODY_BYTES * 4 // 3 + 4 if self.is_base64 else MAX_BODY_BYTES
        if len(self.body) > limit:
            raise TooLarge(f"a body may have {MAX_BODY_BYTES} bytes")
        body = b64decode(self.body) if self.is_base64 else self.body.encode("utf-8", "replace")
        if len(body) > MAX_BODY_BYTES:
            raise TooLarge(f"a body may have {MAX_BODY_BYTES} bytes")
        return body


class Answer(NamedTuple):
    """What the sender is told; `body` is problem+json unless the status is 200.

    `error` is why, for our own log.
    """

    status: int
    body: dict[str, Any]
    error: EarshotError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """The ports that receiving works with; `pushing` is what takes an account's webhook."""

    store: Store
    queue: Queue
    clock: Clock
    ids: Ids
    accounts: Accounts
    pushing: Callable[[Account], Pushes]

    def receive(self, delivery: Delivery) -> Answer:
        """Answer 200 only when every element is on the queue or in quarantine."""
        try:
            return self._take(delivery)
        except (Permanent, Retryable) as error:
            return _problem(error)

    def _take(self, delivery: Delivery) -> Answer:
        account = self.accounts.get(delivery.channel, delivery.account)
        connector = self.pushing(account)
        body = delivery.raw()
        now = self.clock.now()
        connector.verify(delivery.headers, body, now=now)
        elements = connector.elements(body)
        good = [element for element in elements if isinstance(element, Mention)]
        bad = [element for element in elements if isinstance(element, Unreadable)]
        if len(elements) == 1 and bad:
            # The sender hears of it at once and nothing is acknowledged, so there is none to keep.
            raise Malformed(bad[0].reason, field=bad[0].field)
        self._keep(account, good, bad, now)
        return Answer(200, {"received": len(good), "quarantined": len(bad)})

    def _keep(
        self, account: Account, good: Sequence[Mention], bad: Sequence[Unreadable], now: datetime
    ) -> None:
        """Make all of it durable, then count it."""
        if good:
            self.queue.send([self._enveloped(mention, now) for mention in good])
        if bad:
            self.store.quarantine([self._quarantined(account, one, now) for one in bad])
        if number := len(good) + len(bad):
            self.store.count_received(account.channel, account.account, at=now, number=number)

    def _enveloped(self, mention: Mention, now: datetime) -> str:
        return Received(
            receipt=self.ids.new(), received_at=now, source="webhook", mention=mention
        ).model_dump_json()

    def _quarantined(self, account: Account, element: Unreadable, now: datetime) -> Quarantined:
        return Quarantined(
            channel=account.channel,
            account=account.account,
            receipt=self.ids.new(),
            received_at=now,
            stage="webhook",
            reason=element.reason,
            field=element.field,
            raw=element.raw,
        )


def _problem(error: EarshotError) -> Answer:
    """The problem details (RFC 9457) of an error that is the sender's, or that will pass."""
    status, title = next((s, t) for kind, s, t in STATUSES if isinstance(error, kind))
    # What failed on our side is ours to know.
    detail = str(error) if status < 500 else "nothing was acknowledged; send it again"
    body: dict[str, Any] = {"type": problem_type(title), "title": title, "status": status}
    body["detail"] = detail
    if isinstance(error, Malformed) and error.field:
        body["field"] = error.field
    return Answer(status, body, error)
