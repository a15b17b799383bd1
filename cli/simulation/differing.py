"""What two playbooks decide differently about the same posts, counted and by example."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from cli.simulation.playing import Judged, Run
from earshot.domain.mention import MentionKey

KEPT_OUT = "kept out"


class Turn(NamedTuple):
    """From one clause and act to another; `what` else differs where they stay the same."""

    from_clause: str
    from_act: str
    to_clause: str
    to_act: str
    what: tuple[str, ...]

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
        before, after = _chosen(self.before), _chosen(self.after)
        return Turn(*before, *after, self.what if before == after else ())


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


def turns(changed: Iterable[Changed]) -> list[tuple[Turn, int]]:
    """How many posts go from which clause to which, most first."""
    counted = Counter(c.turn for c in changed)
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def samples(changed: list[Changed], wanted: int) -> list[Changed]:
    """Examples of every turn in turn, so that a rare one is seen beside a common one."""
    by_turn: dict[Turn, list[Changed]] = {turn: [] for turn, _ in turns(changed)}
    for one in changed:
        by_turn[one.turn].append(one)
    rounds = zip_longest(*by_turn.values())
    return [one for some in rounds for one in some if one][:wanted]
