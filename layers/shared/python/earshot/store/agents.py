"""The roster in the table: one partition, since those who work are some hundreds at most."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from earshot.domain.agent import AgentRecord, LoadMove
from earshot.errors import Conflict
from earshot.store import body, conditions, items, keys
from earshot.store.table import Operation, Table
from earshot.store.translation import Refused


class AgentItems:
    _table: Table

    def agent(self, name: str) -> AgentRecord | None:
        item = self._table.get(keys.agent_key(name))
        return items.agent_from(item) if item else None

    def agents(self) -> list[AgentRecord]:
        found = self._table.query("pk = :pk", {":pk": keys.ROSTER}, ConsistentRead=True)
        return [items.agent_from(item) for item in found]

    def put_agent(self, record: AgentRecord) -> None:
        text = items.agent_body(record)
        try:
            self._table.update(
                keys.agent_key(record.name),
                "SET body = :body, rev = :rev, #load = if_not_exists(#load, :zero)",
                names={"#load": "load"},
                values={
                    ":body": body.attribute(text, beside=items.AGENT_BESIDE),
                    ":rev": {"N": str(record.revision)},
                    ":zero": {"N": "0"},
                },
                guard=conditions.follows(record.revision),
            )
        except Refused as refused:
            standing = items.agent_from(refused.item) if refused.item else None
            if standing is None or not standing.says(record):
                raise Conflict(f"agent {record.name} was changed by another") from None

    def mend_load(self, record: AgentRecord, load: int, *, at: datetime) -> bool:
        was = keys.instant(record.moved_at) if record.moved_at else None
        try:
            self._table.update(
                keys.agent_key(record.name),
                "SET #load = :load, moved_at = :at",
                values={":load": {"N": str(load)}, ":at": {"S": keys.instant(at)}},
                guard=conditions.load_is(record.load, was),
            )
        except Refused:
            return False
        return True

    def _load_operations(self, moves: Iterable[LoadMove]) -> Iterator[Operation]:
        for move in moves:
            guard = conditions.load_allows(move.by, move.limit)
            given = ", assigned_at = :at" if move.by > 0 else ""
            names = {"#load": "load"} | guard.names
            values = {":by": {"N": str(move.by)}, ":at": {"S": keys.instant(move.at)}}
            yield self._table.operation(
                "Update",
                Key=items.key_item(keys.agent_key(move.agent)),
                UpdateExpression=f"SET moved_at = :at{given} ADD #load :by",
                ConditionExpression=guard.expression,
                ExpressionAttributeNames=names,
                ExpressionAttributeValues=values | guard.values,
            )

    def _possible(self, moves: Iterable[LoadMove]) -> list[LoadMove]:
        """The moves as the roster allows them now; Conflict when a load may not grow so far.

        Nobody's load falls below zero, and who is not in the roster has none.
        """
        left = []
        for move in moves:
            record = self.agent(move.agent)
            if record is None:
                continue
            if move.limit is not None and record.load + move.by > move.limit:
                raise Conflict(f"agent {move.agent} holds {record.load} of {move.limit}")
            by = max(move.by, -max(record.load, 0))
            left += [move._replace(by=by)] if by else []
        return left
