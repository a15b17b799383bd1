"""The answer that a clause gives by itself: an acknowledgement, or an automatic reply."""

from collections.abc import Sequence
from datetime import datetime

from earshot.domain.case import CaseEvent, Reply
from earshot.domain.fold import fold
from earshot.domain.judgement import Decision
from earshot.domain.mention import Mention, hash_text
from earshot.domain.playbook import Playbook
from earshot.domain.transitions import plan_reply

BY_ITSELF = ("acknowledge", "auto_reply")
SPEAKER = "earshot"


def automatic_reply(
    events: Sequence[CaseEvent],
    mention: Mention,
    decision: Decision,
    playbook: Playbook,
    *,
    reply_id: str,
    now: datetime,
) -> tuple[list[CaseEvent], Reply | None]:
    """The events with a planned reply behind them, where the clause says so and the site lets it.

    Only what opens a case is ever answered by itself, so that two machines cannot talk for long.
    """
    template = playbook.templates.get(decision.template or "")
    if decision.act not in BY_ITSELF or decision.mode != "act" or template is None:
        return list(events), None
    case = fold(events)
    words = template.languages.get(case.language, template.text)
    brand = playbook.brands[decision.brand].display_name
    text = words.replace("{author}", mention.author.display_name or mention.author.handle or "")
    text = text.replace("{agent}", brand).replace("{brand}", brand).strip()
    reply = Reply(
        id=reply_id,
        case_id=case.id,
        channel=case.channel,
        account=case.account,
        in_reply_to=mention.id,
        text=text,
        text_hash=hash_text(text),
        visibility=mention.visibility,
        mention_author=mention.author.handle,
        language=case.language if case.language != "und" else None,
        agent=SPEAKER,
        kind="auto",
        created_at=now,
    )
    planned = plan_reply(case, reply, now=now, calendars=playbook.calendars)
    return [*events, *planned], reply
