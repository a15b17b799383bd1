"""Whether what belongs together is written together: a key that has no effect misleads."""

from collections.abc import Iterator

from earshot.domain.judgement import LABELS
from earshot.domain.playbook.checks import CONDITIONS, Data, Finding, Path, at, not_among
from earshot.domain.playbook.understanding import LeastConfidence


def misfits(data: Data) -> Iterator[Finding]:
    """Each key that something else makes idle, and each surge of policies that do not exist."""
    yield from _expiry(data)
    yield from _surges(data)
    yield from _acts(data)
    yield from _empty(data)
    yield from _places(data)
    yield from _blanks(data)
    yield from _doubts(data)
    yield from _idle(data)


def _expiry(data: Data) -> Iterator[Finding]:
    """Only cases of the outside tier expire; the others are all answered."""
    for chapter in ("clauses", "sites"):
        for path, found in at(data, chapter, "*"):
            if not isinstance(found, dict) or not found.get("expires_after"):
                continue
            tier = found.get("tier") or ("own" if chapter == "sites" else None)
            if tier == "own":
                yield Finding(
                    (*path, "expires_after"),
                    "cases of our own never expire unanswered",
                    "write `tier: outside` beside it, or leave it out",
                )


def _surges(data: Data) -> Iterator[Finding]:
    policies = [str(path[-1]) for path, _ in at(data, "sla_policies", "*")]
    for path, _ in at(data, "surges", "*", "sla_policies", "*"):
        if path[-1] not in policies:
            yield not_among(path, path[-1], policies, "SLA policy")


_TERMS = {
    "hold_for": "hold",
    "on_peer_answer": "hold",
    "reason": "move_private",
    "acknowledge_by_itself": "move_private",
    "alert": "amplify",
}


def _acts(data: Data) -> Iterator[Finding]:
    """Terms of one act beside another one, and an act without what it needs."""
    for path, clause in at(data, "clauses", "*"):
        if not isinstance(clause, dict):
            continue
        for key, act in _TERMS.items():
            if key in clause and clause.get("act") != act:
                yield Finding((*path, key), f"has an effect with `act: {act}` only")
        if clause.get("act") == "move_private" and not clause.get("reason"):
            yield Finding(
                path,
                "move_private says no reason",
                "add `reason:` customer_asked, privacy, complexity or law",
            )
        if clause.get("acknowledge_by_itself") and not clause.get("template"):
            yield Finding(path, "acknowledge_by_itself has nothing to say", "add `template:`")


def _empty(data: Data) -> Iterator[Finding]:
    """Lists without values in a condition: as good as not written, though they look like never."""
    for condition in (*CONDITIONS, ("assignment", "weights", "*")):
        for path, value in at(data, *condition):
            for key, values in value.items() if isinstance(value, dict) else ():
                if values == []:
                    said = "an empty list holds nothing"
                    yield Finding((*path, key), said, "name a value or remove the key")


def _places(data: Data) -> Iterator[Finding]:
    """Places that are rated twice, of which only the last would count."""
    seen: dict[tuple[str, str], Path] = {}
    for path, site in at(data, "sites", "*"):
        if isinstance(site, dict) and {"channel", "account"} <= site.keys():
            place = (str(site["channel"]), str(site["account"]))
            if seen.setdefault(place, path) != path:
                yield Finding(path, f"{' '.join(place)} is listed twice", "remove one of them")


def _blanks(data: Data) -> Iterator[Finding]:
    """Keys that name groups of agents: an identity provider may list groups between blanks."""
    for chapter in ("brands", "teams"):
        for path, _ in at(data, chapter, "*"):
            key = str(path[-1])
            if key.split() != [key]:
                said = f"{key!r} has a blank, and groups of agents are named by it"
                hint = (
                    f"write {'-'.join(key.split()).lower()!r}; the name beside it may have blanks"
                )
                yield Finding(path, said, hint)


def _doubts(data: Data) -> Iterator[Finding]:
    """A label of which nothing is asked is never in doubt."""
    written = {path[-1]: floor for path, floor in at(data, "classification", "min_confidence", "*")}
    floors = LeastConfidence().model_dump() | written
    for condition in CONDITIONS:
        for path, head in at(data, *condition, "unsure", "*"):
            if isinstance(head, str) and floors.get(head) == 0:
                hint = f"add `min_confidence: {{ {head}: 0.3 }}` under `classification`"
                yield Finding(path, f"{head} is never in doubt: nothing is asked of it", hint)


def _idle(data: Data) -> Iterator[Finding]:
    """How sure nothing has to be, and exceptions that ask nothing: they would excuse nothing."""
    for condition in CONDITIONS:
        for path, asked in at(data, *condition):
            if not isinstance(asked, dict):
                continue
            if "min_confidence" in asked and asked.keys().isdisjoint(LABELS):
                said = "has no effect without a label that has to be so sure"
                hint = f"add one of {', '.join(LABELS)} beside it, or remove it"
                yield Finding((*path, "min_confidence"), said, hint)
            elif path[-1] == "unless" and not asked:
                said = "an exception that asks nothing excuses nothing"
                yield Finding(path, said, "say what it is about, or remove it")
