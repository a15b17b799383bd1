"""What happens to posts afterwards: edits, deletions, and deliveries that come twice."""

import random
from copy import deepcopy
from dataclasses import replace

from local.demo.day.clock import LAST, stamp
from local.demo.day.compose import Composer, Draft, Place, labels
from local.demo.day.slots import Rendered, render
from local.demo.day.stock import Saying, read_sayings

Dice = random.Random
DELETIONS, REDELIVERIES = 18, 60
DELETED = {"complaint", "personal", "question", "chatter", "spam", "risk", "outage"}


def edited(composer: Composer) -> list[Draft]:
    """Post the texts of `edits.txt` and edit each; one edit arrives before its post."""
    drafts: list[Draft] = []
    for number, saying in enumerate(read_sayings("edits")):
        first, then = (replace(saying, text=text) for text in saying.text.split(" => "))
        create = composer.draft(first, _rendered(first, composer.dice), Place())
        edit = _edit(create, then, composer)
        if number == 7:
            create.arrives = edit.arrives + 95
        drafts += [create, edit]
    return drafts


def deletions(drafts: list[Draft], dice: Dice) -> list[Draft]:
    """Withdraw some posts; one deletion arrives before the post itself."""
    able = [d for d in drafts if d.truth["segment"] in DELETED and d.at < 78_000]
    able = [d for d in able if d.mention["channel"] not in {"mastodon", "youtube"}]
    found = []
    for number, draft in enumerate(dice.sample(able, DELETIONS)):
        gone = deepcopy(draft)
        at = draft.at + dice.uniform(120, 7000)
        gone.mention.update(event="delete", text=None, edited_at=stamp(at))
        gone.mention["engagement"] = {"likes": None, "reposts": None, "replies": None}
        gone.truth = {k: draft.truth[k] for k in ("id", "segment", "language", "stock")}
        gone.truth.update(event="delete", has_personal_data=False)
        gone.arrives = max(at, draft.arrives) + 2
        if number == 4:
            draft.arrives = gone.arrives + 41
        found.append(gone)
    return found


def redeliveries(drafts: list[Draft], dice: Dice) -> list[Draft]:
    """Deliver some events a second time, byte for byte, minutes later."""
    able = [d for d in drafts if d.arrives < 80_000]
    again = []
    for draft in dice.sample(able, REDELIVERIES):
        copy = deepcopy(draft)
        copy.arrives = draft.arrives + min(dice.expovariate(1 / 900) + 3, 5400)
        copy.truth["redelivered"] = True
        again.append(copy)
    return again


def _edit(create: Draft, saying: Saying, composer: Composer) -> Draft:
    edit = deepcopy(create)
    lead = "@AcmeHelp "
    rendered = _rendered(saying, composer.dice)
    if create.mention["text"].startswith(lead) and not rendered.text.startswith(lead):
        rendered = _rendered(replace(saying, text=lead + saying.text), composer.dice)
    at = min(create.at + composer.dice.uniform(60, 3200), LAST)
    edit.mention.update(event="edit", text=rendered.text, edited_at=stamp(at))
    edit.truth = labels(saying, rendered.personal, edit.mention)
    edit.at, edit.arrives = at, max(at, create.arrives) + 1.5
    return edit


def _rendered(saying: Saying, dice: Dice) -> Rendered:
    return render(saying.text, 0, saying.heading.lang, dice)
