"""Where each thing stands in the table; pure functions, used for writing and for reading alike.

entity      pk                                sk                  access pattern
mention     MENTION#channel#account#id        MENTION             one, or some by their ids
author      AUTHOR#channel#account#author     PROFILE             an author's threads and cases
case        CASE#id                           CASE                one case
event       CASE#id                           EVENT#0000000001    timeline, with case, replies
reply       CASE#id                           REPLY#id            one reply; with its case
post        POST#channel#account#id           REPLY               the reply that a post of ours is
timer       TIMER#step                        case id             the cases due in a step
agent       AGENTS                            name                one agent, or the whole roster
account     ACCOUNT#channel#account           ACCOUNT             cursor, lease, health
gate        ACCOUNT#channel#account           GATE                what the account's sends wait for
answering   ACCOUNT#channel#account           ANSWERING           its health and cost
counts      ACCOUNT#channel#account           COUNT#2026-03-02T07 the equation, by hour
quarantine  QUARANTINE#channel#account        received at#receipt newest first
correction  CORRECTION#2026-03                instant#case#version corrected labels by month
budget      BUDGET#service                    2026-11             what a month has cost
renewal     RENEWAL#secret                    RENEWAL             whose turn it is to renew it
sweep       SWEEP                             SWEEP               how far the sweep is

index       partition key                     sort key            holds a case only while
gsi1        QUEUE#brand#team#shard            999-priority#due#id unresolved, awake, unclaimed
gsi2        AGENT#agent                       due#id              unresolved and held

index       partition key                     sort key            holds a mention only while
gsi1        HIGHLIGHT#brand#team#shard        written at#digest   it is praise that is passed on
gsi2        EARLY#channel#account#answered    written at#digest   it may answer what is unheard

Parts are escaped, so that different things have different keys whatever their ids contain.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple
from zlib import crc32

from earshot.domain.case import Case
from earshot.domain.digest import digest
from earshot.domain.highlights import receiver
from earshot.domain.mention import MentionKey
from earshot.domain.records import MentionRecord
from earshot.domain.timer import SHARDS

PARTITION, SORT, EXPIRES = "pk", "sk", "expires_at"
QUEUE_INDEX, AGENT_INDEX = "gsi1", "gsi2"
INDEX_KEYS = {QUEUE_INDEX: ("gsi1pk", "gsi1sk"), AGENT_INDEX: ("gsi2pk", "gsi2sk")}
PROJECTION = ("body",)
"""What an index has to carry beside keys, so that a list of cases is one query."""

LAST = "$"
"""Sorts behind the `#` that separates parts, so that a range ends with what begins alike."""
SHARD = "0"
HIGHLIGHT_SHARDS = 4
"""Praise is listed by its time, so that all that is new would come into one partition."""
NEVER = "9999"
LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
"""What may follow the `c` of a case's id, in the order of keys; all are as frequent."""
FIRST, LAST_OF_ALL = " ", "~"
LONGEST_PART = 1024
"""A longer id is replaced by its digest: DynamoDB takes keys up to 2,048 bytes."""


class Key(NamedTuple):
    pk: str
    sk: str


def mention_key(key: MentionKey) -> Key:
    return Key(_join("MENTION", *key), "MENTION")


def author_key(channel: str, account: str, author_id: str) -> Key:
    return Key(_join("AUTHOR", channel, account, author_id), "PROFILE")


def case_key(case_id: str) -> Key:
    return Key(_join("CASE", case_id), "CASE")


def event_key(case_id: str, version: int) -> Key:
    return Key(_join("CASE", case_id), f"EVENT#{version:010d}")


def reply_key(case_id: str, reply_id: str) -> Key:
    return Key(_join("CASE", case_id), _join("REPLY", reply_id))


def post_key(key: MentionKey) -> Key:
    """Of a post of ours, by the platform's id."""
    return Key(_join("POST", *key), "REPLY")


def timer_partition(step: str) -> str:
    return _join("TIMER", step)


def timer_key(step: str, case_id: str) -> Key:
    return Key(timer_partition(step), _escape(case_id))


def timer_shard(shard: int) -> tuple[str, str]:
    """The first and the last sort key of one of the shards of a step's timers.

    Together they hold every id, whatever its form; what lies on a border is in both.
    """
    width = len(LETTERS) // SHARDS
    begins = [FIRST, *(f"c{letter}" for letter in LETTERS[width::width]), LAST_OF_ALL]
    return begins[shard], begins[shard + 1]


def account_key(channel: str, account: str) -> Key:
    return Key(_join("ACCOUNT", channel, account), "ACCOUNT")


def gate_key(channel: str, account: str) -> Key:
    return Key(account_key(channel, account).pk, "GATE")


def answering_key(channel: str, account: str) -> Key:
    return Key(_join("ACCOUNT", channel, account), "ANSWERING")


def count_key(channel: str, account: str, hour: str) -> Key:
    return Key(_join("ACCOUNT", channel, account), _join("COUNT", hour))


def renewal_key(secret: str) -> Key:
    return Key(_join("RENEWAL", secret), "RENEWAL")


def quarantine_partition(channel: str, account: str) -> str:
    return _join("QUARANTINE", channel, account)


def quarantine_key(channel: str, account: str, received_at: datetime, receipt: str) -> Key:
    return Key(_join("QUARANTINE", channel, account), f"{instant(received_at)}#{_escape(receipt)}")


def correction_partition(month: str) -> str:
    return _join("CORRECTION", month)


def correction_key(at: datetime, case_id: str, version: int) -> Key:
    when = instant(at)
    return Key(correction_partition(when[:7]), f"{when}#{_escape(case_id)}#{version:010d}")


def months(since: datetime, until: datetime) -> Iterator[str]:
    """The UTC months from one instant to another, both included: `2026-03`, `2026-04`, …"""
    first, last = (at.astimezone(UTC) for at in (since, until))
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{month // 12:04d}-{month % 12 + 1:02d}"


def budget_key(service: str, month: str) -> Key:
    return Key(_join("BUDGET", service), month)


SWEEP_KEY = Key("SWEEP", "SWEEP")
ROSTER = "AGENTS"


def agent_key(name: str) -> Key:
    return Key(ROSTER, _escape(name))


def queue_partition(brand: str, team: str) -> str:
    return _join("QUEUE", brand, team, SHARD)


def agent_partition(agent: str) -> str:
    return _join("AGENT", agent)


def queue_place(case: Case) -> Key | None:
    """Where the case stands in its team's queue, most urgent first; None when in none.

    Those of the tier `outside` stand behind all of our own.
    """
    if case.agent is not None or case.state in ("resolved", "snoozed"):
        return None
    urgency = 999 - min(max(case.priority, 0), 999)
    tier = "" if case.tier == "own" else f"{case.tier}-"  # letters come after all digits
    place = f"{tier}{urgency:03d}#{next_due(case)}#{_escape(case.id)}"
    return Key(queue_partition(case.brand, case.team), place)


def agent_place(case: Case) -> Key | None:
    """Where the case stands among those its agent holds, next due first; None when not held."""
    if case.agent is None or case.state == "resolved":
        return None
    return Key(agent_partition(case.agent), f"{next_due(case)}#{_escape(case.id)}")


def highlight_partitions(brand: str, team: str) -> list[str]:
    return [_join("HIGHLIGHT", brand, team, str(shard)) for shard in range(HIGHLIGHT_SHARDS)]


def highlight_place(record: MentionRecord) -> Key | None:
    """Where the mention stands among those that a team passes on; None when it is none."""
    handed = receiver(record)
    if handed is None:
        return None
    name = digest(*record.key)
    partition = highlight_partitions(*handed)[crc32(name.encode()) % HIGHLIGHT_SHARDS]
    return Key(partition, f"{instant(record.mention.created_at)}#{name}")


def early_partition(question: MentionKey) -> str:
    return _join("EARLY", *question)


def early_place(record: MentionRecord) -> Key | None:
    """Where an answer waits for its question; None when it does not."""
    mention = record.mention
    if not record.awaits_question or mention.answered is None:
        return None
    question = MentionKey(mention.channel, mention.account, mention.answered)
    return Key(early_partition(question), f"{instant(mention.created_at)}#{digest(*record.key)}")


def next_due(case: Case) -> str:
    """The earliest promise that is still running, as a sortable instant; without one, its age."""
    dues = [c.due_at for c in case.clocks.values() if c.due_at is not None and not c.stopped_at]
    return instant(min(dues)) if dues else f"{NEVER}-{instant(case.opened_at)}"


def instant(at: datetime) -> str:
    """An instant in a form whose order as text is its order in time."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


def epoch_seconds(at: datetime) -> int:
    """The form DynamoDB wants for an expiry: seconds, not milliseconds."""
    return int(at.timestamp())


def split(key: str) -> list[str]:
    """The parts that a key was joined from (a digest stays a digest)."""
    return [part.replace("%23", "#").replace("%25", "%") for part in key.split("#")]


def _join(*parts: str) -> str:
    return "#".join(_escape(part) for part in parts)


def _escape(part: str) -> str:
    escaped = part.replace("%", "%25").replace("#", "%23")
    if len(escaped) <= LONGEST_PART // 4 or len(escaped.encode()) <= LONGEST_PART:
        return escaped
    return "%~" + sha256(part.encode()).hexdigest()
