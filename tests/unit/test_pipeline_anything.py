"""Anything may happen to a desk in any order: what must hold of it holds all the time."""

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from earshot.domain.case import Case
from earshot.errors import Ambiguous, EarshotError, Forbidden, Illegal, Rejected, Unavailable
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all

POSTS = st.sampled_from([0, 4, 0, 4, 1, 5, 2])  # mostly the two that belong together
AGENTS = st.sampled_from(["linus", "grace"])
TEXTS = st.sampled_from(["It is offline", "My parcel is lost", "An outage?", "Thank you, great!"])
TROUBLES = st.sampled_from(
    [
        Unavailable("no connection"),
        Ambiguous("timed out"),
        Rejected("gone", kind="target_gone"),
        Rejected("again", kind="duplicate"),
    ]
)


class AnyDay(RuleBasedStateMachine):
    """Two customers write in two threads each; their posts are known beforehand by number."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(builders.promising_playbook(grouping={"reopen_within": "1d"}))
        self.desk.store.save_swept("20260302T085500Z")
        self.heard: dict[str, dict[str, Any]] = {}

    def _post(self, number: int) -> dict[str, Any]:
        """Even posts are Ada's and odd ones Bob's; of each, the third belongs to the first."""
        author = ("ada", "bob")[number % 2]
        root = f"m{number % 2}" if number >= 4 else None
        return {
            "id": f"m{number}",
            "author": {"id": author, "handle": author},
            "root": root,
            "in_reply_to": root,
            "created_at": MONDAY_NINE + timedelta(minutes=number),
        }

    @rule(number=POSTS, text=TEXTS)
    def create(self, number: int, text: str) -> None:
        said = self.heard.setdefault(f"create{number}", {**self._post(number), "text": text})
        self.desk.post(**said)

    @rule(number=POSTS, text=TEXTS, minutes=st.integers(10, 30))
    def edit(self, number: int, text: str, minutes: int) -> None:
        edited = MONDAY_NINE + timedelta(minutes=minutes)
        self.desk.post(**self._post(number), event="edit", text=text, edited_at=edited)

    @rule(number=POSTS)
    def delete(self, number: int) -> None:
        self.desk.post(**self._post(number), event="delete", text=None)

    @rule(receipts=st.integers(1, 3))
    def hand_out_again(self, receipts: int) -> None:
        """The queue delivers its last messages a second time, newest first."""
        bodies = self.desk.mentions.take()
        self.desk.mentions.send([*bodies, *reversed(bodies[-receipts:])])

    @rule()
    def let_the_stages_work(self) -> None:
        self.desk.rest()

    @precondition(lambda self: self.desk.cases())
    @rule(data=st.data(), agent=AGENTS, verb=st.sampled_from(["claim", "release", "resolve"]))
    def work_on_a_case(self, data: st.DataObject, agent: str, verb: str) -> None:
        asked = self.desk.asked(agent, self._case(data).id)
        more = {"resolution": "solved", "note": None} if verb == "resolve" else {}
        self._try(lambda: getattr(self.desk.casework, verb)(asked, **more))

    @precondition(lambda self: self.desk.cases())
    @rule(data=st.data(), agent=AGENTS)
    def reopen(self, data: st.DataObject, agent: str) -> None:
        asked = self.desk.asked(agent, self._case(data).id)
        self._try(lambda: self.desk.casework.reopen(asked, reason="not solved"))

    @precondition(lambda self: self.desk.cases())
    @rule(data=st.data(), agent=AGENTS, minutes=st.integers(1, 120))
    def snooze(self, data: st.DataObject, agent: str, minutes: int) -> None:
        asked = self.desk.asked(agent, self._case(data).id)
        until = self.desk.clock.now() + timedelta(minutes=minutes)
        self._try(lambda: self.desk.casework.snooze(asked, until=until))

    @precondition(lambda self: self.desk.cases())
    @rule(data=st.data(), agent=AGENTS, trouble=st.none() | TROUBLES, posted=st.booleans())
    def answer(
        self, data: st.DataObject, agent: str, trouble: EarshotError | None, posted: bool
    ) -> None:
        platform = self.desk.platform
        platform.answers = [trouble] if trouble else []
        platform.posts_before_failing = isinstance(trouble, Ambiguous) and posted
        self._try(lambda: self.desk.answer(agent=agent, case_id=self._case(data).id))
        self.desk.rest()

    @rule(minutes=st.sampled_from([1, 10, 50, 200, 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.desk.rest()
        self.desk.pass_time(self.desk.clock.now() + timedelta(minutes=minutes))

    @rule()
    def timers_fail_and_the_sweep_comes(self) -> None:
        self.desk.rest()
        self.desk.clock.advance(minutes=70)
        self.desk.sweep()

    @invariant()
    def all_is_well_at_rest(self) -> None:
        self.desk.rest()
        check_all(self.desk)

    def _case(self, data: st.DataObject) -> Case:
        return data.draw(st.sampled_from(self.desk.cases()))

    @staticmethod
    def _try(request: Any) -> None:
        """People are refused what the state of a case does not allow."""
        try:
            request()
        except (Illegal, Forbidden):
            return


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = settings(
    max_examples=60,
    stateful_step_count=30,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
