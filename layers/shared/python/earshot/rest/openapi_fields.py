"""What each field means where its own schema does not say: the same name means the same."""

from typing import Any

from earshot.rest.openapi_schemas import BASES, OF

FIELDS: dict[str, str] = {
    # Where something belongs.
    "account": "The account of ours, or the place, where it was said.",
    "agent": "Who holds it, by the name of the roster; null: nobody.",
    "author": "Who wrote it.",
    "author_id": "The platform's id of the customer.",
    "brand": "The brand that the account belongs to; see `GET /v1/playbook`.",
    "calendar": "The calendar of the playbook that counts business time.",
    "case_id": "The case it belongs to; null: none.",
    "channel": "The platform, such as `mastodon`.",
    "id": "Its id, as paths and other answers name it.",
    "mention_id": "The platform's id of the mention that it is about.",
    "playbook": "Version and content hash of the playbook.",
    "reply_id": "The reply that it is about; null: none.",
    "sla_policy": "The promise made, by its name in the playbook; null: none.",
    "team": "The team whose queue it is in; see `GET /v1/playbook`.",
    "template": "The playbook's template to begin from; null: none.",
    # What it is about.
    "act": "What the playbook wants done.",
    "classification": "The labels with confidence and source. Offsets of `personal_data` count "
    "code points of the words as written, not as shown.",
    "classifier": "Which weights or cues judged the words.",
    "factors": "The parts that the priority is the sum of.",
    "intent": "What the customer wants; see `GET /v1/playbook`.",
    "language": "ISO 639-1; `und` or null: not told.",
    "mode": "What we may do at that account.",
    "priority": "0 to 100; the most urgent is 100.",
    "relevance": "Whether it asks for anything.",
    "sentiment": "How the customer feels.",
    "skills": "What who answers has to know, in the playbook's words.",
    "tier": "Cases of the tier `outside` come after all others.",
    "topic": "What it is about; see `GET /v1/playbook`.",
    # A mention.
    "created_at": "When it was written.",
    "deleted": "Whether its author has taken it back; then it has no text.",
    "display_name": "The name as people read it.",
    "edited_at": "When it was last changed; null: never.",
    "followers": "How many follow them; null: not told.",
    "handle": "The name on the platform, without the @.",
    "in_reply_to": "The mention that it answers; null: none.",
    "likes": "How many liked it; null: not told.",
    "permalink": "Where to see it on the platform; null: not told.",
    "ref": "Names the mention in paths: `/v1/mentions/{ref}/why`.",
    "reposts": "How many passed it on; null: not told.",
    "text": "The words.",
    "visibility": "Who sees it on the platform; `private` is a message to one.",
    # Promises and time.
    "acknowledged_at": "When somebody said that they saw the alert of a breach; null: nobody yet.",
    "breached": "Whether it was broken.",
    "breached_at": "When it was broken; null: it was not.",
    "clock": "Which promise it is.",
    "cycle": "Which turn of the promise it is; the first is 1.",
    "due_at": "When it has to be kept; null: it does not run.",
    "escalated_at": "When the ladder was first paged; null: not yet.",
    "started_at": "When this turn began.",
    "stopped_at": "When this turn ended; null: it goes on.",
    "target_seconds": "Within how many business seconds it has to be kept.",
    "time_zone": "The IANA name of the zone that the calendar is written in.",
    "total_seconds": "Business seconds of all turns.",
    "warn_at": "When supervisors are warned; null: not.",
    "warned_at": "When they were last warned; null: not yet.",
}
"""By the name of the field."""


def describe(schemas: dict[str, Any]) -> None:
    """Give every field of every schema its description, unless the code has given one."""
    for name, schema in schemas.items():
        known = {**FIELDS, **OF.get(BASES.get(name, ""), {}), **OF.get(name, {})}
        for field, prop in schema.get("properties", {}).items():
            if "description" not in prop and field in known:
                prop["description"] = known[field]
