"""The whole desk in memory: what a mention sets off, from the queue to the platform.

Stages take turns and lose nothing: what a stage fails at is tried again, as queues and streams do.
"""

from collections import deque
from collections.abc import Callable, Sized
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, TypeVar

from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.values import Posting, Sent
from earshot.domain.accounts import Account, Accounts
from earshot.domain.burst import Recent
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.changes import Change
from earshot.domain.classify import classify
from earshot.domain.envelope import Noticed, Received, ReplyOrder, opened
from earshot.domain.mention import Mention
from earshot.domain.notice import Notice, NoticeKind
from earshot.domain.ownerless import Watch
from earshot.domain.playbook import Playbook
from earshot.domain.records import Counts, MentionRecord
from earshot.errors import (
    Ambiguous,
    EarshotError,
    Rejected,
    Retryable,
    Throttled,
    Unavailable,
)
from earshot.settings import RECEIVES
from earshot.usecases.act import Acting, Deed
from earshot.usecases.answer import Answering, Words
from earshot.usecases.casework import Casework
from earshot.usecases.change import Asked
from earshot.usecases.check import Checker
from earshot.usecases.classify import Classifier, understand
from earshot.usecases.decide_reply import Verdict, decide_reply
from earshot.usecases.early_answers import EarlyAnswers
from earshot.usecases.heed import Heeder
from earshot.usecases.push import Pusher
from earshot.usecases.relay import Relay
from earshot.usecases.reply import Sender
from earshot.usecases.route import Router
from earshot.usecases.sources import Sources
from earshot.usecases.withdraw import Withdrawals
from local.memory.effects import MemoryAlerts, MemoryOrderedQueue, MemoryQueue, MemoryTimers
from local.memory.inputs import FixedClock, NumberedIds
from local.memory.store import MemoryStore
from tests import builders
from tests.trip import Killed, Trip, Tripwire

T = TypeVar("T")


CAPABILITIES = Capabilities(
    listens=frozenset({"push"}), does=frozenset({"reply", "private", "like", "hide", "delete"})
)


@dataclass
class BlindPlatform:
    """A platform that posts what it is told and cannot be asked what it has.

    `answers` are errors to raise first, in order; `posts_before_failing` says that it did post.
    `forbids` is a rule of its own, known beforehand. With `tells_gone` it is to be believed that a
    post is gone.
    """

    clock: FixedClock
    trip: Trip
    posted: list[Reply] = field(default_factory=list)
    answers: list[EarshotError] = field(default_factory=list)
    posts_before_failing: bool = False
    capabilities: Capabilities = CAPABILITIES
    forbids: Rejected | None = None
    tells_gone: bool = True

    def allow(self, posting: Posting) -> None:
        if self.forbids:
            raise self.forbids

    def part_limits(self, posting: Posting) -> tuple[Limit, ...]:
        return self.capabilities.public if self.capabilities.threads else ()

    def send(self, posting: Posting) -> Sent:
        lost = Ambiguous if self.trip.side == "after" else Unavailable
        return self.trip.around("send", lambda: self._send(posting.reply), lost)

    def _send(self, reply: Reply) -> Sent:
        if self.answers:
            if self.posts_before_failing:
                self.posted.append(reply)
            raise self.answers.pop(0)
        self.posted.append(reply)
        return self._sent(reply)

    def _sent(self, reply: Reply) -> Sent:
        return Sent(f"post-{reply.id}", None, self.clock.now())


@dataclass
class Platform(BlindPlatform):
    """A platform that can also be read back; `unreadable` are errors to raise then.

    With `found_by_words` it knows a post by what it says, not by the reply's id.
    """

    unreadable: list[EarshotError] = field(default_factory=list)
    found_by_words: bool = False

    def find(self, posting: Posting) -> Sent | None:
        if self.unreadable:
            raise self.unreadable.pop(0)
        found = (r for r in self.posted if self._is(r, posting.reply))
        return next((self._sent(r) for r in found), None)

    def _is(self, posted: Reply, reply: Reply) -> bool:
        return posted.text == reply.text if self.found_by_words else posted.id == reply.id


class Desk:
    """Every stage over memory ports; nothing moves but by these methods."""

    def __init__(
        self,
        playbook: Playbook | None = None,
        account: Account | None = None,
        *,
        trip: Trip | None = None,
        blind: bool = False,
        clock: FixedClock | None = None,
    ) -> None:
        self.trip = trip or Trip()
        self.store = MemoryStore()
        self.clock = clock or FixedClock(builders.MONDAY_NINE)
        self.ids = NumberedIds()
        self.recent = Recent()
        self.playbook = playbook or builders.promising_playbook()
        self.accounts = Accounts(accounts=(account or builders.account(),))
        self.classifier: Classifier = classify
        self.timers = MemoryTimers()
        self.orders = MemoryOrderedQueue(self.clock)
        self.alerts = MemoryAlerts()
        self.operators = MemoryAlerts()
        self.mentions = MemoryQueue()
        self.platform = (BlindPlatform if blind else Platform)(self.clock, self.trip)
        self.noticed: list[Notice] = []
        self._arrived: deque[str] = deque()
        self._stream: deque[tuple[str, list[Change]]] = deque()
        self._steps: deque[str] = deque()
        self._batches = NumberedIds("batch")

    # What comes in

    def post(self, receipt: str | None = None, **over: Any) -> Mention:
        """One delivery, counted at the door and waiting; keywords are the mention's."""
        mention = builders.mention(**over)
        received = Received(
            receipt=receipt or self.ids.new(),
            received_at=self.clock.now(),
            source="webhook",
            mention=mention,
        )
        self.mentions.send([received.model_dump_json()])
        where = (mention.channel, mention.account)
        self.store.count_received(*where, at=received.received_at, number=1)
        return mention

    def notice(self, kind: NoticeKind, **over: Any) -> None:
        """What the platform tells of a post of ours; keywords are the notice's."""
        told = {"channel": "generic", "account": "acmehelp", "at": self.clock.now()} | over
        noticed = Noticed(
            receipt=self.ids.new(),
            received_at=self.clock.now(),
            notice=Notice(kind=kind, **told),
        )
        self.mentions.send([noticed.model_dump_json()])
        self.route()

    def hear(self, receipt: str | None = None, **over: Any) -> Mention:
        """One delivery through classify and route; keywords are the mention's."""
        mention = self.post(receipt, **over)
        self.route()
        return mention

    # The stages

    def route(self) -> None:
        """Classify and route all that waits; what fails waits on, and the failure is raised."""
        self._arrived.extend(self.mentions.take())
        self._each(self._arrived, self._route)

    def _route(self, body: str) -> None:
        received = opened(body, Received)
        if isinstance(received, Noticed):
            self.heeder.heed(received)
            return
        self.router.route(understand(received, self.playbook, classifier=self.classifier))

    def relay(self) -> None:
        """Carry out what the stream holds."""
        self._take_changes()
        relay = Relay(
            store=Tripwire(self.store, self.trip),
            timers=Tripwire(self.timers, self.trip),
            replies=Tripwire(self.orders, self.trip),
            alerts=Tripwire(self.alerts, self.trip),
            operators=self.operators,
            pusher=lambda: self.pusher if self.playbook.assignment.mode == "push" else None,
            peers=lambda: EarlyAnswers(
                store=Tripwire(self.store, self.trip), clock=self.clock, playbook=self.playbook
            ),
            withdrawals=lambda: Withdrawals(
                store=Tripwire(self.store, self.trip),
                queue=Tripwire(self.mentions, self.trip),
                tells=lambda *_: self.platform.tells_gone,
            ),
        )
        self._each(self._stream, lambda batch: relay.carry_out(batch[1], batch=batch[0]))

    def _take_changes(self) -> None:
        if changes := [change for _, change in self.store.drain()]:
            self._stream.append((self._batches.new(), changes))

    def deliver(self) -> list[Reply]:
        """Send every ordered reply that may be seen; one that fails comes again later."""
        ended: list[Reply] = []
        while message := self.orders.receive():
            order = ReplyOrder.model_validate_json(message.body)
            last = message.receives >= RECEIVES
            try:
                ended.append(self.sender.send(order.case_id, order.reply_id, last=last))
            except Throttled as wait:
                self.sender.postpone(message.receipt, wait)
                raise
            self.orders.delete(message.receipt)
        return ended

    def sweep(self) -> None:
        """What the sweep does when no timer has fired since the clock was last moved."""
        self.timers.due(self.clock.now())
        self._steps.clear()
        until = self.clock.now() + timedelta(minutes=1)
        self.clock.advance(seconds=31)
        self._checker(self.store).sweep(until)

    def check(self) -> None:
        """Evaluate the steps whose timer has fired."""
        self._steps.extend(self.timers.due(self.clock.now()))
        self._each(self._steps, self._check)

    def _check(self, step: str) -> None:
        self._checker(Tripwire(self.store, self.trip)).check(step)

    def _checker(self, store: Any) -> Checker:
        policy = self.playbook
        return Checker(
            store=store,
            clock=self.clock,
            calendars=policy.calendars,
            ladder=policy.ladder,
            watch=Watch.of(policy),
        )

    @staticmethod
    def _each(waiting: deque[T], work: Callable[[T], object]) -> None:
        while waiting:
            work(waiting[0])
            waiting.popleft()

    def rest(self) -> None:
        """Let every stage try again until nothing waits any more."""
        for _ in range(60):
            failed = sum(map(self._fails, (self.route, self.relay, self.check, self.deliver)))
            self._take_changes()
            waiting: tuple[Sized, ...] = (self.mentions, self._arrived, self._stream, self.orders)
            if not failed and not any(map(len, waiting)):
                return
            if seen_next := self.orders.seen_next():
                self.clock.set(max(seen_next, self.clock.now()))
        raise AssertionError("the desk does not come to rest")

    def _fails(self, stage: Callable[[], object]) -> bool:
        try:
            stage()
        except (Retryable, Killed):
            return True
        finally:
            self.trip.revive()
        return False

    def pass_time(self, until: datetime) -> None:
        """Let the timers fire that come due until then, each at its own instant."""
        while True:
            self.relay()
            self.check()
            self.relay()
            now = self.clock.now()
            ahead = [at for at in self.timers.started.values() if now < at <= until]
            if not ahead:
                break
            self.clock.set(min(ahead))
        self.clock.set(max(until, self.clock.now()))
        self.relay()

    def endure(self, until: datetime) -> None:
        """Let time pass although stages fail, and come to rest."""
        while self.clock.now() < until:
            self._fails(lambda: self.pass_time(until))
        self.rest()

    @property
    def pusher(self) -> Pusher:
        return Pusher(
            store=Tripwire(self.store, self.trip), clock=self.clock, playbook=self.playbook
        )

    @property
    def router(self) -> Router:
        return Router(
            store=Tripwire(self.store, self.trip),
            clock=self.clock,
            accounts=self.accounts,
            playbook=self.playbook,
            recent=self.recent,
            speaking=lambda account: self.platform,
        )

    @property
    def sender(self) -> Sender:
        return Sender(
            store=Tripwire(self.store, self.trip),
            clock=self.clock,
            accounts=self.accounts,
            playbook=self.playbook,
            orders=Tripwire(self.orders, self.trip),
            answering=lambda account: self.platform,
        )

    @property
    def sources(self) -> Sources:
        return Sources(store=self.store, clock=self.clock, ids=self.ids)

    @property
    def heeder(self) -> Heeder:
        return Heeder(ledger=self.sender.ledger, count=self.noticed.append, sources=self.sources)

    # What people do

    @property
    def casework(self) -> Casework:
        return Casework(store=self.store, clock=self.clock, playbook=self.playbook)

    @property
    def answering(self) -> Answering:
        return Answering(
            store=self.store,
            clock=self.clock,
            accounts=self.accounts,
            playbook=self.playbook,
            answering=self.sender.answering,
        )

    @property
    def acting(self) -> Acting:
        return Acting(store=self.store, clock=self.clock, allowing=self.answering.allowing)

    def asked(self, agent: str = "linus", case_id: str | None = None) -> Asked:
        """A fresh request of an agent about a case, by default about the only one."""
        caller = builders.caller(id=f"sub-{agent}", agent=agent, name=agent.title())
        wanted = case_id or self.case().id
        return builders.asked(caller=caller, case_id=wanted, key=self.ids.new())

    def answer(
        self, text: str = "I look into it.", agent: str = "linus", case_id: str | None = None
    ) -> Reply:
        return self.answering.answer(self.asked(agent, case_id), Words(text=text, repeat=True))

    def act(self, **deed: Any) -> Reply:
        """Like, hide or delete; keywords are the deed's."""
        return self.acting.act(self.asked(), Deed(**deed))

    def decide(self, reply: Reply, decision: Literal["sent", "not_sent"], **more: Any) -> Case:
        """What a person says became of a reply that nobody knows of."""
        verdict = Verdict(decision=decision, **more)
        asked = self.asked(case_id=reply.case_id)
        world = (self.store, self.clock, self.playbook)
        return decide_reply(*world, asked, reply.id, verdict).case

    def resolve(self, agent: str = "linus", case_id: str | None = None) -> Case:
        asked = self.asked(agent, case_id)
        return self.casework.resolve(asked, resolution="solved", note=None).case

    # What there is

    def case(self) -> Case:
        """The only case there is."""
        (case,) = self.cases()
        return case

    def cases(self) -> list[Case]:
        return self.store.rows.of_kind(Case)

    def records(self) -> list[MentionRecord]:
        return self.store.rows.of_kind(MentionRecord)

    def record(self, mention_id: str = "m1") -> MentionRecord:
        (found,) = [record for record in self.records() if record.mention.id == mention_id]
        return found

    def replies(self) -> list[Reply]:
        return self.store.rows.of_kind(Reply)

    def events(self, case_id: str | None = None) -> list[CaseEvent]:
        found = self.store.history(case_id or self.case().id)
        return found[1] if found else []

    def kinds(self) -> list[str]:
        """What has happened to the only case, in order."""
        return [event.kind for event in self.events()]

    def told(self) -> list[str]:
        """Which alerts the supervisors got, by kind."""
        return [alert.attributes["kind"] for alert in self.alerts.published]

    def hours(self) -> dict[str, Counts]:
        """The equation of the account, hour by hour."""
        return self.store.counts("generic", "acmehelp", since="2000", until="2999")
