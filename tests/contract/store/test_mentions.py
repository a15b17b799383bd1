"""Mentions and authors: what every store must do."""

from datetime import timedelta

import pytest

from earshot.domain.mention import Author, Engagement, MentionKey
from earshot.domain.records import MentionRecord
from earshot.errors import Conflict
from earshot.ports import Store
from tests.builders import MONDAY_NINE, mention, mention_record

CLASSIFICATION = {
    "relevance": {"value": "actionable", "confidence": 0.9, "source": "rule:help"},
    "topic": {"value": "outage", "confidence": 0.8, "source": "keywords"},
    "intent": {"value": "complaint", "confidence": 0.7, "source": "keywords"},
    "sentiment": {"value": "negative", "confidence": 0.6, "source": "lexicon", "strength": -0.5},
    "urgency": {"value": "high", "confidence": 0.6, "source": "rule"},
    "language": {"value": "en", "confidence": 0.95, "source": "ngrams"},
    "personal_data": [
        {"kind": "phone", "start": 3, "end": 9, "source": "detector"},
        {"kind": "address", "start": 12, "end": 20, "source": "comprehend"},
    ],
    "risk": ["legal"],
    "unsure": ["topic"],
    "set_by": {"legal": {"confidence": 0.66, "source": "cue:legal"}},
    "flags": ["shouting"],
    "version": "rules-1",
    "added_later": ["three", "plain", "words"],
}
DECISION = {
    "act": "respond",
    "clause": "outages",
    "priority": 60,
    "factors": {"base": 40, "urgency": 20},
    "brand": "acme",
    "team": "care",
    "skills": [],
    "sla_policy": None,
    "template": None,
    "mode": "act",
    "playbook": "v1:abc",
    "classifier": "rules-1",
    "urgency": {"value": "high", "confidence": 0.6, "source": "repeat"},
    "recent": 3,
    "tier": "own",
    "expires_after": None,
    "alert": False,
}


def full_record() -> MentionRecord:
    return mention_record(
        mention=mention(
            author=Author(id="ada", handle="ada", display_name="Ada L.", followers=12),
            text="Schöner Mist 😡👩‍👩‍👧 مرحبا",
            in_reply_to="m0",
            root="m0",
            engagement=Engagement(likes=0, reposts=1),
        ),
        case_id="c1",
        classification=CLASSIFICATION,
        decision=DECISION,
    )


def test_an_unknown_mention_is_none(store: Store) -> None:
    assert store.mention(MentionKey("generic", "acmehelp", "m1")) is None


def test_a_mention_comes_back_as_it_was_put(store: Store) -> None:
    record = full_record()
    assert store.put_mention(record) is None
    assert store.mention(record.key) == record


def test_a_long_mention_comes_back_as_it_was_put(store: Store) -> None:
    record = mention_record(mention=mention(text="Zeile mit 😡 und Umlauten äöü\n" * 1300))
    store.put_mention(record)
    assert store.mention(record.key) == record


def test_a_second_first_delivery_is_told_what_stands_there_f26(store: Store) -> None:
    first = mention_record(seen={"create": "r1"})
    second = mention_record(seen={"create": "r2"})
    store.put_mention(first)
    assert store.put_mention(second) == first
    assert store.mention(first.key) == first


def test_the_same_write_again_is_its_own_success_f31(store: Store) -> None:
    assert store.put_mention(full_record()) is None
    assert store.put_mention(full_record()) is None


def test_a_next_revision_is_written_over_the_one_before(store: Store) -> None:
    store.put_mention(mention_record())
    edited = mention_record(revision=2, mention=mention(text="It works again"))
    assert store.put_mention(edited) is None
    assert store.mention(edited.key) == edited


def test_of_two_next_revisions_the_second_is_told_of_the_first_f34(store: Store) -> None:
    store.put_mention(mention_record())
    one = mention_record(revision=2, mention=mention(text="one"))
    store.put_mention(one)
    assert store.put_mention(mention_record(revision=2, mention=mention(text="two"))) == one


def test_a_next_revision_of_nothing_is_a_conflict(store: Store) -> None:
    with pytest.raises(Conflict):
        store.put_mention(mention_record(revision=2))


def test_ids_with_separators_do_not_meet(store: Store) -> None:
    one = mention_record(mention=mention(account="a", id="b#c"))
    two = mention_record(mention=mention(account="a", id="b%23c"))
    assert store.put_mention(one) is None
    assert store.put_mention(two) is None
    assert store.mention(one.key) == one


def test_an_id_longer_than_a_key_may_be_is_kept_whole(store: Store) -> None:
    record = mention_record(mention=mention(id="😡" * 512))
    store.put_mention(record)
    assert store.mention(record.key) == record


def test_many_mentions_come_in_the_order_asked_for_without_the_unknown(store: Store) -> None:
    records = [mention_record(mention=mention(id=f"m{n}")) for n in range(130)]
    for record in records:
        store.put_mention(record)
    wanted = [MentionKey("generic", "acmehelp", f"m{n}") for n in range(140, -1, -1)]
    found = store.mentions([*wanted, wanted[-1]])
    assert [record.mention.id for record in found] == [f"m{n}" for n in range(129, -1, -1)]


def test_no_mentions_asked_for_are_none(store: Store) -> None:
    assert store.mentions([]) == []


def test_instants_keep_their_offset_and_microseconds(store: Store) -> None:
    at = MONDAY_NINE + timedelta(microseconds=7)
    record = mention_record(received_at=at)
    store.put_mention(record)
    found = store.mention(record.key)
    assert found is not None
    assert found.received_at == at


def test_an_unknown_author_is_none(store: Store) -> None:
    assert store.author("generic", "acmehelp", "ada") is None
