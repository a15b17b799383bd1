"""Which mentions are one matter."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from earshot.domain.grouping import Grouping, case_for, case_id, may_join, remember
from earshot.domain.records import AuthorRecord
from tests.builders import MONDAY_NINE, author_record, case

HOUR = timedelta(hours=1)
BY_THREAD = Grouping()
BY_AUTHOR = Grouping(same_author_within=2 * 3_600)


def test_an_author_nobody_knows_has_no_case() -> None:
    assert case_for("m1", None, MONDAY_NINE, BY_AUTHOR) is None


def test_messages_of_one_thread_are_one_matter() -> None:
    assert case_for("m1", author_record(), MONDAY_NINE, BY_THREAD) == "c1"


def test_a_message_elsewhere_is_another_matter_by_default() -> None:
    assert case_for("m9", author_record(), MONDAY_NINE, BY_THREAD) is None


@pytest.mark.parametrize(("after", "expected"), [(1.99, "c1"), (2, None)])
def test_a_message_elsewhere_joins_the_newest_case_while_it_is_young(
    after: float, expected: str | None
) -> None:
    now = MONDAY_NINE + after * HOUR
    assert case_for("m9", author_record(), now, BY_AUTHOR) == expected


def test_what_makes_no_case_of_its_own_does_not_join_one_elsewhere() -> None:
    found = case_for("m9", author_record(), MONDAY_NINE, BY_AUTHOR, same_author=False)
    assert found is None


def test_a_live_case_takes_whatever_was_found_to_belong_to_it() -> None:
    for state in ("open", "pending", "snoozed"):
        assert may_join(case(state=state), "m9", author_record(), MONDAY_NINE, BY_AUTHOR)


@pytest.mark.parametrize(("hours", "expected"), [(0, True), (72, True), (72.1, False)])
def test_d47_a_resolved_case_takes_its_own_thread_for_a_while(hours: float, expected: bool) -> None:
    resolved = case(state="resolved", resolved_at=MONDAY_NINE)
    now = MONDAY_NINE + hours * HOUR
    assert may_join(resolved, "m1", author_record(), now, BY_THREAD) is expected


def test_d47_a_resolved_case_takes_no_message_from_elsewhere() -> None:
    resolved = case(state="resolved", resolved_at=MONDAY_NINE)
    assert not may_join(resolved, "m9", author_record(), MONDAY_NINE, BY_AUTHOR)


def test_a_first_case_is_remembered() -> None:
    record = remember(None, "x", "acmehelp", "ada", thread="m1", case_id="c1", at=MONDAY_NINE)
    assert record == AuthorRecord(
        channel="x",
        account="acmehelp",
        author_id="ada",
        revision=1,
        threads={"m1": "c1"},
        cases=1,
        open_case="c1",
        opened_at=MONDAY_NINE,
        public_at=MONDAY_NINE,
    )


def test_a_case_in_private_is_not_taken_for_one_in_public() -> None:
    later = MONDAY_NINE + HOUR
    record = remember(
        author_record(public_at=MONDAY_NINE),
        "x",
        "acmehelp",
        "ada",
        thread="private",
        case_id="c2",
        at=later,
        private=True,
    )
    assert (record.opened_at, record.public_at) == (later, MONDAY_NINE)


def test_a_further_thread_of_a_case_is_no_further_case() -> None:
    later = MONDAY_NINE + HOUR
    record = remember(author_record(), "x", "acmehelp", "ada", thread="m2", case_id="c1", at=later)
    assert (record.revision, record.cases, record.open_case) == (2, 1, "c1")
    assert record.threads == {"m1": "c1", "m2": "c1"}
    assert record.opened_at == MONDAY_NINE


def test_a_new_case_takes_over_its_thread_and_is_the_newest() -> None:
    later = MONDAY_NINE + HOUR
    record = remember(author_record(), "x", "acmehelp", "ada", thread="m1", case_id="c2", at=later)
    assert (record.cases, record.open_case, record.opened_at) == (2, "c2", later)
    assert record.threads == {"m1": "c2"}


def test_twenty_threads_are_remembered_the_latest_last() -> None:
    record = None
    for n in range(25):
        record = remember(
            record, "x", "acmehelp", "ada", thread=f"m{n}", case_id=f"c{n}", at=MONDAY_NINE
        )
    assert record is not None
    assert list(record.threads) == [f"m{n}" for n in range(5, 25)]
    assert (record.revision, record.cases) == (25, 25)


def test_f26_whoever_opens_a_case_gives_it_the_same_id() -> None:
    assert case_id("x", "acmehelp", "ada", "t1", "m1") == "cfyruwkkv6grir6cqhi7c"


names = st.text(max_size=12)


@given(st.tuples(names, names, names), st.tuples(names, names, names))
def test_different_matters_have_different_ids(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    same = case_id("x", "acmehelp", *one) == case_id("x", "acmehelp", *other)
    assert same == (one == other)


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=60))
def test_f36_a_thread_always_leads_to_the_case_it_was_last_remembered_for(
    steps: list[tuple[int, bool]],
) -> None:
    record, opened = None, 0
    truth: dict[int, str] = {}
    for thread, joins in steps:
        found = case_for(f"t{thread}", record, MONDAY_NINE, BY_THREAD)
        if found is None or not joins:
            opened += 1
            found = f"c{opened}"
        truth.pop(thread, None)
        truth[thread] = found
        record = remember(
            record, "x", "a", "ada", thread=f"t{thread}", case_id=found, at=MONDAY_NINE
        )
    for thread, expected in list(truth.items())[-20:]:
        assert case_for(f"t{thread}", record, MONDAY_NINE, BY_THREAD) == expected
    assert record is None or record.cases == opened


def test_grouping_is_written_in_durations() -> None:
    written = Grouping.model_validate({"same_author_within": "12h", "reopen_within": "7d"})
    assert (written.same_author_within, written.reopen_within) == (43_200, 604_800)
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Grouping.model_validate({"reopen": "7d"})
