"""What a mention deserves: the playbook's clauses in order, the first that holds."""

from datetime import datetime
from typing import Literal, NamedTuple

from earshot.domain import priority
from earshot.domain.accounts import Account
from earshot.domain.judgement import Act, Classification, Decision, Factor, Skipped
from earshot.domain.matching import Check, Facts, checks, failing
from earshot.domain.mention import Mention
from earshot.domain.playbook import Clause, Playbook, When
from earshot.domain.playbook.derived import Derived
from earshot.domain.records import AuthorRecord
from earshot.domain.urgency import urgency

Mode = Literal["listen_only", "advise", "act"]

# Acts that end in words of ours, which a site may be spared.
_ANSWERS: frozenset[Act] = frozenset(
    {"hold", "acknowledge", "respond", "auto_reply", "move_private"}
)


class _Rule(NamedTuple):
    """A clause, ready to be tried."""

    clause: Clause
    when: tuple[Check, ...]
    unless: tuple[Check, ...]
    points: tuple[Factor, ...]


class _Bonus(NamedTuple):
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

    def may_suit(self, when: When) -> bool:
        """Whether a mention of this kind can meet the condition at all."""
        return (
            (not when.relevance or self.relevance in when.relevance)
            and (not when.intent or self.intent in when.intent)
            and (not when.sentiment or self.sentiment in when.sentiment)
            and (self.risk or not when.risk)
            and (self.flags or not when.flags)
            and (self.personal_data or not when.personal_data)
            and self._stands_where(when)
        )

    def _stands_where(self, when: When) -> bool:
        return (
            (not when.visibility or self.visibility in when.visibility)
            and (not when.rating or self.rating in when.rating)
            and (when.own_channel is None or when.own_channel == (self.rating == "own"))
            and (self.known_author or not (when.min_cases or when.open_case))
        )


class _Rules:
    """A playbook's clauses and priority factors as checks; `narrowed` to a kind of mention."""

    def __init__(self, playbook: Playbook) -> None:
        self.rules = tuple(
            _Rule(
                clause,
                checks(clause.when, playbook),
                checks(clause.unless, playbook) if clause.unless else (),
                tuple(Factor(*named) for named in clause.priority.items()),
            )
            for clause in playbook.clauses
        )
        self.bonuses = tuple(
            _Bonus(f.when, checks(f.when, playbook), Factor(f.name, f.points))
            for f in playbook.priority
        )
        self.owners = {name: topic.team for name, topic in playbook.taxonomy.topics.items()}
        self.default_team = playbook.default.team or next(iter(playbook.teams))
        self._skills: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._narrowed: dict[
            tuple[str | bool, ...], tuple[tuple[_Rule, ...], tuple[_Bonus, ...]]
        ] = {}

    def narrowed(self, facts: Facts) -> tuple[tuple[_Rule, ...], tuple[_Bonus, ...]]:
        """Those rules and bonuses that are not ruled out by what kind of mention it is."""
        mention, seen, author, _, rating, _ = facts
        kind = (
            seen.relevance.value,
            seen.intent.value,
            seen.sentiment.value,
            bool(seen.risk),
            bool(seen.flags),
            bool(seen.personal_data),
            mention.visibility,
            rating,
            author is not None,
        )
        found = self._narrowed.get(kind)
        if found is None:
            suits = _Kind(*kind).may_suit
            found = self._narrowed[kind] = (
                tuple(rule for rule in self.rules if suits(rule.clause.when)),
                tuple(bonus for bonus in self.bonuses if suits(bonus.asked)),
            )
        return found

    def skills(self, clause: Clause, seen: Classification, channel: str) -> tuple[str, ...]:
        """The clause's skills with what is known of the mention filled in."""
        key = (clause.name, seen.language.value, seen.topic.value, channel)
        found = self._skills.get(key)
        if found is None:
            if len(self._skills) >= _REMEMBERED:
                self._skills.clear()
            found = self._skills[key] = _filled(clause.skills, *key[1:])
        return found


_REMEMBERED = 10_000


def _filled(skills: tuple[str, ...], language: str, topic: str, channel: str) -> tuple[str, ...]:
    return tuple(
        skill.replace("{language}", language)
        .replace("{topic}", topic)
        .replace("{channel}", channel)
        for skill in skills
        if language != "und" or "{language}" not in skill
    )


_RULES = Derived(_Rules)


def decide(
    mention: Mention,
    classification: Classification,
    author: AuthorRecord | None,
    site: Account,
    playbook: Playbook,
    now: datetime,
    *,
    recent: int = 0,
    explain: bool = False,
) -> Decision:
    """The act, the clause that chose it, and all that follows from it.

    `author` is what is known of them before this mention, `recent` how many of its topic were
    written lately (see `urgency`). With `explain` each earlier clause says
    why it did not hold, and the site's limit is named if it changed the clause's own act.
    """
    rules = _RULES.of(playbook)
    stated = classification.urgency
    pressing = urgency(mention, classification, author, now, playbook.urgency, recent)
    if pressing is not stated:
        classification = classification._replace(urgency=pressing)
    place = playbook.site(mention.channel, mention.account)
    facts = Facts(mention, classification, author, site, place.rating, now)
    candidates, bonuses = rules.narrowed(facts)
    rule = _first(candidates, facts)
    clause = rule.clause
    points, factors = priority.total(_points(rule, bonuses, facts))
    act = limited(clause.act, site.mode, never_respond=site.never_respond or place.never_respond)
    return Decision(
        act,
        clause.name,
        points,
        factors,
        site.brand,
        clause.team or rules.owners.get(classification.topic.value) or rules.default_team,
        rules.skills(clause, classification, mention.channel) if clause.skills else (),
        clause.sla_policy,
        clause.template,
        site.mode,
        playbook.stamp,
        classification.version,
        pressing if pressing is not stated else None,
        recent,
        (*_skipped(rules, rule, facts), *_limit(act, site, clause)) if explain else (),
    )


def limited(act: Act, mode: Mode, *, never_respond: bool) -> Act:
    """The act as the site allows it: no answers where we only listen, none by machine on advice.

    What stays inside the house (escalating, passing praise on) is not limited.
    """
    if never_respond and act in _ANSWERS:
        return "listen"
    if mode == "listen_only" and (act in _ANSWERS or act == "moderate"):
        return "listen"
    if mode == "advise" and act == "auto_reply":
        return "respond"
    return act


def _first(rules: tuple[_Rule, ...], facts: Facts) -> _Rule:
    for rule in rules:
        _, when, unless, _ = rule
        if failing(when, facts) is None and not (unless and failing(unless, facts) is None):
            return rule
    return rules[-1]


def _points(rule: _Rule, bonuses: tuple[_Bonus, ...], facts: Facts) -> list[Factor]:
    won = [points for _, when, points in bonuses if failing(when, facts) is None]
    return [*rule.points, *won]


def _obstacle(rule: _Rule, facts: Facts) -> Check | Literal["unless"] | None:
    if missing := failing(rule.when, facts):
        return missing
    if rule.unless and failing(rule.unless, facts) is None:
        return "unless"
    return None


def _skipped(rules: _Rules, chosen: _Rule, facts: Facts) -> tuple[Skipped, ...]:
    found = []
    for rule in rules.rules:
        if rule is chosen:
            break
        obstacle = _obstacle(rule, facts)
        if obstacle is not None:
            reason = "its exception holds" if obstacle == "unless" else obstacle.reason(facts)
            found.append(Skipped(rule.clause.name, reason))
    return tuple(found)


def _limit(act: Act, site: Account, clause: Clause) -> tuple[Skipped, ...]:
    if act == clause.act:
        return ()
    why = "never answered" if site.mode == "act" else site.mode
    return (Skipped(clause.name, f"{clause.act} became {act}: the site is {why}"),)
