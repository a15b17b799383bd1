"""Keys: what is different stands in different places, in the order that lists are read."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earshot.domain.mention import MentionKey
from earshot.store import keys
from earshot.store.keys import Key
from tests.builders import MONDAY_NINE, case, clock

PART = st.text(st.sampled_from("ab#%23~5\x00é😡"), min_size=1, max_size=6)


@given(PART, PART, PART, PART, PART, PART)
def test_different_mentions_have_different_keys(
    a: str, b: str, c: str, d: str, e: str, f: str
) -> None:
    one, two = MentionKey(a, b, c), MentionKey(d, e, f)
    assert (one == two) == (keys.mention_key(one) == keys.mention_key(two))


@given(PART, PART, PART, PART)
def test_different_timers_and_replies_have_different_keys(a: str, b: str, c: str, d: str) -> None:
    assert (keys.timer_key(a, b) == keys.timer_key(c, d)) == ((a, b) == (c, d))
    assert (keys.reply_key(a, b) == keys.reply_key(c, d)) == ((a, b) == (c, d))


@given(PART, PART, PART)
def test_a_key_splits_into_the_parts_it_was_made_of(a: str, b: str, c: str) -> None:
    assert keys.split(keys.author_key(a, b, c).pk) == ["AUTHOR", a, b, c]


@given(st.text(min_size=1, max_size=512), st.text(min_size=1, max_size=512))
def test_the_longest_ids_fit_into_a_key_and_stay_apart(a: str, b: str) -> None:
    one, two = (keys.mention_key(MentionKey("x", "acme", name * 4)).pk for name in (a, b))
    assert len(one.encode()) <= 2048
    assert (one == two) == (a * 4 == b * 4)


def test_each_thing_stands_where_the_table_of_keys_says() -> None:
    assert keys.mention_key(MentionKey("x", "acme", "1")) == Key("MENTION#x#acme#1", "MENTION")
    assert keys.author_key("x", "acme", "ada") == Key("AUTHOR#x#acme#ada", "PROFILE")
    assert keys.case_key("c1") == Key("CASE#c1", "CASE")
    assert keys.event_key("c1", 12) == Key("CASE#c1", "EVENT#0000000012")
    assert keys.reply_key("c1", "p1") == Key("CASE#c1", "REPLY#p1")
    assert keys.timer_key("20260302T090005Z", "c1") == Key("TIMER#20260302T090005Z", "c1")
    assert keys.account_key("x", "acme") == Key("ACCOUNT#x#acme", "ACCOUNT")
    assert keys.count_key("x", "acme", "2026-03-02T07") == Key(
        "ACCOUNT#x#acme", "COUNT#2026-03-02T07"
    )
    assert keys.quarantine_key("x", "acme", MONDAY_NINE, "r#1") == Key(
        "QUARANTINE#x#acme", "2026-03-02T09:00:00.000000Z#r%231"
    )


def test_an_open_case_stands_in_its_teams_queue_by_urgency_then_due() -> None:
    found = case(priority=70, clocks={"first_response": clock()})
    assert keys.queue_place(found) == Key("QUEUE#acme#care#0", "929#2026-03-02T10:00:00.000000Z#c1")
    assert keys.agent_place(found) is None


def test_d42_a_case_without_a_running_clock_stands_behind_those_with_one_by_its_age() -> None:
    stopped = clock(stopped_at=MONDAY_NINE)
    assert (
        keys.next_due(case(clocks={"first_response": stopped}))
        == "9999-2026-03-02T09:00:00.000000Z"
    )
    assert keys.next_due(case()) == "9999-2026-03-02T09:00:00.000000Z"


@pytest.mark.parametrize(
    ("state", "agent", "in_queue", "in_hand"),
    [
        ("open", None, True, False),
        ("pending", None, True, False),
        ("snoozed", None, False, False),
        ("resolved", None, False, False),
        ("open", "grace", False, True),
        ("pending", "grace", False, True),
        ("snoozed", "grace", False, True),
        ("resolved", "grace", False, False),
    ],
)
def test_a_case_is_in_an_index_only_while_somebody_looks_for_it_there(
    state: str, agent: str | None, in_queue: bool, in_hand: bool
) -> None:
    found = case(state=state, agent=agent)
    assert (keys.queue_place(found) is not None) == in_queue
    assert (keys.agent_place(found) is not None) == in_hand


MICROSECONDS = st.integers(0, 60 * 365 * 86400 * 10**6).map(lambda n: timedelta(microseconds=n))


@given(MICROSECONDS, MICROSECONDS)
def test_instants_sort_as_text_whatever_their_offset(a: timedelta, b: timedelta) -> None:
    start = datetime(1990, 1, 1, tzinfo=UTC)
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    one, two = start + a, (start + b).astimezone(kathmandu)
    assert (keys.instant(one) < keys.instant(two)) == (a < b)


def test_an_expiry_is_in_seconds() -> None:
    assert keys.epoch_seconds(MONDAY_NINE) == 1772442000
