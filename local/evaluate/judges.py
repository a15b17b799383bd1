"""Who is compared: each takes texts and gives one label for each."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from earshot.config import load_playbook
from earshot.domain.classify import classify
from earshot.domain.classify.model import SHIPPED, provide
from earshot.domain.classify.model.weights import Weights
from earshot.domain.classify.training.examples import Example
from earshot.domain.classify.training.pack import feelings_of
from earshot.domain.classify.training.plans import AT_HOME
from earshot.domain.classify.training.teach import teach
from earshot.domain.judgement import Classification
from earshot.domain.playbook import Playbook
from local.evaluate.rows import Row, mention
from local.paths import ROOT

Judge = Callable[[Sequence[str]], list[str]]
Reader = Callable[[str], Classification]


@cache
def playbook() -> Playbook:
    """The project's own."""
    return load_playbook(ROOT / "config" / "playbook.yaml")


@cache
def reader(weights: str | None = None, model: str = "embedded") -> Reader:
    """`classify` by the default playbook, with the named weights or another model."""
    chapter = {"model": model, "weights": weights, "min_confidence": {"relevance": 0.0}}
    written = {**playbook().model_dump(mode="json"), "classification": chapter}
    policy = Playbook.model_validate(written)
    return cache(lambda text: classify(mention(text), policy))


def head(name: str, reads: Reader | None = None) -> Judge:
    """One label of the classification; by the weights that are shipped unless told otherwise."""
    read = reads or reader()
    return lambda texts: [getattr(read(text), name).value for text in texts]


def always(label: str) -> Judge:
    """Whatever is said: what every other judge has to be better than."""
    return lambda texts: [label] * len(texts)


def taught(rows: Sequence[Row], labels: dict[str, str], *, base: bool = False) -> Reader:
    """A reader that has learned from these rows, alone or on top of the shipped weights.

    `labels` name the rows' key for each head.
    """
    shipped = Weights.from_bytes(SHIPPED.read_bytes())
    examples = [
        Example(row["id"], row["text"], {head: row[key] for head, key in labels.items()})
        for row in rows
    ]
    learned = teach(
        examples, feelings_of(shipped), {}, base=shipped if base else None, plans=AT_HOME
    )
    return reader(provide(learned.weights.as_bytes()).version)


@cache
def _analyzer() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


@cache
def _compound(text: str) -> float:
    return float(_analyzer().polarity_scores(text)["compound"])


def vader(low: float = -0.05, high: float = 0.05) -> Judge:
    """VADER's compound score, cut at its published thresholds or at tuned ones."""

    def name(value: float) -> str:
        return "negative" if value <= low else "positive" if value >= high else "neutral"

    return lambda texts: [name(_compound(text)) for text in texts]
