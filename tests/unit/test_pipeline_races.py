"""Several at the same instant: whoever comes second sees what the first has done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from earshot.domain.envelope import Received
from earshot.errors import Conflict, Illegal, Unavailable
from earshot.usecases.check import Checker
from earshot.usecases.classify import understand
from earshot.usecases.route import Router
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all
from tests.trip import Trip, Tripwire


class Interrupted(Tripwire):
    """A store in front of which something else happens, once, before a call of that name."""

    def __init__(self, desk: Desk, before: str, happens: Callable[[], object]) -> None:
        super().__init__(desk.store, Trip())
        self._before = before
        self._happens: Callable[[], object] | None = happens

    def __getattr__(self, name: str) -> Any:
        if name == self._before and self._happens:
            happens, self._happens = self._happens, None
            happens()
        return super().__getattr__(name)


def route(desk: Desk, store: Any = None, **over: Any) -> None:
    """Route one delivery over this store."""
    desk.post(**over)
    router = Router(
        store=store or desk.store,
        clock=desk.clock,
        accounts=desk.accounts,
        playbook=desk.playbook,
    )
    for body in desk.mentions.take():
        received = Received.model_validate_json(body)
        router.route(understand(received, desk.playbook))


SECOND = {"id": "m2", "root": "m1"}


@pytest.mark.parametrize("moment", ["author", "commit"])
def test_f36_two_posts_of_one_thread_at_the_same_instant_are_one_case(moment: str) -> None:
    """F36: the second is written while the first is being decided."""
    desk = Desk()
    route(desk, Interrupted(desk, moment, lambda: route(desk, **SECOND)))
    desk.rest()
    check_all(desk)
    assert desk.case().mentions == 2
    assert desk.kinds() == ["case_opened", "mention_added"]


@pytest.mark.parametrize("moment", ["case", "commit"])
def test_f36_a_post_that_joins_a_case_in_the_moment_of_its_end_reopens_it(moment: str) -> None:
    """F36, F42: it was open when it was looked for."""
    desk = Desk()
    desk.hear()
    desk.clock.advance(minutes=1)
    resolve = partial(desk.resolve)
    said = {**SECOND, "created_at": desk.clock.now()}
    route(desk, Interrupted(desk, moment, resolve), **said)
    desk.rest()
    check_all(desk)
    assert desk.kinds() == ["case_opened", "case_resolved", "mention_added", "case_reopened"]
    assert desk.case().state == "open"


@pytest.mark.parametrize("moment", ["mention", "case", "commit"])
def test_f34_two_edits_at_the_same_instant_leave_the_newer_words(moment: str) -> None:
    """F34: whichever is written first."""
    desk = Desk()
    desk.hear()

    def edit(text: str, minute: int) -> dict[str, Any]:
        at = MONDAY_NINE + timedelta(minutes=minute)
        return {"event": "edit", "text": text, "edited_at": at}

    late = partial(route, desk, **edit("newest", 9))
    route(desk, Interrupted(desk, moment, late), **edit("newer", 5))
    desk.rest()
    check_all(desk)
    assert desk.record().mention.text == "newest"
    assert len(desk.record().seen) == 3


def test_f35_a_delete_in_the_moment_of_storing_wins() -> None:
    """F35: the post is being decided when its deletion is written."""
    desk = Desk()
    delete = partial(route, desk, event="delete", text=None)
    route(desk, Interrupted(desk, "commit", delete), text="My name is Ada Lovelace")
    desk.rest()
    check_all(desk)
    assert desk.record().deleted
    assert desk.cases() == []
    assert "Lovelace" not in str(desk.store.rows.all())


def test_f31_a_write_whose_answer_was_lost_is_known_as_our_own() -> None:
    """F31: it is no duplicate, and the case is not opened a second time."""
    desk = Desk()

    class Deaf(Tripwire):
        def commit(self, commit: Any) -> None:
            desk.store.commit(commit)
            raise Unavailable("DynamoDB did not answer")

    desk.post("r1")
    (body,) = desk.mentions.take()
    delivery = understand(Received.model_validate_json(body), desk.playbook)
    ports: dict[str, Any] = {
        "clock": desk.clock,
        "accounts": desk.accounts,
        "playbook": desk.playbook,
    }
    with pytest.raises(Unavailable):
        Router(store=Deaf(desk.store, Trip()), **ports).route(delivery)
    desk.clock.advance(minutes=2)
    Router(store=desk.store, **ports).route(delivery)
    desk.rest()
    check_all(desk)
    assert desk.kinds() == ["case_opened"]
    assert desk.record().duplicate_count == 0


def test_f33_fifty_writers_leave_a_history_without_gaps() -> None:
    """F33: every note is in it once; who loses six races in a row asks again."""
    desk = Desk()
    desk.hear()
    requests = [desk.asked(f"agent-{number}") for number in range(50)]

    def note(number: int) -> None:
        while True:
            try:
                desk.casework.note(requests[number], f"note {number}")
            except Conflict:
                continue
            return

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(note, range(50)))
    desk.rest()
    check_all(desk)
    assert [event.version for event in desk.events()] == list(range(1, 52))
    assert {event.data.get("text") for event in desk.events()[1:]} == {
        f"note {number}" for number in range(50)
    }


def test_f42_who_resolves_what_is_resolved_is_told_and_leaves_no_event() -> None:
    """F42: one event each, and legal moves only."""
    desk = Desk()
    desk.hear()
    asked = desk.asked()
    desk.casework.resolve(asked, resolution="solved", note=None)
    desk.casework.resolve(asked, resolution="solved", note=None)
    with pytest.raises(Illegal):
        desk.casework.resolve(desk.asked(), resolution="solved", note=None)
    desk.casework.reopen(desk.asked(), reason="not solved")
    with pytest.raises(Illegal):
        desk.casework.reopen(desk.asked(), reason="not solved")
    desk.rest()
    check_all(desk)
    assert desk.kinds() == ["case_opened", "case_resolved", "case_reopened"]


def test_f42_of_a_resolution_and_a_reopening_at_once_both_or_the_first_hold() -> None:
    """F42: from eight threads, no move is lost and none is made from a state it does not fit."""
    desk = Desk()
    desk.hear()
    asked = [desk.asked() for _ in range(8)]

    def move(number: int) -> bool:
        try:
            if number % 2:
                desk.casework.reopen(asked[number], reason="not solved")
            else:
                desk.casework.resolve(asked[number], resolution="solved", note=None)
        except (Illegal, Conflict):
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        made = sum(pool.map(move, range(8)))
    desk.rest()
    check_all(desk)
    kinds = desk.kinds()
    assert len(kinds) == 1 + made
    assert all(a != b for a, b in pairwise(kinds))


def test_a_promise_that_breaks_in_the_moment_of_resolving_is_told_once() -> None:
    """The timer and the agent at the same instant: one breach, whoever writes it."""
    desk = Desk()
    desk.hear()
    desk.pass_time(MONDAY_NINE + timedelta(minutes=59))
    desk.clock.set(MONDAY_NINE + timedelta(minutes=60, seconds=1))
    step = str(desk.case().step)
    store = Interrupted(desk, "commit", desk.resolve)
    Checker(store=store, clock=desk.clock, calendars=desk.playbook.calendars).check(step)
    desk.rest()
    check_all(desk)
    assert desk.kinds() == ["case_opened", "sla_warned", "sla_breached", "case_resolved"]
    assert desk.told() == ["sla_warned", "sla_breached"]


def test_the_agent_who_answers_is_not_overwritten_by_the_customer_who_writes() -> None:
    desk = Desk()
    desk.hear()
    desk.clock.advance(minutes=1)
    said = {**SECOND, "created_at": desk.clock.now()}
    route(desk, Interrupted(desk, "commit", desk.answer), **said)
    desk.rest()
    check_all(desk)
    assert desk.case().agent == "linus"
    assert len(desk.platform.posted) == 1
    assert builders.mention().id in {reply.in_reply_to for reply in desk.platform.posted}
