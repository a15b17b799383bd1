"""The whole desk in memory: what a mention sets off, from the queue to the platform."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from earshot.channels.protocol import Sent
from earshot.domain.accounts import Account, Accounts
from earshot.domain.case import Case, Reply
from earshot.domain.envelope import Received, ReplyOrder
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook
from earshot.errors import EarshotError
from earshot.usecases.check import check
from earshot.usecases.classify import understand
from earshot.usecases.relay import Relay
from earshot.usecases.reply import Sender
from earshot.usecases.route import Router
from local.memory.effects import MemoryAlerts, MemoryOrderedQueue, MemoryTimers
from local.memory.inputs import FixedClock, NumberedIds
from local.memory.store import MemoryStore
from tests import builders


@dataclass
class Platform:
    """A platform that posts what it is told; `answers` are errors to raise first, in order."""

    clock: FixedClock
    posted: list[Reply] = field(default_factory=list)
    answers: list[EarshotError] = field(default_factory=list)
    posts_before_failing: bool = False

    def send(self, reply: Reply) -> Sent:
        if self.answers:
            if self.posts_before_failing:
                self.posted.append(reply)
            raise self.answers.pop(0)
        self.posted.append(reply)
        return self._sent(reply)

    def find(self, reply: Reply) -> Sent | None:
        return self._sent(reply) if any(r.id == reply.id for r in self.posted) else None

    def _sent(self, reply: Reply) -> Sent:
        return Sent(f"post-{reply.id}", None, self.clock.now())


class Desk:
    """Every stage over memory ports; nothing moves but by these methods."""

    def __init__(self, playbook: Playbook | None = None, account: Account | None = None) -> None:
        self.store = MemoryStore()
        self.clock = FixedClock(builders.MONDAY_NINE)
        self.ids = NumberedIds()
        self.playbook = playbook or builders.playbook()
        self.accounts = Accounts(accounts=(account or builders.account(),))
        self.timers = MemoryTimers()
        self.orders = MemoryOrderedQueue()
        self.alerts = MemoryAlerts()
        self.platform = Platform(self.clock)
        self._batches = NumberedIds("batch")

    def hear(self, receipt: str | None = None, **over: Any) -> Mention:
        """One delivery through classify and route; keywords are the mention's."""
        mention = builders.mention(**over)
        received = Received(
            receipt=receipt or self.ids.new(),
            received_at=self.clock.now(),
            source="webhook",
            mention=mention,
        )
        self.router.route(understand(received, self.playbook))
        return mention

    @property
    def router(self) -> Router:
        return Router(
            store=self.store,
            clock=self.clock,
            accounts=self.accounts,
            playbook=self.playbook,
        )

    @property
    def sender(self) -> Sender:
        return Sender(
            store=self.store,
            clock=self.clock,
            accounts=self.accounts,
            playbook=self.playbook,
            answering=lambda account: self.platform,
        )

    def relay(self) -> None:
        """Carry out what the stream holds."""
        changes = [change for _, change in self.store.drain()]
        Relay(
            store=self.store, timers=self.timers, replies=self.orders, alerts=self.alerts
        ).carry_out(changes, batch=self._batches.new())

    def deliver(self) -> list[Reply]:
        """Send every ordered reply."""
        orders = [ReplyOrder.model_validate_json(body) for body in self.orders.take()]
        return [self.sender.send(order.case_id, order.reply_id) for order in orders]

    def pass_time(self, until: datetime) -> None:
        """Let the timers fire that come due until then, each at its own instant."""
        while self.clock.now() < until:
            self.relay()
            self.clock.set(min(until, self.clock.now() + timedelta(seconds=5)))
            for step in self.timers.due(self.clock.now()):
                check(
                    step,
                    store=self.store,
                    clock=self.clock,
                    calendars=self.playbook.calendars,
                )
        self.relay()

    def case(self) -> Case:
        """The only case there is."""
        (case,) = self.cases()
        return case

    def cases(self) -> list[Case]:
        return self.store.rows.of_kind(Case)

    def kinds(self) -> list[str]:
        """What has happened to the only case, in order."""
        found = self.store.history(self.case().id)
        return [event.kind for event in found[1]] if found else []
