"""S32: whatever is promised, and whenever, a question left to peers comes back before it is due."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earshot.domain.case import Case, Hold
from earshot.domain.fold import advance, fold
from earshot.domain.recalculation import recalculate
from earshot.domain.sla import evaluate
from tests.builders import CALENDARS, MONDAY_NINE, mention, opening_events, policy, weekdays
from tests.history import at

DESKS = {
    **CALENDARS,
    "lunch": weekdays(weekly={"mon": ["09:00-12:00", "13:00-17:00"], "wed": "10:00-10:30"}),
    "nights": weekdays(weekly={day: "22:00-06:00" for day in ("mon", "tue", "sat")}),
}


@st.composite
def promises(draw: st.DrawFn) -> dict[str, Any]:
    """Any promise of 2 minutes to 3 days, warned of at any time before it is due, or not at all."""
    within = draw(st.integers(120, 3 * 86_400))
    return {"within": within, "warn": draw(st.just(0) | st.integers(1, within - 1))}


@st.composite
def policies(draw: st.DrawFn) -> dict[str, Any]:
    """One that promises something, by any calendar; its warnings wait for any, or for none."""
    names = ("first_response", "next_response", "resolution")
    promised = draw(st.sets(st.sampled_from(names), min_size=1))
    return {
        "calendar": draw(st.sampled_from(sorted(DESKS))),
        "alert_calendar": draw(st.none() | st.sampled_from(sorted(DESKS))),
        **{name: draw(promises()) if name in promised else None for name in names},
    }


def held(now: datetime, waited: int, seconds: int, terms: dict[str, Any]) -> Case:
    """A question that was written `waited` seconds ago and is left to peers for `seconds`."""
    asked = now - timedelta(seconds=waited)
    return fold(
        opening_events(
            mention=mention(created_at=asked),
            now=now,
            policy=policy(**terms),
            calendars=DESKS,
            hold_until=asked + timedelta(seconds=seconds),
            hold=Hold(),
        )
    )


@given(
    st.integers(0, 14 * 86_400),
    st.integers(0, 2 * 86_400),
    st.integers(1, 2 * 86_400),
    policies(),
)
def test_s32_a_hold_always_ends_before_the_deadline(
    since: int, waited: int, seconds: int, terms: dict[str, Any]
) -> None:
    now = MONDAY_NINE + timedelta(seconds=since)
    case = held(now, waited, seconds, terms)
    if case.snoozed_until is None:
        assert (case.state, case.hold) == ("open", None)
        return
    asked = now - timedelta(seconds=waited)
    assert now < case.snoozed_until <= asked + timedelta(seconds=seconds)
    for clock in case.clocks.values():
        assert clock.due_at is None or case.snoozed_until < clock.due_at


@pytest.mark.parametrize(
    ("now", "comes_back"), [("02T09:10", "02T09:45"), ("02T09:50", "02T09:50")]
)
def test_s32_a_hold_ends_sooner_when_its_deadline_moves_nearer(now: str, comes_back: str) -> None:
    """The desk was thought to open at half past nine and opens at nine."""
    late, early = (
        {"weekdays": weekdays(weekly={"mon": f"{opens}-17:00"})} for opens in ("09:30", "09:00")
    )
    left = {"hold": Hold(), "hold_until": at("02T10:00")}
    case = fold(opening_events(policy=policy(), calendars=late, **left))
    assert case.snoozed_until == at("02T10:00")
    (event,) = recalculate(case, early, by="lead", now=at(now))
    case = advance(case, [event])
    assert case.clocks["first_response"].due_at == at("02T10:00")
    assert case.snoozed_until == at(comes_back)
    woken = evaluate(case, at("02T09:55"), early)
    assert [one.kind for one in woken if one.kind == "case_woken"] == ["case_woken"]


def test_s32_a_deadline_that_moves_later_leaves_the_hold_as_it_is() -> None:
    left = {"hold": Hold(), "hold_until": at("02T10:00")}
    case = fold(opening_events(policy=policy(), **left))
    assert case.snoozed_until == at("02T09:45")
    later = {"weekdays": weekdays(weekly={"mon": "12:00-17:00"})}
    (event,) = recalculate(case, later, by="lead", now=at("02T09:10"))
    assert advance(case, [event]).snoozed_until == at("02T09:45")
