"""What each field means where its own schema does not say: the same name means the same."""

from typing import Any

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

OF: dict[str, dict[str, str]] = {
    "AccountList": {"accounts": "In the order of the configuration."},
    "AccountView": {
        "connector": "The adapter that speaks to the platform.",
        "never_respond": "Whether nothing is ever answered there.",
        "health": "`ok`; `degraded` under strain; `reauth` needs a new token; `forbidden` by the "
        "platform.",
        "health_since": "Since when; null: always so.",
        "detail": "Why it is not `ok`, in words.",
    },
    "AgentLine": {
        "teams": "Whose cases they get; see `GET /v1/playbook`.",
        "brands": "For which brands; empty: every brand.",
        "skills": "Your own words, or `language:de` and the like, as clauses ask for them.",
        "capacity": "How much they may hold; null: the playbook's.",
        "shifts": "A calendar of the playbook; null: every hour is theirs.",
        "enabled": "Whether they get cases at all.",
        "trainee": "Whether they are still learning.",
    },
    "AgentView": {
        "teams": "Whose cases they get.",
        "skills": "What they know, as clauses ask for it.",
        "enabled": "Whether they get cases at all.",
        "trainee": "Whether they are still learning.",
        "state": "What they last said of themselves.",
        "since": "Since when.",
        "until": "When the absence ends by itself; null: when they say so.",
        "absence": "Why they are not on duty; null: they are.",
    },
    "Answer": {
        "text": "What the customer reads, before the sign-off.",
        "visibility": "Narrower than the mention's only; without it the same.",
        "mention_id": "Which mention to answer; else the customer's newest.",
        "leg": "Which part of a matter taken offline it is; else the one that is due.",
        "force": "Answer though another person holds the case; supervisors only.",
    },
    "Assignment": {
        "team": "To which team; without it the case stays with its own.",
        "agent": "To whom; without it the case goes to the queue.",
        "reason": "Why, for colleagues.",
        "force": "Beyond the agent's capacity; supervisors only.",
        "sla_policy": "Another policy of the playbook; without it what was promised stays.",
    },
    "BeingThere": {
        "state": "Whether you are there.",
        "until": "When an absence ends by itself.",
    },
    "Candidates": {
        "agent": "Whom it would go to; null: nobody suits.",
        "passed": "Who of those you see was passed over.",
    },
    "CaseView": {
        "version": "Counts its events; also the `ETag`.",
        "author": "The customer's name on the platform; null: not told.",
        "private": "Whether it began in a private message.",
        "state": "`open` we owe an answer, `pending` the customer does, `snoozed` it is put off, "
        "`resolved` it is closed.",
        "opened_at": "When the case was opened.",
        "customer_at": "When the customer last wrote.",
        "replied_at": "When we last answered; null: not yet.",
        "resolved_at": "When it was last closed; null: it is open.",
        "resolution": "How it ended; null: it is open.",
        "snoozed_until": "When it comes back into sight; null: it is in sight.",
        "mentions": "How many mentions belong to it.",
        "escalation": "How often the ladder was paged.",
        "promise": "What is owed of a matter taken offline; null: it was not.",
        "clocks": "The promises made, in the order of their names.",
    },
    "CasePage": {"cases": "In the order of the list."},
    "ClockView": {
        "name": "Which promise it is.",
        "state": "`waiting` its first turn is to come, `running`, `paused` by the case's state, "
        "`stopped`.",
    },
    "ExplainedTurn": {
        "state": "Whether it counts just now.",
        "calendar_version": "The content of the calendar as it is now, by which all is explained.",
        "due_by_version": "The content of the calendar that `due_at` was set by.",
        "counted_seconds": "Business seconds that have counted; the sum of `intervals`.",
        "would_be_due_at": "Where a recomputation would move the deadline; null: it would not.",
        "intervals": "What has passed, without gaps.",
        "ahead": "What lies between now and the deadline, the one that it would have.",
    },
    "Health": {"status": "It answers."},
    "Highlight": {
        "replies": "How many answered it; null: not told.",
        "team": "The team it is handed to.",
    },
    "HighlightPage": {"highlights": "The newest first."},
    "Interval": {
        "start": "From this instant.",
        "end": "To this one.",
        "seconds": "How many business seconds counted.",
        "why": "Why they counted, or did not.",
    },
    "JudgementView": {
        "decision": "What that playbook decides.",
        "skipped": "Clauses that came before and did not hold.",
    },
    "Labels": {"mention_id": "Which mention of the case was misunderstood."},
    "LegView": {"state": "`due` it is owed; else as its reply."},
    "Me": {
        "id": "The token's `sub`.",
        "name": "The name that signs your replies.",
        "roles": "What you may do.",
        "teams": "Whose cases you see.",
    },
    "MentionWhy": {"recorded": "The decision as it was made then."},
    "MovedView": {"was": "The deadline before."},
    "Note": {"text": "What colleagues are to know."},
    "OfferView": {"leg": "Which part of the matter it is for.", "text": "To be made personal."},
    "Offline": {"reason": "Why it goes on in private."},
    "Part": {"name": "What gave them.", "points": "How many; fewer than 0 take away."},
    "PassedOver": {"agent": "Their name in the roster."},
    "PlaybookView": {
        "version": "The number that the file gives itself.",
        "brands": "Whom we speak for.",
        "teams": "Who works; `assign` takes them.",
        "topics": "What a mention can be about, and who owns it.",
        "intents": "What a customer can want.",
        "sentiments": "How a customer can feel.",
        "relevances": "Whether anything is asked.",
        "acts": "What a clause can want done.",
        "clauses": "The decision table by name, in its order.",
        "sla_policies": "The promises by name.",
        "calendars": "When desks are open, by name.",
        "templates": "Words to begin from, by name.",
    },
    "PolicyOffered": {
        "first_response_seconds": "Until the first answer.",
        "next_response_seconds": "Until each further answer.",
        "resolution_seconds": "Until the matter is closed.",
    },
    "PromiseView": {
        "reason": "Why it was taken offline.",
        "mention_id": "The post that it began with.",
        "made_at": "When it was taken offline.",
        "private": "The private message.",
        "acknowledgement": "The word in public that it goes on in private.",
        "closure": "The word in public of how it ended.",
        "told_at": "When supervisors heard that the closure is missing; null: not.",
        "waived": "Why there will be no closure; null: there will.",
    },
    "QuarantinePage": {"items": "The newest first."},
    "QuarantinedView": {
        "receipt": "The id of the delivery; `earshot quarantine replay` takes it.",
        "received_at": "When it came.",
        "stage": "Who did not understand it.",
        "reason": "What is wrong with it.",
        "field": "The part to blame; null: all of it.",
        "raw": "As it came.",
        "replayed_at": "When it was sent in again; null: not yet.",
    },
    "Recomputation": {
        "dry_run": "Only tell what would move.",
        "limit": "How many cases at a time.",
        "page": "`next` of the answer before.",
    },
    "RecomputedView": {"moved": "The deadlines that moved, or would."},
    "Reopening": {"reason": "Why, for colleagues."},
    "ReplyView": {
        "state": "`planned` it waits for its turn, `sending`, `sent`, `refused` (see `reason`), "
        "`unknown` it may be on the platform.",
        "visibility": "Who sees it.",
        "in_reply_to": "The mention that it answers.",
        "agent": "Who wrote it.",
        "kind": "`auto`: a template that the playbook sends by itself.",
        "leg": "Which part of a matter taken offline it is; null: none.",
        "created_at": "When it was planned.",
        "attempt": "How often it was tried.",
        "not_before": "Until when the platform asked us to wait; null: not.",
        "platform_id": "The platform's id of it; null: not there yet.",
        "sent_at": "When the platform had it; null: not yet.",
        "reason": "Why it was refused: `reauth`, `forbidden`, `target_gone`, `blocked`, "
        "`window_closed`, `not_allowed_by_policy`, `too_long`, `duplicate`, `invalid` or "
        "`not_connected`; or why nobody knows, as `no_answer`. Null else.",
    },
    "Resolution": {
        "resolution": "How it ended.",
        "note": "A remark for colleagues.",
        "without_closure": "Why nobody is told in public of a matter taken offline.",
    },
    "SkippedClause": {"clause": "Its name.", "reason": "What did not hold, or what changed."},
    "SlaView": {
        "version": "The case's version.",
        "at": "The instant of the answer.",
        "resolution": "How long it took to close the case.",
    },
    "Snooze": {"until": "When it comes back into sight."},
    "Suggestion": {
        "asks": "The question in a customer's words.",
        "answer": "What a good answer says.",
    },
    "TeamOffered": {"display_name": "The name as people read it."},
    "TemplateOffered": {"name": "As decisions have it in `template`."},
    "ThreadEntry": {"id": "The platform's id."},
    "TimeToResolution": {
        "first_seconds": "Business seconds until it was first closed; null: not yet.",
        "total_seconds": "With those of its reopenings; null: nothing was promised.",
    },
    "TimelineEntry": {
        "version": "The case's version after it.",
        "kind": "What happened.",
        "at": "When it was written down.",
        "actor": "Who caused it: an agent, or a part of Earshot such as `route` or `timer`.",
        "data": "What people want to know of it; which keys depends on `kind`. Seconds end in "
        "`_seconds`, instants in `_at`.",
    },
    "Version": {"earshot": "The release."},
    "CaseInFull": {
        "replies": "Our answers, the oldest first.",
        "why": "Why its first mention was treated as it was; null: not kept.",
        "offer": "Words for the next public part of a matter taken offline; null: none is owed.",
    },
    "Problem": {
        "title": "The kind in words.",
        "status": "The HTTP status.",
        "errors": "Each part to blame, where there are several.",
    },
    "GatewayMessage": {"message": "What it says."},
}
"""By schema and field, where a name means something of its own."""

BASES = {"CaseInFull": "CaseView", "Highlight": "ThreadEntry"}
"""Whose fields a schema has besides its own."""


def describe(schemas: dict[str, Any]) -> None:
    """Give every field of every schema its description, unless the code has given one."""
    for name, schema in schemas.items():
        known = {**FIELDS, **OF.get(BASES.get(name, ""), {}), **OF.get(name, {})}
        for field, prop in schema.get("properties", {}).items():
            if "description" not in prop and field in known:
                prop["description"] = known[field]
