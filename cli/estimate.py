"""What a volume of mentions costs on AWS, by line: a formula over counts, prices beside it."""

from collections.abc import Sequence
from typing import NamedTuple

from cli import prices
from earshot.domain.accounts import Account
from earshot.domain.playbook.backends import Backend


class Volume(NamedTuple):
    """What is paid for, counted. Units and bytes are those that `earshot bench` measures.

    `write_units` are those of a mention alone, `case_write_units` what each case adds to them with
    its timer and all that joins it, and a post costs one more; log lines are those of mentions
    that arrive one by one. Assumed, not measured: `per_post` mentions arrive in one webhook
    request, a queue consumer takes `batch` at once, as many as it may, and a mention is billed
    `large_ms` milliseconds in classify and route, `small_ms` in all other stages.
    """

    mentions: int
    cases: int
    replies: int = 0
    alerts: int = 0
    timer_steps: int = 0
    api_requests: int = 0
    per_post: float = 1.0
    batch: float = 25.0
    write_units: float = 1.1
    case_write_units: float = 12.0
    read_units: float = 0.7
    large_ms: float = 25.0
    small_ms: float = 15.0
    log_bytes: float = 130.0


class Line(NamedTuple):
    """One line of the bill: what, how many of its units, and US dollars."""

    what: str
    units: float
    dollars: float


# Wait, Check and the end of an execution, as Step Functions counts transitions.
TRANSITIONS_PER_STEP = 3
LOG_BYTES_PER_API_REQUEST = 600
API_MS = 25
# Memory as deployed: classify, route and api are large, all other functions small.
LARGE_GB = 1.0
SMALL_GB = 0.5


def bill(volume: Volume) -> list[Line]:
    """The lines of the bill for this volume; idle costs are not in it (see `idle`)."""
    posts = volume.mentions / volume.per_post
    batches = volume.mentions / volume.batch
    sends = posts * max(1.0, volume.per_post / 10) + volume.mentions / 10
    receives = 4 * batches
    invocations = posts + 3 * batches + volume.replies + volume.timer_steps + volume.api_requests
    large_ms = volume.mentions * volume.large_ms + volume.api_requests * API_MS
    gb_seconds = (large_ms * LARGE_GB + volume.mentions * volume.small_ms * SMALL_GB) / 1000
    written = posts + volume.mentions * volume.write_units + volume.cases * volume.case_write_units
    logged = volume.mentions * volume.log_bytes + volume.api_requests * LOG_BYTES_PER_API_REQUEST
    lines = [
        ("HTTP API requests", posts + volume.api_requests, prices.HTTP_API_REQUEST),
        ("Lambda requests", invocations, prices.LAMBDA_REQUEST),
        ("Lambda GB-seconds", gb_seconds, prices.LAMBDA_GB_SECOND),
        ("SQS requests", sends + receives, prices.SQS_REQUEST),
        ("SQS FIFO requests", 3 * volume.replies, prices.SQS_FIFO_REQUEST),
        ("table write units", written, prices.TABLE_WRITE_UNIT),
        ("table read units", volume.mentions * volume.read_units, prices.TABLE_READ_UNIT),
        (
            "timer state transitions",
            volume.timer_steps * TRANSITIONS_PER_STEP,
            prices.STATE_TRANSITION,
        ),
        ("alerts published", volume.alerts, prices.SNS_PUBLISH),
        ("log gigabytes", logged / 1e9, prices.LOG_GB),
    ]
    return [Line(what, units, units * price) for what, units, price in lines]


# Most posts are shorter than 300 characters; assumed, not measured: what a Bedrock request takes.
COMPREHEND_UNITS = 3
TOKENS_READ, TOKENS_WRITTEN = 700, 80


def opinions(backends: Sequence[Backend], asked: float) -> list[Line]:
    """What paid services cost for so many posts in doubt; at most the budget, of one month."""
    return [
        Line(
            f"asked of {backend.source}",
            asked,
            min(backend.monthly_budget, asked * _answer(backend)),
        )
        for backend in backends
    ]


def _answer(backend: Backend) -> float:
    """US dollars for what is asked about one post."""
    if backend.prices is None:
        return len(backend.ask_for) * COMPREHEND_UNITS * prices.COMPREHEND_UNIT
    read, written = backend.prices.input, backend.prices.output
    return (TOKENS_READ * read + TOKENS_WRITTEN * written) / prices.MILLION


def total(lines: list[Line]) -> float:
    """The sum of a bill in US dollars."""
    return sum(line.dollars for line in lines)


MINUTES_IN_A_MONTH = 60 * 24 * 30.4
SWEEP_EVERY_MINUTES = 5
# Lambda asks an empty queue with five long polls of twenty seconds beside each other.
EMPTY_RECEIVES_A_MINUTE = 15
STEPS_OF_A_SWEEP = 60


class Standing(NamedTuple):
    """What a deployment has standing about; the defaults are those of the stack as shipped.

    `poll_minutes` holds the interval of each polled account.
    """

    secrets: int = 5
    alarms: int = 28
    metrics: int = 2
    keys: int = 1
    queues: int = 3
    poll_minutes: tuple[int, ...] = (2,)


ALARMS_OF_ALL = 26


def standing_with(accounts: Sequence[Account]) -> Standing:
    """What a deployment of these accounts has standing about: secrets, an alarm for each, polls."""
    answering = [account for account in accounts if account.mode != "listen_only"]
    return Standing(
        secrets=1 + len(accounts) + len(answering),
        alarms=ALARMS_OF_ALL + len(accounts),
        poll_minutes=tuple(a.poll_minutes for a in accounts if a.poll_minutes),
    )


def idle(standing: Standing) -> list[Line]:
    """What a month costs with nothing to do."""
    polls = sum(MINUTES_IN_A_MONTH / minutes for minutes in standing.poll_minutes)
    sweeps = MINUTES_IN_A_MONTH / SWEEP_EVERY_MINUTES
    receives = standing.queues * EMPTY_RECEIVES_A_MINUTE * MINUTES_IN_A_MONTH
    a_call = prices.SCHEDULER_INVOCATION + prices.LAMBDA_REQUEST
    lines = [
        ("secrets", standing.secrets, prices.SECRET_MONTH),
        ("alarms", standing.alarms, prices.ALARM_MONTH),
        ("metrics", standing.metrics, prices.METRIC_MONTH),
        ("keys", standing.keys, prices.KEY_MONTH),
        ("looks into empty queues", receives, prices.SQS_REQUEST),
        (
            "scheduled polls",
            polls,
            a_call + 0.3 * SMALL_GB * prices.LAMBDA_GB_SECOND + 2 * prices.TABLE_WRITE_UNIT,
        ),
        (
            "safety sweeps",
            sweeps,
            a_call
            + 0.5 * SMALL_GB * prices.LAMBDA_GB_SECOND
            + STEPS_OF_A_SWEEP * prices.TABLE_READ_UNIT
            + prices.TABLE_WRITE_UNIT,
        ),
    ]
    return [Line(what, units, units * price) for what, units, price in lines]
