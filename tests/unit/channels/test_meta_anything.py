"""Whatever Meta's webhooks hold is understood, kept or counted, and nothing escapes."""

import json
from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earshot.channels import connector_class
from earshot.channels.values import Unreadable
from earshot.domain.accounts import Account, Accounts
from earshot.domain.envelope import Noticed, Received, opened
from earshot.domain.mention import Mention
from earshot.errors import Malformed, TooLarge
from earshot.usecases.receive import Delivery, Receiver
from local.memory import FixedClock, MemoryQueue, MemorySecrets, MemoryStore, NumberedIds
from local.platforms.meta_pushes import signed
from tests.builders import MONDAY_NINE

OWN, SECRET, HOUR = "104", "app-secret", "2026-03-02T09"
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(
        [
            OWN,
            1788253201,
            "1788253500",
            "add",
            "remove",
            "edited",
            "comment",
            "status",
            "text",
            "revoke",
        ]
    )
)
NAMES = [
    *(
        "id",
        "from",
        "name",
        "username",
        "message",
        "text",
        "body",
        "media",
        "media_id",
        "parent_id",
    ),
    *("item", "verb", "comment_id", "post_id", "created_time", "post", "permalink_url", "photo"),
    *("sender", "recipient", "timestamp", "mid", "attachments", "reply_to", "is_echo", "metadata"),
    *("message_edit", "postback", "delivery", "mids", "read", "type", "contacts", "messages"),
    *("statuses", "status", "errors", "code", "phone_number_id", "profile", "wa_id", "context"),
]
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=8)
    ),
    max_leaves=25,
)
FIELDS = (
    st.sampled_from(["feed", "mention", "mentions", "comments", "messages", "unknown"]) | LEAVES
)
CHANGES = st.fixed_dictionaries({"field": FIELDS, "value": VALUES}) | VALUES
ENTRIES = st.fixed_dictionaries(
    {"id": st.just(OWN) | LEAVES},
    optional={
        "time": LEAVES,
        "changes": st.lists(CHANGES, max_size=2) | VALUES,
        "messaging": st.lists(VALUES, max_size=2) | VALUES,
        "standby": VALUES,
        "field": FIELDS,
        "value": VALUES,
    },
)
BODIES = st.fixed_dictionaries({"entry": st.lists(ENTRIES | VALUES, max_size=3) | VALUES}) | VALUES


def channel(connector: str) -> Any:
    fields = {"brand": "acme", "channel": "c", "account": "a", "connector": connector}
    account = Account(**fields, own_ids=(OWN,), listen_secret="in")
    secret = json.dumps({"app_secret": SECRET})
    return connector_class(connector)(account, MemorySecrets(**{"in": secret}))


@pytest.mark.parametrize("connector", ["facebook", "instagram", "whatsapp"])
@settings(deadline=None, max_examples=40)
@given(body=BODIES)
def test_whatever_comes_is_understood_kept_or_counted(connector: str, body: Any) -> None:
    raw = json.dumps(body)
    try:
        told = channel(connector).elements(raw.encode())
    except (Malformed, TooLarge):
        return
    for one in told:
        if isinstance(one, Unreadable):
            # What is kept alone is as unreadable as it was in company.
            with pytest.raises(Malformed) as refused:
                channel(connector).read(one.raw)
            assert refused.value.field == one.field
        elif isinstance(one, Mention):
            assert (one.channel, one.account) == ("c", "a")


@pytest.mark.parametrize("connector", ["facebook", "instagram", "whatsapp"])
@settings(deadline=None, max_examples=40)
@given(body=BODIES.map(json.dumps).map(str.encode) | st.binary(max_size=80))
def test_whatever_comes_signed_is_taken_or_malformed_and_what_is_taken_is_kept(
    connector: str, body: bytes
) -> None:
    store, queue, made = MemoryStore(), MemoryQueue(), channel(connector)
    account = made._account
    receiver = Receiver(
        store=store,
        queue=queue,
        clock=FixedClock(MONDAY_NINE),
        ids=NumberedIds("r"),
        accounts=Accounts(accounts=(account,)),
        pushing=lambda *_: made,
        handshaking=lambda _: made,
    )
    sent = b64encode(body).decode()
    answer = receiver.receive(Delivery("c", "a", signed(body, SECRET), sent, is_base64=True))
    assert answer.status in (200, 400)
    mentions = [one for one in map(opened_of_queue, queue.take()) if isinstance(one, Received)]
    kept = store.quarantined("c", "a", limit=100).items
    assert len(mentions) == answer.body.get("received", 0)
    assert len(kept) == answer.body.get("quarantined", 0)
    hours = store.counts("c", "a", since=HOUR, until=HOUR)
    counted = hours[HOUR].received if HOUR in hours else 0
    assert counted == len(mentions) + len(kept)


def opened_of_queue(body: str) -> Received | Noticed:
    return opened(body, Received)


@pytest.mark.parametrize("connector", ["facebook", "instagram", "whatsapp"])
@settings(deadline=None, max_examples=40)
@given(found=VALUES)
def test_whatever_is_read_back_is_a_mention_or_malformed(connector: str, found: Any) -> None:
    try:
        assert isinstance(channel(connector).read(json.dumps(found)), Mention)
    except (Malformed, TooLarge):
        return
