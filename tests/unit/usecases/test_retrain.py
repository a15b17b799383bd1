"""Training by schedule: from corrections, beside the corpus, kept where no class is worse."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from earshot.domain.classify import model
from earshot.domain.classify.training.corrections import learnable, sifted
from earshot.domain.classify.training.examples import Example
from earshot.domain.classify.training.teach import teach
from earshot.domain.records import Correction
from earshot.usecases.retrain import Retrained, announcement, in_force, retrain
from local.memory import FixedClock, MemoryAlerts, MemoryStore
from local.memory.registry import MemoryRegistry
from tests.builders import MONDAY_NINE, correction, mention, mention_record, playbook


@cache
def untaught() -> tuple[str, bytes]:
    data = teach([], {}, {}).weights.as_bytes()
    return model.Model(data).version, data


CURE = "add keywords to it in the playbook"

CORPUS = [
    Example(f"c{n}", f"it is {'awful' if n % 2 else 'lovely'} {n % 7}", {"intent": label})
    for n in range(60)
    for label in ["complaint" if n % 2 else "praise"]
]


class Corrected(MemoryStore):
    """A store in which people have put so many intents right."""

    def __init__(self, number: int, wrongly: bool = False) -> None:
        super().__init__()
        self.put_right: list[Correction] = []
        for n in range(number):
            text = f"@acme it is {'awful' if n % 2 else 'lovely'} today, number {n}"
            post = mention(id=f"m{n}", text=text)
            self.put_mention(mention_record(mention=post, revision=1))
            label = "complaint" if (n % 2 == 1) != wrongly else "praise"
            self.put_right.append(correction(post, label, at=MONDAY_NINE, case_id=f"k{n}"))

    def corrections(self, since: Any, until: Any) -> list[Correction]:
        assert (until - since).days == 365
        return self.put_right


class World:
    def __init__(self, store: MemoryStore) -> None:
        self.store = store
        self.registry = MemoryRegistry()
        self.registry.put(*untaught())
        self.alerts = MemoryAlerts()

    def train(self, corpus: Any = ()) -> Retrained:
        return retrain(
            store=self.store,
            clock=FixedClock(MONDAY_NINE),
            registry=self.registry,
            alerts=self.alerts,
            playbook=playbook(classification={"weights": untaught()[0]}),
            corpus=corpus,
        )


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    model._PROVIDED.clear()


@pytest.mark.parametrize(("number", "reason"), [(0, "nothing has been"), (150, "intent: 150 ")])
def test_few_corrections_are_declined_with_the_reason_and_nothing_is_read_or_told(
    number: int, reason: str
) -> None:
    def unread() -> Iterator[Example]:
        raise AssertionError("the corpus is not needed")
        yield

    world = World(Corrected(number))
    done = world.train(unread())
    assert (done.state, done.corrections) == ("declined", number)
    assert done.reasons[0].startswith(reason)
    assert (world.registry.reports, world.alerts.published) == ({}, [])


def test_weights_that_are_no_worse_are_kept_with_their_report_and_told_of() -> None:
    world = World(Corrected(240))
    done = world.train(CORPUS)
    assert (done.state, done.corrections) == ("kept", 240)
    assert model.Model(world.registry.weights(done.version)).version == done.version
    assert world.registry.is_finished(done.version)
    (told,) = world.alerts.published
    assert told.subject == f"Earshot: new weights {done.version} are ready to try"
    assert f"weights: {done.version}" in told.bodies["default"]
    assert "name the version before" in told.bodies["default"]


def test_the_same_corrections_give_the_same_weights_and_are_told_of_once() -> None:
    world = World(Corrected(240))
    first = world.train(CORPUS)
    again = world.train(CORPUS)
    assert (again.state, again.version) == ("known", first.version)
    assert len(world.alerts.published) == 1


def test_a_run_that_broke_off_before_it_told_anybody_is_told_of_by_the_next() -> None:
    class Deaf(MemoryAlerts):
        def publish(self, **_: Any) -> None:
            raise ConnectionError

    world = World(Corrected(240))
    hearing, world.alerts = world.alerts, Deaf()
    with pytest.raises(ConnectionError):
        world.train(CORPUS)
    world.alerts = hearing
    assert world.train(CORPUS).state == "kept"
    assert len(hearing.published) == 1


def test_worse_weights_are_not_kept_and_the_class_is_told_of_once() -> None:
    world = World(Corrected(240))
    good = world.train(CORPUS)
    wrong = World(Corrected(240, wrongly=True))
    wrong.registry = world.registry
    before = dict(world.registry.kept)
    frozen_right = [one._replace(id=f"f{n}") for n, one in enumerate(CORPUS * 40)]

    def train() -> Retrained:
        return retrain(
            store=wrong.store,
            clock=FixedClock(MONDAY_NINE),
            registry=wrong.registry,
            alerts=wrong.alerts,
            playbook=playbook(classification={"weights": good.version}),
            corpus=[one for one in frozen_right if _frozen(one)],
        )

    done = train()
    assert done.state == "worse"
    assert {reason.partition(":")[0] for reason in done.reasons} == {
        "intent complaint",
        "intent praise",
    }
    assert wrong.registry.kept == before
    assert train().state == "known"
    (told,) = wrong.alerts.published
    assert told.subject == "Earshot: retraining gave no better weights"
    assert "the weights in force stay" in told.bodies["default"]


def _frozen(one: Example) -> bool:
    from earshot.domain.classify.training.teach import is_frozen

    return is_frozen(one)


def test_weights_in_force_that_are_gone_are_replaced_by_those_of_the_code() -> None:
    registry = MemoryRegistry()
    for named in (None, "w00000009"):
        policy = playbook(classification={"weights": named})
        assert in_force(policy, registry) == model.SHIPPED.read_bytes()
    registry.put("w00000009", b"mine")
    assert in_force(playbook(classification={"weights": "w00000009"}), registry) == b"mine"


def test_a_topic_of_one_s_own_is_nothing_the_model_can_learn() -> None:
    row = {"id": "k1", "text": "My booking", "context": "post", "topic": "bookings"}
    assert sifted([learnable(row), learnable({**row, "topic": "billing"})]) == (
        [Example("k1", "My booking", {"topic": "billing"}, "post")],
        ["topic: 1 correction names bookings, which the model cannot learn; " + CURE],
    )
    one = learnable({**row, "intent": "question"})
    assert one.example.labels == {"intent": "question"}


def test_topics_that_the_model_cannot_learn_are_told_of_most_frequent_first() -> None:
    row = {"id": "k1", "text": "My booking", "context": "post"}
    topics = ["bookings", "seats", "seats", None]
    assert sifted(learnable({**row, "topic": topic}) for topic in topics).unlearnable == [
        "topic: 2 corrections name seats, which the model cannot learn; " + CURE,
        "topic: 1 correction names bookings, which the model cannot learn; " + CURE,
    ]


def test_a_run_by_schedule_says_which_topics_it_cannot_learn() -> None:
    store = Corrected(3)
    own = {"labels": {"topic": "outage"}}
    store.put_right = [one.model_copy(update=own) for one in store.put_right]
    done = World(store).train(CORPUS)
    assert (done.state, done.reasons) == (
        "declined",
        ("topic: 3 corrections name outage, which the model cannot learn; " + CURE,),
    )


def test_the_announcement_names_what_was_left_out() -> None:
    done = Retrained("kept", "w00000001", 210, ("topic: 40 corrections, at least 200 are needed",))
    assert "\n- topic: 40 corrections" in announcement(done)[1]
