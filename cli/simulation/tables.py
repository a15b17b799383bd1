"""The comparison for people: what changes, for whom, and some of the posts."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from cli.simulation.comparison import EXAMPLES, Comparison, Side, example
from cli.simulation.counting import Lateness, busiest
from cli.simulation.differing import Turned, fields, moves, samples, turns
from earshot.domain.duration import spoken


def tables(found: Comparison) -> Group:
    """All of it; where nothing changes, that is said and only the load is shown."""
    parts: list[RenderableType] = [
        _verdict(found),
        *(escape(f"NOTE: {note}\n") for note in found.notes),
    ]
    if found.changed:
        parts += [f"Differing: {differing(found)}\n", _turns(found), _moves(found)]
    parts += [_figures(found), _teams(found)]
    if found.changed:
        parts.append(_examples(found))
    return Group(*parts)


def differing(found: Comparison) -> str:
    """Of how many posts what differs, in words."""
    return ", ".join(f"{name} of {posts:,}" for name, posts in fields(found.changed))


def _verdict(found: Comparison) -> str:
    begin, end = (f"{at:%d %b %Y %H:%M}" if at else "-" for at in (found.since, found.until))
    what = f"[bold]{len(found.changed):,} of {found.posts:,} posts[/] would be treated differently"
    if not found.changed:
        what = f"[bold green]nothing changes[/] for {found.posts:,} posts"
    return f"{begin} to {end} UTC, {found.current.stamp} → {found.candidate.stamp}: {what}\n"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for name in columns:
        numeric = name in ("posts", "now", "then", "change") or name.startswith(("cases", "late"))
        table.add_column(name, justify="right" if numeric else "left")
    return table


def _turns(found: Comparison) -> Table:
    table = _table(
        "Which decisions change",
        *("posts", "clause now", "act", "clause then", "act ", "what else differs"),
    )
    for one in turns(found.changed):
        turn = one.turn
        then = ("as before", "") if turn.stays else (turn.to_clause, turn.to_act)
        table.add_row(f"{one.posts:,}", turn.from_clause, turn.from_act, *then, else_differs(one))
    return table


def else_differs(turned: Turned) -> str:
    """What else differs, with the number of posts where it is not all of them."""
    return ", ".join(
        name if posts == turned.posts else f"{name} of {posts:,}"
        for name, posts in turned.what.most_common()
    )


def _moves(found: Comparison) -> Table:
    table = _table("Moves between teams", "posts", "team now", "team then")
    for move in moves(found.changed):
        table.add_row(f"{move.posts:,}", move.from_team, move.to_team)
    return table


def _figures(found: Comparison) -> Table:
    table = _table("What it asks for", "", "now", "then", "change")
    for row in figures(found.current, found.candidate):
        table.add_row(*row)
    return table


def figures(now: Side, then: Side) -> Iterator[tuple[str, str, str, str]]:
    """What either side asks for and by how much that differs, of what is shown."""
    for name, before, after in pairs(now, then):
        digits = 2 if name.startswith("platform") else 0
        change = round(after, digits) - round(before, digits)
        yield name, f"{before:,.{digits}f}", f"{after:,.{digits}f}", f"{change:+,.{digits}f}"


def pairs(now: Side, then: Side) -> Iterator[tuple[str, float, float]]:
    """What either side asks for, by name: counts, and dollars."""
    yield "cases", now.cases, then.cases
    yield "left to peers for a while (hold)", now.holds, then.holds
    yield "acts that wait for a person's yes", now.approvals, then.approvals
    yield "first answers that come late, predicted", now.breaches, then.breaches
    yield "platform fees, US $", now.dollars, then.dollars
    for act in sorted(now.acts.keys() | then.acts.keys()):
        yield f"act {act}", now.acts[act], then.acts[act]


def _teams(found: Comparison) -> Table:
    table = _table(
        f"Load of the teams, and first answers predicted where a case takes {handling(found)}",
        *("team", "people", "cases now", "late of owed now", "cases then"),
        *("late of owed then", "fullest hour then"),
    )
    for team, now, then in teams(found):
        hour, cases = busiest(found.candidate.load.get(team, Counter()))
        table.add_row(
            *(team, str(found.staff.of(team)), f"{now.cases:,}", now.lateness),
            *(f"{then.cases:,}", then.lateness),
            f"{cases:,} at {hour.replace('T', ' ')} h UTC" if cases else "-",
        )
    return table


class TeamLoad(NamedTuple):
    """What one side asks of one team: its cases, and its first answers where it has any."""

    cases: int
    answers: Lateness | None

    @property
    def lateness(self) -> str:
        return f"{self.answers.late:,} of {self.answers.owed:,}" if self.answers else "-"

    @property
    def median_wait(self) -> str:
        return spoken(self.answers.median_s) if self.answers else "-"


def teams(found: Comparison) -> Iterator[tuple[str, TeamLoad, TeamLoad]]:
    """Each team by name, now and then."""
    now, then = _loads(found.current), _loads(found.candidate)
    for team in sorted(now.keys() | then.keys()):
        yield team, now.get(team, TeamLoad(0, None)), then.get(team, TeamLoad(0, None))


def _loads(side: Side) -> dict[str, TeamLoad]:
    answers = {late.team: late for late in side.late}
    return {t: TeamLoad(hours.total(), answers.get(t)) for t, hours in side.load.items()}


def handling(found: Comparison) -> str:
    """How long a person takes over a case, in words."""
    return spoken(int(found.staff.handling.total_seconds()))


def _examples(found: Comparison) -> Table:
    table = _table(
        f"Some of them, {EXAMPLES} at most; personal data is masked", "post", "now", "then "
    )
    table.columns[1].justify = "left"
    for one in samples(found.changed, EXAMPLES):
        told = example(one)
        table.add_row(escape(told["text"]), _side_of(told["before"]), _side_of(told["after"]))
    return table


def _side_of(outcome: dict[str, object]) -> str:
    if "filtered" in outcome:
        return f"kept out: {outcome['filtered']}"
    return (
        f"{outcome['clause']}: {outcome['act']}\n{outcome['team']}, priority {outcome['priority']}"
        f"\n{outcome['case']}"
    )
