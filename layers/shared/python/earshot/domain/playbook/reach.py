"""Whether each clause is reached by some mention, and can hold for one."""

from collections.abc import Iterator
from typing import Any

from earshot.domain.playbook.checks import CONDITIONS, Data, Finding, at, clauses_of, takes_all


def unreached(data: Data) -> Iterator[Finding]:
    """Clauses that an earlier one leaves nothing for, and conditions that nothing meets."""
    yield from _shadowed(clauses_of(data))
    yield from _never(data)


def _shadowed(clauses: list[Data]) -> Iterator[Finding]:
    for place, clause in enumerate(clauses):
        if clause and takes_all(clause) and place < len(clauses) - 1:
            yield Finding(
                ("clauses", place),
                f"takes everything: {len(clauses) - 1 - place} clauses behind it never hold",
                "say when it holds, or move it to the end",
            )
            return
        taker = next((c for c in clauses[:place] if clause and c and _takes(c, clause)), None)
        if taker:
            yield Finding(
                ("clauses", place),
                f"is never reached: {taker.get('name')!r} takes everything before it",
                "move it up, or narrow the earlier clause",
            )


def _takes(earlier: Data, later: Data) -> bool:
    """Whether the earlier clause holds for all that the later one does, exceptions and all."""
    spared, spared_later = earlier.get("unless"), later.get("unless")
    if spared and not (spared_later and _covers(spared_later, spared)):
        return False
    return _covers(earlier.get("when") or {}, later.get("when") or {})


def _covers(wide: Any, narrow: Any) -> bool:
    if not isinstance(wide, dict) or not isinstance(narrow, dict):
        return False
    return all(key in narrow and _at_least(key, wide[key], narrow[key]) for key in wide)


def _at_least(key: str, wide: Any, narrow: Any) -> bool:
    if key.startswith("min_") and isinstance(wide, int | float) and isinstance(narrow, int | float):
        return narrow >= wide
    if isinstance(narrow, list):
        return all(value in wide if isinstance(wide, list) else value == wide for value in narrow)
    return narrow in wide if isinstance(wide, list) else bool(narrow == wide)


def _never(data: Data) -> Iterator[Finding]:
    for path, clause in at(data, "clauses", "*"):
        unless = clause.get("unless") if isinstance(clause, dict) else None
        if unless and _covers(unless, clause.get("when") or {}):
            hint = "let it name only a part of what `when` asks for"
            yield Finding((*path, "unless"), "takes back all that `when` asks for", hint)
    for condition in CONDITIONS:
        for path, when in at(data, *condition):
            own = when.get("own_channel") if isinstance(when, dict) else None
            rating = when.get("rating") if own is not None else None
            named = rating if isinstance(rating, list) else [rating]
            if rating and own not in {value == "own" for value in named}:
                either = ", ".join(map(str, named))
                said = f"no place is of rating {either} and own_channel: {str(own).lower()}"
                hint = "own_channel is true where the rating is own; leave one of them out"
                yield Finding((*path, "own_channel"), said, hint)
