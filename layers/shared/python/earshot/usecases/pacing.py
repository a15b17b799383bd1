"""Keep the pace of an account: each send takes a turn, and none comes before it is due."""

from dataclasses import dataclass
from datetime import datetime

from earshot.domain.case import Reply
from earshot.domain.pace import Pace
from earshot.errors import Conflict
from earshot.ports import Store

ATTEMPTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Pacing:
    """The port that turns are taken in; nobody sleeps until they come."""

    store: Store

    def turn(self, reply: Reply, pace: Pace | None, now: datetime) -> Reply:
        """The reply with its turn: `turn_at`, where a pace is kept, and `not_before`, if ahead.

        A turn that it has is kept, unless the platform has asked for a longer pause since.
        """
        for _ in range(ATTEMPTS):
            gate = self.store.gate(reply.channel, reply.account)
            if pace is None or (reply.turn_at and gate.opens(now) <= now):
                return _waiting(reply, reply.turn_at, gate.opens(now), now)
            at, taken = gate.take(pace, now)
            try:
                self.store.put_gate(taken)
            except Conflict:
                continue
            return _waiting(reply, at, at, now)
        raise Conflict(f"sends of {reply.channel}/{reply.account} keep crossing")

    def hold(self, reply: Reply, until: datetime) -> None:
        """The platform wants nothing of the whole account before then."""
        for _ in range(ATTEMPTS):
            closed = self.store.gate(reply.channel, reply.account).closed(until)
            if closed is None:
                return
            try:
                self.store.put_gate(closed)
            except Conflict:
                continue
            return
        raise Conflict(f"sends of {reply.channel}/{reply.account} keep crossing")


def _waiting(reply: Reply, turn: datetime | None, until: datetime, now: datetime) -> Reply:
    ahead = until if until > now else None
    return reply.model_copy(update={"turn_at": turn, "not_before": ahead})
