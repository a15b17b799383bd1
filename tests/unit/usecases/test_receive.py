"""Receiving webhooks: what is answered, and what is durable by then."""

import json
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earshot import channels
from earshot.channels import signing
from earshot.domain.accounts import Accounts
from earshot.domain.envelope import Received
from earshot.errors import Throttled, Unavailable
from earshot.usecases.receive import Answer, Delivery, Receiver
from local.memory import FixedClock, MemoryQueue, MemorySecrets, MemoryStore, NumberedIds
from tests.builders import MONDAY_NINE, account
from tests.webhooks import OTHER_SECRET, SECRET, delivery, element, signed

ACCOUNTS = Accounts(
    accounts=(
        account(listen_secret="in"),
        account(account="deaf"),
        account(channel="mastodon", connector="mastodon"),
    )
)
HOUR = "2026-03-02T09"


class BrokenQueue(MemoryQueue):
    def send(self, bodies: object) -> None:
        raise Unavailable("the queue took 3 of 10")


@dataclass
class Door:
    """A receiver with all its ports in memory."""

    store: MemoryStore = field(default_factory=MemoryStore)
    queue: MemoryQueue = field(default_factory=MemoryQueue)
    clock: FixedClock = field(default_factory=lambda: FixedClock(MONDAY_NINE))
    secrets: MemorySecrets = field(default_factory=lambda: MemorySecrets(**{"in": SECRET}))

    def receive(self, what: Delivery) -> Answer:
        return Receiver(
            store=self.store,
            queue=self.queue,
            clock=self.clock,
            ids=NumberedIds("r"),
            accounts=ACCOUNTS,
            pushing=lambda account, family: channels.pushing(account, self.secrets, family),
            handshaking=lambda account: channels.handshaking(account, self.secrets),
        ).receive(what)

    def queued(self) -> list[Received]:
        return [Received.model_validate_json(body) for body in self.queue.take()]

    def received(self) -> int:
        hours = self.store.counts("generic", "acmehelp", since=HOUR, until=HOUR)
        return hours[HOUR].received if HOUR in hours else 0


def test_a_signed_mention_is_queued_under_a_receipt_and_counted() -> None:
    door = Door()
    assert door.receive(delivery(element())) == Answer(200, {"received": 1, "quarantined": 0})
    (envelope,) = door.queued()
    assert envelope.receipt == "r-00000001"
    assert envelope.received_at == MONDAY_NINE
    assert envelope.source == "webhook"
    assert envelope.mention.text == "My router is offline again"
    assert door.received() == 1


@pytest.mark.parametrize(
    "content",
    [
        [element(id="m1"), element(id="m2")],
        {"mentions": [element(id="m1"), element(id="m2")]},
    ],
)
def test_a_list_may_come_bare_or_as_mentions(content: object) -> None:
    door = Door()
    assert door.receive(delivery(content)).body == {"received": 2, "quarantined": 0}
    assert [envelope.mention.id for envelope in door.queued()] == ["m1", "m2"]


@pytest.mark.parametrize("content", [[], {"mentions": []}])
def test_an_empty_list_is_taken_and_counts_nothing(content: object) -> None:
    door = Door()
    assert door.receive(delivery(content)).body == {"received": 0, "quarantined": 0}
    assert door.received() == 0


@pytest.mark.parametrize(
    ("channel", "account"),
    [("generic", "nobody"), ("nothing", "acmehelp"), ("generic", "deaf"), ("mastodon", "acmehelp")],
)
def test_an_address_that_takes_no_webhooks_is_404_before_the_body_is_looked_at(
    channel: str, account: str
) -> None:
    oversized = delivery(element(), channel=channel, account=account, body="x" * 300_000)
    assert Door().receive(oversized).status == 404


SIGNED = signed(json.dumps(element()).encode())
V1 = SIGNED["webhook-signature"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {name: value for name, value in SIGNED.items() if name != "webhook-id"},
        {name: value for name, value in SIGNED.items() if name != "webhook-timestamp"},
        {name: value for name, value in SIGNED.items() if name != "webhook-signature"},
        SIGNED | {"webhook-signature": V1[:-5]},
        SIGNED | {"webhook-signature": V1.replace("v1,", "v1a,")},
        SIGNED | {"webhook-signature": V1.removeprefix("v1,")},
        SIGNED | {"webhook-signature": "v1,"},
        SIGNED | {"webhook-signature": "v1,ÄÖÜ"},
        SIGNED | {"webhook-id": "msg_2"},
        SIGNED | {"webhook-timestamp": "0"},
        SIGNED | {"webhook-timestamp": "١٧٧٢٤٤٢٠٠٠"},
        SIGNED | {"webhook-timestamp": "1e9"},
        SIGNED | {"webhook-timestamp": "9" * 5000},
        signed(json.dumps(element()).encode(), secret=OTHER_SECRET),
        signed(json.dumps(element(text="other")).encode()),
    ],
)
def test_f1_a_signature_that_does_not_hold_is_401_and_nothing_is_kept(
    headers: dict[str, str],
) -> None:
    door = Door()
    answer = door.receive(delivery(element(), headers=headers))
    assert answer.status == 401
    assert door.queued() == []
    assert door.received() == 0
    assert door.store.quarantined("generic", "acmehelp", limit=10).items == []


@pytest.mark.parametrize(
    ("seconds", "status"), [(300, 200), (301, 401), (-300, 200), (-301, 401), (-240, 200)]
)
def test_f2_f4_a_time_stamp_holds_for_five_minutes_both_ways(seconds: int, status: int) -> None:
    door = Door(clock=FixedClock(MONDAY_NINE + timedelta(seconds=seconds)))
    assert door.receive(delivery(element())).status == status


def test_f3_a_delivery_repeated_within_the_window_is_taken_each_time_under_its_own_receipt() -> (
    None
):
    door = Door()
    ids = NumberedIds("r")
    receiver = Receiver(
        store=door.store,
        queue=door.queue,
        clock=door.clock,
        ids=ids,
        accounts=ACCOUNTS,
        pushing=lambda account, family: channels.pushing(account, door.secrets, family),
        handshaking=lambda account: channels.handshaking(account, door.secrets),
    )
    answers = {receiver.receive(delivery(element())).status for _ in range(10)}
    assert answers == {200}
    queued = door.queued()
    assert len({envelope.receipt for envelope in queued}) == 10
    assert len({envelope.mention.key for envelope in queued}) == 1
    assert door.received() == 10


def test_f5_the_previous_secret_holds_while_the_store_still_names_it() -> None:
    door = Door()
    door.secrets.rotate("in", OTHER_SECRET)
    assert door.receive(delivery(element())).status == 200
    door.secrets.put("in", OTHER_SECRET)
    assert door.receive(delivery(element())).status == 401


def test_f5_a_secret_rotated_a_moment_ago_is_read_anew_once() -> None:
    class Stale(MemorySecrets):
        refreshed = 0

        def refresh(self, name: str) -> tuple[str, ...]:
            self.refreshed += 1
            return (SECRET,)

    secrets = Stale(**{"in": OTHER_SECRET})
    assert Door(secrets=secrets).receive(delivery(element())).status == 200
    assert secrets.refreshed == 1


def test_one_of_several_signatures_in_the_header_is_enough() -> None:
    headers = SIGNED | {"webhook-signature": f"v1a,ed25519= v1,bm9wZQ== {V1}"}
    assert Door().receive(delivery(element(), headers=headers)).status == 200


@pytest.mark.parametrize("secret", ["change-me", "", "whsec_c2hvcnQ=", "whsec_äöü"])
def test_f93_a_placeholder_instead_of_a_secret_is_our_fault_and_the_sender_tries_again(
    secret: str,
) -> None:
    door = Door(secrets=MemorySecrets(**{"in": secret}))
    assert door.receive(delivery(element())).status == 503


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f621\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\u202eevil\u202c",
        "e\u0301 \u00e9",
        "שלום 你好",
    ],
)
@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("is_base64", [True, False])
def test_f6_any_writing_passes_the_signature_and_stays_what_it_is(
    text: str, ascii_only: bool, is_base64: bool
) -> None:
    body = json.dumps(element(text=text), ensure_ascii=ascii_only).encode()
    sent = b64encode(body).decode() if is_base64 else body.decode()
    door = Door()
    assert door.receive(delivery(body, body=sent, is_base64=is_base64)).status == 200
    assert door.queued()[0].mention.text == text


def signed_by_us(body: bytes) -> dict[str, str]:
    keys = signing.keys([SECRET])
    return signing.sign(keys, message_id="msg_1", at=MONDAY_NINE, body=body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xef\xbb\xbf" + json.dumps(element()).encode(),
        b'{"id": "\xff\xfe"}',
        b"<html><body>hello</body></html>",
        b"id=m1&channel=generic",
        b"[" * 200 + b"]" * 200,
        b"[" * 1_500 + b"]" * 1_500,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 50_000,
        b'{"id": NaN}',
        b'{"id": -Infinity}',
        b'{"id": 1e400}',
        b'{"id": ' + b"1" * 5_000 + b"}",
        b'{"id": "\\ud800"}',
        b'{"id": "\\u0000"}',
        b"null",
        b"42",
        b'"text"',
        b'{"mentions": 1}',
        b'{"mentions": null}',
        b'{"mentions": {"id": 1}}',
    ],
)
def test_f7_f8_f9_what_is_no_mention_is_400_and_leaves_no_trace(body: bytes) -> None:
    door = Door()
    sent = delivery(b"", headers=signed_by_us(body), body=b64encode(body).decode(), is_base64=True)
    answer = door.receive(sent)
    assert answer.status == 400
    assert answer.body["title"] == "Malformed request"
    assert answer.body["type"] == "urn:earshot:problem:malformed-request"
    assert door.queued() == []
    assert door.received() == 0


@pytest.mark.parametrize(
    ("over", "blamed"),
    [
        ({"id": ""}, "id"),
        ({"id": 7}, "id"),
        ({"id": "a\u0000"}, "id"),
        ({"id": "a\uffff"}, "id"),
        ({"author": {"id": None}}, "author.id"),
        ({"author": "ada"}, "author"),
        ({"author": {"id": "ada", "followers": -1}}, "author.followers"),
        ({"author": {"id": "ada", "followers": 1.5}}, "author.followers"),
        ({"created_at": "yesterday"}, "created_at"),
        ({"created_at": "2026-03-02T08:59:00"}, "created_at"),
        ({"event": "explode"}, "event"),
        ({"visibility": "secret"}, "visibility"),
        ({"text": ["a"]}, "text"),
        ({"text": "x" * 40_001}, "text"),
        ({"channel": "x"}, "channel"),
        ({"account": "another"}, "account"),
        ({"engagement": {"likes": "many"}}, "engagement.likes"),
    ],
)
@pytest.mark.parametrize("in_a_list", [True, False])
def test_a_lone_malformed_element_is_400_naming_the_field(
    over: dict[str, object], blamed: str, in_a_list: bool
) -> None:
    door = Door()
    wrong = element(**over)
    answer = door.receive(delivery([wrong] if in_a_list else wrong))
    assert answer.status == 400
    assert answer.body["field"] == blamed
    assert "router" not in json.dumps(answer.body)
    assert door.store.quarantined("generic", "acmehelp", limit=10).items == []


def test_f9_characters_that_no_queue_takes_are_replaced_in_a_text() -> None:
    door = Door()
    assert door.receive(delivery(element(text="a\u0000b\uffffc\ufffed"))).status == 200
    assert door.queued()[0].mention.text == "a\ufffdb\ufffdc\ufffdd"


def test_f9_of_two_equal_names_the_last_holds() -> None:
    body = json.dumps(element()).encode()[:-1] + b', "text": "second"}'
    door = Door()
    assert door.receive(delivery(body)).status == 200
    assert door.queued()[0].mention.text == "second"


def test_f15_unknown_fields_are_ignored() -> None:
    assert (
        Door().receive(delivery(element(mood="grim", author={"id": "ada", "x": 1}))).status == 200
    )


@pytest.mark.parametrize(("size", "status"), [(256 * 1024, 400), (256 * 1024 + 1, 413)])
@pytest.mark.parametrize("is_base64", [True, False])
def test_f10_a_body_over_256_kb_is_413(size: int, status: int, is_base64: bool) -> None:
    body = b" " * size
    sent = b64encode(body).decode() if is_base64 else body.decode()
    door = Door()
    assert door.receive(delivery(body, body=sent, is_base64=is_base64)).status == status


def test_f10_the_size_is_counted_in_bytes_not_characters() -> None:
    body = ('["' + "é" * 140_000 + '"]').encode()
    assert Door().receive(delivery(body)).status == 413


def test_f11_of_a_thousand_the_good_go_on_and_the_bad_one_is_kept_with_its_reason() -> None:
    few = {"id": "m", "channel": "generic", "account": "acmehelp", "author": {"id": "a"}}
    elements = [few | {"id": f"m{n}", "created_at": "2026-03-02T08:59:00Z"} for n in range(1_000)]
    elements[500]["created_at"] = "soon"
    door = Door()
    assert door.receive(delivery(elements)).body == {"received": 999, "quarantined": 1}
    assert len(door.queued()) == 999
    (kept,) = door.store.quarantined("generic", "acmehelp", limit=10).items
    assert kept.field == "created_at"
    assert json.loads(kept.raw) == elements[500]
    assert (kept.stage, kept.received_at) == ("webhook", MONDAY_NINE)
    assert door.received() == 1_000


def test_what_was_kept_in_quarantine_can_be_read_once_it_is_mended() -> None:
    door = Door()
    door.receive(delivery([element(), element(id="m2", created_at="soon")]))
    (kept,) = door.store.quarantined("generic", "acmehelp", limit=10).items
    reader = channels.reading(ACCOUNTS.get("generic", "acmehelp"), door.secrets)
    assert reader.read(kept.raw.replace("soon", "2026-03-02T08:59:00Z")).id == "m2"


def test_more_than_a_thousand_elements_are_413() -> None:
    door = Door()
    assert door.receive(delivery([{}] * 1_001)).status == 413
    assert door.queued() == []


def test_an_element_for_another_account_is_kept_and_the_rest_go_on() -> None:
    door = Door()
    answer = door.receive(delivery([element(), element(id="m2", account="another")]))
    assert answer.body == {"received": 1, "quarantined": 1}
    (kept,) = door.store.quarantined("generic", "acmehelp", limit=10).items
    assert kept.field == "account"


def test_f12_when_the_queue_fails_nothing_is_acknowledged_or_counted() -> None:
    door = Door(queue=BrokenQueue())
    answer = door.receive(delivery([element(), element(id="m2", event="explode")]))
    assert answer.status == 503
    assert "queue" not in json.dumps(answer.body)
    assert door.received() == 0


@pytest.mark.parametrize("failing", ["quarantine", "count_received"])
def test_f12_when_the_table_fails_nothing_is_acknowledged(
    failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise Throttled("the table is busy")

    door = Door()
    monkeypatch.setattr(door.store, failing, fail)
    assert door.receive(delivery([element(), element(id="m2", event="explode")])).status == 503


WORDS = st.sampled_from([*element(), "mentions", "root", "followers", "likes", "event", "x"])
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["create"])
)
JSONS = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=6)
)
NEARLY = st.dictionaries(WORDS, JSONS, max_size=3).map(lambda over: element(**over))


@settings(deadline=None)
@given(body=st.binary(max_size=200) | (JSONS | NEARLY | st.lists(NEARLY)).map(json.dumps))
def test_whatever_comes_signed_is_taken_or_refused_and_what_is_taken_is_kept(
    body: bytes | str,
) -> None:
    raw = body if isinstance(body, bytes) else body.encode()
    door = Door()
    sent = Delivery("generic", "acmehelp", signed_by_us(raw), b64encode(raw).decode(), True)
    answer = door.receive(sent)
    assert answer.status in (200, 400)
    kept = door.store.quarantined("generic", "acmehelp", limit=100).items
    assert len(door.queued()) == answer.body.get("received", 0)
    assert len(kept) == answer.body.get("quarantined", 0)
    assert door.received() == answer.body.get("received", 0) + answer.body.get("quarantined", 0)
