"""From evidence to labels: a few thresholds, each with its confidence."""

from collections.abc import Iterable
from math import sqrt

from earshot.domain.classify.vocabulary import FIRST_RISK, FIRST_TOPIC, INTENTS, RISKS, SLOT
from earshot.domain.judgement import Label
from earshot.domain.mention import Mention

_AFTER_RISK = FIRST_RISK + len(RISKS)
_SPAM, _PROMOTION, _NOISE = SLOT["spam"], SLOT["promotion"], SLOT["noise"]
_URGENT, _OUTAGE = SLOT["urgent"], SLOT["outage"]
_US, _NOT_US = SLOT["us"], SLOT["not_us"]
_OTHER = Label("other", 0.4, "none")
_WIDE_REACH = 50_000

Marks = tuple[Label, ...]
"""The flags and risks that are set, by name, with who set them; mostly there are none."""


def _sure(weight: float) -> float:
    """0.4 without evidence, 0.57 for the first point, 0.85 from about ten on."""
    return round(0.95 - 0.55 / (1.0 + 0.45 * weight), 2)


# Labels are made once and handed out: making them anew would cost as much as reading the text.
_STEPS = 100
_SURE = tuple(_sure(step / 10) for step in range(_STEPS))
_INTENTS = tuple(tuple(Label(name, sure, "cues") for sure in _SURE) for name in INTENTS)
_MARKS = {
    name: tuple(Label(name, sure, f"cue:{name}") for sure in _SURE)
    for name in ("spam", "promotion", *RISKS)
}
_RESHARE: Marks = (Label("reshare", 1.0, "prefix:RT @"),)
OWN_ECHO: Marks = (Label("own_echo", 1.0, "handle"),)


def _step(weight: float) -> int:
    return min(_STEPS - 1, int(weight * 10)) if weight > 0 else 0


def strength(valence: float) -> float:
    """Squeeze a sum of feelings into -1 to 1."""
    return round(valence / sqrt(valence * valence + 7.0), 2) if valence else 0.0


def _sentiment(feeling: float) -> Label:
    if feeling > 0.25:
        return Label("positive", round(0.5 + feeling / 2.3, 2), "lexicon")
    if feeling < -0.2:
        return Label("negative", round(0.5 - feeling / 2.3, 2), "lexicon")
    return Label("neutral", 0.5, "lexicon")


_SENTIMENTS = tuple(_sentiment(hundredth / 100) for hundredth in range(-100, 101))


def sentiment(feeling: float, kind: Label) -> Label:
    """For a strength with two decimals; who complains in calm words is not content either."""
    if kind[0] == "complaint" and -0.2 <= feeling <= 0.25:
        return _CALM_COMPLAINT
    return _SENTIMENTS[round(feeling * 100) + 100]


_CALM_COMPLAINT = Label("negative", 0.55, "intent")


def intent(scores: list[float], feeling: float, asks: bool) -> Label:
    """The kind with most evidence; a question mark and the feeling count beside the cues.

    Praise beside a complaint is mostly irony, so it counts for half.
    """
    complaint, question, request, feedback, praise = scores[:5]
    if asks:
        question += 1.5
    if feeling < -0.2:
        complaint -= feeling * 4.0
        praise = 0.0
    elif feeling > 0.25:
        praise += feeling
    if complaint >= 2.0:
        praise *= 0.5
    ranked = [complaint, question, request * 0.9, feedback, praise]
    best = max(ranked)
    if best < 1.0:
        return _OTHER
    winner = ranked.index(best)
    ranked[winner] = 0.0
    return _INTENTS[winner][_step(best - max(ranked))]


def topic(scores: list[float], names: tuple[tuple[Label, ...], ...]) -> Label:
    """The subject with most evidence; the first listed wins a tie."""
    found = scores[FIRST_TOPIC : FIRST_TOPIC + len(names)]
    best = max(found) if found else 0.0
    return names[found.index(best)][_step(best)] if best > 0.0 else _OTHER


def topic_labels(names: Iterable[str]) -> tuple[tuple[Label, ...], ...]:
    """What `topic` hands out for a playbook's subjects."""
    return tuple(tuple(Label(name, sure, "playbook") for sure in _SURE) for name in names)


def flags(scores: list[float], text: str, feeling: float, spoken_to: bool) -> Marks:
    """Reshare, spam, promotion. Who asks us something or complains to us is no advertiser.

    A customer taken for spam is never answered, so that doubt speaks for the customer.
    """
    found = _RESHARE if text.startswith("RT @") else ()
    spam, promotion = scores[_SPAM], scores[_PROMOTION]
    if spam >= 2.0 or promotion >= 2.0:
        matter = max(scores[:3]) + (1.0 if spoken_to else 0.0)
        if spam >= 2.0 and spam > matter:
            found += (_MARKS["spam"][_step(spam - matter)],)
        if promotion >= 2.0 and promotion > matter and feeling > -0.2:
            found += (_MARKS["promotion"][_step(promotion - matter)],)
    return found


def is_unwanted(marks: Marks) -> bool:
    """Whether any of them says that it is spam or promotion."""
    return any(name != "reshare" for name, _, _ in marks)


def risk(scores: list[float]) -> Marks:
    """What it speaks of that is dangerous, each as sure as there are cues for it."""
    weights = scores[FIRST_RISK:_AFTER_RISK]
    if not any(weights):
        return ()
    return tuple(
        _MARKS[name][_step(weight)]
        for name, weight in zip(RISKS, weights, strict=True)
        if weight >= 2.0
    )


def spoken_to(scores: list[float], mention: Mention) -> bool:
    """Whether the post is addressed to us, in private or by our handle."""
    return mention.visibility == "private" or scores[_US] >= 2.0


def relevance(scores: list[float], kind: Label, *, addressed: bool, flagged: bool) -> Label:
    """Whether a team owes an answer (actionable), should know (informational), or neither."""
    if certain := not_for_us(scores, addressed=addressed, flagged=flagged):
        return certain
    value, sure, _ = kind
    if value == "praise":
        return _INFORMATIONAL[sure]
    if value != "other" and not (scores[_NOISE] and not scores[_US]):
        return _ACTIONABLE[sure]
    return _ADDRESSED if addressed or scores[_US] else _CHATTER


def not_for_us(scores: list[float], *, addressed: bool, flagged: bool) -> Label | None:
    """Noise by what is written in the playbook or flagged, whoever judges."""
    if flagged:
        return _ADVERTISING
    return _NOT_ABOUT_US if scores[_NOT_US] and not addressed else None


_ADVERTISING = Label("noise", 0.85, "cues")
_NOT_ABOUT_US = Label("noise", 0.8, "playbook")
_CHATTER = Label("noise", 0.6, "none")
_ADDRESSED = Label("informational", 0.5, "address")
_INFORMATIONAL = {sure: Label("informational", sure, "cues") for sure in _SURE}
_ACTIONABLE = {sure: Label("actionable", sure, "cues") for sure in _SURE}


def urgency(
    scores: list[float], mention: Mention, relevant: Label, risks: tuple[str, ...], feeling: float
) -> Label:
    """From what can be named, never from the tone: danger, law, press, outage, haste, reach."""
    if relevant[0] == "noise":
        return _LOW
    for name, label in _PRESSING.items() if risks else ():
        if name in risks:
            return label
    if scores[_OUTAGE] >= 2.0 and feeling < 0.25:
        return _OUT
    if scores[_URGENT] >= 2.0:
        return _HASTE
    if feeling < -0.2 and (mention.author.followers or 0) >= _WIDE_REACH:
        return _REACH
    return _NORMAL if relevant[0] == "actionable" else _LOW


_LOW = Label("low", 0.6, "none")
_NORMAL = Label("normal", 0.5, "none")
_OUT = Label("high", 0.6, "outage")
_HASTE = Label("high", 0.6, "cues")
_REACH = Label("high", 0.6, "reach")
# The gravest first.
_PRESSING = {
    "safety": Label("critical", 0.8, "risk:safety"),
    "self_harm": Label("critical", 0.8, "risk:self_harm"),
    "security": Label("critical", 0.7, "risk:security"),
    "legal": Label("high", 0.7, "risk:legal"),
    "press": Label("high", 0.7, "risk:press"),
}
