"""The cues that all languages share are compiled once: each entry is as if made with all cues."""

import pytest

from earshot.domain.classify.drafts import Cue, Shared
from earshot.domain.classify.vocabulary import FIRST_TOPIC, SLOT, Vocabulary

CUES: tuple[Cue, ...] = (
    ("topic", FIRST_TOPIC, 2.0, "gizmo"),
    ("topic", FIRST_TOPIC, 2.0, "refundable"),
    ("topic", FIRST_TOPIC, 2.0, "overheated"),
    ("topic", FIRST_TOPIC + 1, 3.0, "refund*"),
    ("topic", FIRST_TOPIC + 1, 3.0, "thanks to gizmo"),
    ("valence", 0, -2.0, "thanks"),
)
SHARED = Shared(CUES, topics=2)


def effects(vocabulary: Vocabulary, word: str) -> dict[int, float]:
    entry = vocabulary[word]
    return dict(entry.effects) if entry else {}


def test_a_shared_cue_counts_in_every_language() -> None:
    for language in ("en", "de", "uk", "ja"):
        assert effects(Vocabulary(language, SHARED), "gizmo") == {FIRST_TOPIC: 2.0}


def test_a_shared_beginning_counts_for_what_is_written_longer() -> None:
    for language in ("en", "sv", "ja"):
        found = effects(Vocabulary(language, SHARED), "refundable")
        assert found.items() >= {FIRST_TOPIC: 2.0, FIRST_TOPIC + 1: 3.0}.items()


def test_a_languages_own_beginning_counts_for_a_shared_word() -> None:
    complaint = {SLOT["complaint"]: 2.0}
    assert effects(Vocabulary("en"), "overheated") == complaint
    assert effects(Vocabulary("en", SHARED), "overheated") == {FIRST_TOPIC: 2.0, **complaint}
    assert effects(Vocabulary("uk", SHARED), "overheated") == {FIRST_TOPIC: 2.0}


def test_a_shared_feeling_stands_in_for_the_languages_own() -> None:
    ours, theirs = Vocabulary("en", SHARED)["thanks"], Vocabulary("en")["thanks"]
    assert ours is not None and theirs is not None
    assert theirs.valence > 0 > ours.valence == -2.0
    assert ours.effects == theirs.effects
    assert set(ours.phrases or {}) == {*(theirs.phrases or {}), "to"}


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_language_leaves_what_is_shared_as_it_was(language: str) -> None:
    before = Vocabulary("fr", SHARED)
    Vocabulary(language, SHARED)
    assert Vocabulary("fr", SHARED) == before
