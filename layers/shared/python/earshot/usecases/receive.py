"""Take what a platform posts to our webhook: verified, and durable before it is answered."""

from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from earshot.channels.protocol import Handshakes, Pushes
from earshot.channels.values import Challenge, Element, Unreadable
from earshot.domain.accounts import Account, Accounts
from earshot.domain.mention import Mention
from earshot.domain.notice import Notice
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
from earshot.usecases.door import Came, Door

Statuses = tuple[tuple[type[EarshotError], int, str], ...]
STATUSES: Statuses = (
    (Unknown, 404, "Not found"),
    (TooLarge, 413, "Body too large"),
    (Unauthenticated, 401, "Not authenticated"),
    (Permanent, 400, "Malformed request"),
    (Retryable, 503, "Try again"),
)
# Who asks whether a webhook is ours and does not know the secret has no way to prove themselves.
OF_HANDSHAKES: Statuses = ((Unauthenticated, 403, "Forbidden"), *STATUSES)


class Delivery(NamedTuple):
    """One POST as the gateway hands it on; header names are lower case."""

    channel: str
    account: str
    headers: Mapping[str, str]
    body: str
    is_base64: bool = False

    def raw(self, most: int) -> bytes:
        """The bytes that were sent; TooLarge over `most` bytes, before anything is decoded."""
        limit = most * 4 // 3 + 4 if self.is_base64 else most
        if len(self.body) > limit:
            raise TooLarge(f"a body may have {most} bytes")
        body = b64decode(self.body) if self.is_base64 else self.body.encode("utf-8", "replace")
        if len(body) > most:
            raise TooLarge(f"a body may have {most} bytes")
        return body


class Question(NamedTuple):
    """One GET by which a platform asks whether the webhook is ours."""

    channel: str
    account: str
    params: Mapping[str, str]


class Answer(NamedTuple):
    """What the sender is told; `body` is problem+json unless the status is 200.

    `error` is why, for our own log. `passed_over` counts, by label, what was of no concern;
    `challenge` takes the place of the body where a platform asked whether the webhook is ours.
    """

    status: int
    body: dict[str, Any]
    error: EarshotError | None = None
    passed_over: tuple[tuple[str, int], ...] = ()
    challenge: Challenge | None = None


class Sorted(NamedTuple):
    """The elements of a delivery, each kind in order; `passed_over` are of no concern."""

    mentions: list[Mention]
    notices: list[Notice]
    unreadable: list[Unreadable]
    passed_over: Counter[str]

    @classmethod
    def of(cls, elements: Sequence[Element]) -> "Sorted":
        found = cls([], [], [], Counter())
        for element in elements:
            if isinstance(element, Mention):
                found.mentions.append(element)
            elif isinstance(element, Unreadable):
                found.unreadable.append(element)
            elif element.kind == "other":
                found.passed_over[element.label] += 1
            else:
                found.notices.append(element)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """The ports that receiving works with.

    `pushing` is what takes an account's webhook, given the accounts whose news come to it too;
    `handshaking` is what proves to a platform that the webhook is ours.
    """

    store: Store
    queue: Queue
    clock: Clock
    ids: Ids
    accounts: Accounts
    pushing: Callable[[Account, Sequence[Account]], Pushes]
    handshaking: Callable[[Account], Handshakes]

    def receive(self, delivery: Delivery) -> Answer:
        """Answer 200 only when every element is on the queue or in quarantine."""
        try:
            return self._take(delivery)
        except (Permanent, Retryable) as error:
            return _problem(error, STATUSES)

    def challenge(self, question: Question) -> Answer:
        """Answer a platform's question as its connector says; 403 for who knows no secret."""
        try:
            account = self.accounts.get(question.channel, question.account)
            proof = self.handshaking(account).challenge(question.params)
        except (Permanent, Retryable) as error:
            return _problem(error, OF_HANDSHAKES)
        return Answer(200, {}, challenge=proof)

    def _take(self, delivery: Delivery) -> Answer:
        account = self.accounts.get(delivery.channel, delivery.account)
        connector = self.pushing(account, self.accounts.family(account))
        body = delivery.raw(connector.most_bytes)
        now = self.clock.now()
        connector.verify(delivery.headers, body, now=now)
        elements = connector.elements(body)
        found = Sorted.of(elements)
        if connector.sender_mends and len(elements) == 1 and found.unreadable:
            # The sender hears of it at once and nothing is acknowledged, so there is none to keep.
            (bad,) = found.unreadable
            raise Malformed(bad.reason, field=bad.field)
        came = Came(account, now, "webhook", found.mentions, found.notices, found.unreadable)
        Door(store=self.store, queue=self.queue, ids=self.ids).take(came, self._stops)
        told = {"received": len(found.mentions), "quarantined": len(found.unreadable)}
        return Answer(200, told, passed_over=tuple(found.passed_over.items()))

    def _stops(self, mention: Mention) -> str | None:
        account = self.accounts.get(mention.channel, mention.account)
        return "blocked_author" if account.stops_at_the_door(mention) else None


def _problem(error: EarshotError, statuses: Statuses) -> Answer:
    """The problem details (RFC 9457) of an error that is the sender's, or that will pass."""
    status, title = next((s, t) for kind, s, t in statuses if isinstance(error, kind))
    # What failed on our side is ours to know.
    detail = str(error) if status < 500 else "nothing was acknowledged; send it again"
    body: dict[str, Any] = {"type": problem_type(title), "title": title, "status": status}
    body["detail"] = detail
    if isinstance(error, Malformed) and error.field:
        body["field"] = error.field
    return Answer(status, body, error)
