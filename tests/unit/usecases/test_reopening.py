"""Which words reopen a case, which open one that follows it, and how silence ends one."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all

HOUR = timedelta(hours=1)
CLOSING: dict[str, Any] = {"closing": {"after": "48h"}}


def after(hours: float) -> datetime:
    return MONDAY_NINE + hours * HOUR


def site(**over: Any) -> dict[str, Any]:
    return {"sites": [{"channel": "generic", "account": "acmehelp", **over}]}


def solved(**chapters: Any) -> Desk:
    """One case, resolved on Monday at nine."""
    desk = Desk(builders.promising_playbook(**chapters))
    desk.hear()
    desk.resolve()
    return desk


def write(desk: Desk, hours: float, text: str = "It is offline again", **over: Any) -> None:
    desk.clock.set(max(after(hours), desk.clock.now()))
    desk.hear(id="m2", text=text, **{"root": "m1", "created_at": after(hours), **over})


def test_d47_words_within_the_time_reopen_the_case() -> None:
    desk = solved()
    write(desk, 72)
    assert (desk.case().state, desk.case().follows) == ("open", None)
    check_all_at_rest(desk)


def test_d47_later_words_open_a_case_that_names_the_old_one() -> None:
    desk = solved()
    old = desk.case()
    write(desk, 72.1)
    new = next(case for case in desk.cases() if case.id != old.id)
    assert (new.follows, new.thread, new.state) == (old.id, "m1", "open")
    assert next(case for case in desk.cases() if case.id == old.id).state == "resolved"
    check_all_at_rest(desk)


def test_d47_what_was_written_in_time_but_heard_of_late_reopens_the_case() -> None:
    desk = solved()
    desk.clock.set(after(80))
    desk.hear(id="m2", root="m1", created_at=after(71))
    assert desk.case().state == "open"


def test_d47_a_place_may_have_a_time_of_its_own() -> None:
    desk = solved(**site(reopen_within="2h"))
    write(desk, 2.1)
    assert len(desk.cases()) == 2


def test_a_matter_elsewhere_follows_nothing() -> None:
    desk = solved()
    desk.hear(id="m9", text="Now the other router is offline", created_at=after(0))
    assert [case.follows for case in desk.cases()] == [None, None]


def test_d47_a_private_conversation_is_followed_too() -> None:
    desk = Desk()
    desk.hear(visibility="private")
    desk.resolve()
    old = desk.case()
    desk.clock.set(after(100))
    desk.hear(id="m2", visibility="private", created_at=after(100))
    assert {case.follows for case in desk.cases()} == {None, old.id}


@pytest.mark.parametrize("text", ["ok thanks bye", "👍", "ok"])
def test_d05_a_parting_word_reopens_nothing_and_starts_no_clock(text: str) -> None:
    desk = solved()
    write(desk, 1, text)
    assert (desk.case().state, desk.case().mentions) == ("resolved", 2)
    assert not [c for c in desk.case().clocks.values() if c.running_since]
    check_all_at_rest(desk)


@pytest.mark.parametrize("over", [{"root": "m1"}, {"visibility": "private", "root": "c9"}])
@pytest.mark.parametrize(("text", "kept"), [("ok thanks bye", 1), ("👍", 2), ("ok", 2)])
def test_d05_a_parting_word_after_the_time_for_reopening_opens_nothing(
    text: str, kept: int, over: Any
) -> None:
    """What makes no case anyway stands alone, as any praise; the rest goes to the old one."""
    desk = Desk(builders.promising_playbook())
    desk.hear(**over)
    desk.resolve()
    write(desk, 73, text, **over)
    assert (desk.case().state, desk.case().mentions) == ("resolved", kept)
    check_all_at_rest(desk)


def test_d05_thanks_with_a_but_reopens() -> None:
    desk = solved()
    write(desk, 1, "thanks but it still doesn't work")
    assert desk.case().state == "open"


def answered(**chapters: Any) -> Desk:
    """One case, answered on Monday at nine."""
    desk = Desk(builders.promising_playbook(**chapters or CLOSING))
    desk.hear()
    desk.answer()
    desk.rest()
    return desk


def test_d48_a_customer_who_stays_silent_is_taken_for_served() -> None:
    desk = answered()
    assert desk.case().closes_at == after(48)
    desk.pass_time(after(47.9))
    assert desk.case().state == "pending"
    desk.pass_time(after(49))
    case, event = desk.case(), desk.events()[-1]
    assert (case.state, case.resolution, case.resolved_at) == ("resolved", "auto_closed", after(48))
    assert (event.kind, event.actor) == ("case_resolved", "timer")
    assert event.data["reason"] == "customer_silent"
    check_all(desk)


def test_d48_without_the_rule_no_case_ends_by_itself() -> None:
    desk = answered(closing={})
    desk.pass_time(after(24 * 60))
    assert (desk.case().state, desk.case().closes_at) == ("pending", None)


def test_d48_a_place_may_have_a_time_of_its_own() -> None:
    assert answered(**CLOSING, **site(close_after="2h")).case().closes_at == after(2)


def test_d48_a_snoozed_case_never_ends_by_itself() -> None:
    desk = answered()
    desk.casework.snooze(desk.asked(), until=after(100))
    desk.pass_time(after(99))
    assert desk.case().state == "snoozed"
    desk.pass_time(after(200))
    assert (desk.case().state, desk.case().closes_at) == ("open", None)
    check_all(desk)


def test_d48_who_writes_again_is_not_closed_on() -> None:
    desk = answered()
    write(desk, 40)
    desk.pass_time(after(100))
    assert (desk.case().state, desk.case().closes_at) == ("open", None)


def test_d48_a_parting_word_does_not_put_off_the_end() -> None:
    desk = answered()
    write(desk, 40, "thanks!")
    desk.pass_time(after(49))
    assert desk.case().resolution == "auto_closed"


def test_d48_nothing_ends_while_another_answer_is_on_its_way() -> None:
    desk = answered()
    desk.clock.set(after(47))
    desk.answer("One thing more")
    desk.relay()
    desk.clock.set(after(50))
    desk.check()
    assert (desk.case().state, desk.case().closes_at) == ("pending", None)
    desk.rest()
    assert desk.case().closes_at == after(98)
    check_all(desk)


def check_all_at_rest(desk: Desk) -> None:
    desk.rest()
    check_all(desk)
