"""X holds our webhook to be invalid: it is validated again, and what it missed comes again."""

import json
from collections.abc import Iterator

import pytest

from earshot.usecases.receive import Delivery, Receiver
from local.platforms import x_webhooks
from local.platforms.serving import as_json
from tests.rigs.x import CASEY, CONSUMER, XRig
from tests.upkept import UpkeptDesk, upkept

REPLAY = "/2/webhooks/replay"


@pytest.fixture
def desk() -> Iterator[UpkeptDesk]:
    rig = XRig()
    rig.options(webhook_id="123")
    with upkept(rig) as made:
        rig.server.hooks.door = lambda body: received(made, body)
        yield made


def hooks(desk: UpkeptDesk):  # type: ignore[no-untyped-def]
    return desk.rig.server.hooks  # type: ignore[attr-defined]


def received(desk: UpkeptDesk, body: bytes) -> None:
    """Our door."""
    receiver = Receiver(
        store=desk.store,
        queue=desk.mentions,
        clock=desk.clock,
        ids=desk.ids,
        accounts=desk.accounts,
        pushing=lambda *_: desk.rig.channel(),
        handshaking=lambda _: desk.rig.channel(),
    )
    headers = x_webhooks.signature(CONSUMER, body)
    answer = receiver.receive(Delivery("x", "acmehelp", headers, body.decode()))
    assert answer.status == 200, answer


def happens(desk: UpkeptDesk, number: int) -> str:
    """Somebody names us now; the id of their post."""
    said = desk.rig.say(number, at=desk.clock.now())
    server = desk.rig.server
    post = server.posts.known[said.id]  # type: ignore[attr-defined]
    people = [server.users.known[CASEY]]  # type: ignore[attr-defined]
    body = x_webhooks.activity("post.mention.create", server.user_id, post, people)  # type: ignore[attr-defined]
    hooks(desk).tell(x_webhooks.as_body(body))
    return said.id


def kept(desk: UpkeptDesk) -> set[str]:
    desk.rest()
    return {record.mention.id for record in desk.records()}


def test_what_was_missed_while_the_webhook_was_invalid_is_heard_and_once(desk: UpkeptDesk) -> None:
    desk.turn()
    ids = {happens(desk, 1)}
    hooks(desk).fail()
    desk.clock.advance(minutes=20)
    ids |= {happens(desk, 2)}
    assert desk.turn(minutes=40) == ["mended"]
    assert desk.health == ("degraded", "webhook_invalid")
    ids |= {happens(desk, 3)}
    assert desk.turn(minutes=5) == []
    assert desk.health == ("ok", None)
    assert len(kept(desk)) == 2
    assert desk.turn(minutes=15) == ["ordered_again"]
    assert kept(desk) == ids
    for _ in range(20):
        desk.turn(minutes=15)
    assert len(hooks(desk).replays) == len(desk.calls(REPLAY)) == 1
    assert kept(desk) == ids


def test_what_x_pushed_while_earshot_was_away_is_heard(desk: UpkeptDesk) -> None:
    desk.turn()
    door, hooks(desk).door = hooks(desk).door, lambda _: None
    desk.clock.advance(hours=4)
    missed = happens(desk, 1)
    hooks(desk).missed.append((desk.clock.now(), hooks(desk).told[-1]))
    hooks(desk).door = door
    assert desk.turn(hours=1) == []
    assert desk.health == ("ok", None)
    assert desk.turn(minutes=15) == ["ordered_again"]
    assert kept(desk) == {missed}


def test_the_platform_is_left_alone_while_all_is_well(desk: UpkeptDesk) -> None:
    for _ in range(12):
        desk.turn(minutes=10)
    assert desk.calls("/2/webhooks") == ["GET", "GET"]
    assert len(desk.rig.server.requests) == 2


def test_while_our_address_gives_no_proof_the_time_that_is_missed_grows(desk: UpkeptDesk) -> None:
    desk.turn()
    hooks(desk).fail()
    hooks(desk).answers = False
    for _ in range(18):
        assert desk.turn(minutes=10) == []
    assert desk.health[0] == "degraded"
    assert (desk.health[1] or "").startswith("webhook_invalid: ")
    missed = happens(desk, 1)
    hooks(desk).answers = True
    done = [did for _ in range(9) for did in desk.turn(minutes=15)]
    assert done == ["mended", "ordered_again"]
    assert missed in kept(desk)


@pytest.mark.parametrize("fault", ["too_fast", "503", "html", "cut"])
def test_an_order_that_failed_is_given_again(desk: UpkeptDesk, fault: str) -> None:
    desk.turn()
    hooks(desk).fail()
    desk.clock.advance(minutes=30)
    missed = happens(desk, 1)
    desk.turn(minutes=30)
    desk.turn(minutes=5)
    desk.rig.server.faults.plan(fault, path=REPLAY)  # type: ignore[arg-type]
    done = [did for _ in range(4) for did in desk.turn(minutes=15)]
    assert done == ["ordered_again"]
    assert kept(desk) == {missed}


def test_a_webhook_that_x_does_not_know_needs_a_person(desk: UpkeptDesk) -> None:
    hooks(desk).known.clear()
    assert desk.turn() == []
    assert desk.health[0] == "degraded"
    assert (desk.health[1] or "").startswith("webhook_missing: ")
    assert "PUT" not in [one.method for one in desk.rig.server.requests]


def test_a_list_that_cannot_be_read_tells_nothing(desk: UpkeptDesk) -> None:
    desk.rig.server.refuse_with = as_json(200, {"data": "?"})  # type: ignore[attr-defined]
    desk.turn()
    assert desk.health[0] == "degraded"


def test_x_is_not_called_for_accounts_that_are_only_polled(desk: UpkeptDesk) -> None:
    desk.rig.account = desk.rig.account.model_copy(
        update={"options": {"user_id": "700000000000000007"}}
    )
    assert desk.turn() == []
    relative = {"options": {"user_id": "7", "webhook_id": "123"}, "webhook_of": "acme"}
    desk.rig.account = desk.rig.account.model_copy(update=relative)
    assert desk.turn() == []
    assert desk.rig.server.requests == []


def test_x_is_not_called_without_the_apps_token(desk: UpkeptDesk) -> None:
    desk.rig.secrets.put("listen", json.dumps({"consumer_secret": CONSUMER}))
    assert desk.turn() == []
    assert desk.health == ("ok", None)
    assert desk.rig.server.requests == []


def test_a_token_that_x_refuses_needs_a_person(desk: UpkeptDesk) -> None:
    desk.rig.revoke()
    desk.turn()
    assert desk.health[0] == "reauth"
