"""What was understood of a mention and what was decided for it: small values on the hot path."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple, get_args

Head = Literal["relevance", "topic", "intent", "sentiment"]
HEADS: tuple[Head, ...] = get_args(Head)
"""The labels that a model gives, and that people correct."""
LABELS: tuple[str, ...] = (*HEADS, "urgency", "language")
Relevance = Literal["noise", "informational", "actionable"]
Tier = Literal["own", "outside"]
Act = Literal[
    "ignore",
    "listen",
    "hold",
    "acknowledge",
    "respond",
    "auto_reply",
    "move_private",
    "escalate",
    "moderate",
    "amplify",
]

ACTS_WITH_A_CASE: frozenset[str] = frozenset(
    {"hold", "acknowledge", "respond", "auto_reply", "move_private", "escalate", "moderate"}
)

SURE = 0.6
"""A language that is less sure says neither by whose words a post is read nor who answers it."""


class Label(NamedTuple):
    """One label with its confidence (0 to 1) and the rule or model that set it."""

    value: str
    confidence: float
    source: str


DETECTOR = "detector"
"""The source of personal data that our own detectors found; a service gives its own name."""


class Span(NamedTuple):
    """Personal data found in a text: kind and code-point offsets, end exclusive, and who found it.

    The detectors find or do not find; there is no confidence to tell.
    """

    kind: str
    start: int
    end: int
    source: str = DETECTOR


def spans_from(data: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
    """Spans from the form that they have in items and in the API."""
    return tuple(
        Span(one["kind"], int(one["start"]), int(one["end"]), one.get("source", DETECTOR))
        for one in data
    )


class Classification(NamedTuple):
    """Everything understood of one mention; `strength` is the sentiment's, from -1 to 1.

    `risk` and `flags` are names; `set_by` has a label for each of them that somebody judged, which
    says how sure that is and who says so. `unsure` are the labels below what the playbook asks;
    where there are any, `unsure` is among the flags too.
    """

    relevance: Label
    topic: Label
    intent: Label
    sentiment: Label
    strength: float
    urgency: Label
    language: Label
    personal_data: tuple[Span, ...] = ()
    risk: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    version: str = ""
    unsure: tuple[str, ...] = ()
    set_by: tuple[Label, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The form in messages, items, `earshot classify` output and the API."""
        return {
            "relevance": self.relevance._asdict(),
            "topic": self.topic._asdict(),
            "intent": self.intent._asdict(),
            "sentiment": {**self.sentiment._asdict(), "strength": self.strength},
            "urgency": self.urgency._asdict(),
            "language": self.language._asdict(),
            "personal_data": [span._asdict() for span in self.personal_data],
            "risk": list(self.risk),
            "flags": list(self.flags),
            "unsure": list(self.unsure),
            "set_by": {
                name: {"confidence": sure, "source": source} for name, sure, source in self.set_by
            },
            "version": self.version,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Classification":
        """From that form; what older versions wrote tells neither `unsure` nor `set_by`.

        Where it only says that something is unsure, any of the labels may be meant.
        """
        flags = tuple(data["flags"])

        def label(name: str) -> Label:
            value = data[name]
            return Label(value["value"], value["confidence"], value["source"])

        return cls(
            relevance=label("relevance"),
            topic=label("topic"),
            intent=label("intent"),
            sentiment=label("sentiment"),
            strength=data["sentiment"]["strength"],
            urgency=label("urgency"),
            language=label("language"),
            personal_data=spans_from(data["personal_data"]),
            risk=tuple(data["risk"]),
            flags=flags,
            version=data["version"],
            unsure=tuple(data.get("unsure", HEADS if "unsure" in flags else ())),
            set_by=tuple(
                Label(name, by["confidence"], by["source"])
                for name, by in data.get("set_by", {}).items()
            ),
        )


class Factor(NamedTuple):
    """One named part of a priority; the parts sum to it."""

    name: str
    points: int


class Skipped(NamedTuple):
    """A clause that came earlier in the playbook and did not match, and why."""

    clause: str
    reason: str


class Decision(NamedTuple):
    """The act a mention deserves, the clause that chose it, and all that follows from it.

    `priority` runs from 0 to 100 and is the sum of `factors`. `urgency` is set where circumstances
    raised the one that the words gave; `recent` is the count it was derived with. A case of the
    tier `outside` waits behind all others, and ends by itself when nobody takes it up within
    `expires_after` seconds. `alert` says that somebody is told of the praise. `skipped` is derived
    again on demand and not stored.
    """

    act: Act
    clause: str
    priority: int
    factors: tuple[Factor, ...]
    brand: str
    team: str
    skills: tuple[str, ...] = ()
    sla_policy: str | None = None
    template: str | None = None
    mode: Literal["listen_only", "advise", "act"] = "act"
    playbook: str = ""
    classifier: str = ""
    urgency: Label | None = None
    recent: int = 0
    tier: Tier = "own"
    expires_after: int | None = None
    alert: bool = False
    skipped: tuple[Skipped, ...] = ()

    @property
    def opens_case(self) -> bool:
        return self.act in ACTS_WITH_A_CASE

    def as_dict(self) -> dict[str, Any]:
        """The stored decision record; `playbook` is version and content hash, `v3:9f2c…`."""
        return {
            "act": self.act,
            "clause": self.clause,
            "priority": self.priority,
            "factors": {f.name: f.points for f in self.factors},
            "brand": self.brand,
            "team": self.team,
            "skills": list(self.skills),
            "sla_policy": self.sla_policy,
            "template": self.template,
            "mode": self.mode,
            "playbook": self.playbook,
            "classifier": self.classifier,
            "urgency": self.urgency._asdict() if self.urgency else None,
            "recent": self.recent,
            "tier": self.tier,
            "expires_after": self.expires_after,
            "alert": self.alert,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Decision":
        kept = {name: data[name] for name in data.keys() & set(cls._fields)}
        kept["priority"] = int(data["priority"])
        kept["factors"] = tuple(Factor(n, int(p)) for n, p in data["factors"].items())
        kept["skills"] = tuple(data.get("skills", ()))
        raised = data.get("urgency")
        kept["urgency"] = Label(**raised) if raised else None
        kept["recent"] = int(data.get("recent", 0))
        return cls(**kept)
