"""What becomes of a mention once it is understood: where it goes, and with what it moves."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest

from earshot.domain.envelope import Received
from earshot.domain.mention import Mention
from earshot.errors import Conflict
from earshot.ports import Commit
from earshot.usecases.classify import understand
from local.memory import MemoryStore
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all

BOB = {"author": {"id": "bob", "handle": "bob"}}


def at(clock: str, day: int = 2) -> datetime:
    hours, minutes = map(int, clock.split(":"))
    return MONDAY_NINE.replace(day=day, hour=hours, minute=minutes)


def edit(text: str, when: str) -> dict[str, Any]:
    return {"event": "edit", "text": text, "edited_at": at(when)}


DELETE: dict[str, Any] = {"event": "delete", "text": None}


def test_d26_f26_ten_deliveries_are_one_mention_and_one_case() -> None:
    """D26, F26: nine of them are counted as duplicates."""
    desk = Desk()
    for _ in range(10):
        desk.hear()
    desk.rest()
    check_all(desk)
    assert desk.kinds() == ["case_opened"]
    assert desk.record().duplicate_count == 9
    (hour,) = desk.hours().values()
    assert (hour.received, hour.stored, hour.duplicate) == (10, 1, 9)


def test_f26_ten_deliveries_at_the_same_instant_are_one_case() -> None:
    """F26: in parallel; who comes too late for six tries is tried again by the queue."""
    desk = Desk()
    for _ in range(10):
        desk.post()
    bodies = desk.mentions.take()

    def route(body: str) -> None:
        while True:
            try:
                received = Received.model_validate_json(body)
                return desk.router.route(understand(received, desk.playbook))
            except Conflict:
                continue

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(route, bodies))
    desk.rest()
    check_all(desk)
    assert desk.case().mentions == 1
    assert desk.record().duplicate_count == 9


def test_f30_a_delivery_redriven_three_days_later_changes_nothing() -> None:
    """F30: not even the newer words."""
    desk = Desk()
    desk.hear("r1")
    desk.hear(**edit("Solved, thanks", "09:05"))
    before = desk.case()
    desk.clock.advance(hours=72)
    desk.post("r1")
    desk.route()
    assert desk.case() == before
    assert desk.record().mention.text == "Solved, thanks"
    assert desk.record().duplicate_count == 0


def test_f34_d31_an_edit_that_arrives_first_opens_the_case_and_its_post_changes_nothing() -> None:
    """F34, D31."""
    desk = Desk()
    desk.hear(**edit("Still offline", "09:05"))
    desk.hear(text="Offline")
    assert desk.kinds() == ["case_opened"]
    assert desk.record().mention.text == "Still offline"


def test_f34_edits_out_of_order_leave_the_newest_words() -> None:
    """F34."""
    desk = Desk()
    desk.hear(text="one")
    desk.hear(**edit("three", "09:09"))
    desk.hear(**edit("two", "09:04"))
    assert desk.record().mention.text == "three"
    assert desk.kinds() == ["case_opened", "mention_edited"]


def test_an_edit_that_makes_a_call_for_help_of_praise_opens_a_case() -> None:
    desk = Desk()
    desk.hear(text="Thank you, I love it!")
    assert desk.cases() == []
    desk.hear(**edit("It is broken, help", "09:05"))
    assert desk.kinds() == ["case_opened"]


def test_f35_a_delete_before_its_post_leaves_a_tombstone_and_no_case() -> None:
    """F35, D31."""
    desk = Desk()
    desk.hear(**DELETE)
    desk.hear(text="My name is Ada Lovelace")
    desk.rest()
    assert desk.cases() == []
    assert desk.record().deleted
    assert "Lovelace" not in str(desk.store.rows.all())
    check_all(desk)


def test_f35_a_delete_after_assignment_closes_the_case_and_stops_its_clocks() -> None:
    """F35: and no alert comes of it later."""
    desk = Desk()
    desk.hear()
    desk.casework.claim(desk.asked())
    desk.hear(**DELETE)
    desk.pass_time(at("17:00"))
    case = desk.case()
    assert (case.state, case.resolution) == ("resolved", "source_deleted")
    assert case.step is None
    assert desk.told() == []


def test_a_late_edit_of_a_deleted_post_does_not_delete_it_a_second_time() -> None:
    desk = Desk()
    desk.hear()
    desk.hear(id="m2", root="m1")
    desk.hear(**DELETE)
    desk.hear(**edit("Late words", "09:01"))
    assert desk.case().mentions == 1
    assert desk.kinds() == ["case_opened", "mention_added", "mention_deleted"]
    assert "Late words" not in str(desk.store.rows.all())


def test_the_answer_goes_to_the_newest_post_that_is_left() -> None:
    desk = Desk()
    desk.hear()
    desk.hear(id="m2", root="m1", created_at=at("09:01"))
    desk.hear(id="m3", root="m1", created_at=at("09:02"))
    desk.clock.set(at("09:10"))
    desk.hear(id="m3", root="m1", created_at=at("09:02"), **DELETE)
    assert desk.case().reply_to in ("m1", "m2")
    assert desk.case().state == "open"


def test_d27_our_own_posts_come_back_and_are_filtered() -> None:
    """D27: counted, and never work."""
    desk = Desk(account=builders.account(own_ids=("us",)))
    desk.hear(id="p1", author={"id": "us"}, in_reply_to="m1", text="We look into it")
    desk.rest()
    check_all(desk)
    assert desk.cases() == []
    assert desk.record("p1").filtered == "own_post"
    (hour,) = desk.hours().values()
    assert (hour.received, hour.filtered, hour.stored) == (1, 1, 0)


def test_who_answers_our_own_post_belongs_to_the_thread_that_it_is_in() -> None:
    desk = Desk(account=builders.account(own_ids=("us",)))
    desk.hear()
    desk.hear(id="p1", author={"id": "us"}, in_reply_to="m1", root="m1")
    desk.hear(id="m2", in_reply_to="p1", text="No, it is not")
    assert desk.case().mentions == 2
    assert desk.record("m2").thread == "m1"


def test_d28_what_was_kept_out_stays_out_when_the_list_changes() -> None:
    """D28: an edit of it spawns nothing."""
    desk = Desk(account=builders.account(blocked_ids=("ada",)))
    desk.hear()
    desk.accounts = Desk().accounts
    desk.hear(**edit("Please", "09:05"))
    assert desk.cases() == []
    assert desk.record().filtered == "blocked_author"


def test_a_case_of_an_author_who_is_blocked_later_still_learns_of_the_deletion() -> None:
    desk = Desk()
    desk.hear()
    desk.accounts = Desk(account=builders.account(blocked_ids=("ada",))).accounts
    desk.hear(**DELETE)
    assert desk.case().resolution == "source_deleted"
    desk.hear(id="m2")
    assert desk.record("m2").filtered == "blocked_author"


def test_d33_promises_count_from_the_platforms_time() -> None:
    """D33: twenty minutes on the way are twenty minutes waited."""
    desk = Desk()
    desk.clock.set(at("09:20"))
    desk.hear(created_at=MONDAY_NINE)
    case = desk.case()
    assert case.clocks["first_response"].due_at == at("10:00")
    assert (case.customer_at, case.opened_at) == (MONDAY_NINE, at("09:20"))


def test_f60_a_platform_whose_clock_runs_ahead_is_promised_nothing_sooner_or_later() -> None:
    """F60: platform times are for order; what lies ahead counts from now."""
    desk = Desk()
    desk.hear(created_at=at("09:02"))
    assert desk.case().clocks["first_response"].started_at == MONDAY_NINE


def test_f57_what_is_overdue_when_it_comes_is_told_within_a_step() -> None:
    """F57: the post is two hours old when we first hear of it."""
    desk = Desk()
    desk.clock.set(at("11:00"))
    desk.hear(created_at=MONDAY_NINE)
    desk.pass_time(at("11:00") + timedelta(seconds=10))
    assert desk.kinds() == ["case_opened", "sla_breached", "case_escalated"]
    assert desk.events()[1].at - at("11:00") <= timedelta(seconds=7)


def test_s32_a_hold_leaves_the_answer_to_others_for_a_while() -> None:
    """S32: ten minutes from the post on, by the clause."""
    desk = Desk()
    desk.clock.set(at("09:03"))
    desk.hear(text="Is there an outage?", created_at=MONDAY_NINE)
    assert (desk.case().state, desk.case().snoozed_until) == ("snoozed", at("09:10"))
    desk.pass_time(at("09:11"))
    assert desk.kinds() == ["case_opened", "case_woken"]
    check_all(desk)


@pytest.mark.parametrize(("heard", "state"), [("09:40", "snoozed"), ("09:46", "open")])
def test_s32_a_hold_ends_before_the_first_response_is_warned_of(heard: str, state: str) -> None:
    """S32: the warning is due at 09:45."""
    outage = {"name": "outage", "act": "hold", "hold_for": "3h", "sla_policy": "standard"}
    policy = builders.promising_playbook(clauses=[{**outage, "team": "care"}])
    desk = Desk(policy)
    desk.clock.set(at(heard))
    desk.hear(created_at=MONDAY_NINE)
    assert desk.case().state == state
    assert desk.case().snoozed_until == (at("09:45") if state == "snoozed" else None)


def test_a_hold_without_a_promise_is_as_long_as_the_clause_says() -> None:
    clause = {"name": "wait", "act": "hold", "team": "care"}
    desk = Desk(builders.promising_playbook(clauses=[clause]))
    desk.hear()
    assert desk.case().snoozed_until == at("09:15")


def test_a_mention_of_an_account_that_is_gone_is_set_aside_and_acknowledged() -> None:
    desk = Desk()
    desk.post(account="acmeold")
    desk.rest()
    (item,) = desk.store.quarantined("generic", "acmeold", limit=9).items
    assert (item.stage, item.receipt) == ("route", "id-00000001")
    assert item.reason == "no account 'acmeold' on channel 'generic' is connected"
    assert Mention.model_validate_json(item.raw).id == "m1"
    (hour,) = desk.store.counts("generic", "acmeold", since="2000", until="2999").values()
    assert (hour.received, hour.quarantined, hour.missing) == (1, 1, 0)


def desk_with_a_solved_case() -> Desk:
    desk = Desk()
    desk.hear()
    desk.relay()
    desk.answer()
    desk.rest()
    desk.resolve()
    return desk


def test_d05_a_parting_thanks_reopens_nothing_and_breaches_nothing() -> None:
    """D05: the clocks have stopped with the case."""
    desk = desk_with_a_solved_case()
    desk.clock.advance(minutes=5)
    desk.hear(id="m2", root="m1", text="Thank you so much!", created_at=desk.clock.now())
    desk.pass_time(at("17:00"))
    assert desk.case().state == "resolved"
    assert desk.told() == []
    check_all(desk)


def test_d15_the_first_response_after_reopening_counts_from_reopening() -> None:
    """D15: the customer writes again the next day at ten, so eleven it is."""
    desk = desk_with_a_solved_case()
    desk.clock.set(at("10:00", day=3))
    desk.hear(id="m2", root="m1", text="It is offline again", created_at=at("10:00", day=3))
    clock = desk.case().clocks["first_response"]
    assert (clock.cycle, clock.due_at) == (2, at("11:00", day=3))
    desk.pass_time(at("12:00", day=3))
    assert desk.told() == ["sla_warned", "sla_breached", "case_escalated"]
    check_all(desk)


def test_d31_a_thread_that_arrives_backwards_is_one_case() -> None:
    """D31: the answer before what it answers."""
    desk = Desk()
    desk.clock.set(at("09:10"))
    for number in (3, 2, 1):
        desk.hear(id=f"m{number}", root="m1", created_at=at(f"09:0{number}"))
    desk.rest()
    assert (desk.case().mentions, desk.case().reply_to) == (3, "m3")
    check_all(desk)


def test_bystanders_of_a_thread_have_cases_of_their_own() -> None:
    desk = Desk()
    desk.hear()
    desk.hear(id="m2", root="m1", text="Same here, it is broken", **BOB)
    desk.rest()
    assert sorted(case.author_id for case in desk.cases()) == ["ada", "bob"]
    check_all(desk)


class Counting(MemoryStore):
    """Counts the transactions that are tried."""

    tried = 0

    def commit(self, commit: Commit) -> None:
        self.tried += 1
        super().commit(commit)


def test_a_second_delivery_of_what_made_or_joined_a_case_is_tried_as_no_transaction() -> None:
    """A refused transaction costs as much as one that is done."""
    desk = Desk()
    desk.store = store = Counting()
    desk.hear("r1")
    desk.hear("r2", id="m2", in_reply_to="m1")
    for name in ("m1", "m2"):
        desk.hear("again", id=name, in_reply_to=None if name == "m1" else "m1")
    assert [desk.record(name).duplicate_count for name in ("m1", "m2")] == [1, 1]
    assert store.tried == 2


def test_a_reshare_is_filtered_and_counted_as_such() -> None:
    desk = Desk()
    desk.hear(id="m2", text="My router is offline again", reshare_of="m1")
    desk.rest()
    check_all(desk)
    assert desk.cases() == []
    assert desk.record("m2").filtered == "reshare"
    (hour,) = desk.hours().values()
    assert (hour.received, hour.filtered_by) == (1, {"reshare": 1})


def test_d28_why_posts_were_kept_out_is_counted() -> None:
    """D28: by reason, and each of them once."""
    desk = Desk(account=builders.account(own_ids=("us",), blocked_ids=("troll",)))
    desk.hear(id="p1", author={"id": "us"})
    desk.hear(id="p2", author={"id": "troll"})
    desk.hear(id="p3", author={"id": "us"}, reshare_of="m1")
    desk.rest()
    (hour,) = desk.hours().values()
    assert hour.filtered_by == {"own_post": 2, "blocked_author": 1}
    assert hour.missing == 0
