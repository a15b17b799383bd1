"""Many replies through the real sender and real connectors, while everything goes wrong at random.

What goes wrong is chosen by a seed: platforms that cut off, dawdle, answer with an error, a page or
half an answer, or want a pause; senders that die before or after any call; messages that come again
after they were done. Truth is what the fake platforms hold at the end.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, get_args

import pytest

from earshot.channels import connector_class, http
from earshot.domain.accounts import Accounts
from earshot.domain.case import Reply
from earshot.domain.envelope import ReplyOrder
from earshot.domain.playbook import Playbook
from earshot.errors import Retryable, Throttled
from earshot.settings import RECEIVES
from local.platforms.serving import Fault
from tests.invariants import thread_of
from tests.played import PlayedDesk, watch_calls
from tests.rigs import RIGS
from tests.rigs.rig import Rig
from tests.simulated import simulate
from tests.trip import Killed, Trip

CASES_AT_ONCE = 20
MOST_REPLIES = 6
MOST_STEPS = 4_000
LONG, LONG_WORDS = 0.125, 110
STRUCK, FAULTY, REPEATED, SLOW = 0.25, 0.35, 0.05, 0.03
FARTHEST = 14
READ_S, SLOW_S = 0.3, 0.5
FAULTS = tuple(f for f in get_args(Fault) if f not in ("slow", "huge", "drip"))
WORDS = ("sorry", "thanks", "order", "parcel", "today", "refund", "courier", "shop", "😡", "שלום")
CONNECTORS = tuple(n for n in RIGS if "reply" in connector_class(n).capabilities.does)


@dataclass
class Tally:
    """What came of the sends on one connector.

    `untrue` are replies that say sent and are not there, or refused and are; `open` have no end
    state; parts that wait behind one that nobody knows of are `held`. `disordered` are parts that
    stand on the platform without the one before. `repeated` were given to the connector again after
    nobody knew whether they had been posted; `redriven` are orders that had used up their receives
    and were taken from the dead letters.
    """

    connector: str
    sends: int = 0
    posted: int = 0
    doubled: int = 0
    untrue: int = 0
    open: int = 0
    sent: int = 0
    refused: int = 0
    unknown: int = 0
    unknown_posted: int = 0
    threads: int = 0
    held: int = 0
    disordered: int = 0
    repeated: int = 0
    redriven: int = 0
    struck: int = 0
    faulty: int = 0
    requests: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def calls_per_send(self) -> float:
        return self.requests / max(1, self.sends)

    def add(self, other: "Tally") -> None:
        """Take the numbers of another in."""
        for name, value in vars(other).items():
            if isinstance(value, int):
                setattr(self, name, getattr(self, name) + value)
        self.reasons.update(other.reasons)


class Storm(PlayedDesk):
    """A desk whose agents write one reply after the other, in bad weather."""

    def __init__(self, rig: Rig, chance: random.Random) -> None:
        super().__init__(rig, Trip())
        rig.let_thread()
        self.accounts = Accounts(accounts=(rig.account,))
        clauses = ({**clause, "thread": True} for clause in self.playbook.model_dump()["clauses"])
        self.playbook = Playbook.model_validate(
            self.playbook.model_dump() | {"clauses": [*clauses]}
        )
        self._chance = chance
        self._numbers = iter(range(1, 10**9))
        self._given: dict[str, list[str]] = {}
        # A page with a 2xx says yes where the status alone does: nobody could know better.
        self._faults = [f for f in FAULTS if not (f == "html" and rig.any_2xx_is_yes)]
        self.tally = Tally(rig.connector)

    def send(self, number: int) -> None:
        """So many replies, until each of them has come to rest."""
        while number > 0:
            number -= self._plan(min(number, CASES_AT_ONCE * MOST_REPLIES))
            self._weather_out()

    def _plan(self, most: int) -> int:
        """Some customers write; each is answered up to six times. How many replies that makes."""
        for _ in range(CASES_AT_ONCE):
            said = self.rig.say(number := next(self._numbers), at=self.clock.now())
            author = said.author.model_copy(update={"id": f"{said.author.id}-{number}"})
            self.post(**{**said.model_dump(), "author": author, "root": None})
        self.route()
        self.clock.advance(seconds=1)  # nobody answers in the millisecond of the post
        fresh = [case for case in self.cases() if case.id not in self._given]
        self._given |= {case.id: [] for case in fresh}
        planned = 0
        for case in fresh:
            for _ in range(min(self._chance.randint(1, MOST_REPLIES), most - planned)):
                planned += bool(self.answer(self._words(), case_id=case.id))
        return planned

    def _words(self) -> str:
        """Something to say; one in eight is too long for a post, where there are threads."""
        long = self.rig.capabilities().threads and self._chance.random() < LONG
        words = " ".join(self._chance.choices(WORDS, k=LONG_WORDS if long else 4))
        return f"{words} {next(self._numbers)}"

    def _weather_out(self) -> None:
        for _ in range(MOST_STEPS):
            self.relay()
            self._redrive()
            if self._deliver_one():
                continue
            self._take_changes()
            seen_next = self.orders.seen_next()
            if seen_next is None and not self._stream and not self.orders.dead:
                return
            self.clock.set(max(seen_next or self.clock.now(), self.clock.now()))
        raise AssertionError("the sends do not come to rest")

    def _deliver_one(self) -> bool:
        message = self.orders.receive()
        if message is None:
            return False
        order = ReplyOrder.model_validate_json(message.body)
        last = message.receives >= RECEIVES
        with self._weather():
            try:
                self.sender.send(order.case_id, order.reply_id, last=last)
            except Throttled as wait:
                self.sender.postpone(message.receipt, wait)
                return True
            if self._chance.random() >= REPEATED:
                self.orders.delete(message.receipt)
        return True

    @contextmanager
    def _weather(self) -> Iterator[None]:
        """Let the next call of a sender go as the dice fall."""
        dice = self._chance
        if dice.random() < STRUCK:
            self.trip.at = self.trip.calls + dice.randint(1, FARTHEST)
            self.trip.side = dice.choice(("before", "after"))
            self.trip.kills = dice.random() < 0.7
        struck = self.trip.killed_at
        if dice.random() < FAULTY:
            self.tally.faulty += 1
            fault = "slow" if dice.random() < SLOW else dice.choice(self._faults)
            path = dice.choice((self.rig.sends_to, ""))
            self.rig.server.faults.plan(fault, path=path, times=dice.choice((1, 1, 1, 2, 4)))
        try:
            yield
        except (Retryable, Killed):
            pass
        finally:
            self.tally.struck += self.trip.killed_at != struck
            self.trip.at, self.trip.killed_at = 0, None
            self.trip.revive()
            self.rig.server.faults.clear()

    def _redrive(self) -> None:
        for body in self.orders.dead:
            order = ReplyOrder.model_validate_json(body)
            self.orders.send(body, group=order.case_id, deduplication_id=self.ids.new())
            self.tally.redriven += 1
        self.orders.dead.clear()

    @property
    def sender(self) -> Any:
        sender = super().sender
        channel = self.rig.channel()
        given = channel.send

        def send(posting: Any) -> Any:
            outcome = "unknown"
            told = self._given[posting.reply.case_id]
            try:
                sent = given(posting)
                outcome = "sent"
                return sent
            except Retryable:
                outcome = "not sent"
                raise
            finally:
                self.tally.repeated += f"{posting.reply.id} unknown" in told
                told.append(f"{posting.reply.id} {outcome}")

        channel.send = send
        return replace(sender, answering=lambda _: channel)

    def told(self) -> Tally:
        """The ledger beside the truth."""
        tally = self.tally
        on_platform = Counter(post.text for post in self.rig.posts)
        tally.requests = len(self.rig.server.requests)
        for reply in self.replies():
            self._compare(reply, on_platform[reply.text])
        for parts in self._threads():
            tally.threads += 1
            there = [on_platform[part.text] > 0 for part in parts]
            tally.disordered += there != sorted(there, reverse=True)
            doubted = any(part.state == "unknown" for part in parts)
            held = [part for part in parts if part.state == "waiting"] if doubted else []
            tally.held += len(held)
            tally.open -= len(held)
        return tally

    def _threads(self) -> list[list[Reply]]:
        return [thread_of(self, reply) for reply in self.replies() if reply.part == 1]

    def _compare(self, reply: Reply, held: int) -> None:
        tally = self.tally
        tally.sends += reply.part in (None, 1)
        tally.posted += held
        tally.doubled += max(0, held - 1)
        tally.untrue += (reply.state == "sent" and not held) or (reply.state == "refused" and held)
        tally.open += reply.state not in ("sent", "refused", "unknown")
        tally.sent += reply.state == "sent"
        tally.refused += reply.state == "refused"
        tally.unknown += reply.state == "unknown"
        tally.unknown_posted += reply.state == "unknown" and held > 0
        if reply.reason:
            tally.reasons[f"{reply.state}: {reply.reason}"] += 1


def play(
    number: int,
    *,
    seed: int = 1,
    connectors: Sequence[str] = CONNECTORS,
    moved: Callable[[int], None] = lambda _: None,
) -> list[Tally]:
    """So many sends in all, shared by the connectors; `moved` hears of each hundred.

    Half of each connector's go to a platform that knows a repetition when it sees one, and half to
    one that does not, where there are such.
    """
    tallies = {name: Tally(name) for name in connectors}
    shares = [(name, knows) for name in connectors for knows in (True, False)]
    for at, (name, knows) in enumerate(shares):
        share = number * (at + 1) // len(shares) - number * at // len(shares)
        chance = random.Random(f"{seed} {name} {knows}")
        with stormy(name, chance, knows=knows) as storm:
            for part in parts(share):
                storm.send(part)
                moved(part)
            tallies[name].add(storm.told())
    return list(tallies.values())


def parts(number: int, size: int = 100) -> Iterator[int]:
    """The number in hundreds and a rest."""
    yield from (min(size, number - done) for done in range(0, number, size))


@contextmanager
def stormy(connector: str, chance: random.Random, *, knows: bool) -> Iterator[Storm]:
    """A desk on that connector, as patient as a test can wait."""
    with RIGS[connector]() as rig, pytest.MonkeyPatch.context() as patch:
        rig.server.faults.slow_s = SLOW_S
        rig.never_too_many()
        if not knows:
            rig.forget_keys()
        patch.setattr(http, "READ_S", READ_S)
        storm = Storm(rig, chance)
        watch_calls(storm.trip, patch)
        simulate(storm.clock, patch)
        yield storm
