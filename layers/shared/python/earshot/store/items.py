"""Records to items and back. Beside keys and `body`, an item has what conditions need.

item        beside pk, sk, body
mention     rev: the write counter that guards it, the keys of the index it is in
author      rev
case        rev (the case's version), the keys of the index it is in; `opened` holds its first
            events, where they fit (see `opened`)
event       – (one of those that came later, or did not fit)
reply       state, attempt: its place in the ledger
post        case, reply; no body
timer       nothing, not even a body: the keys say it all
agent       rev (all but the load), load, assigned_at, moved_at; the body holds the rest
account     lease, lease_until; the body holds the rest
answering   rev
quarantine  raw, replayed_at; the body holds the rest
counts      the five numbers, those of each reason as `filtered.own_post`, expires_at,
            batches: digests of those counted last
budget      spent, expires_at
renewal     lease, lease_until, replaced
sweep       step
"""

from datetime import UTC, datetime, timedelta
from json import dumps, loads
from typing import Any, NamedTuple

from earshot.domain.agent import AgentRecord
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.mention import MentionKey
from earshot.domain.pace import Gate
from earshot.domain.records import (
    AccountRecord,
    AuthorRecord,
    Correction,
    Counts,
    MentionRecord,
    Quarantined,
    Turn,
)
from earshot.domain.standing import AnsweringRecord
from earshot.store import body, compact, keys
from earshot.store.body import Item

RAW_LIMIT = 256 * 1024
BATCHES_REMEMBERED = 56
"""Their digests leave an hour's counts, with a few reasons, within one write unit."""
COUNTS_KEPT = timedelta(days=400)


class Timer(NamedTuple):
    step: str
    case_id: str


class HourCounts(NamedTuple):
    channel: str
    account: str
    hour: str
    counts: Counts


def key_item(key: keys.Key) -> Item:
    return {"pk": {"S": key.pk}, "sk": {"S": key.sk}}


def mention_item(record: MentionRecord) -> Item:
    short: dict[str, Any] = {}
    if record.classification is not None:
        short["classification"] = compact.pack_classification(record.classification)
    if record.decision is not None:
        short["decision"] = compact.pack_decision(record.decision)
    item = {**key_item(keys.mention_key(record.key)), "rev": _number(record.revision)}
    item |= _placed(keys.QUEUE_INDEX, keys.highlight_place(record))
    item |= _placed(keys.AGENT_INDEX, keys.early_place(record))
    return _with_body(item, body.text_of(record.model_copy(update=short)))


def mention_from(item: Item) -> MentionRecord:
    fields = loads(body.json_of(item["body"]))
    if fields.get("classification") is not None:
        fields["classification"] = compact.unpack_classification(fields["classification"])
    if fields.get("decision") is not None:
        fields["decision"] = compact.unpack_decision(fields["decision"])
    return MentionRecord.model_validate_json(dumps(fields))


def author_item(record: AuthorRecord) -> Item:
    key = keys.author_key(record.channel, record.account, record.author_id)
    return _with_body({**key_item(key), "rev": _number(record.revision)}, body.text_of(record))


def author_from(item: Item) -> AuthorRecord:
    return AuthorRecord.model_validate_json(body.json_of(item["body"]))


_BESIDE_CASE = 400
"""Room for the events that open a case, beside its state."""


def case_item(case: Case) -> Item:
    """The state alone, deflated so early that the first events find room beside it."""
    item = {**key_item(keys.case_key(case.id)), "rev": _number(case.version)}
    item |= _placed(keys.QUEUE_INDEX, keys.queue_place(case))
    item |= _placed(keys.AGENT_INDEX, keys.agent_place(case))
    return _with_body(item, body.text_of(case), besides=_BESIDE_CASE)


def case_from(item: Item) -> Case:
    return Case.model_validate_json(body.json_of(item["body"]))


def event_item(event: CaseEvent) -> Item:
    return _with_body(key_item(keys.event_key(event.case_id, event.version)), body.text_of(event))


def event_from(item: Item) -> CaseEvent:
    return CaseEvent.model_validate_json(body.json_of(item["body"]))


def reply_item(reply: Reply) -> Item:
    item = key_item(keys.reply_key(reply.case_id, reply.id))
    stage, attempt = reply.place
    item |= {"state": {"S": stage}, "attempt": _number(attempt)}
    return _with_body(item, body.text_of(reply))


def reply_from(item: Item) -> Reply:
    return Reply.model_validate_json(body.json_of(item["body"]))


def post_item(reply: Reply, platform_id: str) -> Item:
    """Leads from a post of ours to the reply that it is."""
    key = keys.post_key(MentionKey(reply.channel, reply.account, platform_id))
    return {**key_item(key), "case": {"S": reply.case_id}, "reply": {"S": reply.id}}


def post_from(item: Item) -> tuple[str, str]:
    """Case and reply."""
    return item["case"]["S"], item["reply"]["S"]


def timer_item(step: str, case_id: str) -> Item:
    return key_item(keys.timer_key(step, case_id))


def timer_from(item: Item) -> Timer:
    return Timer(keys.split(item["pk"]["S"])[1], keys.split(item["sk"]["S"])[0])


LOAD = ("load", "assigned_at", "moved_at")
"""What of an agent moves with cases, and not with the rest."""


AGENT_BESIDE = 512
"""Room for an agent's keys and load beside the body."""


def agent_body(record: AgentRecord) -> str:
    return body.text_of(record, without={*LOAD, "revision"})


def agent_from(item: Item) -> AgentRecord:
    fields = loads(body.json_of(item["body"]))
    fields |= {"revision": int(item["rev"]["N"]), "load": int(item["load"]["N"])}
    fields |= {name: item[name]["S"] for name in LOAD[1:] if name in item}
    return AgentRecord.model_validate_json(dumps(fields))


def account_item(record: AccountRecord) -> Item:
    item = key_item(keys.account_key(record.channel, record.account))
    if record.lease is not None:
        item["lease"] = {"S": record.lease}
    if record.lease_until is not None:
        item["lease_until"] = {"S": keys.instant(record.lease_until)}
    return _with_body(item, body.text_of(record, without={"lease", "lease_until"}))


def account_from(item: Item) -> AccountRecord:
    _, channel, account = keys.split(item["pk"]["S"])
    fields: dict[str, Any] = {"channel": channel, "account": account}
    if "body" in item:
        fields |= loads(body.json_of(item["body"]))
    fields |= {name: item[name]["S"] for name in ("lease", "lease_until") if name in item}
    return AccountRecord.model_validate_json(dumps(fields))


def answering_item(record: AnsweringRecord) -> Item:
    key = keys.answering_key(record.channel, record.account)
    return _with_body({**key_item(key), "rev": _number(record.revision)}, body.text_of(record))


def answering_from(item: Item) -> AnsweringRecord:
    return AnsweringRecord.model_validate_json(body.json_of(item["body"]))


def turn_from(item: Item) -> Turn:
    names = {"holder": "lease", "until": "lease_until", "replaced": "replaced"}
    fields = {field: item[name]["S"] for field, name in names.items() if name in item}
    return Turn.model_validate({"secret": keys.split(item["pk"]["S"])[1], **fields})


def gate_item(gate: Gate) -> Item:
    item = {**key_item(keys.gate_key(gate.channel, gate.account)), "rev": _number(gate.revision)}
    return _with_body(item, body.text_of(gate))


def gate_from(item: Item) -> Gate:
    return Gate.model_validate_json(body.json_of(item["body"]))


def storable(record: Quarantined) -> Quarantined:
    """The record with a raw text that fits and that UTF-8 can hold; says so where it was cut."""
    raw = record.raw.encode("utf-8", "backslashreplace")
    reason = record.reason
    if len(raw) > RAW_LIMIT:
        reason += f" (raw cut to the first {RAW_LIMIT} of {len(raw)} bytes)"
    kept = raw[:RAW_LIMIT].decode("utf-8", "ignore")
    return record.model_copy(update={"raw": kept, "reason": reason})


def quarantine_item(record: Quarantined) -> Item:
    record = storable(record)
    key = keys.quarantine_key(record.channel, record.account, record.received_at, record.receipt)
    item = {**key_item(key), "raw": {"S": record.raw}}
    if record.replayed_at is not None:
        item["replayed_at"] = {"S": keys.instant(record.replayed_at)}
    item["body"] = {"S": body.text_of(record, without={"raw", "replayed_at"})}
    return item


def quarantine_from(item: Item) -> Quarantined:
    fields = loads(body.json_of(item["body"]))
    fields |= {name: item[name]["S"] for name in ("raw", "replayed_at") if name in item}
    return Quarantined.model_validate_json(dumps(fields))


def correction_item(correction: Correction) -> Item:
    key = keys.correction_key(correction.at, correction.case_id, correction.version)
    return _with_body(key_item(key), body.text_of(correction))


def correction_from(item: Item) -> Correction:
    return Correction.model_validate_json(body.json_of(item["body"]))


def counts_from(item: Item) -> HourCounts:
    _, channel, account = keys.split(item["pk"]["S"])
    numbers = {name: int(value["N"]) for name, value in item.items() if "N" in value}
    hour = keys.split(item["sk"]["S"])[1]
    return HourCounts(channel, account, hour, Counts.from_flat(numbers))


def counts_expiry(hour: str) -> int:
    """When the counts of an hour are forgotten: after thirteen months."""
    start = datetime.fromisoformat(f"{hour}:00").replace(tzinfo=UTC)
    return keys.epoch_seconds(start + COUNTS_KEPT)


def budget_expiry(month: str) -> int:
    """When a month's spending is forgotten: after thirteen months."""
    return counts_expiry(f"{month}-01T00")


def size(item: Item) -> int:
    """Bytes as DynamoDB counts them: names and values in UTF-8, numbers by their digits."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def _value_size(value: body.Attribute) -> int:
    if "N" in value:
        return (len(value["N"]) + 1) // 2 + 1
    if "B" in value:
        return len(value["B"])
    return len(value["S"].encode())


def _placed(index: str, place: keys.Key | None) -> Item:
    """The keys of an index for an item that stands there."""
    if place is None:
        return {}
    partition, sort = keys.INDEX_KEYS[index]
    return {partition: {"S": place.pk}, sort: {"S": place.sk}}


def _number(value: int) -> body.Attribute:
    return {"N": str(value)}


def _with_body(item: Item, text: str, *, besides: int = 0) -> Item:
    item["body"] = body.attribute(text, beside=size(item) + len("body") + besides)
    return item
