"""Whether a playbook makes sense, beyond its form: checked on the written data, all of it at once.

Data of the wrong form is passed over here, since the models speak of it.
"""

from collections.abc import Collection, Iterator
from string import Formatter
from typing import Any, NamedTuple

from earshot.domain.nearest import instead

Path = tuple[str | int, ...]
Data = dict[str, Any]


class Finding(NamedTuple):
    """One thing that makes no sense, where it stands, and what would."""

    path: Path
    message: str
    hint: str = ""


def findings(data: Data) -> Iterator[Finding]:
    """Every one of them."""
    yield from _references(data)
    yield from _order(data)
    yield from _names(data)
    yield from _patterns(data)
    yield from _placeholders(data)
    yield from _ladder(data)


def not_among(path: Path, name: object, known: Collection[str], what: str) -> Finding:
    """`name` is no `what`; the hint names the closest one, or all."""
    hint = instead(name, known) if known else "there is none yet"
    return Finding(path, f"{name!r} is no {what}", hint)


def at(data: Any, *steps: str, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The values at a path; `*` stands for every item, or for a single value that is no list."""
    if not steps:
        yield path, data
        return
    first, rest = steps[0], steps[1:]
    if first != "*":
        if isinstance(data, dict) and first in data:
            yield from at(data[first], *rest, path=(*path, first))
        return
    items: Any = ()
    if isinstance(data, dict):
        items = data.items()
    elif isinstance(data, list):
        items = enumerate(data)
    elif not rest and data is not None:
        yield path, data
    for key, value in items:
        yield from at(value, *rest, path=(*path, key))


CONDITIONS = (("clauses", "*", "when"), ("clauses", "*", "unless"), ("priority", "*", "when"))


def _references(data: Data) -> Iterator[Finding]:
    topics = [*_keys(data, "taxonomy", "topics"), "other"]
    brands, calendars = _keys(data, "brands"), _keys(data, "calendars")
    named: list[tuple[tuple[str, ...], Collection[str], str]] = [
        (("clauses", "*", "team"), _keys(data, "teams"), "team"),
        (("answers", "*", "topic"), topics, "topic"),
        (("taxonomy", "topics", "*", "team"), _keys(data, "teams"), "team"),
        (("clauses", "*", "sla_policy"), _keys(data, "sla_policies"), "SLA policy"),
        (("clauses", "*", "template"), _keys(data, "templates"), "template"),
        (("offline", "acknowledgement"), _keys(data, "templates"), "template"),
        (("offline", "please_message_us"), _keys(data, "templates"), "template"),
        (("offline", "closure"), _keys(data, "templates"), "template"),
        (("sla_policies", "*", "calendar"), calendars, "calendar"),
        (("sla_policies", "*", "alert_calendar"), calendars, "calendar"),
        (("alerts", "calendar"), calendars, "calendar"),
        (("teams", "*", "brand"), brands, "brand"),
        (("surges", "*", "calendar"), calendars, "calendar"),
        (("surges", "*", "sla_policies", "*"), _keys(data, "sla_policies"), "SLA policy"),
    ]
    for condition in CONDITIONS:
        named += [
            ((*condition, "topic", "*"), topics, "topic"),
            ((*condition, "brand", "*"), brands, "brand"),
            ((*condition, "outside_hours"), calendars, "calendar"),
            ((*condition, "during", "*"), _keys(data, "surges"), "surge"),
        ]
    named.append((("assignment", "weights", "*", "topic", "*"), topics, "topic"))
    for steps, known, what in named:
        for path, name in at(data, *steps):
            if isinstance(name, str) and name not in known:
                yield not_among(path, name, known, what)


def _keys(data: Data, *steps: str) -> list[str]:
    return [str(key) for _, found in at(data, *steps) if isinstance(found, dict) for key in found]


def clauses_of(data: Data) -> list[Data]:
    """Every clause as written; what is none is empty, so that places stay as they are."""
    found = data.get("clauses")
    return [c if isinstance(c, dict) else {} for c in found] if isinstance(found, list) else []


def takes_all(clause: Data) -> bool:
    """Whether nothing is asked of a mention."""
    return bool(clause) and not clause.get("when") and not clause.get("unless")


def _order(data: Data) -> Iterator[Finding]:
    clauses = clauses_of(data)
    if not clauses:
        return
    last = len(clauses) - 1
    if clauses[last] and not takes_all(clauses[last]):
        yield Finding(
            ("clauses", last),
            "the default clause is missing: mentions can fall through",
            "add a last clause without `when`",
        )
    elif clauses[last] and not clauses[last].get("team"):
        yield Finding(("clauses", last), "the default clause names no team", "add `team:`")
    for place, clause in enumerate(clauses):
        act = clause.get("act")
        if act in ("auto_reply", "acknowledge") and not clause.get("template"):
            yield Finding(("clauses", place), f"{act} has nothing to say", "add `template:`")


def _names(data: Data) -> Iterator[Finding]:
    yield from _repeated(data, "clauses", "clause")
    yield from _repeated(data, "priority", "priority factor")
    everywhere = [name for _, name in at(data, "priority", "*", "name")]
    for path, _ in at(data, "clauses", "*", "priority", "*"):
        if path[-1] in everywhere:
            yield Finding(path, f"{path[-1]!r} is also a factor under `priority`")
        if path[-1] == "cap":
            yield Finding(path, *_CAP)
    for path, name in at(data, "priority", "*", "name"):
        if name == "cap":
            yield Finding(path, *_CAP)


_CAP = ("'cap' is what is cut off at 0 and 100", "choose another name")


def _repeated(data: Data, chapter: str, what: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, name in at(data, chapter, "*", "name"):
        if isinstance(name, str):
            if name in seen:
                yield Finding(path, f"there is another {what} {name!r}", "give each its own name")
            seen.add(name)


def _ladder(data: Data) -> Iterator[Finding]:
    for path, rung in at(data, "escalation", "*"):
        if path[-1] != 0 and isinstance(rung, dict) and rung and "after" not in rung:
            hint = "say how long after the step before: `after: 30m`"
            yield Finding(path, "is never paged", hint)


def _patterns(data: Data) -> Iterator[Finding]:
    places = [(*condition, "pattern") for condition in CONDITIONS]
    for steps in (*places, ("taxonomy", "topics", "*", "patterns", "*")):
        for path, pattern in at(data, *steps):
            if isinstance(pattern, str) and (why := _refused(pattern)):
                yield Finding(
                    path,
                    f"google-re2 refuses {pattern!r}: {why}",
                    "look-around and back-references are not known; write it without them",
                )


def _refused(pattern: str) -> str | None:
    import re2

    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        said = error.args[0]
        return said.decode() if isinstance(said, bytes) else str(said)
    return None


_PLACEHOLDERS = (
    (("templates", "*", "text"), ("author", "agent", "brand")),
    (("templates", "*", "languages", "*"), ("author", "agent", "brand")),
    (("disclosure", "sign_off"), ("agent", "brand")),
    (("clauses", "*", "skills", "*"), ("language", "channel", "topic")),
)


def _placeholders(data: Data) -> Iterator[Finding]:
    for steps, known in _PLACEHOLDERS:
        for path, text in at(data, *steps):
            if isinstance(text, str):
                yield from _unknown(path, text, known)
    for path, text in at(data, "disclosure", "sign_off"):
        if isinstance(text, str) and "{agent}" not in text:
            yield Finding(path, "names no person", "write {agent} in it")


def _unknown(path: Path, text: str, known: Collection[str]) -> Iterator[Finding]:
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        yield Finding(path, "has a single brace", "write {{ or }} for a brace of the text")
        return
    for name in names:
        if name not in known:
            yield not_among(path, name, known, "placeholder")
