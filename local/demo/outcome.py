"""What came of a run: read from the table, from the fake platforms and from the subscriber."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from statistics import median, quantiles
from typing import Any

from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.records import Counts, MentionRecord, Quarantined
from earshot.store.census import Record
from earshot.store.items import HourCounts

Account = tuple[str, str]


@dataclass(slots=True)
class Outcome:
    """Of one run; `counts` is the equation by account, the rest what the run's records say."""

    counts: dict[Account, Counts] = field(default_factory=dict)
    mentions: list[MentionRecord] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    events: list[CaseEvent] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)

    @property
    def total(self) -> Counts:
        return added(self.counts.values())

    @property
    def raised(self) -> dict[str, CaseEvent]:
        """The alerts that the table says were raised, by alert id."""
        return {event.alert_id: event for event in self.events if event.alert_id}

    def acts(self) -> Counter[str]:
        decided = (record.decision for record in self.mentions if record.decision)
        return Counter(decision["act"] for decision in decided)

    def first_responses(self) -> list[float]:
        """Seconds from the start of the promise to the first answer of a person, where given."""
        answered: dict[str, datetime] = {}
        for event in sorted(self.events, key=lambda event: event.version):
            if event.kind == "reply_sent" and event.data.get("kind") == "human":
                answered.setdefault(event.case_id, event.at)
        return [
            (answered[case.id] - case.clocks["first_response"].started_at).total_seconds()
            for case in self.cases
            if case.id in answered and "first_response" in case.clocks
        ]


def gather(records: Iterable[Record], *, since: datetime, before: dict[Account, Counts]) -> Outcome:
    """The part of the table that a run has written, which began at that instant."""
    outcome = Outcome()
    hours: dict[Account, list[Counts]] = {}
    for record in records:
        match record:
            case HourCounts():
                hours.setdefault((record.channel, record.account), []).append(record.counts)
            case MentionRecord() if record.received_at >= since:
                outcome.mentions.append(record)
            case Case() if record.opened_at >= since:
                outcome.cases.append(record)
            case CaseEvent():
                outcome.events.append(record)
            case Reply():
                outcome.replies.append(record)
            case Quarantined() if record.received_at >= since:
                outcome.quarantined.append(record)
            case _:
                pass
    known = {case.id for case in outcome.cases}
    outcome.events = [event for event in outcome.events if event.case_id in known]
    outcome.replies = [reply for reply in outcome.replies if reply.case_id in known]
    outcome.counts = {
        account: added(counts).plus(before.get(account, Counts()), -1)
        for account, counts in hours.items()
    }
    return outcome


def added(counts: Iterable[Counts]) -> Counts:
    return reduce(Counts.plus, counts, Counts())


def middle_and_tail(seconds: list[float]) -> tuple[float, float] | None:
    """Median and 90th percentile; None where nothing was measured."""
    if not seconds:
        return None
    if len(seconds) == 1:
        return seconds[0], seconds[0]
    return median(seconds), quantiles(seconds, n=10, method="inclusive")[8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the outside saw: posts on the platforms, alerts at the subscribed endpoint."""

    replies: Counter[str]
    doubled: int
    alerts: Counter[str]
    alert_ids: frozenset[str]


def heard(report: dict[str, Any], outcome: Outcome) -> Heard:
    """What of the platforms' report belongs to this run."""
    on_platforms: Counter[str] = Counter()
    doubled = 0
    for channel, posts in report["posts"].items():
        replies = [reply for reply in outcome.replies if reply.channel == channel]
        on_platforms[channel], again = _compared(posts, replies)
        doubled += again
    attributes = [envelope["MessageAttributes"] for envelope in report["alerts"]]
    told = {a["alert_id"]["Value"]: a["kind"]["Value"] for a in attributes}
    arrived = {alert: kind for alert, kind in told.items() if alert in outcome.raised}
    return Heard(
        replies=on_platforms,
        doubled=doubled,
        alerts=Counter(arrived.values()),
        alert_ids=frozenset(arrived),
    )


def _compared(posts: list[dict[str, str]], replies: list[Reply]) -> tuple[int, int]:
    """How many of the replies stand on the platform, and how many posts are one of them again.

    A platform that does not tell which reply a post is tells its id, which the ledger knows of what
    is sent. Any other post with the words of a reply is that reply once more, unless that one's
    fate is unknown.
    """
    ids = {reply.id for reply in replies}
    named = [post["reply_id"] for post in posts if post.get("reply_id") in ids]
    sent = {reply.platform_id for reply in replies}
    others = [post for post in posts if "reply_id" not in post]
    known = [post["id"] for post in others if post["id"] in sent]
    strays = Counter(post["text"] for post in others if post["id"] not in sent)
    said = {reply.text for reply in replies}
    open_ = Counter(reply.text for reply in replies if reply.platform_id is None)
    ours = Counter({text: number for text, number in strays.items() if text in said})
    again = len(named) - len(set(named)) + (ours - open_).total()
    return len(set(named)) + len(known) + (ours & open_).total(), again
