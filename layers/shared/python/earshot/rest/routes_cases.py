"""Routes that read one case."""

from aws_lambda_powertools.event_handler.api_gateway import Response, Router

from earshot.domain.explain import explain
from earshot.domain.guard import hidden_from
from earshot.domain.offers import offer
from earshot.rest.asking import AtDesk, Worker
from earshot.rest.case_views import CaseInFull
from earshot.rest.sla_views import SlaView
from earshot.rest.views import tagged
from earshot.usecases.abilities import abilities
from earshot.usecases.look import history_for, look

TURNS = 200
"""How many turns of a long case are explained, the newest."""

router = Router()


@router.get("/v1/cases/<case_id>", operation_id="getCase", tags=["cases"])
def get_case(case_id: str, at: AtDesk, who: Worker) -> Response[CaseInFull]:
    """A case with its thread, timeline, replies, clocks, and why it was treated as it was."""
    seen = look(at.store, who, case_id)
    decided = seen.opening.decision if seen.opening else None
    template = decided.get("template") if decided and decided["act"] == "move_private" else None
    offered = offer(seen.case, at.playbook, template=template, agent=who.name)
    hidden = hidden_from(who, seen.case, at.playbook.privacy)
    can = abilities(at.allowing, seen.case, seen.answered)
    shown = at.shown(seen.case)
    return tagged(CaseInFull.seen(seen, shown, hidden, offered, can, at.playbook.answers))


@router.get("/v1/cases/<case_id>/sla", operation_id="explainSla", tags=["cases"])
def explain_sla(case_id: str, at: AtDesk, who: Worker) -> SlaView:
    """Why each promise of a case is due when it is: all the time that counted, or did not."""
    case, events = history_for(at.store, who, case_id)
    now = at.clock.now()
    return SlaView.of(case, explain(events, at.playbook.calendars, now), now, shown=TURNS)
