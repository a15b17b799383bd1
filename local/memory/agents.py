"""The roster in memory."""

from datetime import datetime

from earshot.domain.agent import AgentRecord, LoadMove
from earshot.errors import Conflict
from earshot.store import keys
from local.memory.rows import Rows


class MemoryAgents:
    rows: Rows

    def agent(self, name: str) -> AgentRecord | None:
        with self.rows.lock:
            return self.rows.get(keys.agent_key(name), AgentRecord)

    def agents(self) -> list[AgentRecord]:
        with self.rows.lock:
            rows = self.rows.under(keys.ROSTER)
        return [row for _, row in rows if isinstance(row, AgentRecord)]

    def put_agent(self, record: AgentRecord) -> None:
        with self.rows.lock:
            standing = self.agent(record.name)
            if standing and standing.says(record):
                return
            if (standing.revision if standing else 0) != record.revision - 1:
                raise Conflict(f"agent {record.name} was changed by another")
            self._put(record, standing or AgentRecord(name=record.name))

    def mend_load(self, record: AgentRecord, load: int, *, at: datetime) -> bool:
        with self.rows.lock:
            standing = self.agent(record.name)
            if standing is None or _moved(standing) != _moved(record):
                return False
            self._put(standing, standing.model_copy(update={"load": load, "moved_at": at}))
            return True

    def _may_move(self, move: LoadMove) -> bool:
        record = self.agent(move.agent)
        return record is None or move.limit is None or record.load + move.by <= move.limit

    def _move(self, move: LoadMove) -> None:
        record = self.agent(move.agent)
        if record is None or (move.by < 0 and record.load <= 0):
            return
        load = max(record.load + move.by, 0) if move.by < 0 else record.load + move.by
        given = move.at if move.by > 0 else record.assigned_at
        moved = {"load": load, "assigned_at": given, "moved_at": move.at}
        self._put(record, record.model_copy(update=moved))

    def _put(self, record: AgentRecord, load_of: AgentRecord) -> None:
        """Write the one's words with the other's load."""
        moving = {name: getattr(load_of, name) for name in ("load", "assigned_at", "moved_at")}
        self.rows.put(keys.agent_key(record.name), record.model_copy(update=moving))


def _moved(record: AgentRecord) -> tuple[int, datetime | None]:
    return record.load, record.moved_at
