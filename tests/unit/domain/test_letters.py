"""Tallies of words by language: packed numbers that add up, and tables that are what they say."""

from hypothesis import given
from hypothesis import strategies as st

from earshot.domain.classify import letters
from earshot.domain.classify.letters import LANGUAGES, Words, numbers, tally
from earshot.domain.classify.trigrams import COUNTED, WIDTH, weighted

WEIGHTS = st.dictionaries(st.sampled_from(LANGUAGES), st.integers(0, 10_000))


@given(WEIGHTS, WEIGHTS)
def test_packed_numbers_add_up_language_by_language(a: dict[str, int], b: dict[str, int]) -> None:
    summed = tuple(a.get(name, 0) + b.get(name, 0) for name in LANGUAGES)
    assert numbers(tally(a) + tally(b)) == summed


@given(st.text(max_size=60))
def test_no_word_overflows_its_place(word: str) -> None:
    assert max(numbers(Words()[word])) * 60 < 2**letters.LANE


def test_sixty_of_the_most_telling_words_do_not_overflow_either() -> None:
    heaviest = max(weight for _, _, weight in weighted())
    most = (heaviest + letters.USUAL) * letters.LONGEST + letters.BONUS
    assert most * 60 < 2**letters.LANE


def test_each_trigram_has_one_weight_for_a_language() -> None:
    found = [(gram, language) for gram, language, _ in weighted()]
    assert len(found) == len(set(found)) > 10_000
    assert {language for _, language in found} == set(COUNTED)
    assert all(len(gram) == WIDTH and 2 <= weight <= 9 for gram, _, weight in weighted())


def test_names_numbers_and_leftovers_of_links_say_nothing() -> None:
    words = Words()
    assert [words[word] for word in ("@acme", "12345", "4g", "http", "rt", "")] == [0] * 6


def test_only_so_many_words_are_remembered() -> None:
    words = Words()
    for number in range(letters.KEPT + 1):
        words[f"@{number}"]
    assert len(words) == 1
