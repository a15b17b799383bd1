"""Play a day through the deployed local stack, from the outside, and gather what came of it."""

import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from threading import Event as Flag

from cli.estimate import Volume
from earshot.domain.records import Counts
from local.demo.agents import Agent, Desk
from local.demo.aws import Operator
from local.demo.configure import configure
from local.demo.deliver import Sender
from local.demo.outcome import Account, Heard, Outcome, added, gather, heard
from local.demo.people import Person, cognito, enrol
from local.demo.platforms import Platforms, Ports, kept_token
from local.demo.progress import Progress
from local.demo.timeline import (
    ACCOUNT,
    BY_META,
    POLLED,
    PUSHED,
    Event,
    Post,
    arrivals,
    posts,
    spoiled,
    timeline,
)
from local.platforms.bluesky import HANDLE, PASSWORD
from local.stack import LocalStack, up

PLAY_S = 40.0
STANDSTILL_S = 90.0
SETTLE_S = 45.0
LOOK_EVERY_S = 0.5
SUPERVISOR = Person(username="eve", name="Eve", groups=("supervisor",))
AGENTS = {
    "care": Person(username="ada", name="Ada", groups=("agent", "team-care")),
    "technical": Person(username="ben", name="Ben", groups=("agent", "team-technical")),
    "billing": Person(username="cem", name="Cem", groups=("agent", "team-billing")),
    "trust": Person(username="dua", name="Dua", groups=("agent", "team-trust")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A run that has ended; `done` by the agents, `tokens` by name of the person."""

    stack: LocalStack
    outcome: Outcome
    heard: Heard
    volume: Volume
    delivered: Counter[str]
    done: Counter[str]
    tokens: dict[str, str]
    dead: int
    seconds: float


def play(
    events: Sequence[Event], bars: Progress, *, seconds: float = PLAY_S, spoil: bool = False
) -> Played:
    """Deploy if need be, deliver every event, let agents work, and wait until all has settled.

    With `spoil` three elements come along that nobody can understand.
    """
    began = time.monotonic()
    ports = Ports.kept()
    bars.start("the stack", 100)
    stack = up(configure(ports), lambda _, done: bars.reach("the stack", done * 100))
    bars.reach("the stack", 100)
    operator = Operator(stack=stack)
    run = _run_name()
    platforms, sender_secrets = _connect(operator, ports)
    tokens = _log_in(stack)
    before = operator.counts()

    start = datetime.now(UTC)
    line = timeline(events, start=start, seconds=seconds, run=run)
    arriving = list(arrivals(events, line))
    pushed = posts((due, event) for due, event in arriving if event["channel"] not in POLLED)
    polled = posts((due, event) for due, event in arriving if event["channel"] in POLLED)
    pushed = spoiled(pushed) if spoil else pushed
    stop = Flag()
    with ThreadPoolExecutor(max_workers=8) as pool:
        working = _start_agents(pool, stack, tokens, bars, stop)
        try:
            delivered = _deliver(pool, stack, platforms, sender_secrets, bars, pushed, polled)
            _hear(operator, bars, before, delivered.total())
        finally:
            stop.set()  # the pool waits for the agents, whatever has gone wrong
        agents = [future.result() for future in working]
        _settle(operator)
    for name in ("agents at work", "taken in"):
        bars.end(name)

    outcome = gather(operator.records(), since=start, before=before)
    return Played(
        stack=stack,
        outcome=outcome,
        heard=_alerts_arrived(platforms, outcome),
        volume=_volume(outcome, len(pushed), sum(a.desk.asked.total() for a in agents)),
        delivered=delivered,
        done=sum((agent.done for agent in agents), Counter()),
        tokens=tokens,
        dead=operator.dead(),
        seconds=time.monotonic() - began,
    )


def _run_name() -> str:
    """Digits that no run before had, to be put behind ids."""
    return f"{int(time.time()) % 100_000_000:08d}"


def _connect(operator: Operator, ports: Ports) -> tuple[Platforms, dict[str, str]]:
    """Hand out secrets as an operator does, start the platforms, subscribe the endpoint."""
    accounts = operator.accounts()
    token = kept_token()
    login = json.dumps({"identifier": HANDLE, "password": PASSWORD})
    operator.connect("mastodon", token, token)
    operator.connect("bluesky", login, login)
    listen, answer = {}, {}
    for channel in BY_META:
        listen[channel] = token
        app = {"app_secret": token, "verify_token": token, "token": token}
        operator.connect(channel, json.dumps(app), json.dumps({"token": token}))
    for channel in PUSHED:
        account = accounts.get(channel, ACCOUNT)
        listen[channel] = operator.secret(str(account.listen_secret))
        answer[channel] = operator.secret(str(account.answer_secret))
    platforms = Platforms.start(ports, token=token, secrets=answer)
    operator.subscribe(platforms.subscriber)
    return platforms, listen


def _log_in(stack: LocalStack) -> dict[str, str]:
    client = cognito(stack.endpoint)
    people = (*AGENTS.values(), SUPERVISOR)
    return {person.username: enrol(client, stack.outputs, person) for person in people}


def _start_agents(
    pool: ThreadPoolExecutor, stack: LocalStack, tokens: dict[str, str], bars: Progress, stop: Flag
) -> list[Future[Agent]]:
    bars.start("agents at work", None)

    def work(team: str, person: Person) -> Agent:
        agent = Agent(
            desk=Desk(api_url=stack.api_url, token=tokens[person.username]),
            team=team,
            chance=random.Random(team),  # noqa: S311  # picks phrases, guards nothing
            worked=lambda: bars.move("agents at work"),
        )
        agent.work(stop)
        return agent

    return [pool.submit(work, team, person) for team, person in AGENTS.items()]


def _deliver(
    pool: ThreadPoolExecutor,
    stack: LocalStack,
    platforms: Platforms,
    secrets: dict[str, str],
    bars: Progress,
    pushed: Sequence[Post],
    polled: Sequence[Post],
) -> Counter[str]:
    """Post what is pushed, publish what is polled; count by channel what could be heard of."""
    bars.start("delivered by webhook", sum(len(post.events) for post in pushed))
    bars.start("published to be polled", sum(len(post.events) for post in polled))
    sender = Sender(
        api_url=stack.api_url,
        secrets=secrets,
        delivered=lambda number: bars.move("delivered by webhook", number),
        by_meta={channel: partial(platforms.written, channel) for channel in BY_META},
    )
    publishing = pool.submit(_publish, platforms, polled, bars)
    sender.deliver(pushed)
    delivered = publishing.result()
    for post in pushed:
        delivered[post.channel] += len(post.events)
    return delivered


def _publish(platforms: Platforms, polled: Sequence[Post], bars: Progress) -> Counter[str]:
    told: Counter[str] = Counter()
    for post in polled:
        time.sleep(max(0.0, (post.due - datetime.now(UTC)).total_seconds()))
        told[post.channel] += platforms.play(post.channel, post.events)
        bars.move("published to be polled", len(post.events))
    return told


def _hear(operator: Operator, bars: Progress, before: dict[Account, Counts], wanted: int) -> None:
    """Wait until the scheduled poller and the queues have brought everything into the table.

    Give up when nothing has moved for longer than the poller takes from one run to the next.
    """
    bars.start("taken in", wanted)
    were, reached, moved = added(before.values()), 0, time.monotonic()
    while time.monotonic() - moved < STANDSTILL_S:
        now = added(operator.counts().values()).plus(were, -1)
        if now.received - now.missing != reached:
            reached, moved = now.received - now.missing, time.monotonic()
        bars.reach("taken in", reached)
        if now.received >= wanted and now.missing <= 0:
            return
        time.sleep(LOOK_EVERY_S)


def _settle(operator: Operator) -> None:
    """Let the replies under way arrive."""
    deadline = time.monotonic() + SETTLE_S
    while operator.waiting() and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY_S)


def _alerts_arrived(platforms: Platforms, outcome: Outcome) -> Heard:
    """Alerts go out a moment after the table knows of them."""
    deadline = time.monotonic() + 5
    while True:
        told = heard(platforms.report(), outcome)
        if len(told.alert_ids) == len(outcome.raised) or time.monotonic() > deadline:
            return told
        time.sleep(LOOK_EVERY_S)


def _volume(outcome: Outcome, posted: int, api_requests: int) -> Volume:
    """What AWS would have counted of this run: each step that a case ever waited for is a timer."""
    total = outcome.total
    steps = {event.changes["step"] for event in outcome.events if event.changes.get("step")}
    return Volume(
        mentions=total.received,
        cases=len(outcome.cases),
        replies=len(outcome.replies),
        alerts=len(outcome.raised),
        timer_steps=len(steps),
        api_requests=api_requests,
        per_post=max(1.0, total.received / max(1, posted)),
    )
