"""D07, S36: who is paged after a broken promise, one after the other, until somebody acts."""

from typing import Any

import pytest

from earshot.domain import ladder
from earshot.domain.alert import alert_for
from earshot.domain.happenings import add_mention, reply_sent
from earshot.domain.ladder import Page, ladder_of
from earshot.domain.playbook import Rung
from earshot.domain.sla import evaluate, next_instant
from earshot.domain.transitions import claim, release, reopen, resolve
from tests.builders import CALENDARS, mention, opening_events, playbook, policy, reply, weekdays
from tests.history import History, at

LADDER = ladder_of(
    [
        Rung(contact="agent"),
        Rung(contact="team lead", after=15 * 60),
        Rung(contact="management", after=3600, repeat=1),
    ]
)


class Watch(History):
    """A case of Monday at nine that nobody answers, due at ten, and the timer that watches it."""

    def __init__(self, calendars: Any = CALENDARS, **over: Any) -> None:
        promises: dict[str, Any] = {"next_response": None, "resolution": None}
        self.calendars = calendars
        super().__init__(opening_events(policy=policy(**promises | over), calendars=calendars))

    def at(self, when: str) -> list[tuple[str, Any, Any]]:
        told = self.follow(evaluate(self.case, at(when), self.calendars, LADDER))
        return [(e.kind, e.data.get("rung"), e.data.get("contact")) for e in told]

    def until(self, when: str) -> list[tuple[str, str, Any]]:
        """What punctual timers tell until then: instant, kind, contact."""
        told = []
        while (due := next_instant(self.case)) and due <= at(when):
            events = self.follow(evaluate(self.case, due, self.calendars, LADDER))
            told += [(f"{e.at:%dT%H:%M}", e.kind, e.data.get("contact")) for e in events]
        return told


def test_d07_each_rung_is_paged_its_delay_after_the_one_before() -> None:
    assert Watch().until("06T17:00") == [
        ("02T09:45", "sla_warned", None),
        ("02T10:00", "sla_breached", None),
        ("02T10:30", "case_escalated", "agent"),
        ("02T10:45", "case_escalated", "team lead"),
        ("02T11:45", "case_escalated", "management"),
        ("02T12:45", "case_escalated", "management"),
    ]


def test_the_delays_are_business_time() -> None:
    """Due at 16:50, so that the desk is shut for most of the second delay."""
    watch = Watch(first_response={"within": "7h50m", "escalate_after": "5m"})
    assert watch.until("03T09:10") == [
        ("02T16:50", "sla_breached", None),
        ("02T16:55", "case_escalated", "agent"),
        ("03T09:10", "case_escalated", "team lead"),
    ]


def test_every_page_has_an_alert_id_of_its_own_that_stays() -> None:
    watch = Watch()
    watch.until("02T13:00")
    ids = [event.alert_id for event in watch.events if event.alert_id]
    assert len(set(ids)) == len(ids) == 6
    again = Watch()
    again.until("02T13:00")
    assert [event.alert_id for event in again.events if event.alert_id] == ids


def test_a_page_names_its_rung_to_programs_and_to_people() -> None:
    watch = Watch()
    watch.until("02T10:45")
    alert = alert_for(watch.case, watch.events[-1])
    assert (alert.attributes["rung"], alert.attributes["contact"]) == ("2", "team lead")
    assert "Paged:     team lead, step 2 of the ladder\n" in alert.bodies["email"]
    assert f"/v1/cases/c1/alerts/{watch.events[-1].alert_id}/acknowledge" in alert.bodies["email"]
    breach = next(event for event in watch.events if event.kind == "sla_breached")
    assert "rung" not in alert_for(watch.case, breach).attributes


@pytest.mark.parametrize("end", ["answered", "resolved", "acknowledged"])
def test_an_answer_a_resolution_or_an_acknowledgement_ends_it(end: str) -> None:
    watch = Watch()
    watch.until("02T10:30")
    case, now = watch.case, at("02T10:40")
    if end == "answered":
        watch.follow(reply_sent(case, reply(sent_at=now), now=now, calendars=CALENDARS))
    elif end == "resolved":
        watch.follow(resolve(case, resolution="solved", by="lead", now=now, calendars=CALENDARS))
    else:
        watch.follow(ladder.acknowledge(case, watch.events[-1], by="lead", now=now))
        assert watch.case.clocks["first_response"].acknowledged_at == now
    assert watch.until("06T17:00") == []


def test_to_have_seen_the_breach_keeps_the_whole_ladder_quiet() -> None:
    watch = Watch()
    watch.until("02T10:00")
    watch.follow(ladder.acknowledge(watch.case, watch.events[-1], by="lead", now=at("02T10:05")))
    assert watch.until("06T17:00") == []
    assert watch.case.clocks["first_response"].running_since is not None


def test_to_have_seen_a_warning_stops_nothing() -> None:
    watch = Watch()
    watch.until("02T09:45")
    seen = watch.follow(
        ladder.acknowledge(watch.case, watch.events[-1], by="lead", now=at("02T09:50"))
    )
    assert (seen[0].kind, seen[0].actor, seen[0].changes) == ("alert_acknowledged", "lead", {})
    assert ("02T10:30", "case_escalated", "agent") in watch.until("02T12:00")


def test_an_acknowledgement_belongs_to_its_turn() -> None:
    watch = Watch()
    watch.until("02T10:30")
    breach = watch.events[-1]
    watch.follow(
        resolve(watch.case, resolution="solved", by="lead", now=at("02T10:40"), calendars=CALENDARS)
    )
    watch.follow(
        reopen(watch.case, reason="wrong", by="lead", now=at("02T11:00"), calendars=CALENDARS)
    )
    watch.follow(ladder.acknowledge(watch.case, breach, by="lead", now=at("02T11:05")))
    assert [contact for _, _, contact in watch.until("02T13:00")] == [
        None,
        None,
        "agent",
        "team lead",
    ]


def test_f54_after_an_outage_each_rung_still_has_its_whole_delay() -> None:
    watch = Watch()
    assert watch.at("02T14:00") == [("sla_breached", None, None), ("case_escalated", 1, "agent")]
    assert watch.until("02T16:00")[0] == ("02T14:15", "case_escalated", "team lead")


def test_a_pause_holds_the_ladder_and_gives_back_what_was_left_of_the_delay() -> None:
    """The agent answers ten minutes into the hour before management; the customer is not happy."""
    watch = Watch(first_response=None, resolution={"within": "1h", "escalate_after": "30m"})
    watch.until("02T10:45")
    now = at("02T10:55")
    watch.follow(reply_sent(watch.case, reply(sent_at=now), now=now, calendars=CALENDARS))
    assert watch.until("02T15:00") == []
    late = mention(id="m2", created_at=at("02T15:00"))
    watch.follow(add_mention(watch.case, late, now=at("02T15:00"), calendars=CALENDARS))
    assert watch.until("03T17:00")[0] == ("02T15:50", "case_escalated", "management")


def test_a_case_escalated_before_there_was_a_ladder_pages_nobody_again() -> None:
    watch = Watch()
    watch.until("02T10:00")
    clock = watch.case.clocks["first_response"]
    old = clock.model_copy(update={"escalated_at": clock.escalate_at})
    case = watch.case.model_copy(update={"clocks": {"first_response": old}})
    assert evaluate(case, at("06T12:00"), CALENDARS, LADDER) == []


def test_a_rung_without_a_delay_is_the_first_or_ends_the_ladder() -> None:
    assert (
        Page(1, "agent", 0),
        Page(2, "team lead", 900),
        Page(3, "management", 3600),
        Page(3, "management", 3600),
    ) == LADDER
    assert ladder_of([Rung(contact="a"), Rung(contact="b"), Rung(contact="c", after=5)]) == (
        Page(1, "a", 0),
    )


HELD_FIRST = ladder_of(
    [
        Rung(contact="agent", holder=True, after=5 * 60, repeat=1),
        Rung(contact="team lead", after=15 * 60),
        Rung(contact="management", after=3600),
    ]
)


def paged(watch: Watch, until: str, ladder: Any = HELD_FIRST) -> list[tuple[str, Any, Any]]:
    """Each page that punctual timers make until then: instant, contact, agent."""
    told = []
    while (due := next_instant(watch.case)) and due <= at(until):
        told += watch.follow(evaluate(watch.case, due, CALENDARS, ladder))
    pages = (event for event in told if event.kind == "case_escalated")
    return [(f"{e.at:%H:%M}", e.data["contact"], e.data.get("agent")) for e in pages]


def claimed(watch: Watch, when: str) -> None:
    watch.follow(claim(watch.case, agent="ada", now=at(when)))


def test_d07_who_holds_the_case_is_paged_first_and_by_name() -> None:
    watch = Watch()
    claimed(watch, "02T09:10")
    assert paged(watch, "02T10:30") == [("10:30", "agent", "ada")]
    alert = alert_for(watch.case, watch.events[-1])
    wanted = {"rung": "1", "contact": "agent", "agent": "ada"}
    assert wanted.items() <= alert.attributes.items()
    assert "Paged:     agent (ada), step 1 of the ladder\n" in alert.bodies["email"]
    assert paged(watch, "03T09:00") == [
        ("10:35", "agent", "ada"),
        ("10:50", "team lead", None),
        ("11:50", "management", None),
    ]


def test_d07_where_nobody_holds_it_the_next_rung_is_paged_in_their_place() -> None:
    watch = Watch()
    assert paged(watch, "03T09:00") == [
        ("10:30", "team lead", None),
        ("11:30", "management", None),
    ]
    pages = [e for e in watch.events if e.kind == "case_escalated"]
    assert [(e.data["rung"], e.data["page"]) for e in pages] == [(2, 3), (3, 4)]
    assert len({e.alert_id for e in pages}) == 2
    assert "agent" not in alert_for(watch.case, pages[0]).attributes


def test_who_takes_it_after_somebody_above_was_paged_is_not_paged_any_more() -> None:
    watch = Watch()
    paged(watch, "02T10:30")
    claimed(watch, "02T10:35")
    assert paged(watch, "03T09:00") == [("11:30", "management", None)]


def test_who_gives_it_back_is_not_paged_again() -> None:
    watch = Watch()
    claimed(watch, "02T09:10")
    paged(watch, "02T10:30")
    watch.follow(release(watch.case, agent="ada", now=at("02T10:31")))
    assert paged(watch, "02T11:00") == [("10:35", "team lead", None)]


def test_with_nobody_above_the_holder_the_page_is_made_all_the_same() -> None:
    alone = ladder_of([Rung(contact="agent", holder=True)])
    assert paged(Watch(), "03T09:00", alone) == [("10:30", "agent", None)]


def test_the_alert_about_a_case_names_who_holds_it() -> None:
    watch = Watch()
    claimed(watch, "02T09:10")
    watch.until("02T09:45")
    assert alert_for(watch.case, watch.events[-1]).attributes["agent"] == "ada"


def test_the_first_rung_pages_where_a_promise_says_nothing_of_it() -> None:
    book = playbook(
        escalation=[{"contact": "agent", "after": "10m"}], alerts={"calendar": "weekdays"}
    )
    terms = book.terms("standard")
    assert terms is not None
    assert terms.first_response is not None
    assert (terms.first_response.escalate_after, terms.alert_calendar) == (600, "weekdays")
    assert book.terms(None) is book.terms("gone") is None


# ── The alert calendar ───────────────────────────────────────────────────────────────────────────

QUIET = {
    "weekdays": weekdays(weekly={"mon": "06:00-22:00", "tue": "06:00-22:00"}),
    "day": weekdays(weekly={"mon": "09:30-12:00", "tue": "09:00-12:00"}),
}


def quiet(**over: Any) -> Watch:
    return Watch(QUIET, alert_calendar="day", **over)


def test_d11_a_warning_while_alerts_are_closed_waits_for_them_to_open() -> None:
    watch = quiet(first_response={"within": "1h", "warn": "55m"})
    assert watch.until("02T10:00") == [
        ("02T09:30", "sla_warned", None),
        ("02T10:00", "sla_breached", None),
    ]


def test_d11_a_warning_that_could_only_come_after_the_breach_is_left_out() -> None:
    watch = quiet(first_response={"within": "10h", "warn": "1h"})  # from nine to seven
    assert watch.until("02T20:00") == [("02T19:00", "sla_breached", None)]


def test_d11_breaches_and_pages_come_whatever_the_time() -> None:
    watch = quiet(first_response={"within": "4h", "warn": "2h", "escalate_after": "30m"})
    assert watch.until("02T13:45") == [
        ("02T11:00", "sla_warned", None),
        ("02T13:00", "sla_breached", None),
        ("02T13:30", "case_escalated", "agent"),
        ("02T13:45", "case_escalated", "team lead"),
    ]


def test_d11_f54_a_timer_that_comes_late_warns_nobody_while_alerts_are_closed() -> None:
    watch = quiet(first_response={"within": "20h", "warn": "17h30m"})
    assert watch.at("02T13:00") == [("warning_postponed", None, None)]
    assert next_instant(watch.case) == at("03T09:00")
    assert watch.until("03T09:00") == [("03T09:00", "sla_warned", None)]
    late = quiet(first_response={"within": "6h", "warn": "4h"})
    assert late.at("02T13:00") == [("warning_postponed", None, None)]
    assert next_instant(late.case) == at("02T15:00")  # the breach itself


def test_f56_an_alert_calendar_that_never_opens_again_warns_nobody_and_stops_no_case() -> None:
    shut = weekdays(
        weekly={}, overrides=[{"from": "2020-01-01", "to": "2020-01-02", "periods": "09:00-10:00"}]
    )
    watch = Watch({**QUIET, "day": shut}, alert_calendar="day")
    assert watch.until("02T10:00") == [("02T10:00", "sla_breached", None)]
