"""Tallies of words by language: packed numbers that add up, and tables that are what they say."""

from hypothesis import given, settings
from hypothesis import strategies as st

from earshot.domain.classify import letters
from earshot.domain.classify.language import language_of, words_met
from earshot.domain.classify.letters import LANGUAGES, Words, numbers, tally
from earshot.domain.classify.trigrams import COUNTED, WIDTH, weighted
from earshot.domain.judgement import Label

WEIGHTS = st.dictionaries(st.sampled_from(LANGUAGES), st.integers(0, 10_000))


@given(WEIGHTS, WEIGHTS)
def test_packed_numbers_add_up_language_by_language(a: dict[str, int], b: dict[str, int]) -> None:
    summed = tuple(a.get(name, 0) + b.get(name, 0) for name in LANGUAGES)
    assert numbers(tally(a) + tally(b)) == summed


@settings(deadline=None)
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
    nothing = ("@acme", "12345", "4g", "http", "rt", "")
    assert [words[word] for word in nothing] == [0] * 6
    assert [words.letters[word] for word in nothing] == [0] * 6


def test_a_word_speaks_either_as_a_listed_one_or_by_its_letters() -> None:
    words = Words()
    for word in ("und", "j'ai", "l'app", "pas", "thermostat", "l'ampoule", "gekündigt"):
        assert (words[word] == 0) != (words.letters[word] == 0)
    words.clear()
    assert (len(words), len(words.letters)) == (0, 0)


def test_letters_of_other_words_are_asked_only_where_the_listed_ones_leave_doubt() -> None:
    words_met().clear()
    long = "the thermostat that you sent us last week does not work and nobody has called me back"
    assert language_of(None, long, long.split()) == Label("en", 0.97, "words")
    assert not words_met().letters
    short = "thermostat kaputt"
    language_of(None, short, short.split())
    assert words_met().letters["thermostat"] > 0
    assert set(words_met().letters) == {"thermostat", "kaputt"}


def test_only_so_many_words_are_remembered() -> None:
    words = Words()
    for number in range(letters.KEPT + 1):
        words[f"@{number}"]
    assert len(words) == 1
