"""What two playbooks decide differently about the same posts, counted and by example."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from cli.simulation.playing import Judged, Run
from earshot.domain.mention import MentionKey

KEPT_OUT = "kept out"


class Turn(NamedTuple):
    """From one clause and act to another, or the same ones with something else that differs."""

    from_clause: str
    from_act: str
    to_clause: str
    to_act: str

    @property
    def stays(self) -> bool:
        """Whether the same clause still chooses the same act."""
        return (self.from_clause, self.from_act) == (self.to_clause, self.to_act)


class Changed(NamedTuple):
    """One post that is treated differently; `what` names the fields that differ."""

    key: MentionKey
    before: Judged
    after: Judged
    what: tuple[str, ...]

    @property
    def turn(self) -> Turn:
        return Turn(*_chosen(self.before), *_chosen(self.after))

    @property
    def else_differs(self) -> tuple[str, ...]:
        """The fields besides those that a turn names."""
        return tuple(name for name in self.what if name not in ("act", "clause"))


class Turned(NamedTuple):
    """How many posts make a turn, and of how many of them what else differs."""

    turn: Turn
    posts: int
    what: Counter[str]


FIELDS = ("act", "clause", "team", "skills", "sla_policy", "template", "priority")


def differences(current: Run, candidate: Run) -> list[Changed]:
    """Every post whose treatment changes, in order of time; none for the same playbook.

    Compared are the decision's act, clause, team, skills, policy, template and priority, whether
    the post opens a case, and whether it belongs to one at all.
    """
    found = []
    for key, before in current.posts.items():
        after = candidate.posts[key]
        if what := tuple(_what(before, after)):
            found.append(Changed(key, before, after, what))
    return sorted(found, key=lambda c: (c.before.mention.created_at, c.key))


def _what(before: Judged, after: Judged) -> Iterator[str]:
    for name in FIELDS:
        if getattr(before.decision, name, None) != getattr(after.decision, name, None):
            yield name
    if before.filtered != after.filtered:
        yield "filtered"
    if (before.opened, bool(before.case_id)) != (after.opened, bool(after.case_id)):
        yield "case"


def _chosen(judged: Judged) -> tuple[str, str]:
    decision = judged.decision
    return (decision.clause, decision.act) if decision else (KEPT_OUT, judged.filtered or "-")


def turns(changed: Iterable[Changed]) -> list[Turned]:
    """How many posts go from which clause to which, most first."""
    made = by_turn(changed)
    found = [
        Turned(turn, len(some), Counter(name for one in some for name in one.else_differs))
        for turn, some in made.items()
    ]
    return sorted(found, key=lambda turned: (-turned.posts, turned.turn))


def by_turn(changed: Iterable[Changed]) -> dict[Turn, list[Changed]]:
    """The posts of each turn, in their order."""
    made: dict[Turn, list[Changed]] = {}
    for one in changed:
        made.setdefault(one.turn, []).append(one)
    return made


def fields(changed: Iterable[Changed]) -> list[tuple[str, int]]:
    """Of how many posts which field differs, most first."""
    return Counter(name for one in changed for name in one.what).most_common()


class Move(NamedTuple):
    """Posts that another team would get."""

    from_team: str
    to_team: str
    posts: int


def moves(changed: Iterable[Changed]) -> list[Move]:
    """Between which teams how many posts would move, most first; what is kept out has none."""
    counted = Counter(
        (one.before.decision.team, one.after.decision.team)
        for one in changed
        if one.before.decision and one.after.decision and "team" in one.what
    )
    return sorted((Move(*teams, posts) for teams, posts in counted.items()), key=_most)


def _most(move: Move) -> tuple[int, Move]:
    return -move.posts, move


def samples(changed: list[Changed], wanted: int) -> list[Changed]:
    """Examples of every turn in turn, so that a rare one is seen beside a common one."""
    made = by_turn(changed)
    rounds = zip_longest(*(made[turned.turn] for turned in turns(changed)))
    return [one for some in rounds for one in some if one][:wanted]
