"""D12: a calendar that is changed moves the deadlines of cases that wait, and says which."""

from datetime import datetime
from typing import Any

import pytest

from earshot.domain.playbook import Playbook
from earshot.errors import Conflict, Malformed
from earshot.ports import Commit
from earshot.usecases.recompute import Looked, Recomputing
from local.memory import MemoryStore
from tests import builders
from tests.desk import Desk
from tests.history import at
from tests.invariants import check_all

LEAD = builders.caller(agent="lead", roles=frozenset({"supervisor"}), teams=frozenset())


def with_holiday(**over: Any) -> Playbook:
    """The promises of the tests with the Monday taken off, and Tuesday morning."""
    weekly = dict.fromkeys(("monday", "tuesday", "wednesday"), "09:00-17:00")
    fields: dict[str, Any] = {"time_zone": "UTC", "weekly": weekly, "holidays": ["2026-03-02"]}
    return builders.promising_playbook(calendars={"weekdays": fields | over})


def recompute(
    desk: Desk, *, dry_run: bool = False, limit: int = 25, who: Any = LEAD
) -> list[Looked]:
    work = Recomputing(
        store=desk.store, clock=desk.clock, playbook=desk.playbook, brands=["acme", "zeta"]
    )
    found = [work.page(who, limit=limit, dry_run=dry_run)]
    while found[-1].cursor:
        found.append(work.page(who, limit=limit, cursor=found[-1].cursor, dry_run=dry_run))
    return found


def moved(found: list[Looked]) -> list[tuple[str, datetime | None, datetime | None]]:
    return [(m.shift.clock, m.shift.was, m.shift.due_at) for page in found for m in page.moved]


def waiting(number: int = 1) -> Desk:
    desk = Desk()
    for n in range(number):
        desk.hear(id=f"m{n}", author={"id": f"customer-{n}"})
    return desk


def test_d12_a_holiday_that_was_forgotten_moves_what_is_open_and_is_told() -> None:
    desk = waiting()
    desk.playbook = with_holiday()
    assert moved(recompute(desk)) == [("first_response", at("02T10:00"), at("03T10:00"))]
    case = desk.case()
    assert case.clocks["first_response"].warn_at == at("03T09:45")
    assert case.step == "20260303T094500Z"
    event = desk.events()[-1]
    assert (event.kind, event.actor) == ("sla_recalculated", "lead")
    assert event.data["shifts"] == [
        {
            "clock": "first_response",
            "cycle": 1,
            "calendar": "weekdays",
            "was": "2026-03-02T10:00:00Z",
            "due_at": "2026-03-03T10:00:00Z",
        }
    ]
    desk.pass_time(at("03T10:00"))
    assert desk.told() == ["sla_warned", "sla_breached"]
    check_all(desk)


def test_a_repeat_moves_nothing_and_writes_nothing() -> None:
    desk = waiting()
    desk.playbook = with_holiday()
    recompute(desk)
    version = desk.case().version
    assert moved(recompute(desk)) == []
    assert desk.case().version == version


def test_a_dry_run_tells_the_same_and_writes_nothing() -> None:
    desk = waiting()
    desk.playbook = with_holiday()
    assert moved(recompute(desk, dry_run=True)) == [
        ("first_response", at("02T10:00"), at("03T10:00"))
    ]
    assert desk.kinds() == ["case_opened"]


def test_a_change_that_moves_no_deadline_writes_nothing() -> None:
    desk = waiting()
    desk.playbook = with_holiday(holidays=["2026-03-04"])
    found = recompute(desk)
    assert (moved(found), sum(page.cases for page in found)) == ([], 1)


def test_every_case_is_looked_at_page_by_page_also_those_that_are_held() -> None:
    desk = waiting(7)
    desk.store.put_agent(builders.agent(name="linus", revision=1))
    for case in desk.cases()[:3]:
        desk.casework.claim(desk.asked("linus", case.id))
    desk.playbook = with_holiday()
    found = recompute(desk, limit=2)
    assert len(found) > 4
    assert len(moved(found)) == 7
    assert {m.agent for page in found for m in page.moved} == {None, "linus"}
    desk.rest()
    check_all(desk)


def test_a_deadline_that_has_passed_by_its_new_instant_is_said_to_have() -> None:
    desk = Desk()
    desk.hear(created_at=at("02T08:00"))
    desk.clock.set(at("02T09:30"))
    weekly = {"monday": "07:00-17:00"}
    desk.playbook = with_holiday(weekly=weekly, holidays=[])  # now it opened two hours earlier
    (one,) = (m for page in recompute(desk) for m in page.moved)
    assert (one.overdue, one.shift.was, one.shift.due_at) == (True, at("02T10:00"), at("02T09:00"))
    desk.pass_time(at("02T09:31"))
    late = [event.data["late_seconds"] for event in desk.events() if event.alert_id]
    assert (desk.told(), late) == (["sla_breached", "case_escalated"], [1_805, 5])


def test_what_is_broken_paused_or_resolved_stays_as_it_is() -> None:
    desk = waiting(3)
    first, second, third = desk.cases()
    desk.resolve(case_id=first.id)
    desk.answer(case_id=second.id)
    desk.rest()
    desk.pass_time(at("02T10:00"))
    desk.playbook = with_holiday()
    before = {case.id: case.clocks for case in desk.cases()}
    assert moved(recompute(desk)) == []
    assert {case.id: case.clocks for case in desk.cases()} == before
    assert before[third.id]["first_response"].breached_at == at("02T10:00")


def test_d12_a_timer_set_by_the_old_calendar_tells_nothing_by_it() -> None:
    """Nobody recomputed: the timer fires at the old warning, and moves the deadline first."""
    desk = waiting()
    desk.playbook = with_holiday()
    desk.pass_time(at("02T12:00"))
    assert desk.told() == []
    assert desk.kinds() == ["case_opened", "sla_recalculated"]
    desk.pass_time(at("03T10:00"))
    assert desk.told() == ["sla_warned", "sla_breached"]
    check_all(desk)


def test_d12_an_answer_after_the_old_deadline_and_before_the_new_one_is_in_time() -> None:
    desk = waiting()
    desk.playbook = with_holiday()
    desk.clock.set(at("02T11:00"))
    desk.answer()
    desk.deliver()
    desk.relay()
    desk.deliver()
    assert "sla_breached" not in desk.kinds()
    assert desk.case().clocks["first_response"].breached_at is None


def test_a_calendar_that_left_the_playbook_leaves_the_deadlines_it_gave() -> None:
    desk = waiting()
    always = dict.fromkeys(("monday", "tuesday"), "00:00-24:00")
    other = builders.playbook(
        calendars={"always": {"time_zone": "UTC", "weekly": always}},
        sla_policies={"standard": {"calendar": "always", "first_response": {"within": "1h"}}},
    )
    desk.playbook = other
    assert moved(recompute(desk)) == []


def test_who_does_not_see_a_case_moves_nothing_of_it() -> None:
    desk = waiting()
    desk.playbook = with_holiday()
    stranger = LEAD._replace(teams=frozenset({"billing"}))
    assert moved(recompute(desk, who=stranger)) == []
    assert moved(recompute(desk, who=LEAD._replace(brands=frozenset({"zeta"})))) == []


def test_an_operator_recomputes_every_open_case_whoever_holds_it_and_whether_it_is_snoozed() -> (
    None
):
    """Also one held by somebody outside the roster, and one that is snoozed and nobody's."""
    desk = waiting(4)
    queued, held, snoozed, resolved = desk.cases()
    desk.casework.claim(desk.asked("outsider", held.id))
    desk.casework.snooze(desk.asked(case_id=snoozed.id), until=at("02T15:00"))
    desk.resolve(case_id=resolved.id)
    desk.playbook = with_holiday()
    listed = {m.case_id for page in recompute(desk, dry_run=True) for m in page.moved}
    assert listed == {queued.id}
    work = Recomputing(store=desk.store, clock=desk.clock, playbook=desk.playbook)
    trial = work.each(desk.cases(), by="operator", dry_run=True)
    looked = work.each(desk.cases(), by="operator")
    assert {m.case_id for m in looked.moved} == {queued.id, held.id, snoozed.id}
    assert (trial.moved, looked.cursor) == (looked.moved, None)
    assert {desk.events(c.id)[-1].kind for c in (queued, held, snoozed)} == {"sla_recalculated"}
    assert work.each(desk.cases(), by="operator").moved == []
    desk.rest()
    check_all(desk)


class Crowded(MemoryStore):
    """A table in which somebody else writes one case each time before anybody can."""

    crowded = ""

    def commit(self, commit: Commit) -> None:
        if commit.case.id == self.crowded:
            raise Conflict("somebody was faster")
        super().commit(commit)


def test_a_case_that_keeps_changing_is_named_and_stops_no_other() -> None:
    desk = Desk()
    store = desk.store = Crowded()
    for n in range(3):
        desk.hear(id=f"m{n}", author={"id": f"customer-{n}"})
    first, changing, last = (case.id for case in desk.cases())
    desk.playbook, store.crowded = with_holiday(), changing
    work = Recomputing(store=store, clock=desk.clock, playbook=desk.playbook)
    looked = work.each(desk.cases(), by="operator")
    assert ([m.case_id for m in looked.moved], looked.changing) == ([first, last], (changing,))
    assert looked.cases == 3
    store.crowded = ""
    assert [m.case_id for m in work.each(desk.cases(), by="operator").moved] == [changing]


def test_a_walk_whose_place_is_gone_goes_on_behind_it() -> None:
    desk = waiting()
    desk.playbook = with_holiday()
    work = Recomputing(store=desk.store, clock=desk.clock, playbook=desk.playbook, brands=["acme"])
    assert work.page(LEAD, limit=5, cursor='["acme", "zzz", "x"]') == Looked([], 0, None)
    assert work.page(LEAD, limit=5, cursor='["acme", "aaa", "x"]').cases == 1
    with pytest.raises(Malformed, match="none of ours"):
        work.page(LEAD, limit=5, cursor="?")
