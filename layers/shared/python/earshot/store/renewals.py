"""Whose turn it is to renew a secret: a refresh token is good for one use."""

from datetime import datetime

from earshot.domain.records import Turn
from earshot.store import conditions, items, keys
from earshot.store.table import Table
from earshot.store.translation import Refused


class RenewalItems:
    _table: Table

    def take_turn(self, secret: str, *, holder: str, now: datetime, until: datetime) -> Turn:
        try:
            item = self._table.update(
                keys.renewal_key(secret),
                "SET lease = :holder, lease_until = :until",
                values={":holder": {"S": holder}, ":until": {"S": keys.instant(until)}},
                guard=conditions.lease_is_free(holder, keys.instant(now)),
            )
        except Refused as refused:
            if refused.item is None:
                raise
            item = refused.item
        return items.turn_from(item)

    def end_turn(self, turn: Turn, *, now: datetime) -> None:
        ended, values = "SET lease_until = :now", {":now": {"S": keys.instant(now)}}
        if turn.replaced is not None:
            ended += ", replaced = :replaced"
            values[":replaced"] = {"S": turn.replaced}
        key, guard = keys.renewal_key(turn.secret), conditions.lease_is_held(turn.holder)
        try:
            self._table.update(key, ended, values=values, guard=guard)
        except Refused:
            return
