"""Carry out what the table says has happened: timers, replies, alerts, assignments, counts."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from earshot.domain.alert import Alert, alert_for
from earshot.domain.case import Reply
from earshot.domain.changes import (
    AgentFreed,
    AnswerCameEarly,
    Change,
    EventAdded,
    HealthChanged,
    Highlighted,
    OutcomeCounted,
    PostGone,
    ReplyPlanned,
    TimerSet,
    left_to_peers,
    may_wait,
)
from earshot.domain.envelope import ReplyOrder
from earshot.domain.highlight_alert import highlight_alert
from earshot.domain.mention import MentionKey
from earshot.domain.records import Counts
from earshot.domain.timer import step_instant
from earshot.ports import Alerts, OrderedQueue, Store, Timers

REMEMBERED = 2_000


class Pusher(Protocol):
    """What gives cases to people; both may be asked again without harm."""

    def place(self, case_id: str) -> str | None: ...

    def fill(self, name: str) -> int: ...


class Peers(Protocol):
    """What brings a question and an early answer together; both may be asked again without harm."""

    def link_question(self, case_id: str, question: MentionKey) -> str | None: ...

    def link_answer(self, early: MentionKey) -> str | None: ...


class Withdrawals(Protocol):
    """What takes back posts that are gone from their platform; may be asked again without harm."""

    def withdraw(self, reply: Reply) -> OutcomeCounted | None: ...


def _nobody() -> None:
    """Nothing is pushed, no answer looked for, nothing taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """The ports that effects go out through; every effect may be repeated without harm.

    A batch that fails comes again as a whole. `alerts` speak to supervisors about customers,
    `operators` to those who run the machine. `pusher` is asked for only where a case may wait for
    somebody or somebody for a case; None: agents take cases themselves. `peers` is asked for only
    where a question has been left to peers, or what may answer one has come early, `withdrawals`
    only where a platform no longer has what was to be answered. `told` remembers the alerts that
    have gone out, as long as this instance lives, so that people are not told again of what they
    know.
    """

    store: Store
    timers: Timers
    replies: OrderedQueue
    alerts: Alerts
    operators: Alerts | None = None
    case_url: str | None = None
    pusher: Callable[[], Pusher | None] = _nobody
    peers: Callable[[], Peers | None] = _nobody
    withdrawals: Callable[[], Withdrawals | None] = _nobody
    told: dict[str, None] = field(default_factory=dict)

    def carry_out(self, changes: Sequence[Change], *, batch: str) -> None:
        """Perform every effect of one stream batch; `batch` names it, so that a retry counts once.

        Timers go first, because they have a deadline; what peers may have answered goes late,
        because it needs the most, and people do not wait for it. Such a question is given to
        somebody only then: it may be less urgent than it seems. Counts go last: a batch that fails
        comes again in halves under other names, so nothing may fail behind them.
        """
        for step in dict.fromkeys(c.step for c in changes if isinstance(c, TimerSet)):
            self.timers.start(step, step_instant(step))
        for change in changes:
            if isinstance(change, ReplyPlanned):
                self._order(change)
            elif isinstance(change, EventAdded) and change.event.alert_id:
                self._alert(change)
            elif isinstance(change, Highlighted):
                self._tell(highlight_alert(change.record))
            elif isinstance(change, HealthChanged):
                self._tell_operators(change)
        events = [change.event for change in changes if isinstance(change, EventAdded)]
        left = {event.case_id: key for event in events if (key := left_to_peers(event))}
        waiting = dict.fromkeys(event.case_id for event in events if may_wait(event))
        freed = dict.fromkeys(c.name for c in changes if isinstance(c, AgentFreed))
        self._assign([case_id for case_id in waiting if case_id not in left], freed)
        self._link(left, [c.key for c in changes if isinstance(c, AnswerCameEarly)])
        self._assign([case_id for case_id in waiting if case_id in left])
        received = self._withdraw([c.reply for c in changes if isinstance(c, PostGone)])
        self._count([*received, *(c for c in changes if isinstance(c, OutcomeCounted))], batch)

    def _withdraw(self, replies: Sequence[Reply]) -> list[OutcomeCounted]:
        """Take back what they were about; what that adds to what was received."""
        withdrawals = self.withdrawals() if replies else None
        if withdrawals is None:
            return []
        return [counted for reply in replies if (counted := withdrawals.withdraw(reply))]

    def _link(self, left: Mapping[str, MentionKey], early: Sequence[MentionKey]) -> None:
        """Let questions that were left to peers, and answers, find what they have just missed."""
        peers = self.peers() if left or early else None
        if peers is None:
            return
        for case_id, question in left.items():
            peers.link_question(case_id, question)
        for key in early:
            peers.link_answer(key)

    def _assign(self, cases: Collection[str], freed: Collection[str] = ()) -> None:
        """Place the cases that may wait, then give those who may be free what is left."""
        pusher = self.pusher() if cases or freed else None
        if pusher is None:
            return
        for case_id in cases:
            pusher.place(case_id)
        for name in freed:
            pusher.fill(name)

    def _order(self, change: ReplyPlanned) -> None:
        reply = change.reply
        self.replies.send(
            ReplyOrder(case_id=reply.case_id, reply_id=reply.id).model_dump_json(),
            group=reply.case_id,
            deduplication_id=f"{reply.id}-{reply.attempt}",
        )

    def _alert(self, change: EventAdded) -> None:
        case = self.store.case(change.event.case_id)
        if case is not None and change.event.alert_id not in self.told:
            self._tell(alert_for(case, change.event, self.case_url))

    def _tell_operators(self, change: HealthChanged) -> None:
        from earshot.domain.health_alert import health_alert

        if self.operators:
            self._tell(health_alert(change), self.operators)

    def _tell(self, alert: Alert, alerts: Alerts | None = None) -> None:
        to = alerts or self.alerts
        alert_id = alert.attributes["alert_id"]
        if alert_id in self.told:
            return
        to.publish(subject=alert.subject, bodies=alert.bodies, attributes=alert.attributes)
        self.told[alert_id] = None
        if len(self.told) > REMEMBERED:
            del self.told[next(iter(self.told))]

    def _count(self, outcomes: Sequence[OutcomeCounted], batch: str) -> None:
        sums: dict[tuple[str, str, str], Counts] = defaultdict(Counts)
        for outcome in outcomes:
            place = (outcome.channel, outcome.account, outcome.hour)
            sums[place] = sums[place].plus(outcome.counts)
        for (channel, account, hour), total in sums.items():
            self.store.count_outcomes(channel, account, hour=hour, outcomes=total, batch=batch)
