"""Conditions of a playbook as checks that can be run, and that can say why they failed."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

from earshot.domain.accounts import Account
from earshot.domain.judgement import LABELS, Classification
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook, When
from earshot.domain.records import AuthorRecord

HOUR = 3600


class Facts(NamedTuple):
    """Everything a condition may look at."""

    mention: Mention
    understood: Classification
    author: AuthorRecord | None
    account: Account
    rating: str
    now: datetime


class Check(NamedTuple):
    """One key of a condition: what it reads, whether that will do, and what would have done."""

    key: str
    read: Callable[[Facts], Any]
    suits: Callable[[Any], bool]
    wanted: str

    def reason(self, facts: Facts) -> str:
        """Why it does not hold; never a word of the post itself."""
        if self.key in ("keywords", "pattern"):
            return f"{self.key}: not in the text"
        return f"{self.key}: {_shown(self.read(facts))} is not {self.wanted}"


def failing(checks: Iterable[Check], facts: Facts) -> Check | None:
    """The first check that does not hold; None when all do."""
    for check in checks:
        _, read, suits, _ = check
        if not suits(read(facts)):
            return check
    return None


def checks(when: When, playbook: Playbook) -> tuple[Check, ...]:
    """Those of the keys that are given, the dear ones last."""
    return (*_labels(when), *_sets(when), *_truths(when), *_least(when), *_dear(when, playbook))


def _labels(when: When) -> Iterator[Check]:
    floor = when.min_confidence or 0.0
    for name in LABELS:
        if wanted := frozenset(getattr(when, name)):
            yield Check(name, _value(name, floor), wanted.__contains__, _one_of(wanted, floor))


def _value(name: str, floor: float) -> Callable[[Facts], str | None]:
    if not floor:
        return attrgetter(f"understood.{name}.value")
    label = attrgetter(f"understood.{name}")

    def sure_enough(facts: Facts) -> str | None:
        value, confidence, _ = label(facts)
        return value if confidence >= floor else None

    return sure_enough


_SETS: dict[str, Callable[[Facts], Iterable[str]]] = {
    "risk": attrgetter("understood.risk"),
    "flags": attrgetter("understood.flags"),
    "unsure": attrgetter("understood.unsure"),
}
_ONE: dict[str, Callable[[Facts], str]] = {
    "channel": attrgetter("mention.channel"),
    "account": attrgetter("mention.account"),
    "brand": attrgetter("account.brand"),
    "visibility": attrgetter("mention.visibility"),
    "rating": attrgetter("rating"),
}
_TRUE: dict[str, Callable[[Facts], bool]] = {
    "own_channel": lambda f: f.rating == "own",
    "reply": lambda f: f.mention.in_reply_to is not None,
    "has_text": lambda f: bool(f.mention.text and f.mention.text.strip()),
    "open_case": lambda f: f.author is not None and f.author.open_case is not None,
}


def _age(facts: Facts) -> int:
    return int((facts.now - facts.mention.created_at).total_seconds())


def _reposts_per_hour(facts: Facts) -> float:
    """A post that is minutes old has not shown yet how fast it spreads: an hour at least counts."""
    reposts = facts.mention.engagement.reposts
    if not reposts:
        return 0.0
    return round(reposts / max(_age(facts) / HOUR, 1.0), 1)


_NUMBERS: dict[str, Callable[[Facts], float]] = {
    "min_followers": lambda f: f.mention.author.followers or 0,
    "min_reposts": lambda f: f.mention.engagement.reposts or 0,
    "min_reposts_per_hour": _reposts_per_hour,
    "min_cases": lambda f: f.author.cases if f.author else 0,
}


def _kinds(facts: Facts) -> list[str]:
    found = facts.understood.personal_data
    return ["any", *(span.kind for span in found)] if found else []


def _sets(when: When) -> Iterator[Check]:
    for name, read in {**_SETS, "personal_data": _kinds}.items():
        if wanted := frozenset(getattr(when, name)):
            yield Check(name, read, _meets(wanted), _one_of(wanted))
    for name, one in _ONE.items():
        if wanted := frozenset(getattr(when, name)):
            yield Check(name, one, wanted.__contains__, _one_of(wanted))


def _meets(wanted: frozenset[str]) -> Callable[[Iterable[str]], bool]:
    return lambda found: bool(found) and not wanted.isdisjoint(found)


def _truths(when: When) -> Iterator[Check]:
    for name, read in _TRUE.items():
        wanted = getattr(when, name)
        if wanted is not None:
            yield Check(name, read, wanted.__eq__, str(wanted).lower())


def _least(when: When) -> Iterator[Check]:
    for name, read in _NUMBERS.items():
        if least := getattr(when, name):
            yield Check(name, read, least.__le__, f"at least {least}")


def _text(facts: Facts) -> str:
    return facts.mention.text or ""


def _dear(when: When, playbook: Playbook) -> Iterator[Check]:
    if when.addressed is not None:
        truth = str(when.addressed).lower()
        yield Check("addressed", _addressing(playbook), when.addressed.__eq__, truth)
    if when.keywords:
        yield Check("keywords", _text, _spoken(when.keywords), "")
    if when.pattern is not None:
        yield Check("pattern", _text, _matching(when.pattern), "")
    if when.older_than is not None:
        yield Check("older_than", _age, when.older_than.__le__, f"at least {when.older_than} s")
    if when.known_for is not None:
        yield Check("known_for", _known_for, when.known_for.__le__, f"at least {when.known_for} s")
    if when.outside_hours is not None:
        calendar = playbook.calendars[when.outside_hours]
        yield Check("outside_hours", lambda f: calendar.is_open(f.now), (False).__eq__, "closed")
    if wanted := frozenset(when.during):
        yield Check("during", lambda f: playbook.surges_at(f.now), _meets(wanted), _one_of(wanted))


def _addressing(playbook: Playbook) -> Callable[[Facts], bool]:
    """Whether somebody speaks to us: in private, or to one of the brand's handles."""
    named = {
        name: re.compile(rf"(?<!\w)@(?:{'|'.join(map(re.escape, brand.handles))})(?!\w)", re.I)
        for name, brand in playbook.brands.items()
        if brand.handles
    }

    def addressed(facts: Facts) -> bool:
        if facts.mention.is_private:
            return True
        text = facts.mention.text or ""
        begin = text.find("@")
        if begin < 0:
            return False
        handles = named.get(facts.account.brand)
        return handles is not None and handles.search(text, begin) is not None

    return addressed


def _known_for(facts: Facts) -> int:
    since = facts.author.known_since if facts.author else None
    return int((facts.now - since).total_seconds()) if since else 0


def _spoken(keywords: tuple[str, ...]) -> Callable[[str], bool]:
    """Whole words, of literal text only, which `re` finds in linear time."""
    any_of = "|".join(sorted(map(re.escape, keywords), key=len, reverse=True))
    search = re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.IGNORECASE).search
    return lambda text: search(text) is not None


def _matching(pattern: str) -> Callable[[str], bool]:
    import re2

    options = re2.Options()
    options.case_sensitive = False
    search = re2.compile(pattern, options).search
    return lambda text: search(text.encode("utf-8", "replace").decode()) is not None


def _one_of(wanted: frozenset[str], floor: float = 0.0) -> str:
    names = " or ".join(sorted(wanted))
    return f"{names} with confidence {floor} or more" if floor else names


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return ", ".join(value) or "none"
    return "unsure" if value is None else str(value)
