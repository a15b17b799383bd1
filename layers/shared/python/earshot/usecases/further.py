"""What follows for a case when its customer says more."""

from datetime import datetime

from earshot.domain.case import Case, CaseEvent
from earshot.domain.fold import advance
from earshot.domain.happenings import add_mention
from earshot.domain.judgement import Classification, Decision
from earshot.domain.mention import Mention
from earshot.domain.passing_on import pass_on
from earshot.domain.peers import is_calm
from earshot.domain.playbook import Playbook
from earshot.domain.repromise import repromise
from earshot.usecases.opening import evidence_of


def said_further(
    case: Case,
    mention: Mention,
    understood: Classification,
    decision: Decision,
    *,
    playbook: Playbook,
    now: datetime,
    parting: bool,
) -> list[CaseEvent]:
    """The events of a message that joins the case; a `parting` word changes nothing else."""
    events = add_mention(
        case,
        mention,
        decision=decision,
        now=now,
        calendars=playbook.calendars,
        courtesy=parting,
        calm=is_calm(understood, decision),
        evidence=evidence_of(mention, understood, decision, playbook),
    )
    if parting:
        return events
    events += pass_on(advance(case, events), decision, now=now)
    return events + _promised(advance(case, events), decision, playbook, now)


def _promised(case: Case, decision: Decision, playbook: Playbook, now: datetime) -> list[CaseEvent]:
    """Of a case without any promise: that of the message, counted from when it was written."""
    terms = playbook.terms(decision.sla_policy)
    if case.clocks or case.state != "open" or terms is None or not decision.opens_case:
        return []
    return repromise(
        case,
        str(decision.sla_policy),
        terms,
        playbook=playbook.stamp,
        by="playbook",
        now=now,
        since=case.customer_at,
        calendars=playbook.calendars,
    )
