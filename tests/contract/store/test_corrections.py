"""Labels that people have put right: written with their event, read by time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from earshot.domain.records import Correction
from earshot.ports import Commit, Store
from earshot.store import keys
from tests.builders import MONDAY_NINE, case, case_event, opening


def correction(version: int, at: datetime) -> Correction:
    return Correction(
        at=at,
        case_id="c1",
        version=version,
        channel="generic",
        account="acmehelp",
        mention_id="m1",
        words="0123456789abcdef",
        labels={"topic": "billing"},
        was={"topic": "other"},
    )


def corrected(store: Store, version: int, at: datetime) -> Correction:
    made = correction(version, at)
    event = case_event(version=version, kind="labels_corrected", actor="grace", at=at)
    moved = case(version=version, topic="billing")
    commit = Commit(case=moved, expected=version - 1, events=[event], correction=made)
    store.commit(commit)
    store.commit(replace(commit))
    return made


def test_corrections_are_read_by_time_across_months_and_written_once(store: Store) -> None:
    store.commit(opening())
    march = corrected(store, 2, MONDAY_NINE)
    april = corrected(store, 3, MONDAY_NINE + timedelta(days=40))
    june = corrected(store, 4, MONDAY_NINE + timedelta(days=100))
    since, until = MONDAY_NINE, MONDAY_NINE + timedelta(days=200)
    assert store.corrections(since, until) == [march, april, june]
    assert store.corrections(since + timedelta(seconds=1), april.at) == [april]
    assert store.corrections(until, until + timedelta(days=1)) == []


def test_months_are_counted_over_the_turn_of_a_year() -> None:
    november, february = datetime(2026, 11, 30, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)
    assert list(keys.months(november, february)) == ["2026-11", "2026-12", "2027-01", "2027-02"]
