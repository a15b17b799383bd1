"""Whatever people, customers and the relay do in whatever order: nobody is over their capacity."""

from contextlib import suppress
from datetime import timedelta
from typing import Literal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from earshot.domain.case import Case
from earshot.errors import Forbidden, Illegal
from tests import builders, invariants
from tests.builders import agent
from tests.desk import Desk

PEOPLE = ("ada", "bob")
CAPACITY = 2
WHO = st.sampled_from(PEOPLE)
WHICH = st.integers(0, 3)


class Work(RuleBasedStateMachine):
    """Four customers and two agents; no supervisor, who alone may go over a capacity."""

    mode: Literal["pull", "push"] = "pull"

    def __init__(self) -> None:
        super().__init__()
        rules = {"mode": self.mode, "weights": [{"private": True, "weight": 2}]}
        self.desk = Desk(builders.promising_playbook(assignment=rules))
        for name in PEOPLE:
            self.desk.store.put_agent(agent(name=name, capacity=CAPACITY))
        for number in range(4):
            self.desk.hear(
                id=f"m{number}",
                author={"id": f"author-{number}"},
                visibility="private" if number == 3 else "public",
            )
        self.messages = 4

    def case(self, number: int) -> Case:
        """The newest of an author."""
        found = [c for c in self.desk.cases() if c.author_id == f"author-{number}"]
        return max(found, key=lambda case: case.opened_at)

    @rule(who=WHO, which=WHICH, verb=st.sampled_from(["claim", "release", "resolve", "reopen"]))
    def act(self, who: str, which: int, verb: str) -> None:
        asked, work = self.desk.asked(who, self.case(which).id), self.desk.casework
        verbs = {
            "claim": lambda: work.claim(asked),
            "release": lambda: work.release(asked),
            "resolve": lambda: work.resolve(asked, resolution="solved", note=None),
            "reopen": lambda: work.reopen(asked, reason="again"),
        }
        with suppress(Illegal, Forbidden):
            verbs[verb]()

    @rule(who=WHO, other=WHO, which=WHICH)
    def hand_on(self, who: str, other: str, which: int) -> None:
        asked = self.desk.asked(who, self.case(which).id)
        with suppress(Illegal, Forbidden):
            self.desk.casework.assign(asked, team=None, agent=other, reason="knows it")

    @rule(which=WHICH)
    def customer_writes(self, which: int) -> None:
        self.messages += 1
        self.desk.hear(
            id=f"m{self.messages}",
            author={"id": f"author-{which}"},
            text="It is still dark",
            in_reply_to=f"m{which}",
            root=f"m{which}",
            visibility="private" if which == 3 else "public",
            created_at=self.desk.clock.now(),
        )

    @rule(who=WHO, there=st.booleans())
    def come_or_go(self, who: str, there: bool) -> None:
        found = self.desk.store.agent(who)
        assert found is not None
        state = "available" if there else "away"
        moved = {"revision": found.revision + 1, "state": state}
        self.desk.store.put_agent(found.model_copy(update=moved))

    @rule()
    def effects(self) -> None:
        self.desk.relay()
        self.desk.clock.advance(seconds=timedelta(minutes=1).seconds)

    @invariant()
    def i7_loads_are_what_is_held_and_within_capacity(self) -> None:
        invariants.loads(self.desk)
        assert all(0 <= one.load <= CAPACITY for one in self.desk.store.agents())


class PushedWork(Work):
    mode = "push"


@pytest.mark.parametrize("work", [Work, PushedWork])
def test_i7_nobody_is_ever_over_their_capacity(work: type[Work]) -> None:
    """I7, F43."""
    quick = settings(
        max_examples=40,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    run_state_machine_as_test(work, settings=quick)
