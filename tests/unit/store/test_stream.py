"""Stream records become changes, with images as Lambda hands them over."""

from base64 import b64encode
from datetime import timedelta
from typing import Any

import pytest

from earshot.domain.changes import (
    AgentFreed,
    EventAdded,
    HealthChanged,
    OutcomeCounted,
    ReplyPlanned,
    TimerSet,
    may_wait,
)
from earshot.domain.records import AccountRecord, Counts
from earshot.domain.standing import AnsweringRecord, Standing
from earshot.store import items, keys, opened, stream
from earshot.store.body import Item
from tests.builders import (
    MONDAY_NINE,
    agent,
    author_record,
    case,
    case_event,
    mention,
    mention_record,
    quarantined,
    reply,
)


def record(old: Item | None, new: Item | None) -> dict[str, Any]:
    images = {"OldImage": old, "NewImage": new}
    return {
        "dynamodb": {
            "SequenceNumber": "100",
            **{name: wire(image) for name, image in images.items() if image is not None},
        }
    }


def wire(image: Item) -> Item:
    """As JSON carries it: bytes in base64."""
    return {
        name: {"B": b64encode(value["B"]).decode()} if "B" in value else value
        for name, value in image.items()
    }


def counted(**counts: Any) -> list[OutcomeCounted]:
    return [OutcomeCounted("generic", "acmehelp", "2026-03-02T09", Counts.model_validate(counts))]


def test_a_case_that_opens_tells_its_first_events_and_never_again() -> None:
    first, second = case_event(), case_event(version=2, kind="reply_planned")
    new = opened.opening_item(case(version=2), [first, second])
    assert new is not None
    assert stream.changes_of(record(None, new)) == [EventAdded(first), EventAdded(second)]
    assert stream.changes_of(record(new, new)) == []


def test_a_new_mention_is_stored() -> None:
    new = items.mention_item(mention_record())
    assert stream.changes_of(record(None, new)) == counted(stored=1)


def test_a_long_mention_is_read_from_its_deflated_body() -> None:
    new = items.mention_item(mention_record(mention=mention(text="Help! " * 400)))
    assert "B" in new["body"]
    assert stream.changes_of(record(None, new)) == counted(stored=1)


def test_a_mention_that_was_filtered_is_filtered() -> None:
    new = items.mention_item(mention_record(filtered="own_post"))
    assert stream.changes_of(record(None, new)) == counted(filtered=1, filtered_by={"own_post": 1})


def test_a_second_delivery_is_a_duplicate() -> None:
    old = items.mention_item(mention_record())
    new = items.mention_item(mention_record(revision=2, duplicates=("r2",), duplicate_count=1))
    assert stream.changes_of(record(old, new)) == counted(duplicate=1)


def test_p1_a_late_duplicate_is_counted_in_the_hour_in_which_it_came() -> None:
    """P1: the equation holds for each window, and the door has counted it there."""
    old = items.mention_item(mention_record(duplicate_count=60))
    later = MONDAY_NINE + timedelta(hours=30)
    new = items.mention_item(mention_record(revision=2, duplicate_count=61, heard_at=later))
    (change,) = stream.changes_of(record(old, new))
    assert change == OutcomeCounted("generic", "acmehelp", "2026-03-03T15", Counts(duplicate=1))


def test_an_edit_is_stored_beside_its_post() -> None:
    old = items.mention_item(mention_record())
    new = items.mention_item(mention_record(revision=2, seen={"create": "r1", "edit@1": "r2"}))
    assert stream.changes_of(record(old, new)) == counted(stored=1)


def test_a_mention_that_only_gets_its_case_counts_nothing() -> None:
    old = items.mention_item(mention_record())
    new = items.mention_item(mention_record(revision=2, case_id="c1"))
    assert stream.changes_of(record(old, new)) == []


def test_an_element_counts_into_quarantine_and_out_again() -> None:
    waiting = items.quarantine_item(quarantined())
    replayed = items.quarantine_item(quarantined(replayed_at=MONDAY_NINE))
    assert stream.changes_of(record(None, waiting)) == counted(
        quarantined=1, quarantined_by={"malformed": 1}
    )
    assert stream.changes_of(record(waiting, replayed)) == counted(
        quarantined=-1, quarantined_by={"malformed": -1}
    )


def test_a_new_event_is_added_once() -> None:
    event = case_event(data={"note": "x"}, changes=case().model_dump(mode="json"))
    item = items.event_item(event)
    assert stream.changes_of(record(None, item)) == [EventAdded(event)]
    assert stream.changes_of(record(item, item)) == []


def test_a_new_timer_is_set() -> None:
    item = items.timer_item("20260302T094500Z", "c1")
    assert stream.changes_of(record(None, item)) == [TimerSet("20260302T094500Z")]


def test_a_reply_is_planned_when_it_comes_into_that_state() -> None:
    planned = items.reply_item(reply())
    sending = items.reply_item(reply(state="sending", attempt=1))
    again = items.reply_item(reply(state="planned", attempt=1))
    assert stream.changes_of(record(None, planned)) == [ReplyPlanned(reply())]
    assert stream.changes_of(record(planned, sending)) == []
    assert stream.changes_of(record(sending, again)) == [ReplyPlanned(reply(attempt=1))]
    assert stream.changes_of(record(again, again)) == []


def test_f64_a_planned_reply_that_is_given_another_attempt_is_ordered_for_it() -> None:
    """F64: its last order was used up by waiting."""
    planned = items.reply_item(reply())
    again = items.reply_item(reply(attempt=1))
    assert stream.changes_of(record(planned, again)) == [ReplyPlanned(reply(attempt=1))]


def test_somebody_is_free_who_holds_less_or_of_whom_the_roster_says_something_else() -> None:
    def line(**over: Any) -> Item:
        record = agent(**over)
        item = items.key_item(keys.agent_key(record.name))
        item |= {"rev": {"N": str(record.revision)}, "load": {"N": str(record.load)}}
        return item | {"body": {"S": items.agent_body(record)}}

    freed = [AgentFreed("linus")]
    assert stream.changes_of(record(None, line())) == freed
    assert stream.changes_of(record(line(), line(revision=2))) == freed
    assert stream.changes_of(record(line(load=3), line(load=2))) == freed
    assert stream.changes_of(record(line(load=2), line(load=3))) == []


@pytest.mark.parametrize(
    ("changes", "waits"),
    [
        ({"team": "care", "act": "respond"}, True),
        ({"team": "care", "state": "snoozed"}, False),
        ({"agent": None, "weight": 0}, True),
        ({"agent": "grace"}, False),
        ({"team": "billing", "agent": None}, True),
        ({"state": "open"}, True),
        ({"state": "resolved"}, False),
        ({"mentions": 2}, False),
    ],
)
def test_a_case_may_wait_since_it_is_open_free_or_moved(
    changes: dict[str, Any], waits: bool
) -> None:
    assert may_wait(case_event(changes=changes)) is waits


def test_nobody_waits_for_cases_authors_and_removals() -> None:
    timer = items.timer_item("20260302T094500Z", "c1")
    assert stream.changes_of(record(None, items.case_item(case()))) == []
    assert stream.changes_of(record(None, items.author_item(author_record()))) == []
    assert stream.changes_of(record(timer, None)) == []


def test_an_account_that_turns_is_told_with_what_it_was() -> None:
    old = AccountRecord(channel="x", account="acme", cursor="1")
    new = old.model_copy(update={"health": "reauth", "health_since": MONDAY_NINE, "cursor": "2"})
    before, after = items.account_item(old), items.account_item(new)
    (change,) = stream.changes_of(record(before, after))
    turned = Standing("reauth", MONDAY_NINE)
    assert change == HealthChanged("x", "acme", "listen", Standing(), turned)
    assert stream.changes_of(record(after, after)) == []
    assert stream.changes_of(record(None, before)) == []


def test_answering_that_turns_is_told_as_its_own_direction() -> None:
    was = AnsweringRecord(channel="x", account="acme", revision=1)
    now = was.turned("forbidden", "a reply was refused", MONDAY_NINE)
    (change,) = stream.changes_of(record(items.answering_item(was), items.answering_item(now)))
    assert isinstance(change, HealthChanged)
    assert (change.direction, change.standing.health) == ("answer", "forbidden")


def test_the_counts_of_an_hour_wake_nobody() -> None:
    item = items.key_item(keys.count_key("x", "acme", "2026-03-02T09"))
    assert stream.changes_of(record(None, item)) == []
