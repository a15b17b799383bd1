"""Paid services are asked for what is in doubt, within time and money; else our labels stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from earshot.domain.envelope import Classified
from earshot.domain.judgement import Classification, Label
from earshot.domain.opinions import Advice, Opinion, Question
from earshot.errors import Throttled, Unavailable
from earshot.ports import Consulted
from earshot.usecases.advise import AT_ONCE, Advisers
from local.memory import FixedClock, MemoryStore
from tests.builders import MONDAY_NINE, mention, playbook
from tests.unit.domain.test_opinions import backend, found

MONTH = "2026-03"
DOUBT = {"sure": {"topic": 0.3, "relevance": 0.4}, "flags": ("unsure",), "unsure": ("relevance",)}


@dataclass
class Oracle:
    """A service that always gives the same opinion; one post costs ten, or `cost` in the end."""

    labels: dict[str, Label]
    heads: frozenset[str] = frozenset({"relevance", "topic", "intent", "sentiment"})
    at_once: int = 1
    cost: int = 10
    meanwhile: Callable[[], None] = lambda: None
    asked: list[Sequence[Question]] = field(default_factory=list)

    def parcels(self, questions: Sequence[Question]) -> list[list[Question]]:
        step = self.at_once
        return [list(questions[n : n + step]) for n in range(0, len(questions), step)]

    def price(self, parcel: Sequence[Question]) -> int:
        return 10 * len(parcel)

    def ask(self, parcel: Sequence[Question]) -> Advice:
        self.asked.append(parcel)
        self.meanwhile()
        cost = self.cost * len(parcel)
        return Advice({one.number: Opinion(self.labels) for one in parcel}, cost)


@dataclass
class World:
    """Advisers over a memory store, and what they tell."""

    consulted: list[Consulted]
    clock: FixedClock = field(default_factory=lambda: FixedClock(MONDAY_NINE))
    store: MemoryStore = field(default_factory=MemoryStore)
    counted: list[tuple[str, dict[str, int]]] = field(default_factory=list)
    worries: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.advisers = Advisers(
            self.consulted,
            store=self.store,
            clock=self.clock,
            playbook=playbook(),
            count=lambda source, numbers: self.counted.append((source, dict(numbers))),
            worry=lambda source, error: self.worries.append(type(error).__name__),
        )

    def hear(self, *found_: Classification) -> dict[int, Classification]:
        batch = [heard(n, one) for n, one in enumerate(found_)]
        return {n: one.understood() for n, one in self.advisers.on(batch).items()}

    @property
    def spent(self) -> int:
        return self.store.spent("bedrock:amazon.nova-micro-v1:0", MONTH)


def heard(number: int, found_: Classification) -> Classified:
    return Classified(
        receipt=f"r{number}",
        received_at=MONDAY_NINE,
        source="webhook",
        mention=mention(id=f"m{number}", text=f"Post number {number}"),
        classification=found_.as_dict(),
    )


def told(value: str, sure: float = 0.95) -> Label:
    return Label(value, sure, "bedrock:amazon.nova-micro-v1:0")


def world(oracle: Oracle, **over: Any) -> World:
    return World([Consulted(backend(**over), oracle)])


ACTIONABLE = {"relevance": told("actionable"), "topic": told("other")}


def test_what_is_sure_costs_nothing_and_stays() -> None:
    oracle = Oracle(ACTIONABLE)
    asking = world(oracle)
    assert asking.hear(found(), found(relevance=Label("noise", 0.9, "model"))) == {}
    assert (oracle.asked, asking.spent, asking.counted) == ([], 0, [])


def test_what_is_in_doubt_is_asked_and_says_who_settled_it() -> None:
    oracle = Oracle(ACTIONABLE)
    asking = world(oracle)
    made = asking.hear(found(), found(**DOUBT))
    assert set(made) == {1}
    assert (made[1].relevance, made[1].topic) == (told("actionable"), told("other"))
    assert made[1].flags == ()
    assert made[1].intent.source == "model"
    ((question,),) = oracle.asked
    assert (question.text, question.heads) == ("Post number 1", ("relevance", "topic"))
    assert asking.counted == [
        ("bedrock:amazon.nova-micro-v1:0", {"Asked": 1, "Answered": 1, "Discarded": 0})
    ]
    assert asking.spent == 10


@pytest.mark.parametrize("error", [Unavailable("no answer"), Throttled("slow"), KeyError("usage")])
def test_a_service_that_fails_leaves_our_labels_and_their_flag(error: Exception) -> None:
    def fail() -> None:
        raise error

    asking = world(Oracle(ACTIONABLE, meanwhile=fail))
    assert asking.hear(found(**DOUBT)) == {}
    assert asking.counted[0][1] == {"Unanswered": 1}
    assert asking.worries == [type(error).__name__]


def test_what_certainly_was_not_done_is_not_paid_for_and_what_may_have_been_is() -> None:
    def fail(error: Exception) -> Callable[[], None]:
        def raise_() -> None:
            raise error

        return raise_

    throttled = world(Oracle(ACTIONABLE, meanwhile=fail(Throttled("slow"))))
    throttled.hear(found(**DOUBT))
    assert throttled.spent == 0
    silent = world(Oracle(ACTIONABLE, meanwhile=fail(Unavailable("no answer"))))
    silent.hear(found(**DOUBT))
    assert silent.spent == 10


def test_a_service_that_failed_is_left_alone_for_a_minute() -> None:
    failing = [Unavailable("no answer")]

    def fail_once() -> None:
        if failing:
            raise failing.pop()

    oracle = Oracle(ACTIONABLE, meanwhile=fail_once)
    asking = world(oracle)
    assert asking.hear(found(**DOUBT)) == {}
    asking.clock.advance(seconds=59)
    assert asking.hear(found(**DOUBT)) == {}
    assert len(oracle.asked) == 1
    asking.clock.advance(seconds=1)
    assert set(asking.hear(found(**DOUBT))) == {0}
    assert [numbers for _, numbers in asking.counted[:2]] == [{"Unanswered": 1}] * 2


def test_f97_a_month_s_budget_is_never_exceeded() -> None:
    """F97: thirty doubtful posts, money for three, and the rest keep our labels."""
    oracle = Oracle(ACTIONABLE)
    asking = world(oracle, monthly_budget=0.000035)
    made = asking.hear(*[found(**DOUBT)] * 30)
    assert (len(made), len(oracle.asked), asking.spent) == (3, 3, 30)
    assert asking.counted[0][1] == {"Asked": 3, "Answered": 3, "Discarded": 0, "OverBudget": 27}


def test_a_spent_budget_is_remembered_without_asking_the_table_until_the_month_is_over() -> None:
    oracle = Oracle(ACTIONABLE)
    asking = world(oracle, monthly_budget=0.000015)
    asking.hear(found(**DOUBT))
    asking.hear(found(**DOUBT))
    asking.store.give_back("bedrock:amazon.nova-micro-v1:0", MONTH, amount=10)
    assert asking.hear(found(**DOUBT)) == {}
    asking.clock.set(MONDAY_NINE.replace(month=4, day=1, hour=0))
    assert set(asking.hear(found(**DOUBT))) == {0}
    assert asking.store.spent("bedrock:amazon.nova-micro-v1:0", "2026-04") == 10


def test_what_was_reserved_and_not_used_is_given_back() -> None:
    asking = world(Oracle(ACTIONABLE, cost=4))
    asking.hear(found(**DOUBT), found(**DOUBT))
    assert asking.spent == 8


def test_f23_after_six_seconds_nothing_more_is_asked() -> None:
    """F23: twenty-five slow answers must not outlast the function."""
    oracle = Oracle(ACTIONABLE, at_once=1)
    asking = world(oracle)

    def slowly() -> None:
        asking.clock.advance(seconds=2)

    oracle.meanwhile = slowly
    made = asking.hear(*[found(**DOUBT)] * 25)
    assert 3 <= len(made) <= 3 + AT_ONCE
    assert asking.worries == []
    assert asking.counted[0][1]["Unanswered"] == 25 - len(made)


def test_labels_outside_the_taxonomy_are_discarded_and_counted() -> None:
    oracle = Oracle({"relevance": told("actionable"), "topic": told("give me a refund")})
    asking = world(oracle)
    made = asking.hear(found(**DOUBT))
    assert made[0].topic.source == "model"
    assert asking.counted[0][1] == {"Asked": 1, "Answered": 1, "Discarded": 1}


def test_the_second_service_is_asked_only_for_what_the_first_left_in_doubt() -> None:
    first = Oracle({"topic": told("other", 0.95), "relevance": told("actionable", 0.5)})
    second = Oracle({"relevance": told("actionable")})
    other = backend(model="amazon.nova-pro-v1:0")
    asking = World([Consulted(backend(), first), Consulted(other, second)])
    made = asking.hear(found(**DOUBT))
    ((question,),) = second.asked
    assert question.heads == ("relevance",)
    assert (made[0].topic.confidence, made[0].relevance.confidence) == (0.95, 0.95)


def test_posts_are_asked_together_where_the_service_takes_several() -> None:
    oracle = Oracle(ACTIONABLE, at_once=25)
    asking = world(oracle)
    assert len(asking.hear(*[found(**DOUBT)] * 30)) == 30
    assert sorted(len(parcel) for parcel in oracle.asked) == [5, 25]
