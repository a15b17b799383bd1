"""Put what people hold who no longer work here back into its queues: nobody else would look."""

from collections.abc import Iterable
from datetime import datetime

from earshot.domain import transitions
from earshot.domain.agent import AgentRecord
from earshot.domain.ownerless import Watch
from earshot.errors import Conflict
from earshot.ports import Store
from earshot.usecases.commit import prepare
from earshot.usecases.recount import held


def hand_back(agents: Iterable[AgentRecord], *, store: Store, watch: Watch, now: datetime) -> int:
    """Release every case of those of them who are disabled; how many were, none the next time.

    A case that changes meanwhile is left for the next time.
    """
    given = 0
    for agent in agents:
        for found in () if agent.enabled else list(held(store, agent.name)):
            given += _put_back(found.id, agent.name, store, watch, now)
    return given


def _put_back(case_id: str, name: str, store: Store, watch: Watch, now: datetime) -> bool:
    case = store.case(case_id)
    if case is None or case.agent != name or case.state == "resolved":
        return False
    events = transitions.take_away(case, reason="disabled", now=now)
    try:
        store.commit(prepare(case, events, now=now, watch=watch))
    except Conflict:
        return False
    return True
