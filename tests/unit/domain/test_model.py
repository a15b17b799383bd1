"""The embedded model reads texts as it was taught to, and keeps its weights small."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earshot.domain.classify import model
from earshot.domain.classify.model import features
from earshot.domain.classify.model.chances import likeliest, shares
from earshot.domain.classify.model.features import distinct, parts
from earshot.domain.classify.model.heads import FIRST, HEADS, WIDTH
from earshot.domain.classify.model.reader import Reader
from earshot.domain.classify.model.weights import Weights, version
from earshot.domain.classify.training.examples import Example, cues, seen
from earshot.domain.classify.training.pack import feelings_of

SHIPPED = model.SHIPPED.read_bytes()


def reading(text: str) -> list[float]:
    return model.shipped().read(parts(text), *cues(text))


def test_links_handles_and_numbers_keep_their_kind_alone() -> None:
    assert parts("@Acme_Help see https://t.example/x 4711 times").words == [
        "<at>",
        "see",
        "<url>",
        "0000",
        "times",
    ]


def test_a_negation_reaches_three_words_and_no_further_than_a_stop() -> None:
    said = parts("do not buy this thing ever")
    assert said.negated == [False, False, True, True, True, False]
    assert parts("no! buy this").negated == [False, False, False, False]
    assert parts("isn't good").negated == [False, True]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("WHY is it so", "shouted"),
        ("sooooo late", "drawn out"),
        ("late 😡", "emoji"),
        ("see https://t.example/x", "ends <url>"),
        ("@acme hello", "begins <at>"),
        ("where is it?", "ends ?"),
    ],
)
def test_style_leaves_a_mark(text: str, mark: str) -> None:
    assert mark in parts(text).marks


def test_context_leaves_a_mark_where_it_is_known() -> None:
    assert {"private", "reply"} <= set(parts("hello", private=True, reply=True).marks)
    assert not {"private", "reply"} & set(parts("hello").marks)


def test_what_is_said_again_counts_once() -> None:
    assert distinct(parts("late late late")) == (["late"], [("^", "late"), ("late", "late")], [])
    assert reading("terrible " * 60) == pytest.approx(reading("terrible " * 90), abs=0.01)


def test_only_the_beginning_of_a_very_long_text_is_read() -> None:
    long = "the parcel is late " * 200
    assert len(long) > features.READ
    assert parts(long) == parts(long[: features.READ])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_every_text_has_a_reading(text: str) -> None:
    assert len(reading(text)) == WIDTH


@pytest.mark.parametrize(
    "text", ["@acme where is my parcel??", "not bad at all 😍", "it never never works", ""]
)
def test_it_reads_as_it_is_taught(text: str) -> None:
    weights = Weights.from_bytes(SHIPPED)
    written_out = _written_out(weights, text)
    assert Reader(weights).read(parts(text), *cues(text)) == pytest.approx(written_out, abs=1e-6)


def _written_out(weights: Weights, text: str) -> list[float]:
    """The sum written out: rows of the parts over the root of their number, marks, evidence."""
    sight = seen(Example("1", text, {}), feelings_of(weights), told=False)
    place = {number: n for n, number in enumerate(weights.numbers)}

    def total(numbers: list[int], outcome: int) -> int:
        known = [place[number] for number in numbers if number in place]
        return sum(weights.rows[n * (WIDTH + 1) + 1 + outcome] - 128 for n in known)

    found = []
    for head in HEADS:
        for outcome in range(FIRST[head.name], FIRST[head.name] + len(head.outcomes)):
            words = total(sight.parts, outcome) / (len(sight.parts) or 1) ** 0.5
            marks = total(sight.marks, outcome)
            told = zip(weights.evidence[outcome], sight.evidence, strict=True)
            found.append(weights.scales[head.name] * (words + marks) + sum(w * e for w, e in told))
    return found


@given(first=st.text(max_size=8), second=st.text(max_size=8))
def test_the_number_of_two_words_is_that_of_both_in_one_text(first: str, second: str) -> None:
    assert features.of_pair(first, second) == features.of_word(f"{first}  {second}")
    assert features.of_negated(second) == features.of_word(f"not {second}")


@given(scored=st.lists(st.integers(-900, 900), min_size=1, max_size=8))
def test_the_likeliest_outcome_is_the_first_of_the_greatest_share(scored: list[int]) -> None:
    weighed = [hundredth / 100 for hundredth in scored]
    chances = shares(weighed, 1.3)
    assert likeliest(weighed, 1.3) == (chances.index(max(chances)), max(chances))


def test_weights_survive_their_file() -> None:
    weights = Weights.from_bytes(SHIPPED)
    assert weights.as_bytes() == SHIPPED
    assert len(weights.rows) == len(weights.numbers) * (WIDTH + 1)


def test_weights_are_named_by_their_content() -> None:
    assert version(SHIPPED) == model.shipped().version
    assert version(SHIPPED + b" ") != version(SHIPPED)


def test_weights_for_other_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="made for other labels"):
        Weights.from_bytes(SHIPPED.replace(b'"praise"', b'"thanks"', 1))


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]\n", b"\xff", SHIPPED[:-100], SHIPPED.partition(b"\n")[0] + b"\nnothing"],
)
def test_what_is_no_file_of_weights_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="weights: "):
        Weights.from_bytes(data)


def test_weights_without_all_their_rows_are_refused() -> None:
    weights = Weights.from_bytes(SHIPPED)
    short = weights._replace(rows=weights.rows[:-1]).as_bytes()
    with pytest.raises(ValueError, match="rows are missing"):
        Weights.from_bytes(short)


def test_what_is_shipped_is_small() -> None:
    assert len(SHIPPED) < 2_000_000
    assert len(Weights.from_bytes(SHIPPED).rows) < 5_200_000


def test_weights_that_a_deployment_trained_are_found_by_their_name() -> None:
    assert model.named(None) is model.shipped()
    assert model.named("w00000000") is None
    provided = model.provide(Weights.from_bytes(SHIPPED)._replace(made={}).as_bytes())
    assert model.named(provided.version) is provided


def test_the_model_is_loaded_only_where_a_playbook_wants_it() -> None:
    code = (
        "import sys; from tests.builders import mention, playbook;"
        "from earshot.domain.classify import classify; classify(mention(), playbook());"
        "print([m for m in sys.modules if 'classify.model' in m])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=_paths()
    )
    assert done.stdout.strip() == "[]"


def _paths() -> dict[str, str]:
    return {"PYTHONPATH": ":".join(sys.path), "PATH": ""}
