"""A message opens a case: the first event, which holds all that the case begins with."""

from datetime import UTC, datetime, timedelta
from typing import Any

from earshot.domain.case import Case, CaseEvent, Hold
from earshot.domain.clocks import Calendars, Clocks
from earshot.domain.hold import held_until
from earshot.domain.journal import clocks_json
from earshot.domain.judgement import Classification, Decision
from earshot.domain.mention import Mention
from earshot.domain.promise import Promise
from earshot.domain.sla import SlaPolicy, start


def open_case(
    case_id: str,
    mention: Mention,
    *,
    thread: str,
    understood: Classification,
    decision: Decision,
    now: datetime,
    calendars: Calendars,
    policy: SlaPolicy | None,
    hold_until: datetime | None = None,
    hold: Hold | None = None,
    promise: Promise | None = None,
    follows: str | None = None,
    evidence: dict[str, Any] | None = None,
) -> list[CaseEvent]:
    """The first event of a case, which holds all of its fields that are not as by default.

    Its promises count from the platform's time of the message, or from now if that is ahead of our
    clock. With `hold_until` the case begins out of sight, so that peers may answer first; it comes
    into sight before any promise is warned of, at once if that time has passed.
    """
    now = now.astimezone(UTC)
    spoke = spoken_at(mention, now)
    started = start(policy, spoke, calendars)
    hold_until = _hold_until(hold_until, started, now, calendars)
    case = Case(
        id=case_id,
        version=1,
        brand=decision.brand,
        channel=mention.channel,
        account=mention.account,
        author_id=mention.author.id,
        author=mention.author.handle or mention.author.display_name,
        thread=thread,
        private=mention.is_private,
        state="snoozed" if hold_until else "open",
        act=decision.act,
        team=decision.team,
        priority=decision.priority,
        skills=decision.skills,
        topic=understood.topic.value,
        intent=understood.intent.value,
        sentiment=understood.sentiment.value,
        language=understood.language.value,
        sla_policy=decision.sla_policy,
        playbook=decision.playbook,
        opened_at=now,
        customer_at=spoke,
        private_at=spoke if mention.is_private else None,
        snoozed_until=hold_until,
        reply_to=mention.id,
        follows=follows,
        hold=hold if hold_until else None,
        promise=promise,
        tier=decision.tier,
        expires_at=expires_at(decision, hold_until or now),
        clocks=started,
    )
    changes = case.model_dump(
        mode="json", exclude={"id", "version", "clocks"}, exclude_defaults=True
    )
    return [
        CaseEvent(
            case_id=case_id,
            version=1,
            kind="case_opened",
            at=now,
            actor="playbook",
            mention_id=mention.id,
            data={"clause": decision.clause, "mode": decision.mode, **told(evidence)},
            changes={**changes, "clocks": clocks_json(case.clocks)},
        )
    ]


def _hold_until(
    wanted: datetime | None, started: Clocks, now: datetime, calendars: Calendars
) -> datetime | None:
    if wanted is None:
        return None
    until = held_until(wanted, started.values(), calendars)
    return until.astimezone(UTC) if until > now else None


def told(evidence: dict[str, Any] | None) -> dict[str, Any]:
    """What an event tells of a post whose evidence was kept."""
    return {"evidence": evidence} if evidence else {}


def expires_at(decision: Decision, now: datetime) -> datetime | None:
    """Counted from when the case comes to the people, who cannot know of it before."""
    if decision.expires_after is None:
        return None
    return now.astimezone(UTC) + timedelta(seconds=decision.expires_after)


def spoken_at(mention: Mention, now: datetime) -> datetime:
    """The platform's time of a message; a clock over there that runs ahead promises nothing."""
    return min(mention.created_at.astimezone(UTC), now)
