"""A webhook that several accounts share, notices beside mentions, and senders that mend nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from earshot.channels.values import Challenge, Element, Unreadable
from earshot.domain.accounts import Account, Accounts
from earshot.domain.envelope import Noticed, Received, opened
from earshot.domain.notice import Notice
from earshot.errors import Malformed, Unauthenticated, Unavailable, Unknown
from earshot.usecases.receive import Answer, Delivery, Question, Receiver
from local.memory import FixedClock, MemoryQueue, MemoryStore, NumberedIds
from tests.builders import MONDAY_NINE, account, mention

DESK = account(listen_secret="in")
SHOP = account(account="shop", webhook_of="acmehelp")
ELSEWHERE = account(account="far", channel="forum", webhook_of="acmehelp")
HOUR = "2026-03-02T09"


class Platform:
    """Posts these elements; asks as it likes."""

    most_bytes = 8
    sender_mends = False

    def __init__(self, *elements: Element) -> None:
        self._elements = elements
        self.family: Sequence[Account] = ()

    def verify(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> None:
        if headers.get("signature") != "good":
            raise Unauthenticated("no")

    def elements(self, body: bytes) -> Sequence[Element]:
        return self._elements

    def challenge(self, params: Mapping[str, str]) -> Challenge:
        if params.get("fail"):
            raise {"auth": Unauthenticated, "form": Malformed, "down": Unavailable}[params["fail"]](
                "no"
            )
        return Challenge("application/json", '{"response_token":"sha256=x"}')


class Door:
    def __init__(self, platform: Platform) -> None:
        self.store, self.queue, self.platform = MemoryStore(), MemoryQueue(), platform
        self.receiver = Receiver(
            store=self.store,
            queue=self.queue,
            clock=FixedClock(MONDAY_NINE),
            ids=NumberedIds("r"),
            accounts=Accounts(accounts=(DESK, SHOP, ELSEWHERE)),
            pushing=self._pushing,
            handshaking=self._handshaking,
        )

    def _pushing(self, account: Account, family: Sequence[Account]) -> Platform:
        self.platform.family = family
        return self.platform

    def _handshaking(self, account: Account) -> Platform:
        if account is not DESK:
            raise Unknown("is asked nothing by GET")
        return self.platform

    def receive(self, body: str = "{}") -> Answer:
        return self.receiver.receive(
            Delivery("generic", "acmehelp", {"signature": "good"}, body, False)
        )

    def counted(self, account: str) -> int:
        hours = self.store.counts("generic", account, since=HOUR, until=HOUR)
        return hours[HOUR].received if HOUR in hours else 0

    def queued(self) -> list[Received | Noticed]:
        return [opened(body, Received) for body in self.queue.take()]


def notice(**over: Any) -> Notice:
    fields: dict[str, Any] = {"kind": "delivered", "channel": "generic", "account": "acmehelp"}
    return Notice.model_validate(fields | over)


def test_the_connector_is_told_of_the_accounts_of_its_kind_that_share_the_webhook() -> None:
    door = Door(Platform())
    door.receive()
    assert door.platform.family == (SHOP,)


def test_what_is_of_another_account_of_the_family_is_kept_and_counted_as_its_own() -> None:
    bad = Unreadable("{}", "no id", "id")
    door = Door(
        Platform(
            mention(id="a"),
            mention(id="b", account="shop"),
            bad,
            bad._replace(account="shop"),
            bad._replace(account="shop"),
        )
    )
    assert door.receive() == Answer(200, {"received": 2, "quarantined": 3})
    assert (door.counted("acmehelp"), door.counted("shop")) == (2, 3)
    assert len(door.store.quarantined("generic", "acmehelp", limit=9).items) == 1
    assert len(door.store.quarantined("generic", "shop", limit=9).items) == 2


def test_notices_are_queued_beside_mentions_and_are_not_counted_as_received() -> None:
    read = notice(kind="read", platform_id="m_1")
    door = Door(Platform(read, mention(id="a"), notice(kind="other", name="feed.reaction")))
    answer = door.receive()
    assert answer == Answer(
        200, {"received": 1, "quarantined": 0}, passed_over=(("feed.reaction", 1),)
    )
    first, second = door.queued()
    assert isinstance(first, Received)
    assert isinstance(second, Noticed)
    assert second.notice == read
    assert (second.receipt, second.received_at) == ("r-00000002", MONDAY_NINE)
    assert door.counted("acmehelp") == 1


def test_what_is_of_no_concern_is_counted_by_its_label_and_written_nowhere() -> None:
    others = [notice(kind="other", name=name) for name in ("typing", "typing", "Hi Ada!", None)]
    door = Door(Platform(*others))
    assert door.receive().passed_over == (("typing", 2), ("unnamed", 2))
    assert door.queued() == []
    assert door.counted("acmehelp") == 0


def test_a_platform_that_mends_nothing_is_not_refused_for_one_element_that_cannot_be_read() -> None:
    door = Door(Platform(Unreadable('{"a":1}', "no id", "id")))
    assert door.receive() == Answer(200, {"received": 0, "quarantined": 1})
    assert door.counted("acmehelp") == 1


def test_f10_how_long_a_body_may_be_is_the_platforms_to_say() -> None:
    door = Door(Platform())
    assert door.receive("x" * 8).status == 200
    assert door.receive("x" * 9).status == 413


@pytest.mark.parametrize(
    ("params", "status"),
    [({}, 200), ({"fail": "auth"}, 403), ({"fail": "form"}, 400), ({"fail": "down"}, 503)],
)
def test_f13_a_question_is_answered_as_the_connector_says(
    params: dict[str, str], status: int
) -> None:
    answer = Door(Platform()).receiver.challenge(Question("generic", "acmehelp", params))
    assert answer.status == status
    wanted = Challenge("application/json", '{"response_token":"sha256=x"}')
    assert answer.challenge == (wanted if status == 200 else None)


@pytest.mark.parametrize("name", ["shop", "nobody"])
def test_f13_an_address_that_is_asked_nothing_is_404(name: str) -> None:
    answer = Door(Platform()).receiver.challenge(Question("generic", name, {}))
    assert (answer.status, answer.challenge) == (404, None)


@pytest.mark.parametrize("body", ["poison", "{}", '{"mention": {}}', '{"notice": {}}'])
def test_a_message_that_is_neither_is_refused_as_the_mention_it_should_have_been(body: str) -> None:
    with pytest.raises(ValueError, match="Received"):
        opened(body, Received)


def test_d52_who_is_blocked_for_an_account_of_the_family_stops_at_its_door() -> None:
    """D52: by the list of the account that the post is of."""
    posts = [mention(id="m1"), mention(id="m2", account="shop")]
    door = Door(Platform(*posts))
    shut = SHOP.model_copy(update={"blocked_ids": ("ada",)})
    door.receiver = replace(door.receiver, accounts=Accounts(accounts=(DESK, shut, ELSEWHERE)))
    answer = door.receiver.receive(Delivery("generic", "acmehelp", {"signature": "good"}, "{}"))
    assert answer.body == {"received": 2, "quarantined": 0}
    assert len(door.queue.take()) == 1
    counts = {
        name: door.store.counts("generic", name, since=HOUR, until=HOUR)[HOUR]
        for name in ("acmehelp", "shop")
    }
    assert counts["acmehelp"].filtered_by == {}
    assert (counts["shop"].received, counts["shop"].filtered_by) == (1, {"blocked_author": 1})
