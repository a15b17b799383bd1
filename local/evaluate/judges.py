"""Who is compared: each takes texts and gives one label for each."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from earshot.config import load_playbook
from earshot.domain.classify import classify
from earshot.domain.judgement import Classification
from earshot.domain.playbook import Playbook
from local.evaluate.rows import mention
from local.paths import ROOT

Judge = Callable[[Sequence[str]], list[str]]


@cache
def playbook() -> Playbook:
    """The project's own."""
    return load_playbook(ROOT / "config" / "playbook.yaml")


@cache
def understood(text: str) -> Classification:
    """What `classify` says of a text, by the default playbook."""
    return classify(mention(text), playbook())


def head(name: str) -> Judge:
    """One label of the classification."""
    return lambda texts: [getattr(understood(text), name).value for text in texts]


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
