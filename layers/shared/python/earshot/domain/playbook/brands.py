"""Whether mentions of a brand can come to a team that works for another brand only."""

from collections.abc import Collection, Iterator
from typing import Any

from earshot.domain.playbook.checks import Data, Finding, Path, at

Written = tuple[Path, str]
"""A team's name, and where it is written that mentions go to it."""


def strays(data: Data) -> Iterator[Finding]:
    """Each place that sends a team the mentions of a brand it does not work for.

    Accounts are listed elsewhere: a clause is taken to reach each brand that it does not rule out
    by `brand` itself, and that no earlier clause takes whole.
    """
    served = {path[1]: brand for path, brand in at(data, "teams", "*", "brand") if brand}
    left = _keys(data.get("brands"))
    reached: dict[Written, set[str]] = {}
    for path, clause in at(data, "clauses", "*"):
        if not isinstance(clause, dict):
            continue
        brands = _possible(clause, "brand", left)
        for taker in _takers(data, path, clause):
            reached.setdefault(taker, set()).update(brands)
        if _asks_only_for_brands(clause):
            left -= brands
    for (path, team), brands in reached.items():
        brand = served.get(team)
        if brand and (strangers := brands - {brand}):
            yield Finding(
                path,
                f"{team!r} works for {brand} only, and mentions of {', '.join(sorted(strangers))}"
                " can come to it",
                f"write `brand: {brand}` in the clause's `when`, or name a team without a brand",
            )


def _takers(data: Data, path: Path, clause: Data) -> Iterator[Written]:
    """The clause's own team; without one the topics' teams, and where they have none the default's.

    The same order as in `decide`.
    """
    if clause.get("team"):
        yield (*path, "team"), str(clause["team"])
        return
    owners = {at_[2]: (at_, str(t)) for at_, t in at(data, "taxonomy", "topics", "*", "team") if t}
    topics = _keys(*(found for _, found in at(data, "taxonomy", "topics"))) | {"other"}
    for topic in sorted(_possible(clause, "topic", topics)):
        if topic in owners:
            yield owners[topic]
        elif default := _default(data):
            yield path, default


def _default(data: Data) -> str:
    """The team of the last clause."""
    last = data["clauses"][-1]
    return str(last.get("team") or "") if isinstance(last, dict) else ""


def _possible(clause: Data, key: str, values: Collection[str]) -> set[str]:
    """Those of the values that the clause does not rule out by this key."""
    when, unless = _condition(clause, "when"), _condition(clause, "unless")
    wanted = _several(when[key]) if when.get(key) else values
    spared = _several(unless[key]) if set(unless) == {key} else ()
    return {value for value in values if value in wanted and value not in spared}


def _asks_only_for_brands(clause: Data) -> bool:
    return {*_condition(clause, "when"), *_condition(clause, "unless")} <= {"brand"}


def _condition(clause: Data, key: str) -> Data:
    found = clause.get(key)
    return found if isinstance(found, dict) else {}


def _several(value: Any) -> Collection[Any]:
    return value if isinstance(value, list) else [value]


def _keys(*found: Any) -> set[str]:
    return {str(key) for one in found if isinstance(one, dict) for key in one}
