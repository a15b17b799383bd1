"""Mentions are read by the weights that the playbook names, else by those of the code."""

from collections.abc import Iterator
from functools import cache

import pytest

from earshot.domain.classify import classify, model
from earshot.domain.classify.model.weights import version
from earshot.domain.classify.training.teach import teach
from earshot.domain.playbook import Playbook
from earshot.errors import Unavailable, Unknown
from earshot.usecases.weights import Weighed, Weighing, pointing_at
from local.memory import FixedClock
from local.memory.inputs import MemoryPlaybooks
from local.memory.registry import MemoryRegistry
from tests.builders import MONDAY_NINE, mention, playbook


@cache
def trained() -> tuple[str, bytes]:
    data = teach([], {}, {"made": "for this test"}).weights.as_bytes()
    return model.Model(data).version, data


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Weights that a test has made known are known to no other."""
    yield
    model._PROVIDED.clear()


def by_weights(version: int = 1) -> Playbook:
    return playbook(version=version, classification={"weights": trained()[0]})


class Desk:
    def __init__(self, registry: MemoryRegistry | None) -> None:
        self.clock = FixedClock(MONDAY_NINE)
        self.worries: list[tuple[str, str]] = []
        self.weighing = Weighing(registry, self.clock, self.worry)

    def worry(self, version: str, error: Exception) -> None:
        self.worries.append((version, type(error).__name__))

    def version(self, policy: Playbook) -> str:
        return classify(mention(), self.weighing.of(policy)).version


def test_weights_are_fetched_once_and_read_by() -> None:
    registry = MemoryRegistry()
    registry.put(*trained())
    desk = Desk(registry)
    assert desk.version(by_weights(11)) == trained()[0]
    registry.kept.clear()
    assert desk.version(by_weights(11)) == trained()[0]
    assert desk.worries == []


def test_a_playbook_that_names_none_is_left_as_it_is() -> None:
    desk = Desk(None)
    plain = playbook()
    assert desk.weighing.of(plain) is plain
    cues = playbook(classification={"model": "cues", "weights": "w00000001"})
    assert desk.weighing.of(cues) is cues
    named = playbook(classification={"weights": model.shipped().version})
    assert desk.weighing.of(named) is named


def test_weights_that_cannot_be_had_are_told_of_once_a_minute_and_the_shipped_stand_in() -> None:
    registry = MemoryRegistry()
    desk = Desk(registry)
    policy = by_weights(12)
    for _ in range(3):
        assert desk.version(policy) == model.shipped().version
    assert desk.worries == [(trained()[0], "Unknown")]
    desk.clock.advance(seconds=59)
    registry.put(*trained())
    assert desk.version(policy) == model.shipped().version
    desk.clock.advance(seconds=1)
    assert desk.version(policy) == trained()[0]
    assert len(desk.worries) == 1


@pytest.mark.parametrize("data", [b"nonsense", b'{"form": 1}\nx'])
def test_what_is_not_the_weights_of_that_name_is_not_read(data: bytes) -> None:
    registry = MemoryRegistry()
    registry.put(trained()[0], data)
    desk = Desk(registry)
    assert desk.version(by_weights(13)) == model.shipped().version
    assert desk.worries == [(trained()[0], "Malformed")]


def test_weights_of_another_form_are_told_of() -> None:
    data = b'{"form": 99}\n'
    name = version(data)
    registry = MemoryRegistry()
    registry.put(name, data)
    desk = Desk(registry)
    assert desk.version(playbook(classification={"weights": name})) == model.shipped().version
    assert desk.worries == [(name, "Malformed")]


def test_a_registry_that_does_not_answer_or_is_not_there_stops_nothing() -> None:
    class Silent(MemoryRegistry):
        def weights(self, version: str) -> bytes:
            raise Unavailable("S3 did not answer")

    for registry, told in ((Silent(), "Unavailable"), (None, "Malformed")):
        desk = Desk(registry)
        assert desk.version(by_weights(14)) == model.shipped().version
        assert desk.worries == [(trained()[0], told)]


def test_a_playbook_of_the_past_brings_its_weights_along() -> None:
    registry = MemoryRegistry()
    registry.put(*trained())
    past = by_weights(15)
    found = Weighed(MemoryPlaybooks(past), Desk(registry).weighing).version("v15")
    assert found is past
    assert classify(mention(), found).version == trained()[0]


def test_a_playbook_can_be_pointed_at_other_weights() -> None:
    pointed = pointing_at(playbook(), "w00000001")
    assert pointed.classification.weights == "w00000001"
    assert pointed.stamp != playbook().stamp
    assert pointing_at(pointed, None).classification == playbook().classification
    assert pointed.clauses == playbook().clauses


def test_an_unknown_name_is_unknown() -> None:
    with pytest.raises(Unknown):
        MemoryRegistry().weights("w00000001")
