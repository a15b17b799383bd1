"""What a mention deserves: the playbook's clauses in order, the first that holds."""

from datetime import datetime
from typing import Literal

from earshot.domain import priority
from earshot.domain.accounts import Account
from earshot.domain.clauses import Bonus, Rule, Rules
from earshot.domain.judgement import Act, Classification, Decision, Factor, Skipped
from earshot.domain.matching import Check, Facts, failing
from earshot.domain.mention import Mention
from earshot.domain.playbook import Clause, Playbook
from earshot.domain.playbook.derived import Derived
from earshot.domain.records import AuthorRecord
from earshot.domain.urgency import urgency

Mode = Literal["listen_only", "advise", "act"]

# Acts that end in words of ours, which a site may be spared.
_ANSWERS: frozenset[Act] = frozenset(
    {"hold", "acknowledge", "respond", "auto_reply", "move_private"}
)


_RULES = Derived(Rules)


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
    written lately (see `urgency`). With `explain` each earlier clause says why it did not hold,
    and what the site or a surge changed of the clause's own terms is named.
    """
    rules = _RULES.of(playbook)
    stated = classification.urgency
    pressing = urgency(mention, classification, author, now, rules.urgency, recent)
    if pressing is not stated:
        classification = classification._replace(urgency=pressing)
    channel, mode = mention.channel, site.mode
    place = rules.place(channel, mention.account)
    facts = Facts(mention, classification, author, site, place.rating, now)
    candidates, bonuses = rules.narrowed(facts)
    rule = _first(candidates, facts)
    terms = rule.terms
    points, factors = priority.total(_points(rule, bonuses, facts))
    act = limited(terms.act, mode, never_respond=site.never_respond or place.never_respond)
    promise = playbook.promise(terms.sla_policy, now) if rules.surges else terms.sla_policy
    tier = terms.tier or place.tier
    expires_after = terms.expires_after or place.expires_after
    return Decision(
        act,
        terms.clause,
        points,
        factors,
        site.brand,
        terms.team or rules.owners.get(classification.topic.value) or rules.default_team,
        rules.skills(terms, classification, channel) if terms.skills else (),
        promise,
        terms.template,
        mode,
        rules.stamp,
        classification.version,
        pressing if pressing is not stated else None,
        recent,
        tier,
        expires_after if tier == "outside" else None,
        terms.alert,
        _explained(rules, rule, facts, act, promise) if explain else (),
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


def _first(rules: tuple[Rule, ...], facts: Facts) -> Rule:
    for rule in rules:
        _, when, unless, _, _ = rule
        if when and failing(when, facts) is not None:
            continue
        if not (unless and failing(unless, facts) is None):
            return rule
    return rules[-1]


def _points(rule: Rule, bonuses: tuple[Bonus, ...], facts: Facts) -> tuple[Factor, ...]:
    if not bonuses:
        return rule.points
    won = [points for _, when, points in bonuses if failing(when, facts) is None]
    return (*rule.points, *won)


def _obstacle(rule: Rule, facts: Facts) -> Check | Literal["unless"] | None:
    if missing := failing(rule.when, facts):
        return missing
    if rule.unless and failing(rule.unless, facts) is None:
        return "unless"
    return None


def _skipped(rules: Rules, chosen: Rule, facts: Facts) -> tuple[Skipped, ...]:
    found = []
    for rule in rules.rules:
        if rule.clause is chosen.clause:
            break
        obstacle = _obstacle(rule, facts)
        if obstacle is not None:
            reason = "its exception holds" if obstacle == "unless" else obstacle.reason(facts)
            found.append(Skipped(rule.clause.name, reason))
    return tuple(found)


def _explained(
    rules: Rules, rule: Rule, facts: Facts, act: Act, promise: str | None
) -> tuple[Skipped, ...]:
    clause = rule.clause
    found = (*_skipped(rules, rule, facts), *_limit(act, facts.account, clause))
    if promise == clause.sla_policy:
        return found
    return (*found, Skipped(clause.name, f"{clause.sla_policy} became {promise}: a surge is on"))


def _limit(act: Act, site: Account, clause: Clause) -> tuple[Skipped, ...]:
    if act == clause.act:
        return ()
    by_mode = act == limited(clause.act, site.mode, never_respond=False)
    why = site.mode if by_mode else "never answered"
    return (Skipped(clause.name, f"{clause.act} became {act}: the site is {why}"),)
