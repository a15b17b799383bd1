"""A further message that a clause escalates takes its case to the team of that clause."""

from datetime import datetime

from earshot.domain.case import Case, CaseEvent
from earshot.domain.journal import Journal
from earshot.domain.judgement import Decision


def pass_on(case: Case, decision: Decision, *, now: datetime) -> list[CaseEvent]:
    """The case leaves whoever has it, once; what a person does with it then stands.

    A case that was escalated already stays where it is, and so does one that is not open. What was
    promised to the customer stays.
    """
    moves = decision.act == "escalate" and decision.team != case.team
    if not moves or case.act == "escalate" or case.state != "open":
        return []
    journal = Journal(case, actor="playbook", now=now)
    journal.add(
        "case_assigned",
        {
            "act": "escalate",
            "team": decision.team,
            "skills": decision.skills,
            "agent": None,
            "weight": 0,
            "last_agent": None,
        },
        data={
            "reason": "escalated",
            "clause": decision.clause,
            "team": decision.team,
            "agent": None,
            "from_team": case.team,
            "from_agent": case.agent,
        },
    )
    return journal.events
