"""S38, S39: a matter goes offline and comes back, as one promise of three messages."""

from datetime import timedelta
from typing import Any

import pytest

from earshot.domain.case import Case, Reply
from earshot.domain.playbook import Playbook
from earshot.domain.promise import LegName, Promise
from earshot.errors import Illegal, Malformed, Rejected
from earshot.usecases.answer import Words
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all

HOUR = timedelta(hours=1)
CARD = "My card 4111 1111 1111 1111 was charged twice"


def policy(**clause: Any) -> Playbook:
    care = {"team": "care", "sla_policy": "standard"}
    offline = {
        "name": "offline",
        "when": {"personal_data": "any"},
        "act": "move_private",
        "reason": "privacy",
        "template": "moving",
        **care,
        **clause,
    }
    return builders.promising_playbook(
        clauses=[offline, {"name": "default", "act": "respond", **care}],
        templates={"moving": {"text": "Hi {author}, we are writing to you in private. {brand}"}},
        offline={"close_within": "8h"},
        closing={"after": "24h"},
    )


def exposed(**clause: Any) -> Desk:
    desk = Desk(policy(**clause))
    desk.hear(text=CARD)
    return desk


def promise(desk: Desk) -> Promise:
    found = desk.case().promise
    assert found is not None
    return found


def states(desk: Desk) -> tuple[str, str, str]:
    made = promise(desk)
    return made.private.state, made.acknowledgement.state, made.closure.state


def say(desk: Desk, leg: LegName | None = None, *, private: bool = False) -> Reply:
    answering = desk.answering
    words = Words(text="Hello", leg=leg, visibility="private" if private else None, repeat=True)
    return answering.answer(desk.asked(), words)


def resolve(desk: Desk, **over: Any) -> Case:
    asked = desk.asked()
    return desk.casework.resolve(asked, **{"resolution": "solved", "note": None, **over}).case


def begun() -> Desk:
    """The private message and the acknowledgement have been sent, on Monday at nine."""
    desk = exposed()
    say(desk, private=True)
    say(desk)
    desk.rest()
    return desk


def test_s38_the_act_makes_a_promise_with_its_reason() -> None:
    desk = exposed()
    made = promise(desk)
    assert (made.reason, made.mention_id, made.due_at) == ("privacy", "m1", None)
    assert states(desk) == ("due", "due", "due")
    assert desk.kinds() == ["case_opened"]


def test_s38_each_reply_is_the_leg_that_it_must_be() -> None:
    desk = exposed()
    assert say(desk, private=True).leg == "private"
    assert say(desk).leg == "acknowledgement"
    assert states(desk) == ("planned", "planned", "due")
    desk.rest()
    assert states(desk) == ("sent", "sent", "due")
    assert say(desk).leg is None
    assert say(desk, "closure").leg == "closure"
    desk.rest()
    assert states(desk) == ("sent", "sent", "sent")
    check_all(desk)


def test_s38_the_acknowledgement_is_posted_by_itself_where_the_clause_says_so() -> None:
    desk = exposed(acknowledge_by_itself=True)
    (reply,) = desk.replies()
    assert (reply.leg, reply.kind, reply.visibility) == ("acknowledgement", "auto", "public")
    desk.rest()
    assert states(desk) == ("due", "sent", "due")
    assert desk.case().clocks["first_response"].running_since == MONDAY_NINE
    check_all(desk)


@pytest.mark.parametrize("mode", ["advise", "listen_only"])
def test_s38_on_advice_a_person_sends_it(mode: str) -> None:
    desk = Desk(policy(acknowledge_by_itself=True), builders.account(mode=mode))
    desk.hear(text=CARD)
    assert desk.replies() == []


def test_s38_what_is_private_already_needs_no_promise() -> None:
    desk = Desk(policy())
    desk.hear(text=CARD, visibility="private")
    assert desk.case().promise is None


def test_s39_a_case_that_owes_a_closure_is_not_resolved_without_a_word() -> None:
    desk = begun()
    with pytest.raises(Illegal, match="owes a public closure"):
        resolve(desk)
    say(desk, "closure")
    resolve(desk)
    desk.rest()
    assert states(desk)[2] == "sent"
    check_all(desk)


def test_s39_why_there_is_no_closure_is_kept() -> None:
    desk = begun()
    case = resolve(desk, without_closure="They asked us not to write in public")
    assert case.promise is not None and case.promise.waived == "agent"
    assert desk.events()[-1].data["without_closure"] == "They asked us not to write in public"
    desk.pass_time(MONDAY_NINE + 100 * HOUR)
    assert desk.told() == []


def test_s39_nothing_is_owed_of_what_nobody_was_told() -> None:
    assert resolve(exposed()).state == "resolved"


def test_s39_a_missing_closure_raises_one_alarm_in_business_time() -> None:
    desk = begun()
    assert promise(desk).due_at == MONDAY_NINE + 8 * HOUR
    desk.pass_time(MONDAY_NINE + 200 * HOUR)
    found = [event for event in desk.events() if event.kind == "promise_unfinished"]
    assert [event.at for event in found] == [MONDAY_NINE + 8 * HOUR]
    assert found[0].data == {
        "reason": "privacy",
        "started_at": "2026-03-02T09:00:00Z",
        "due_at": "2026-03-02T17:00:00Z",
        "target_seconds": 28_800,
        "calendar": "weekdays",
        "time_zone": "UTC",
        "legs": {"private": "sent", "acknowledgement": "sent"},
        "late_seconds": 0,
    }
    assert desk.told() == ["promise_unfinished"]
    (alert,) = desk.alerts.published
    assert alert.subject.startswith("[UNFINISHED] public closure missing, case ")
    assert "told in public how it ended" in alert.bodies["email"]
    assert (
        "public closure within 8 h of business hours (calendar weekdays)" in alert.bodies["email"]
    )
    check_all(desk)


def test_s39_a_closure_that_comes_after_its_time_hides_nothing() -> None:
    desk = begun()
    desk.clock.set(MONDAY_NINE + 9 * HOUR)
    resolve(desk, without_closure="Settled on the phone")
    assert desk.kinds()[-2:] == ["promise_unfinished", "case_resolved"]


def test_s39_a_case_that_owes_a_closure_does_not_end_by_silence() -> None:
    desk = begun()
    desk.pass_time(MONDAY_NINE + 100 * HOUR)
    assert desk.case().state == "pending"
    say(desk, "closure")
    desk.rest()
    desk.pass_time(MONDAY_NINE + 200 * HOUR)
    assert desk.case().resolution == "auto_closed"


def test_s38_a_refused_private_message_makes_the_acknowledgement_due_again() -> None:
    desk = exposed()
    say(desk)
    desk.rest()
    say(desk, private=True)
    desk.platform.answers = [Rejected("no private messages here", kind="forbidden")]
    desk.rest()
    assert states(desk) == ("refused", "due", "due")
    assert say(desk).leg == "acknowledgement"
    desk.rest()
    assert states(desk) == ("refused", "sent", "due")
    say(desk, private=True)
    desk.rest()
    assert states(desk) == ("sent", "sent", "due")
    check_all(desk)


def test_s39_a_closure_that_is_refused_after_the_case_was_resolved_is_told() -> None:
    desk = begun()
    say(desk, "closure")
    resolve(desk)
    desk.platform.answers = [Rejected("gone", kind="blocked")]
    desk.rest()
    assert desk.kinds()[-2:] == ["reply_refused", "promise_unfinished"]
    assert desk.told() == ["promise_unfinished"]


def test_s39_who_deletes_the_post_is_owed_no_closure_there() -> None:
    desk = begun()
    desk.hear(id="m2", root="m1", text="Which details do you need?", created_at=desk.clock.now())
    desk.hear(event="delete", text=None)
    assert promise(desk).waived == "source_deleted"
    assert resolve(desk).state == "resolved"


def test_s39_the_closure_answers_the_public_post_whatever_was_written_since() -> None:
    desk = begun()
    desk.hear(id="m2", root="m1", text="It was on Sunday", created_at=desk.clock.now())
    assert say(desk, "closure").in_reply_to == "m1"


@pytest.mark.parametrize(("leg", "private"), [("private", False), ("closure", True)])
def test_a_leg_and_who_sees_it_must_agree(leg: LegName, private: bool) -> None:
    with pytest.raises(Malformed, match="cannot be"):
        say(exposed(), leg, private=private)


def test_a_leg_needs_a_promise() -> None:
    desk = Desk()
    desk.hear()
    with pytest.raises(Malformed, match="has not been taken offline"):
        say(desk, "closure")


def test_s38_a_person_may_take_a_matter_offline_once() -> None:
    desk = Desk()
    desk.hear()
    desk.casework.move_private(desk.asked(), reason="customer_asked")
    made = promise(desk)
    assert (made.reason, made.mention_id) == ("customer_asked", "m1")
    assert (desk.case().act, desk.kinds()) == ("move_private", ["case_opened", "promise_made"])
    desk.casework.move_private(desk.asked(), reason="customer_asked")
    assert desk.kinds() == ["case_opened", "promise_made"]
    say(desk, private=True)
    with pytest.raises(Illegal, match="taken offline already: customer_asked"):
        desk.casework.move_private(desk.asked(), reason="law")


def test_s38_who_writes_in_private_is_there_already() -> None:
    desk = Desk()
    desk.hear(visibility="private")
    with pytest.raises(Illegal, match="in private already"):
        desk.casework.move_private(desk.asked(), reason="privacy")


def test_s38_a_resolved_matter_is_reopened_first() -> None:
    desk = Desk()
    desk.hear()
    resolve(desk)
    with pytest.raises(Illegal, match="reopen it"):
        desk.casework.move_private(desk.asked(), reason="privacy")
