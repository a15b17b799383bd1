"""The reply ledger: how an entry of it ends, in one write with the case's event."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from earshot.channels.values import Sent
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.happenings import parts_refused, reply_refused, reply_sent, reply_unknown
from earshot.domain.playbook import Playbook
from earshot.domain.threads import Moved, released
from earshot.errors import Conflict, Unknown
from earshot.ports import Clock, Store
from earshot.usecases.commit import prepare

ATTEMPTS = 6
DONE = ("sent", "refused", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The ports and the policy that the ledger is kept with.

    An end is written over the state and attempt that were read; who comes second gets what stands
    there. The end of a part moves those behind it in the same write.
    """

    store: Store
    clock: Clock
    playbook: Playbook

    def reply(self, case_id: str, reply_id: str) -> Reply:
        """The entry as it stands; Unknown where there is none."""
        reply = self.store.reply(case_id, reply_id)
        if reply is None:
            raise Unknown(f"case {case_id} has no reply {reply_id}")
        return reply

    def sent(self, reply: Reply, found: Sent) -> Reply:
        """It is on the platform."""
        there = {
            "platform_id": found.platform_id,
            "permalink": found.permalink,
            "sent_at": found.at,
        }
        return self._end(reply, reply.model_copy(update={**there, **_ended("sent", None)}))

    def refuse(self, reply: Reply, reason: str) -> Reply:
        """It certainly was not done."""
        return self._end(reply, reply.model_copy(update=_ended("refused", reason)))

    def doubt(self, reply: Reply, reason: str) -> Reply:
        """Nobody knows whether it was done: a person decides."""
        return self._end(reply, reply.model_copy(update=_ended("unknown", reason)))

    def _end(self, reply: Reply, ended: Reply) -> Reply:
        for _ in range(ATTEMPTS):
            case = self.store.case(reply.case_id)
            if case is None:
                raise Unknown(f"no case {reply.case_id}")
            now, parts = self.clock.now(), released(ended, self._part_of(ended))
            commit = prepare(
                case,
                self._events(case, ended, parts, now),
                now=now,
                reply=ended,
                reply_was=reply.place,
                parts=parts,
            )
            try:
                self.store.commit(commit)
            except Conflict:
                standing = self.reply(reply.case_id, reply.id)
                if standing.state in DONE and standing.place != reply.place:
                    return standing
                continue
            return ended
        raise Conflict(f"case {reply.case_id} keeps changing")

    def _part_of(self, reply: Reply) -> Callable[[str], Reply | None]:
        return lambda part_id: self.store.reply(reply.case_id, part_id)

    def _events(
        self, case: Case, reply: Reply, parts: list[Moved], now: datetime
    ) -> list[CaseEvent]:
        calendars = self.playbook.calendars
        if reply.state == "sent":
            close_after = self.playbook.close_after(case.channel, case.account)
            return reply_sent(case, reply, now=now, calendars=calendars, close_after=close_after)
        if reply.state == "refused":
            events = reply_refused(case, reply, now=now, calendars=calendars)
            return parts_refused(case, events, parts, now=now, calendars=calendars)
        return reply_unknown(case, reply, now=now, calendars=calendars)


def _ended(state: str, reason: str | None) -> dict[str, str | None]:
    return {"state": state, "reason": reason, "lease_until": None}
