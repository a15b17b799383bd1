"""Parts of the committed day with a wanted share of cases, brought to the present."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from earshot.config import load_playbook
from earshot.domain.accounts import Account, Accounts
from earshot.domain.classify import classify
from earshot.domain.decide import decide
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook
from local.bench.hours import NOON, Hour
from local.demo.timeline import ACCOUNT, OWN_ID, arrivals, read, timeline
from local.paths import ROOT

DAY = ROOT / "local" / "demo" / "day" / "day.jsonl"
PLAYBOOK = ROOT / "config" / "playbook.yaml"
LASTS_S = 60.0

Event = dict[str, Any]
T = TypeVar("T")


@cache
def playbook() -> Playbook:
    """The project's own."""
    return load_playbook(PLAYBOOK)


@cache
def by_cues() -> Playbook:
    """The same, understanding by lexicon and rules alone."""
    written = playbook().model_dump(mode="json")
    return Playbook.model_validate({**written, "classification": {"model": "cues"}})


@cache
def day(hour: Hour = NOON) -> list[Event]:
    """The day's events, as if it had taken the minute that just went by."""
    events = read(DAY)
    now = hour.now().timestamp()
    start = datetime.fromtimestamp(now - LASTS_S, UTC)
    line = timeline(events, start=start, seconds=LASTS_S, run="")
    return [event for _, event in arrivals(events, line)]


@cache
def accounts(secret: str | None = None) -> Accounts:
    """Every channel of the day by signed webhook, in the mode that sets most off."""
    brand = next(iter(playbook().brands))
    return Accounts(
        accounts=tuple(
            Account(
                brand=brand,
                channel=channel,
                account=ACCOUNT,
                connector="generic",
                mode="act",
                own_ids=(OWN_ID,),
                reply_url="https://platform.example/replies" if secret else None,
                listen_secret=secret,
                answer_secret=secret,
            )
            for channel in sorted({event["channel"] for event in day()})
        )
    )


def opens_case(event: Event) -> bool:
    """Whether the event by itself would open a case."""
    mention = Mention.model_validate_json(json.dumps(event))
    site = accounts().get(mention.channel, mention.account)
    understood = classify(mention, playbook())
    decision = decide(mention, understood, None, site, playbook(), mention.created_at)
    return mention.event != "delete" and decision.opens_case


def batch(number: int, *, cases: int, skip: int = 0) -> list[Event]:
    """Posts of one channel by different authors, of whom `cases` need an answer, well mixed.

    None answers another post; `skip` leaves out that many of either kind first.
    """
    opening: list[Event] = []
    others: list[Event] = []
    seen: set[str] = set()
    for event in day():
        author = event["author"]["id"]
        if event["channel"] == "x" and _stands_alone(event) and author not in seen:
            seen.add(author)
            (opening if opens_case(event) else others).append(event)
    return spread(opening[skip:][:cases], others[skip:][: number - cases])


def _stands_alone(event: Event) -> bool:
    return (
        event["event"] == "create"
        and event["visibility"] != "private"
        and event["author"]["id"] != OWN_ID
        and not event["in_reply_to"]
        and not event["root"]
    )


def spread(few: list[Event], many: list[Event]) -> list[Event]:
    """Both lists in one, each evenly over it and in its own order."""
    placed = [
        ((index + 0.5) / len(events), rank, event)
        for rank, events in enumerate((few, many))
        for index, event in enumerate(events)
    ]
    return [event for *_, event in sorted(placed, key=lambda one: one[:2])]


def thinned(
    events: Iterable[Event],
    share: float,
    *,
    opens: Callable[[Event], bool] = opens_case,
) -> list[Event]:
    """The events of so many authors that `share` cases come to a mention, if each author has one.

    Whatever an author wrote stays together, so that what joins a case still does.
    """
    events = list(events)
    cases, quiet = by_authors(events, opens)
    others, theirs = (sum(map(len, some)) for some in (quiet, cases))
    wanted = share * others / max(1e-9, len(cases) - share * theirs)
    kept = {id(event) for group in [*quiet, *part(cases, wanted)] for event in group}
    return [event for event in events if id(event) in kept]


def fewer(
    events: Iterable[Event], number: int, *, opens: Callable[[Event], bool] = opens_case
) -> list[Event]:
    """About so many of the events, evenly over them, with all that their authors wrote.

    Authors with a case and those without are thinned alike, so that their share stays.
    """
    events = list(events)
    wanted = number / len(events)
    groups = (part(group, wanted) for group in by_authors(events, opens))
    kept = {id(event) for group in groups for author in group for event in author}
    return [event for event in events if id(event) in kept]


def by_authors(
    events: Iterable[Event], opens: Callable[[Event], bool]
) -> tuple[list[list[Event]], list[list[Event]]]:
    """The events of each author who has a case, and of each who has none."""
    authors: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        authors.setdefault((event["channel"], event["author"]["id"]), []).append(event)
    groups: dict[bool, list[list[Event]]] = {True: [], False: []}
    for group in authors.values():
        groups[any(map(opens, group))].append(group)
    return groups[True], groups[False]


def part(found: list[T], wanted: float) -> list[T]:
    """So large a part of a list, evenly over it; all of it for 1 and more."""
    return [one for i, one in enumerate(found) if int((i + 1) * wanted) > int(i * wanted)]
