"""D12, S32: an edited calendar also moves what is left to peers, which stands in no list."""

from typing import Any

import pytest

from earshot.domain.case import Case
from earshot.usecases.left_to_peers import left_to_peers
from tests.builders import promising_playbook
from tests.desk import Desk
from tests.history import at
from tests.invariants import check_all
from tests.unit.usecases.test_peers import after, policy
from tests.unit.usecases.test_recompute import LEAD, moved, recompute

ASKED = "How do I pair the lamp?"


def held(number: int = 1, *, apart: int = 0, **over: Any) -> Desk:
    """So many questions left to peers for twenty minutes, heard so many seconds apart."""
    desk = Desk(policy("review", **over))
    for n in range(number):
        desk.hear(id=f"m{n}", author={"id": f"customer-{n}"}, text=ASKED)
        desk.clock.advance(seconds=apart)
    assert {case.state for case in desk.cases()} == {"snoozed"}
    return desk


def edited(*, holidays: tuple[str, ...] = (), **over: Any) -> Any:
    """The Monday began an hour earlier, so that less is left of every promise, or was a holiday."""
    weekly = {"monday": "08:00-17:00", "tuesday": "09:00-17:00"}
    hours = {"time_zone": "UTC", "weekly": weekly, "holidays": holidays}
    return policy("review", calendars={"weekdays": hours}, **over)


def test_d12_a_question_that_is_left_to_peers_follows_an_edited_calendar() -> None:
    desk = held()
    desk.playbook = edited(holidays=("2026-03-02",))
    assert moved(recompute(desk)) == [("first_response", at("02T10:00"), at("03T10:00"))]
    assert desk.case().hold is not None
    desk.rest()
    check_all(desk)


SHORT = {"calendar": "weekdays", "first_response": {"within": "20m", "warn": "12m"}}


def test_d12_a_hold_that_an_edit_makes_too_long_is_over_before_its_promise_presses() -> None:
    """Eight minutes count until the warning: from nine o'clock, and by the edit from 8:58."""
    desk = Desk(policy("review", sla_policies={"standard": SHORT}))
    desk.clock.set(at("02T08:59"))
    desk.hear(text=ASKED, created_at=at("02T08:58"))
    assert desk.case().snoozed_until == at("02T09:08")
    desk.playbook = edited(sla_policies={"standard": SHORT})
    assert moved(recompute(desk)) == [("first_response", at("02T09:20"), at("02T09:18"))]
    assert desk.case().snoozed_until == at("02T09:06")
    desk.pass_time(at("02T09:06"))
    assert (desk.case().state, desk.told()) == ("open", ["sla_warned"])


@pytest.mark.parametrize(("limit", "apart"), [(1, 0), (2, 0), (2, 7), (25, 7)])
def test_each_of_them_is_looked_at_once_page_by_page(limit: int, apart: int) -> None:
    desk = held(5, apart=apart)
    desk.playbook = edited(holidays=("2026-03-02",))
    found = recompute(desk, limit=limit, dry_run=True)
    assert len({m.case_id for page in found for m in page.moved}) == 5
    assert sum(page.cases for page in found) == 5
    assert max(page.cases for page in found) <= limit


def walked(desk: Desk, limit: int = 25) -> list[Case]:
    """All pages, one after the other."""
    seen: list[Case] = []
    cursor = None
    while True:
        now = desk.clock.now()
        page = left_to_peers(desk.store, desk.playbook, now, limit=limit, cursor=cursor)
        seen, cursor = [*seen, *page.items], page.cursor
        if cursor is None:
            return seen


def test_what_somebody_holds_or_waits_in_a_queue_is_not_taken_for_it() -> None:
    desk = held(3)
    first, second, third = desk.cases()
    desk.casework.claim(desk.asked("ada", first.id))
    desk.casework.claim(desk.asked("ada", second.id))
    desk.casework.release(desk.asked("ada", second.id))
    assert [case.id for case in walked(desk)] == [second.id, third.id]


def test_the_last_moment_of_the_longest_hold_is_looked_at() -> None:
    desk = held()
    assert [(case.state, case.snoozed_until) for case in walked(desk)] == [("snoozed", after(20))]


def test_who_does_not_see_it_moves_nothing_of_it() -> None:
    desk = held()
    desk.playbook = edited(holidays=("2026-03-02",))
    assert moved(recompute(desk, who=LEAD._replace(teams=frozenset({"billing"})))) == []


def reads(desk: Desk) -> list[str]:
    """The steps that recomputing reads."""
    read: list[str] = []
    found = desk.store.due_in

    def due_in(step: str, **over: Any) -> list[str]:
        read.append(step)
        return found(step, **over)

    desk.store.due_in = due_in  # type: ignore[method-assign]
    recompute(desk)
    return read


def test_where_nothing_is_left_to_peers_no_timer_is_read() -> None:
    team = {"team": "care", "sla_policy": "standard"}
    desk = Desk(promising_playbook(clauses=[{"name": "all", "act": "respond", **team}]))
    desk.hear()
    assert reads(desk) == []


def test_each_step_of_the_longest_hold_is_read_once() -> None:
    read = reads(held())
    assert len(read) == len(set(read)) == 242  # twenty minutes and ten seconds
    assert (min(read), max(read)) == ("20260302T090005Z", "20260302T092010Z")
