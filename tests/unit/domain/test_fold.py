"""A case is the fold of its events."""

from datetime import UTC, datetime

import pytest

from earshot.domain.fold import advance, apply, fold
from tests.builders import MONDAY_NINE, case_event, opening_events


def test_the_first_event_holds_the_whole_case() -> None:
    opened = fold(opening_events())
    assert (opened.id, opened.version, opened.state) == ("c1", 1, "open")
    assert (opened.brand, opened.team, opened.priority) == ("acme", "care", 50)
    assert opened.opened_at == MONDAY_NINE
    assert opened.clocks["first_response"].due_at == datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_changes_replace_fields_and_none_clears_them() -> None:
    opened = fold(opening_events())
    claimed = apply(opened, case_event(version=2, kind="case_claimed", changes={"agent": "grace"}))
    released = apply(claimed, case_event(version=3, kind="case_released", changes={"agent": None}))
    assert (claimed.agent, claimed.version) == ("grace", 2)
    assert (released.agent, released.version) == (None, 3)
    assert opened.agent is None


def test_clocks_are_replaced_whole() -> None:
    opened = fold(opening_events())
    bare = apply(opened, case_event(version=2, kind="case_resolved", changes={"clocks": {}}))
    assert bare.clocks == {}


def test_events_that_went_through_json_fold_to_the_same_case() -> None:
    events = opening_events()
    again = [type(event).model_validate_json(event.model_dump_json()) for event in events]
    assert fold(again) == fold(events)


def test_i3_a_gap_in_the_versions_is_an_error() -> None:
    with pytest.raises(ValueError, match="event 3 of case c1 cannot follow version 1 of c1"):
        fold([*opening_events(), case_event(version=3, kind="note_added")])


def test_i3_an_event_of_another_case_is_an_error() -> None:
    other = case_event(case_id="c2", version=2, kind="note_added")
    with pytest.raises(ValueError, match="event 2 of case c2 cannot follow version 1 of c1"):
        advance(fold(opening_events()), [other])


def test_a_history_must_begin_at_its_beginning() -> None:
    with pytest.raises(ValueError, match="event 2 of case c1 cannot follow version 0"):
        fold([case_event(version=2, kind="note_added")])
