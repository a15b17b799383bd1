"""What is particular to WhatsApp, over real HTTP."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from earshot.channels.protocol import Reconciles
from earshot.channels.values import Element, Unreadable
from earshot.channels.whatsapp import Whatsapp
from earshot.domain.mention import Author, Mention
from earshot.domain.notice import Notice
from earshot.errors import Ambiguous, Rejected
from local.platforms.meta import BUSINESS, NUMBER
from local.platforms.meta_things import Thing
from tests.rigs.meta import CASEY
from tests.rigs.whatsapp import WhatsappRig

PERSON = "US.13490000000000001918"


@pytest.fixture
def rig() -> Iterator[WhatsappRig]:
    with WhatsappRig() as made:
        yield made


def told(rig: WhatsappRig, field: str = "messages", **value: Any) -> list[Element]:
    whole = {"metadata": {"phone_number_id": NUMBER}, **value}
    entry = {"id": BUSINESS, "changes": [{"field": field, "value": whole}]}
    return list(rig.channel().elements(rig._signed([entry], None).body))


def message(number: int, **over: Any) -> dict[str, Any]:
    said = {"from": "1555", "id": f"wamid.{number}", "timestamp": "1788253500", "type": "text"}
    return said | {"text": {"body": f"words {number}"}} | over


def test_each_message_of_a_change_is_told_with_its_own_contact(rig: WhatsappRig) -> None:
    contacts = [
        {"profile": {"name": "Robin"}, "wa_id": "1666"},
        {"profile": {"name": "Casey"}, "wa_id": "1555"},
    ]
    heard = told(rig, messages=[message(1), message(2, **{"from": "1666"})], contacts=contacts)
    assert [(m.author.id, m.author.display_name) for m in heard if isinstance(m, Mention)] == [
        ("1555", "Casey"),
        ("1666", "Robin"),
    ]


def test_f11_a_message_that_cannot_be_read_is_kept_alone_and_can_be_read_later(
    rig: WhatsappRig,
) -> None:
    bad = message(2, timestamp="lately")
    heard = told(rig, messages=[message(1), bad, message(3)])
    assert [isinstance(one, Mention) for one in heard] == [True, False, True]
    kept = heard[1]
    assert isinstance(kept, Unreadable)
    assert (kept.field, kept.account) == ("messages.timestamp", "acmehelp")
    mended = kept.raw.replace("lately", "1788253500")
    assert rig.channel().read(mended).id == "wamid.2"


@pytest.mark.parametrize(
    ("status", "kind", "reason"),
    [
        ("sent", "sent", None),
        ("delivered", "delivered", None),
        ("read", "read", None),
        ("failed", "failed", "131047"),
    ],
)
def test_what_became_of_our_message_is_told_with_our_own_name_for_it(
    rig: WhatsappRig, status: str, kind: str, reason: str | None
) -> None:
    row: dict[str, Any] = {
        "id": "wamid.own",
        "status": status,
        "timestamp": "1788253500",
        "recipient_id": "1555",
        "biz_opaque_callback_data": "c1:r1",
    }
    if reason:
        row["errors"] = [{"code": int(reason), "title": "Re-engagement message"}]
    (heard,) = told(rig, statuses=[row])
    assert isinstance(heard, Notice)
    assert (heard.kind, heard.platform_id, heard.echo) == (kind, "wamid.own", "c1:r1")
    assert (heard.reason, heard.at is None) == (reason, False)


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ({"statuses": [{"id": "w", "status": "warning"}]}, "statuses.warning"),
        ({"messages": [message(1, type="reaction")]}, "messages.reaction"),
        ({"messages": [message(1, type="system", system={"type": "x"})]}, "messages.system"),
        ({"errors": [{"code": 130429, "title": "x"}]}, "errors.130429"),
    ],
)
def test_f15_what_is_of_no_concern_is_named(
    rig: WhatsappRig, value: dict[str, Any], label: str
) -> None:
    (heard,) = told(rig, **value)
    assert isinstance(heard, Notice)
    assert (heard.kind, heard.label) == ("other", label)


def test_news_of_the_whole_business_account_are_counted(rig: WhatsappRig) -> None:
    entry = {"id": BUSINESS, "changes": [{"field": "account_update", "value": {"event": "X"}}]}
    (heard,) = rig.channel().elements(rig._signed([entry], None).body)
    assert isinstance(heard, Notice)
    assert heard.label == "account_update"


def test_another_number_of_ours_has_its_own_messages(rig: WhatsappRig) -> None:
    other = rig.account.model_copy(update={"account": "shop", "own_ids": ("107",)})
    channel = Whatsapp(rig.account, rig.secrets, (other,))
    value = {"metadata": {"phone_number_id": "107"}, "messages": [message(1)]}
    entry = {"id": BUSINESS, "changes": [{"field": "messages", "value": value}]}
    body = rig._signed([entry], None).body
    (heard,) = channel.elements(body)
    assert isinstance(heard, Mention)
    assert heard.account == "shop"
    (strange,) = rig.channel().elements(body)
    assert isinstance(strange, Unreadable)


@pytest.mark.parametrize(("who", "field"), [(PERSON, "recipient"), ("15550002222", "to")])
def test_a_person_is_written_to_by_what_is_known_of_them(
    rig: WhatsappRig, who: str, field: str
) -> None:
    rig.server.things.add(Thing("wamid.1", "message", "Hi", {"id": who}, rig.now))
    said = rig.say(1).model_copy(update={"id": "wamid.1", "author": Author(id=who)})
    sent = rig.channel().send(rig.posting(said))
    body = rig.server.requests[-1].json()
    assert sent.platform_id == rig.posts[-1].id
    assert body[field] == who
    assert {"to", "recipient"} & set(body) == {field}
    assert body["context"] == {"message_id": "wamid.1"}
    assert body["biz_opaque_callback_data"] == "c0123456789:r0123456789abcdef"
    assert rig.server.requests[-1].path == f"/v26.0/{NUMBER}/messages"


def test_after_a_day_nothing_is_sent(rig: WhatsappRig) -> None:
    said = rig.say(1, at=rig.now - timedelta(hours=25))
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said))
    assert refused.value.kind == "window_closed"
    assert rig.server.requests == []


def test_the_platform_may_know_of_a_closed_window_before_we_do(rig: WhatsappRig) -> None:
    said = rig.say(1, at=rig.now - timedelta(hours=25))
    late = rig.posting(said)._replace(customer_at=rig.now)
    with pytest.raises(Rejected) as refused:
        rig.channel().send(late)
    assert refused.value.kind == "window_closed"
    assert len(rig.server.requests) == 1


def test_who_cannot_be_reached_is_told(rig: WhatsappRig) -> None:
    said = rig.say(1)
    rig.server.things.blocked.add(CASEY["id"])
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said))
    assert refused.value.kind == "blocked"


def test_f62_a_message_whose_answer_is_lost_is_ambiguous_and_cannot_be_read_back(
    rig: WhatsappRig,
) -> None:
    rig.server.faults.plan("cut", path="/messages")
    with pytest.raises(Ambiguous):
        rig.channel().send(rig.posting(rig.say(1)))
    assert len(rig.posts) == 1
    assert not isinstance(rig.channel(), Reconciles)


@pytest.mark.parametrize("act", ["like", "hide", "delete"])
def test_all_is_private_and_nothing_else_can_be_done(rig: WhatsappRig, act: str) -> None:
    said = rig.say(1)
    for over in ({"act": act}, {"visibility": "public"}):
        with pytest.raises(Rejected) as refused:
            rig.channel().send(rig.posting(said, **over))
        assert refused.value.kind == "not_allowed_by_policy"
    assert rig.server.requests == []


@pytest.mark.parametrize("value", [{}, {"messages": []}])
def test_a_change_that_says_nothing_is_counted(rig: WhatsappRig, value: dict[str, Any]) -> None:
    (heard,) = told(rig, **value)
    assert isinstance(heard, Notice)
    assert heard.label == "messages"


def test_messages_that_are_no_list_are_not_lost(rig: WhatsappRig) -> None:
    (heard,) = told(rig, messages=message(1))
    assert isinstance(heard, Mention)
    (kept,) = told(rig, messages="words")
    assert isinstance(kept, Unreadable)
