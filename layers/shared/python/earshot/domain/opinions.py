"""Second opinions: which labels are in doubt, what is asked, and what becomes of the answer.

Pure, like all that judges: services are asked by a use case, and their answers are inputs here.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, get_args

from earshot.domain.classify import classify
from earshot.domain.judgement import SURE, Classification, Label, Relevance, Span
from earshot.domain.mention import Mention
from earshot.domain.pii import mask
from earshot.domain.playbook import Playbook
from earshot.domain.playbook.backends import Backend
from earshot.domain.playbook.conditions import Intent, Sentiment

LABELLED = ("relevance", "topic", "intent", "sentiment", "language")
NEVER_ASKED = frozenset({"spam", "promotion", "reshare", "own_echo", "unclassified"})
"""Junk costs nothing (F97), and what our own classifier broke on is for a person."""
LONGEST = 1000
"""Characters that a service gets to see; posts are shorter, and prices go by length."""
CERTAINLY = 0.8
"""A customer taken for noise is never answered: a service has to be this sure of it."""

_POLES = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}
_HANDLE = re.compile(r"(?<![\w.])@(\w[\w.-]*)")
_LANGUAGE = re.compile(r"[a-z]{2}")


class Question(NamedTuple):
    """One post as a service sees it; `number` is its place in the batch.

    In `text` personal data is named by its kind, in `blanked` it is starred out, so that places
    stay what they are. `language` is `und` unless it is known for sure.
    """

    number: int
    heads: tuple[str, ...]
    text: str
    blanked: str
    language: str
    private: bool
    reply: bool


class Opinion(NamedTuple):
    """What a service says of one post; nothing in it has been checked."""

    labels: Mapping[str, Label]
    strength: float | None = None
    personal_data: tuple[Span, ...] = ()


class Advice(NamedTuple):
    """The opinions by the questions' numbers, and what they cost, in millionths of a US dollar."""

    opinions: Mapping[int, Opinion]
    cost: int


def in_doubt(found: Classification, backend: Backend) -> tuple[str, ...]:
    """What this service may settle: labels below its threshold, and personal data beside them.

    Nothing of what is surely noise. Who is asked for personal data alone is asked where any label
    is in doubt.
    """
    sure_noise = found.relevance.value == "noise" and found.relevance.confidence >= backend.below
    if sure_noise or NEVER_ASKED.intersection(found.flags):
        return ()
    doubted = [h for h in LABELLED if getattr(found, h).confidence < backend.below]
    settles = tuple(head for head in doubted if head in backend.ask_for)
    only_data = set(backend.ask_for) == {"personal_data"}
    if "personal_data" in backend.ask_for and (settles or (only_data and doubted)):
        settles += ("personal_data",)
    return settles


def question(
    number: int,
    mention: Mention,
    found: Classification,
    heads: tuple[str, ...],
    handles: frozenset[str],
) -> Question | None:
    """The post without what would tell who wrote it; None where there are no words.

    `handles` are the brands' own, in small letters; anybody else's becomes `@someone`.
    """
    text = mention.text or ""
    if not heads or not text.strip():
        return None
    spoken = found.language.value if found.language.confidence >= SURE else "und"
    return Question(
        number,
        heads,
        _without_handles(mask(text, found.personal_data), handles)[:LONGEST],
        _starred(text, found.personal_data)[:LONGEST],
        spoken,
        mention.is_private,
        mention.in_reply_to is not None,
    )


def sound(opinion: Opinion, heads: tuple[str, ...], playbook: Playbook) -> dict[str, Label]:
    """The labels that were asked for, that the taxonomy knows, and that are surely meant."""
    known = choices(playbook)
    return {
        head: label
        for head, label in opinion.labels.items()
        if head in heads and _known(head, label.value, known) and 0.0 <= label.confidence <= 1.0
        if not (label.value == "noise" and label.confidence < CERTAINLY)
    }


def choices(playbook: Playbook) -> dict[str, tuple[str, ...]]:
    """The values of each label that a service may choose from."""
    return {
        "relevance": get_args(Relevance),
        "topic": tuple(dict.fromkeys([*playbook.taxonomy.topics, "other"])),
        "intent": get_args(Intent),
        "sentiment": get_args(Sentiment),
    }


def adopt(
    mention: Mention,
    found: Classification,
    opinion: Opinion,
    labels: Mapping[str, Label],
    playbook: Playbook,
) -> Classification:
    """The classification with those of the labels that are surer than its own.

    Urgency follows the new relevance, personal data is added to what was found, and what stays
    below what the playbook asks remains `unsure`.
    """
    surer = {h: new for h, new in labels.items() if new.confidence > getattr(found, h).confidence}
    fields: dict[str, Any] = dict(surer)
    end = len(mention.text or "")
    shown = [span for span in opinion.personal_data if 0 <= span.start < span.end <= end]
    fields["personal_data"] = together(found.personal_data, shown)
    if feeling := surer.get("sentiment"):
        told = _POLES[feeling.value] * feeling.confidence
        fields["strength"] = told if opinion.strength is None else opinion.strength
    made = found._replace(**fields)
    if "relevance" in surer:
        again = classify(mention, playbook, relevance=made.relevance)
        made = made._replace(urgency=again.urgency)
    return _doubting(made, playbook)


def _doubting(made: Classification, playbook: Playbook) -> Classification:
    least = playbook.classification.min_confidence
    unsure = least.missed_by(made.relevance, made.topic, made.intent, made.sentiment)
    others = tuple(flag for flag in made.flags if flag != "unsure")
    return made._replace(unsure=unsure, flags=(*others, "unsure") if unsure else others)


def _known(head: str, value: str, known: Mapping[str, tuple[str, ...]]) -> bool:
    return bool(_LANGUAGE.fullmatch(value)) if head == "language" else value in known.get(head, ())


def together(ours: tuple[Span, ...], theirs: Iterable[Span]) -> tuple[Span, ...]:
    """Ours, and of theirs what lies beside them, in order of place."""
    new = [t for t in theirs if not any(t.start < o.end and o.start < t.end for o in ours)]
    return tuple(sorted([*ours, *new], key=lambda span: span.start)) if new else ours


def _starred(text: str, spans: Iterable[Span]) -> str:
    for span in spans:
        text = text[: span.start] + "*" * (span.end - span.start) + text[span.end :]
    return text


def _without_handles(text: str, handles: frozenset[str]) -> str:
    def named(match: re.Match[str]) -> str:
        return match[0] if match[1].lower() in handles else "@someone"

    return _HANDLE.sub(named, text)
