"""A playbook's clauses and priority factors, made ready to be tried on mentions."""

from bisect import bisect
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from earshot.domain.judgement import SURE, Act, Classification, Factor, Tier
from earshot.domain.matching import Check, Facts, checks
from earshot.domain.playbook import Clause, Playbook, When


class Terms(NamedTuple):
    """What a decision takes from its clause, in a tuple: a model's fields are slow to read."""

    clause: str
    act: Act
    team: str | None
    skills: tuple[str, ...]
    sla_policy: str | None
    template: str | None
    tier: Tier | None
    expires_after: int | None
    alert: bool

    @classmethod
    def of(cls, clause: Clause) -> "Terms":
        """Those of one clause."""
        return cls(clause.name, *(getattr(clause, name) for name in cls._fields[1:]))


class Rule(NamedTuple):
    """A clause, ready to be tried."""

    clause: Clause
    when: tuple[Check, ...]
    unless: tuple[Check, ...]
    points: tuple[Factor, ...]
    terms: Terms


class Place(NamedTuple):
    """What a decision takes from the site it is for."""

    rating: str = "own"
    never_respond: bool = False
    tier: Tier = "own"
    expires_after: int | None = None


class Bonus(NamedTuple):
    """A priority factor, ready to be tried."""

    asked: When
    when: tuple[Check, ...]
    points: Factor


class _Kind(NamedTuple):
    """What most conditions turn on, and few mentions differ in."""

    relevance: str
    intent: str
    sentiment: str
    risk: bool
    flags: bool
    personal_data: bool
    visibility: str
    rating: str
    known_author: bool
    followers: float
    reposts: float

    def may_suit(self, when: When) -> bool:
        """Whether a mention of this kind can meet the condition at all."""
        return (
            (not when.relevance or self.relevance in when.relevance)
            and (not when.intent or self.intent in when.intent)
            and (not when.sentiment or self.sentiment in when.sentiment)
            and (self.risk or not when.risk)
            and (self.flags or not (when.flags or when.unsure))
            and (self.personal_data or not when.personal_data)
            and self._stands_where(when)
            and self._reaches(when)
        )

    def _stands_where(self, when: When) -> bool:
        return (
            (not when.visibility or self.visibility in when.visibility)
            and (not when.rating or self.rating in when.rating)
            and (when.own_channel is None or when.own_channel == (self.rating == "own"))
            and (self.known_author or not (when.min_cases or when.open_case or when.known_for))
        )

    def _reaches(self, when: When) -> bool:
        """A post that is passed on so often in an hour has been passed on that often at least."""
        return (
            (when.min_followers or 0) <= self.followers
            and (when.min_reposts or 0) <= self.reposts
            and (when.min_reposts_per_hour or 0) <= self.reposts
        )


class Rules:
    """A playbook's clauses and priority factors as checks; `narrowed` to a kind of mention."""

    def __init__(self, playbook: Playbook) -> None:
        self.rules = tuple(
            Rule(
                clause,
                checks(clause.when, playbook),
                checks(clause.unless, playbook) if clause.unless else (),
                tuple(Factor(*named) for named in clause.priority.items()),
                Terms.of(clause),
            )
            for clause in playbook.clauses
        )
        self._open = [r._replace(when=_open(r.clause.when, r.when)) for r in self.rules]
        self._bonuses = [
            Bonus(f.when, _open(f.when, checks(f.when, playbook)), Factor(f.name, f.points))
            for f in playbook.priority
        ]
        asked = list(_conditions(playbook))
        self._followers = _steps(when.min_followers for when in asked)
        self._reposts = _steps(
            least for when in asked for least in (when.min_reposts, when.min_reposts_per_hour)
        )
        self.stamp = playbook.stamp
        self.urgency = playbook.urgency
        self.surges = bool(playbook.surges)
        self._places = {
            (site.channel, site.account): Place(
                site.rating, site.never_respond, site.tier, site.expires_after
            )
            for site in playbook.sites
        }
        self.owners = {name: topic.team for name, topic in playbook.taxonomy.topics.items()}
        self.default_team = playbook.default_team
        self._skills: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._narrowed: dict[
            tuple[str | float, ...], tuple[tuple[Rule, ...], tuple[Bonus, ...]]
        ] = {}

    def place(self, channel: str, account: str) -> Place:
        """The site of that name; an ordinary place of our own where nothing is written."""
        return self._places.get((channel, account), _ORDINARY)

    def narrowed(self, facts: Facts) -> tuple[tuple[Rule, ...], tuple[Bonus, ...]]:
        """Those rules and bonuses that are not ruled out by what kind of mention it is."""
        mention, seen, author, _, rating, _ = facts
        relevance, _, intent, sentiment, _, _, _, personal_data, risk, flags, _, _, _ = seen
        kind = (
            relevance[0],
            intent[0],
            sentiment[0],
            bool(risk),
            bool(flags),
            bool(personal_data),
            mention.visibility,
            rating,
            author is not None,
            self._followers[bisect(self._followers, mention.author.followers or 0) - 1],
            self._reposts[bisect(self._reposts, mention.engagement.reposts or 0) - 1],
        )
        found = self._narrowed.get(kind)
        if found is None:
            found = self._narrowed[kind] = self._of_kind(_Kind(*kind))
        return found

    def _of_kind(self, kind: _Kind) -> tuple[tuple[Rule, ...], tuple[Bonus, ...]]:
        return (
            tuple(_excused(r, kind) for r in self._open if kind.may_suit(r.clause.when)),
            tuple(bonus for bonus in self._bonuses if kind.may_suit(bonus.asked)),
        )

    def skills(self, terms: Terms, seen: Classification, channel: str) -> tuple[str, ...]:
        """The clause's skills with what is known of the mention filled in."""
        language = seen.language.value if seen.language.confidence >= SURE else "und"
        key = (terms.clause, language, seen.topic.value, channel)
        found = self._skills.get(key)
        if found is None:
            if len(self._skills) >= _REMEMBERED:
                self._skills.clear()
            found = self._skills[key] = _filled(terms.skills, *key[1:])
        return found


def _conditions(playbook: Playbook) -> Iterator[When]:
    """All that a kind of mention is held against: clauses, their exceptions, and factors."""
    for clause in playbook.clauses:
        yield clause.when
        if clause.unless is not None:
            yield clause.unless
    for factor in playbook.priority:
        yield factor.when


def _steps(asked: Iterable[float | None]) -> list[float]:
    """The numbers that conditions ask for, from 0 up: only whether one is reached tells."""
    return sorted({0, *filter(None, asked)})


_ORDINARY = Place()
_REMEMBERED = 10_000
_SETTLED = frozenset({"visibility", "rating", "own_channel", "min_followers", "min_reposts"})
_BY_LABEL = frozenset({"relevance", "intent", "sentiment"})


def _open(asked: When, checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """The checks that a mention of a suitable kind has not passed already by its kind."""
    passed = _SETTLED if asked.min_confidence else _SETTLED | _BY_LABEL
    return tuple(check for check in checks if check.key not in passed)


def _excused(rule: Rule, kind: _Kind) -> Rule:
    """The rule without its exception where a mention of this kind cannot be one."""
    exception = rule.clause.unless
    return rule._replace(unless=()) if exception and not kind.may_suit(exception) else rule


def _filled(skills: tuple[str, ...], language: str, topic: str, channel: str) -> tuple[str, ...]:
    return tuple(
        skill.replace("{language}", language)
        .replace("{topic}", topic)
        .replace("{channel}", channel)
        for skill in skills
        if language != "und" or "{language}" not in skill
    )
