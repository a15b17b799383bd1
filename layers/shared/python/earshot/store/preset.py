"""What records of cases and mentions look like, so that a short one deflates as well as a long one.

It is zlib's preset dictionary. Items refer to it by its checksum and cannot be read without it, so
it never changes: another one would stand beside it. What is used most stands last.
"""

_CLOCK = (
    '"{0}":{{"name":"{0}","calendar":"","calendar_version":"","target":7200,"lead":1800,'
    '"escalate_after":3600,"alert_calendar":"","pauses":["pending","snoozed"],"cycle":2,'
    '"started_at":"2026-01-01T00:00:00Z","spent":0,"spent_before":0,'
    '"running_since":"2026-01-01T00:00:00Z","paused_at":"2026-01-01T00:00:00Z",'
    '"due_at":"2026-01-01T00:00:00Z","warn_at":"2026-01-01T00:00:00Z",'
    '"escalate_at":"2026-01-01T00:00:00Z","warned_at":"2026-01-01T00:00:00Z",'
    '"breached_at":"2026-01-01T00:00:00Z","page":1,"page_after":1800,'
    '"stopped_at":"2026-01-01T00:00:00Z"}},'
)
_MENTION = (
    '{"mention":{"id":"","event":"edit","channel":"","account":"","author":{"id":"","handle":"",'
    '"display_name":"","followers":0},"text":"","created_at":"2026-01-01T00:00:00Z","permalink":'
    '"https://","in_reply_to":"","root":"","visibility":"private","language":"en","engagement":'
    '{"likes":0,"reposts":0,"replies":0}},"received_at":"2026-01-01T00:00:00Z","seen":{"create":"'
    '"},"thread":"","case_id":"","classification":{"relevance":["informational",0.9,"="],"topic":'
    '["other",0.9,"="],"intent":["other",0.9,"="],"sentiment":["neutral",0.9,"=",0.0],"urgency":'
    '["low",0.6,"none"],"language":["en",0.95,"platform"],"personal_data":[["email",0,0]],"flags":'
    '["unsure"],"version":"w"},"decision":{"act":"listen","clause":"noise","priority":0,"factors":'
    '{},"brand":"","team":"care","skills":["language:en"],"sla_policy":"standard","template":"",'
    '"mode":"act","playbook":"v1:","classifier":"w","recent":1,"basis":{"at":'
    '"2026-01-01T00:00:00Z","words":""}}}'
)
_REPLY = (
    '{"id":"r","case_id":"c","channel":"","account":"","in_reply_to":"","text":"","text_hash":"",'
    '"visibility":"public","mention_author":"","language":"en","agent":"earshot","kind":"auto",'
    '"leg":"acknowledgement","created_at":"2026-01-01T00:00:00Z"}'
)
_EVENT = (
    '{"case_id":"c","version":3,"kind":"case_resolved","at":"2026-01-01T00:00:00Z","actor":'
    '"customer","data":{"resolution":""},"changes":{"replied_at":"2026-01-01T00:00:00Z","state":'
    '"resolved","resolved_at":"2026-01-01T00:00:00Z","expires_at":"2026-01-01T00:00:00Z",'
    '"snoozed_until":"2026-01-01T00:00:00Z","hold":{},"mentions":2}}'
    '},{"case_id":"c","version":2,"kind":"reply_planned","at":"2026-01-01T00:00:00Z","actor":'
    '"earshot","mention_id":"","reply_id":"r","data":{"kind":"auto","visibility":"public",'
    '"text_hash":""},"changes":{"ownerless_at":"2026-01-01T00:00:00Z","step":"20260101T000000Z"}}]'
    '[{"case_id":"c","version":1,"kind":"case_opened","at":"2026-01-01T00:00:00Z","actor":'
    '"playbook","mention_id":"","data":{"clause":"","mode":"act"},"changes":{'
)
_CASE = (
    '{"id":"c","version":1,"brand":"","channel":"","account":"","author_id":"","author":"",'
    '"thread":"","private":true,"state":"pending","act":"respond","team":"care","agent":"",'
    '"weight":1,"priority":30,"skills":["language:en"],"topic":"order_delivery","intent":'
    '"complaint","sentiment":"negative","language":"en","sla_policy":"standard","playbook":"v1:",'
    '"opened_at":"2026-01-01T00:00:00Z","customer_at":"2026-01-01T00:00:00Z","reply_to":"",'
    '"tier":"outside","ownerless_at":"2026-01-01T00:00:00Z","promise":{"reason":"complexity",'
    '"mention_id":"","made_at":"2026-01-01T00:00:00Z","close_within":57600},"clocks":{'
)

PRESET = "".join(
    (
        _MENTION,
        _REPLY,
        _EVENT,
        _CASE,
        *map(_CLOCK.format, ("first_response", "next_response", "resolution")),
        '},"step":"20260101T000000Z"}}',
    )
).encode()
