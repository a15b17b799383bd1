"""The answer that a clause gives by itself: an acknowledgement, or an automatic reply."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from earshot.domain.accounts import Account
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.digest import digest
from earshot.domain.fold import fold
from earshot.domain.judgement import Decision
from earshot.domain.loops import silent
from earshot.domain.mention import Mention, MentionKey, hash_text
from earshot.domain.playbook import Playbook
from earshot.domain.playbook.chapters import Template
from earshot.domain.records import AuthorRecord
from earshot.domain.transitions import plan_reply
from earshot.domain.wording import filled, sayable
from earshot.ports import Store
from earshot.usecases.threading import Threading

if TYPE_CHECKING:
    from earshot.channels.protocol import Answers

Speaking = Callable[[Account], "Answers"]

BY_ITSELF = ("acknowledge", "auto_reply")
SPEAKER = "earshot"


def automatic_reply(
    events: Sequence[CaseEvent],
    mention: Mention,
    author: AuthorRecord | None,
    decision: Decision,
    playbook: Playbook,
    *,
    account: Account,
    above: Reply | None,
    now: datetime,
    speaking: Speaking | None = None,
) -> tuple[list[CaseEvent], list[Reply]]:
    """The events with a planned reply behind them, where the clause says so and the site lets it.

    The reply comes in its parts, where `speaking` tells the limits of a thread.

    Only what opens a case is ever answered by itself, and not all of that (see `domain.loops`);
    `above` is the reply of ours that the mention answers.
    """
    template = playbook.templates.get(decision.template or "")
    if not _speaks(decision, playbook) or decision.mode != "act" or template is None:
        return list(events), []
    if silent(mention, author, account, above, now):
        return list(events), []
    case = fold(events)
    words = _words(template, case, mention, playbook)
    reply = _reply(case, mention, words, decision.clause, now)
    reply = reply.model_copy(update={"hops": above.hops + 1 if above else 1})
    parts = [reply]
    if speaking and playbook.threads:
        threading = Threading(playbook=playbook, answering=speaking)
        parts = threading.of_itself(account, reply, decision.clause, mention, now)
    first, *others = parts
    planned = plan_reply(case, first, now=now, calendars=playbook.calendars, parts=others)
    return [*events, *planned], parts


def ours_above(
    store: Store, mention: Mention, decision: Decision, playbook: Playbook
) -> Reply | None:
    """The reply of ours that the mention answers; asked only where a machine may speak alone."""
    if mention.answered is None or not _speaks(decision, playbook):
        return None
    return store.reply_of_post(MentionKey(mention.channel, mention.account, mention.answered))


def _words(template: Template, case: Case, mention: Mention, playbook: Playbook) -> str:
    brand = playbook.brands.get(case.brand)
    house = brand.display_name if brand else case.brand
    name = sayable(mention.author.display_name, mention.author.handle)
    words = template.languages.get(case.language, template.text)
    return filled(words, author=name, agent=house, brand=house)


def _reply(case: Case, mention: Mention, text: str, clause: str, now: datetime) -> Reply:
    return Reply(
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
        approver=f"clause:{clause}",
        kind="auto",
        leg="acknowledgement" if case.promise else None,
        created_at=now,
    )


def _speaks(decision: Decision, playbook: Playbook) -> bool:
    if decision.act == "move_private":
        return playbook.clause(decision.clause).acknowledge_by_itself
    return decision.act in BY_ITSELF
