"""One post, however often and in whatever order its changes are delivered."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earshot.domain.mention import Mention
from earshot.domain.records import MentionRecord, Outcome
from earshot.domain.revision import merge
from tests.builders import MONDAY_NINE, mention

MINUTE = timedelta(minutes=1)
CREATE = mention(permalink="https://x.example/m1", in_reply_to="m0", root="m0")


def edit(minutes: int, text: str | None = None, **over: Any) -> Mention:
    fields: dict[str, Any] = {
        "event": "edit",
        "text": text or f"edited after {minutes} min",
        "edited_at": MONDAY_NINE + minutes * MINUTE,
    }
    return mention(**fields | over)


DELETE = mention(event="delete", text=None)


def deliver(*changes: Mention, after: MentionRecord | None = None) -> MentionRecord:
    record = after
    for n, change in enumerate(changes):
        _, record = step(record, change, f"r{n}")
    assert record is not None
    return record


def step(
    record: MentionRecord | None, change: Mention, receipt: str, minutes: int = 0
) -> tuple[Outcome, MentionRecord]:
    return merge(
        record,
        change,
        receipt=receipt,
        received_at=MONDAY_NINE + minutes * MINUTE,
        thread=change.thread,
    )


def test_a_first_delivery_is_stored_as_it_came() -> None:
    outcome, record = step(None, CREATE, "r1")
    assert outcome == "stored"
    assert (record.mention, record.revision, record.seen) == (CREATE, 1, {"create": "r1"})


def test_d26_a_second_delivery_of_the_same_change_is_a_duplicate() -> None:
    _, record = step(None, CREATE, "r1")
    outcome, again = step(record, CREATE, "r2")
    assert outcome == "duplicate"
    assert (again.duplicates, again.duplicate_count, again.revision) == (("r2",), 1, 2)
    assert again.mention == CREATE


@pytest.mark.parametrize("receipt", ["r1", "r2"])
def test_f31_our_own_second_try_changes_nothing(receipt: str) -> None:
    _, record = step(None, CREATE, "r1")
    _, record = step(record, CREATE, "r2")
    outcome, same = step(record, CREATE, receipt)
    assert (outcome, same) == ("own_retry", record)


def test_f34_the_newest_edit_wins_whenever_it_arrives() -> None:
    assert deliver(CREATE, edit(2), edit(1)).mention.text == "edited after 2 min"
    assert deliver(edit(2), edit(1), CREATE).mention.text == "edited after 2 min"


def test_f34_a_creation_after_its_edit_fills_in_what_the_edit_did_not_tell() -> None:
    record = deliver(edit(1, permalink=None), CREATE)
    assert record.mention.text == "edited after 1 min"
    assert record.mention.permalink == "https://x.example/m1"
    assert (record.mention.root, record.mention.in_reply_to, record.thread) == ("m0", "m0", "m0")
    assert record.mention.event == "edit"


def test_an_edit_that_tells_less_takes_nothing_away() -> None:
    named = mention(author={"id": "ada", "handle": "ada", "followers": 12})
    record = deliver(named, edit(1, author={"id": "ada", "followers": 15}))
    assert (record.mention.author.handle, record.mention.author.followers) == ("ada", 15)


def test_an_edit_without_words_keeps_the_words() -> None:
    counted = mention(
        event="edit", text=None, edited_at=MONDAY_NINE + MINUTE, engagement={"likes": 7}
    )
    record = deliver(CREATE, counted)
    assert record.mention.text == CREATE.text
    assert record.mention.engagement.likes == 7


def test_an_undated_edit_counts_from_when_we_received_it() -> None:
    undated = mention(event="edit", text="undated")
    _, record = step(None, CREATE, "r1")
    _, record = step(record, undated, "r2", minutes=5)
    _, record = step(record, edit(3), "r3", minutes=6)
    assert record.mention.text == "undated"
    _, record = step(record, edit(6), "r4", minutes=6)
    assert record.mention.text == "edited after 6 min"


def test_f35_a_deletion_blanks_words_and_names_and_keeps_what_tells_the_post() -> None:
    record = deliver(CREATE, DELETE)
    assert record.deleted
    assert (record.mention.event, record.mention.text, record.mention.permalink) == (
        "delete",
        None,
        None,
    )
    assert record.mention.author.model_dump(exclude_none=True) == {"id": "ada"}
    assert record.key == CREATE.key
    assert record.seen == {"create": "r0", "delete": "r1"}


def test_f35_a_deletion_before_its_creation_wins_for_ever() -> None:
    record = deliver(DELETE, CREATE, edit(9))
    stored = record.model_dump_json()
    assert record.deleted
    assert "router" not in stored
    assert "edited after" not in stored
    assert "x.example" not in stored
    assert len(record.seen) == 3


def test_what_was_decided_stays_with_the_post() -> None:
    record = deliver(CREATE).model_copy(
        update={"case_id": "c1", "decision": {"act": "respond"}, "filtered": None}
    )
    later = deliver(edit(1), after=record)
    assert (later.case_id, later.decision) == ("c1", {"act": "respond"})


def test_p1_more_duplicates_than_are_named_are_still_counted() -> None:
    _, record = step(None, CREATE, "r")
    for n in range(60):
        _, record = step(record, CREATE, f"d{n}")
    assert record.duplicate_count == 60
    assert record.duplicates == tuple(f"d{n}" for n in range(10, 60))
    assert record.revision == 61


CHANGES = [CREATE, edit(1), edit(2), edit(2, text="the same minute"), edit(3), DELETE]
deliveries = st.lists(st.sampled_from(range(len(CHANGES))), min_size=1, max_size=24)


@given(deliveries, st.randoms(use_true_random=False))
def test_p1_any_order_and_repetition_ends_the_same_and_every_delivery_is_counted(
    picks: list[int], random: Any
) -> None:
    ended = []
    for _ in range(2):
        random.shuffle(picks)
        record, counted = None, {"stored": 0, "duplicate": 0, "own_retry": 0}
        for n, pick in enumerate(picks):
            for _ in range(2):  # each delivery is tried twice by ourselves
                outcome, record = step(record, CHANGES[pick], f"r{n}")
                counted[outcome] += 1
        assert record is not None
        assert counted["stored"] == len(record.seen) == len(set(picks))
        assert counted["duplicate"] == record.duplicate_count == len(picks) - len(set(picks))
        assert counted["own_retry"] == len(picks)
        assert record.revision == counted["stored"] + counted["duplicate"]
        ended.append((record.mention.text, record.deleted, record.mention.created_at))
    assert ended[0] == ended[1]


@given(deliveries)
def test_f34_the_words_that_stay_are_the_newest_that_were_delivered(picks: list[int]) -> None:
    delivered = [CHANGES[pick] for pick in picks]
    record = deliver(*delivered)
    if DELETE in delivered:
        assert record.mention.text is None
    else:
        newest = max(change.edited_at or change.created_at for change in delivered)
        assert (record.mention.edited_at or record.mention.created_at) == newest
