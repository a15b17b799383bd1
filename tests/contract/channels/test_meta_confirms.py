"""A private message whose answer was lost: nobody knows, until the platform itself tells of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from local.platforms.meta import BUSINESS, NUMBER
from tests.played import PlayedDesk
from tests.rigs import RIGS
from tests.rigs.meta import MetaRig

all_three = pytest.mark.parametrize("rig", ["facebook", "instagram", "whatsapp"], indirect=True)


@pytest.fixture
def rig(request: pytest.FixtureRequest) -> Iterator[MetaRig]:
    made = RIGS[request.param]()
    assert isinstance(made, MetaRig)
    with made:
        yield made


def unknown(rig: MetaRig) -> PlayedDesk:
    """A desk with one answer that the platform has taken, and whose answer was cut off."""
    desk = PlayedDesk(rig)
    rig.say(1, private=True)
    desk.hear_of(1)
    rig.server.faults.plan("cut", path="/messages", times=9)
    desk.answer()
    desk.endure(desk.clock.now() + timedelta(hours=1))
    rig.server.faults.clear()
    (reply,) = desk.replies()
    assert (reply.state, len(rig.posts)) == ("unknown", 1)
    return desk


def told(rig: MetaRig, desk: PlayedDesk, entry: dict[str, Any]) -> None:
    desk.rig.push = lambda *_, **__: rig._signed([entry], None)  # type: ignore[method-assign]
    desk.hear_of(0)


def of_it(rig: MetaRig, status: str) -> dict[str, Any]:
    """A status of the message, as WhatsApp tells it."""
    (message,) = rig.server.things.own
    row = {"id": message.id, "status": status, "timestamp": str(int(rig.now.timestamp()))}
    named = row | {"recipient_id": message.parent, "biz_opaque_callback_data": message.echo}
    value = {"metadata": {"phone_number_id": NUMBER}, "statuses": [named]}
    return {"id": BUSINESS, "changes": [{"field": "messages", "value": value}]}


@all_three
def test_f62_what_names_the_reply_proves_that_it_was_sent(rig: MetaRig) -> None:
    desk = unknown(rig)
    is_whatsapp = rig.connector == "whatsapp"
    for _ in range(2):
        entry = of_it(rig, "delivered") if is_whatsapp else rig.entry(rig.server.things.own[0])
        told(rig, desk, entry)
        (reply,) = desk.replies()
        assert (reply.state, reply.platform_id) == ("sent", rig.posts[0].id)
    assert len(rig.posts) == 1
    assert len(desk.said()) == (1 if is_whatsapp else 2)


@pytest.mark.parametrize("rig", ["whatsapp"], indirect=True)
def test_f62_that_whatsapp_took_a_message_proves_it_before_it_arrives(rig: MetaRig) -> None:
    desk = unknown(rig)
    told(rig, desk, of_it(rig, "sent"))
    (reply,) = desk.replies()
    assert (reply.state, reply.platform_id, reply.delivery) == ("sent", rig.posts[0].id, None)


@pytest.mark.parametrize("rig", ["whatsapp"], indirect=True)
def test_what_became_of_a_message_goes_forward_only(rig: MetaRig) -> None:
    desk = unknown(rig)
    for status, delivery in (("read", "read"), ("delivered", "read"), ("sent", "read")):
        told(rig, desk, of_it(rig, status))
        (reply,) = desk.replies()
        assert reply.delivery == delivery
