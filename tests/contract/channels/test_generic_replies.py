"""Signed replies over real HTTP to a receiver that checks them with the published library."""

from datetime import UTC, datetime, timedelta

import pytest

from earshot.channels.generic import Generic
from earshot.errors import Ambiguous, Rejected, Throttled, Unavailable
from local.memory import MemorySecrets
from local.platforms.receiver import FakeReceiver
from local.platforms.serving import Fault
from tests.builders import posting, reply
from tests.webhooks import OTHER_SECRET


def test_a_reply_arrives_signed_with_all_that_publishing_it_needs(
    receiver: FakeReceiver, generic: Generic
) -> None:
    sent = generic.send(posting(reply(text="Sorry 😡 <3", mention_author="ada")))
    (delivered,) = receiver.replies
    assert delivered.id == "p1"
    assert delivered.body == {
        "reply_id": "p1",
        "case_id": "c1",
        "channel": "generic",
        "account": "acmehelp",
        "in_reply_to": "m1",
        "text": "Sorry 😡 <3",
        "visibility": "public",
        "mention_author": "ada",
        "language": None,
        "kind": "human",
        "act": "reply",
        "created_at": "2026-03-02T09:00:00+00:00",
    }
    assert (receiver.requests[0].path, receiver.requests[0].params) == (
        "/replies/",
        [("from", "earshot")],
    )
    assert sent.platform_id == "post-p1"
    assert sent.permalink == f"{receiver.base_url}/posts/p1"
    assert abs(sent.at - datetime.now(UTC)) < timedelta(seconds=5)


def test_f65_a_reply_sent_twice_has_one_id_by_which_the_receiver_knows_it(
    receiver: FakeReceiver, generic: Generic
) -> None:
    generic.send(posting(reply()))
    generic.send(posting(reply()))
    (delivered,) = receiver.replies
    assert delivered.deliveries == 2
    assert receiver.doubled == 1


def test_in_a_rotation_the_receiver_may_still_hold_the_previous_secret(
    receiver: FakeReceiver, generic: Generic, secrets: MemorySecrets
) -> None:
    secrets.rotate("signing", OTHER_SECRET)
    generic.send(posting(reply()))
    assert len(receiver.replies) == 1


def test_a_receiver_that_does_not_know_our_secret_refuses(
    receiver: FakeReceiver, generic: Generic, secrets: MemorySecrets
) -> None:
    secrets.put("signing", OTHER_SECRET)
    with pytest.raises(Rejected) as refused:
        generic.send(posting(reply()))
    assert refused.value.kind == "reauth"
    assert receiver.replies == []


def test_f69_a_text_over_ten_thousand_characters_is_refused_before_it_is_sent(
    receiver: FakeReceiver, generic: Generic
) -> None:
    generic.send(posting(reply(text="x" * 10_000)))
    with pytest.raises(Rejected) as refused:
        generic.send(posting(reply(text="x" * 10_001)))
    assert refused.value.kind == "too_long"
    assert len(receiver.requests) == 1


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("too_fast", Throttled),
        ("500", Ambiguous),
        ("503", Ambiguous),
        ("cut", Ambiguous),
        ("slow", Ambiguous),
        ("truncated", Ambiguous),
        ("redirect", Rejected),
    ],
)
def test_f62_f63_f64_what_is_certain_about_a_reply_that_failed(
    receiver: FakeReceiver,
    generic: Generic,
    short_waits: None,
    fault: Fault,
    error: type[Exception],
) -> None:
    receiver.faults.plan(fault)
    with pytest.raises(error):
        generic.send(posting(reply()))
    assert len(receiver.requests) == 1


def test_a_receiver_that_answers_ok_in_its_own_words_has_taken_it(
    receiver: FakeReceiver, generic: Generic
) -> None:
    receiver.faults.plan("html")
    sent = generic.send(posting(reply()))
    assert (sent.platform_id, sent.permalink) == (None, None)


def test_f63_a_receiver_that_is_not_there_certainly_got_nothing(
    receiver: FakeReceiver, generic: Generic
) -> None:
    receiver.stop()
    with pytest.raises(Unavailable):
        generic.send(posting(reply()))


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/replies",
        "http://169.254.169.254/latest",
        "http://2130706433/",
        "http://10.0.0.1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "//example.com/",
    ],
)
def test_f84_plain_http_goes_to_this_machine_only(generic: Generic, url: str) -> None:
    account = generic._account.model_copy(update={"reply_url": url})
    with pytest.raises(Rejected) as refused:
        Generic(account, generic._secrets).send(posting(reply()))
    assert refused.value.kind == "invalid"


@pytest.mark.parametrize("missing", ["reply_url", "answer_secret"])
def test_an_account_that_cannot_answer_says_so(generic: Generic, missing: str) -> None:
    account = generic._account.model_copy(update={missing: None})
    with pytest.raises(Rejected) as refused:
        Generic(account, generic._secrets).send(posting(reply()))
    assert refused.value.kind == "not_connected"
