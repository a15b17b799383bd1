"""The answer that a clause gives by itself: an acknowledgement, or an automatic reply."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta

from earshot.domain.case import CaseEvent, Reply
from earshot.domain.digest import digest
from earshot.domain.fold import fold
from earshot.domain.judgement import Decision
from earshot.domain.mention import Author, Mention, hash_text
from earshot.domain.playbook import Playbook
from earshot.domain.records import AuthorRecord
from earshot.domain.transitions import plan_reply

BY_ITSELF = ("acknowledge", "auto_reply")
SPEAKER = "earshot"
ONCE_IN = timedelta(hours=24)
LONGEST_NAME = 40


def automatic_reply(
    events: Sequence[CaseEvent],
    mention: Mention,
    author: AuthorRecord | None,
    decision: Decision,
    playbook: Playbook,
    *,
    now: datetime,
) -> tuple[list[CaseEvent], Reply | None]:
    """The events with a planned reply behind them, where the clause says so and the site lets it.

    Only what opens a case is ever answered by itself, and nobody is twice within a day: two
    machines cannot talk to each other. What was said longer ago than that is for a person: a first
    poll, an outage or a replay brings old posts, and a machine's haste would be late.
    """
    template = playbook.templates.get(decision.template or "")
    if decision.act not in BY_ITSELF or decision.mode != "act" or template is None:
        return list(events), None
    if now - mention.created_at > ONCE_IN:
        return list(events), None
    if author and author.opened_at and now - author.opened_at < ONCE_IN:
        return list(events), None
    case = fold(events)
    words = template.languages.get(case.language, template.text)
    brand = playbook.brands.get(decision.brand)
    text = _filled(words, mention.author, brand.display_name if brand else decision.brand)
    reply = Reply(
        id="r" + digest(case.id, mention.id, SPEAKER),
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


def _filled(words: str, author: Author, brand: str) -> str:
    """The template with its placeholders filled, in one pass: what is filled in is only text."""
    name = _name(author)
    if not name:
        words = words.replace(" {author}", "").replace("{author}", "")
    values = {"author": name, "agent": brand, "brand": brand}
    return re.sub(r"\{(author|agent|brand)\}", lambda found: values[found[1]], words).strip()


def _name(author: Author) -> str:
    """A name fit to be said in public: what could be an address or a link stays unsaid."""
    for name in (author.display_name, author.handle):
        if name and len(name) <= LONGEST_NAME and name[0].isalpha() and all(map(_sayable, name)):
            return name
    return ""


def _sayable(character: str) -> bool:
    return (
        character.isalpha()
        or character in " -'’"
        or unicodedata.category(character) in ("Mn", "Mc")
    )
