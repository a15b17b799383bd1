"""The same with every rule at work: peers, expiry, silence, matters that go offline."""

from datetime import timedelta
from typing import Any, Literal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from earshot.domain.playbook import Playbook
from earshot.errors import EarshotError, Forbidden, Held, Illegal, Malformed
from earshot.usecases.answer import Words
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.unit.test_pipeline_anything import AGENTS, POSTS, TROUBLES, AnyDay

TEXTS = st.sampled_from(
    [
        "It is offline and my card is 4111 1111 1111 1111",
        "How do I pair the lamp?",
        "I saw it elsewhere",
        "My lawyer will write to you",
        "thanks!",
        "It is the blue one, bought last year",
        "This is terrible, nobody helps and it is broken",
    ]
)
FIRST = st.sampled_from(
    ["How do I pair the lamp?", "I saw it elsewhere", "My card is 4111 1111 1111 1111, help"]
)
REFUSALS = (Illegal, Forbidden, Held, Malformed)
Leg = Literal["private", "acknowledgement", "closure"]


def policy() -> Playbook:
    care = {"team": "care", "sla_policy": "standard"}
    clauses: list[dict[str, Any]] = [
        {"name": "law", "when": {"risk": "legal"}, "act": "escalate", "evidence": True, **care},
        {
            "name": "offline",
            "when": {"personal_data": "any"},
            "act": "move_private",
            "reason": "privacy",
            "acknowledge_by_itself": True,
            "template": "seen",
            **care,
        },
        {
            "name": "peers",
            "when": {"intent": "question"},
            "act": "hold",
            "on_peer_answer": "close",
            **care,
        },
        {
            "name": "elsewhere",
            "when": {"keywords": "elsewhere"},
            "act": "respond",
            "tier": "outside",
            "expires_after": "2h",
            "team": "care",
        },
        {"name": "angry", "when": {"sentiment": "negative"}, "act": "respond", **care},
        {"name": "rest", "act": "listen", "team": "care"},
    ]
    return builders.promising_playbook(
        clauses=clauses,
        grouping={"reopen_within": "1d"},
        closing={"after": "3h"},
        offline={"close_within": "1h"},
    )


class AnyRuledDay(AnyDay):
    """Bob also answers in Ada's thread, and people take matters offline."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(policy())
        self.desk.store.save_swept("20260302T085500Z")

    @initialize(text=FIRST, answered=st.booleans())
    def ada_writes(self, text: str, answered: bool) -> None:
        self.heard["create0"] = {**self._post(0), "text": text}
        self.desk.post(**self.heard["create0"])
        self.desk.rest()
        if answered:
            self.a_peer_answers(gone=False)

    @rule(number=POSTS, text=TEXTS)
    def create(self, number: int, text: str) -> None:
        said = self.heard.setdefault(f"create{number}", {**self._post(number), "text": text})
        self.desk.post(**said)

    @rule(gone=st.sampled_from([False, False, True]))
    def a_peer_answers(self, gone: bool) -> None:
        answer: dict[str, Any] = {
            "id": "m3",
            "author": {"id": "bob", "handle": "bob"},
            "root": "m0",
            "in_reply_to": "m0",
            "created_at": MONDAY_NINE + timedelta(minutes=3),
            "text": "Hold the red button for ten seconds",
        }
        self.desk.post(**answer | ({"event": "delete", "text": None} if gone else {}))

    @precondition(lambda self: self.desk.cases())
    @rule(data=st.data(), agent=AGENTS)
    def take_offline(self, data: st.DataObject, agent: str) -> None:
        asked = self.desk.asked(agent, self._case(data).id)
        self._refused(lambda: self.desk.casework.move_private(asked, reason="complexity"))

    @precondition(lambda self: self.desk.cases())
    @rule(
        data=st.data(),
        agent=AGENTS,
        leg=st.sampled_from(["private", "acknowledgement", "closure"]),
        trouble=st.none() | TROUBLES,
    )
    def send_a_leg(
        self, data: st.DataObject, agent: str, leg: Leg, trouble: EarshotError | None
    ) -> None:
        desk = self.desk
        desk.platform.answers = [trouble] if trouble else []
        desk.platform.posts_before_failing = False
        answering = desk.answering
        words = Words(
            text=leg, leg=leg, visibility="private" if leg == "private" else None, repeat=True
        )
        asked = desk.asked(agent, self._case(data).id)
        self._refused(lambda: answering.answer(asked, words))
        desk.rest()

    @precondition(lambda self: self.desk.cases())
    @rule(data=st.data(), agent=AGENTS)
    def resolve_with_a_word(self, data: st.DataObject, agent: str) -> None:
        asked = self.desk.asked(agent, self._case(data).id)
        resolve = self.desk.casework.resolve
        self._refused(
            lambda: resolve(asked, resolution="solved", note=None, without_closure="by phone")
        )

    @staticmethod
    def _refused(request: Any) -> None:
        try:
            request()
        except REFUSALS:
            return

    def teardown(self) -> None:
        """In the end nothing is left that nobody will ever look at: what may lapse has lapsed."""
        self.desk.rest()
        self.desk.pass_time(self.desk.clock.now() + timedelta(days=200))
        for case in self.desk.cases():
            assert case.hold is None
            assert case.expires_at is None
            owed = case.promise is not None and case.promise.is_open
            assert case.closes_at is None or owed


TestAnyRuledDay = AnyRuledDay.TestCase
TestAnyRuledDay.settings = settings(
    max_examples=100,
    stateful_step_count=20,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
