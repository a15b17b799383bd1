"""What is the app stores' own: signed tokens, answers that replace each other, hours' limits."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from earshot.channels.reviews import named
from earshot.errors import Rejected, Throttled, Unavailable
from local.platforms.keys import ec_key, pem, rsa_key
from local.platforms.tokens import parts_of
from tests.rigs.stores import AppStoreRig, GooglePlayRig, StoreRig

OTHER_RSA = pem(rsa.generate_private_key(65537, 2048))
OTHER_EC = pem(ec.generate_private_key(ec.SECP256R1()))
OTHER_CURVE = pem(ec.generate_private_key(ec.SECP384R1()))
GARBAGE = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"


@pytest.fixture(params=[GooglePlayRig, AppStoreRig], ids=["google_play", "app_store"])
def rig(request: pytest.FixtureRequest) -> Iterator[StoreRig]:
    with request.param() as made:
        yield made


@pytest.fixture
def play() -> Iterator[GooglePlayRig]:
    with GooglePlayRig() as made:
        yield made


@pytest.fixture
def apple() -> Iterator[AppStoreRig]:
    with AppStoreRig() as made:
        yield made


def with_key(rig: StoreRig, key: str) -> None:
    for name in ("listen", "answer"):
        held = json.loads(rig.secrets.values(name)[0])
        rig.secrets.put(name, json.dumps(held | {"private_key": key}))


@pytest.mark.parametrize("key", [OTHER_RSA, OTHER_EC, OTHER_CURVE, GARBAGE, "hello", ""])
def test_a_key_that_is_not_the_right_one_needs_a_person_and_is_told_nowhere(
    rig: StoreRig, key: str
) -> None:
    with_key(rig, key)
    with pytest.raises(Rejected) as refused:
        rig.channel().fetch(None)
    assert refused.value.kind == "reauth"
    assert not key or key.strip() not in str(refused.value)


def test_a_key_pasted_from_elsewhere_with_the_line_ends_of_windows_is_read(rig: StoreRig) -> None:
    key = rsa_key() if isinstance(rig, GooglePlayRig) else ec_key()
    with_key(rig, pem(key).replace("\n", "\r\n"))
    said = rig.say(1)
    assert [one.id for one in rig.channel().fetch(None).mentions] == [said.id]


def test_the_token_of_a_service_account_serves_an_hour_and_stands_in_the_secret(
    play: GooglePlayRig,
) -> None:
    play.channel().fetch(None)
    play.channel().fetch(None)
    assert play.server.tokens.given == 1
    held = play.secrets.values("listen")[0]
    assert json.loads(held)["client_email"] == "earshot@acme.iam.example"
    ends = play.channel().expires(held)
    assert timedelta(minutes=58) < ends - datetime.now(UTC) < timedelta(hours=1)


def test_a_token_for_the_app_store_lives_ten_minutes(apple: AppStoreRig) -> None:
    apple.channel().fetch(None)
    token = apple.server.requests[0].headers["authorization"].removeprefix("Bearer ")
    header, claims, _, signature = parts_of(token)
    assert header == {"alg": "ES256", "typ": "JWT", "kid": "2X9R4HXF34"}
    assert claims["exp"] - claims["iat"] == 600
    assert len(signature) == 64


def test_our_answer_is_heard_as_a_post_of_our_own_under_the_name_it_was_sent_by(
    rig: StoreRig,
) -> None:
    said = rig.say(1)
    sent = rig.channel().send(rig.posting(said, text="Fixed in 4.2.2"))
    review, own = sorted(rig.channel().fetch(None).mentions, key=lambda m: m.in_reply_to or "")
    assert (review.rating, review.author.id) == (2, said.id)
    assert (own.id, own.author.id) == (sent.platform_id, rig.own_id)
    assert (own.in_reply_to, own.root, own.text) == (said.id, said.id, "Fixed in 4.2.2")


def test_an_answer_takes_the_place_of_the_one_before(rig: StoreRig) -> None:
    said = rig.say(1)
    first = rig.posting(said, text="We look into it.")
    second = rig.posting(said, text="Fixed in 4.2.2", id="r999")
    rig.channel().send(first)
    sent = rig.channel().send(second)
    assert sent.platform_id == named(said.id, "Fixed in 4.2.2")
    assert rig.channel().find(second).platform_id == sent.platform_id
    assert rig.channel().find(first) is None


def test_an_answer_from_before_the_intent_does_not_prove_it(rig: StoreRig) -> None:
    said = rig.say(1)
    posting = rig.posting(said)
    rig.channel().send(posting)
    later = rig.posting(said, created_at=rig.now + timedelta(hours=1))
    assert rig.channel().find(posting) is not None
    assert rig.channel().find(later) is None


def test_a_review_changed_within_the_day_is_heard_though_newer_ones_were_before(
    rig: StoreRig,
) -> None:
    rig.say(1)
    cursor = rig.channel().fetch(None).cursor
    late = rig.say(2, at=rig.now - timedelta(hours=20))
    page = rig.channel().fetch(cursor)
    assert [one.id for one in page.mentions] == [late.id]
    assert page.done


def test_google_play_takes_markup_out_and_the_answer_is_still_found(play: GooglePlayRig) -> None:
    posting = play.posting(play.say(1), text="Fixed in <b>4.2.2</b>")
    sent = play.channel().send(posting)
    assert play.posts[0].text == "Fixed in 4.2.2"
    assert play.channel().find(posting).platform_id == sent.platform_id


def test_the_hours_quota_of_google_play_is_waited_for(play: GooglePlayRig) -> None:
    play.server.reads = 0
    with pytest.raises(Throttled) as refused:
        play.channel().fetch(None)
    assert refused.value.after


def test_the_last_call_of_the_app_stores_hour_is_noticed(apple: AppStoreRig) -> None:
    apple.server.left = 1
    page = apple.channel().fetch(None)
    assert page.not_before is not None
    assert page.not_before > datetime.now(UTC)


def rewritten(apple: AppStoreRig, monkeypatch: pytest.MonkeyPatch, was: bytes, now: bytes) -> None:
    """Let every answer say something else in one place."""
    told = apple.server.answer

    def otherwise(request: Any) -> Any:
        answer = told(request)
        assert was in answer.body or request.param("cursor")
        return answer._replace(body=answer.body.replace(was, now))

    monkeypatch.setattr(apple.server, "answer", otherwise)


def test_only_the_cursor_is_taken_from_the_address_of_the_next_page(
    apple: AppStoreRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 202):
        apple.say(number)
    rewritten(apple, monkeypatch, b"http://127.0.0.1", b"https://evil.example")
    cursor = apple.channel().fetch(None).cursor
    apple.channel().fetch(cursor)
    assert [request.param("cursor") for request in apple.server.requests] == [None, "200"]


def test_an_answer_in_the_app_store_can_be_taken_back(apple: AppStoreRig) -> None:
    said = apple.say(1)
    own = apple.channel().send(apple.posting(said)).platform_id
    posting = apple.posting(said, text="", act="delete", in_reply_to=own)
    assert apple.channel().find(posting) is None
    apple.channel().send(posting)
    assert apple.server.responses == {}
    assert apple.channel().find(posting) is not None
    with pytest.raises(Rejected) as refused:
        apple.channel().send(posting)
    assert refused.value.kind == "target_gone"


def test_google_play_takes_no_answer_back(play: GooglePlayRig) -> None:
    posting = play.posting(play.say(1), text="", act="delete")
    with pytest.raises(Rejected) as refused:
        play.channel().allow(posting)
    assert refused.value.kind == "not_allowed_by_policy"


def test_a_next_page_that_cannot_be_asked_for_ends_no_walk(
    apple: AppStoreRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 202):
        apple.say(number)
    rewritten(apple, monkeypatch, b"cursor=", b"position=")
    with pytest.raises(Unavailable, match=r"links\.next"):
        apple.channel().fetch(None)
