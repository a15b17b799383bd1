"""The comparison for people: what changes, for whom, and some of the posts."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from cli.simulation.comparison import EXAMPLES, Comparison, Side, example
from cli.simulation.counting import busiest
from cli.simulation.differing import samples, turns
from earshot.domain.duration import spoken


def tables(found: Comparison) -> Group:
    """All of it; where nothing changes, that is said and only the load is shown."""
    parts: list[RenderableType] = [_verdict(found)]
    if found.changed:
        parts += [_turns(found), _figures(found), _teams(found), _examples(found)]
    else:
        parts += [_figures(found), _teams(found)]
    return Group(*parts)


def _verdict(found: Comparison) -> str:
    begin, end = (f"{at:%d %b %Y %H:%M}" if at else "-" for at in (found.since, found.until))
    what = f"[bold]{len(found.changed):,} of {found.posts:,} posts[/] would be treated differently"
    if not found.changed:
        what = f"[bold green]nothing changes[/] for {found.posts:,} posts"
    return f"{begin} to {end} UTC, {found.current.stamp} → {found.candidate.stamp}: {what}\n"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for name in columns:
        numeric = name in ("posts", "now", "then", "change", "owed", "priority") or "late" in name
        table.add_column(name, justify="right" if numeric else "left")
    return table


def _turns(found: Comparison) -> Table:
    table = _table("Which decisions change", "posts", "clause now", "act", "clause then", "act ")
    for turn, posts in turns(found.changed):
        then = (turn.to_clause, turn.to_act)
        if turn.stays:
            then = (f"as before, other {', '.join(turn.what)}", "")
        table.add_row(f"{posts:,}", turn.from_clause, turn.from_act, *then)
    return table


def _figures(found: Comparison) -> Table:
    table = _table("What it asks for", "", "now", "then", "change")
    for name, before, after in pairs(found.current, found.candidate):
        digits = 2 if name.startswith("platform") else 0
        table.add_row(
            name, f"{before:,.{digits}f}", f"{after:,.{digits}f}", f"{after - before:+,.{digits}f}"
        )
    return table


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
    handling = spoken(int(found.staff.handling.total_seconds()))
    table = _table(
        f"Load of the teams, and first answers predicted where a case takes {handling}",
        *("team", "people", "now", "late now", "then", "late then", "fullest hour then"),
    )
    now = {late.team: late for late in found.current.late}
    then = {late.team: late for late in found.candidate.late}
    for team in sorted(now.keys() | then.keys()):
        before, after = found.current.load.get(team), found.candidate.load.get(team)
        hour, cases = busiest(after) if after else ("-", 0)
        table.add_row(
            team,
            str(found.staff.of(team)),
            f"{before.total() if before else 0:,}",
            f"{now[team].late:,}" if team in now else "0",
            f"{after.total() if after else 0:,}",
            f"{then[team].late:,}" if team in then else "0",
            f"{cases:,} at {hour.replace('T', ' ')} h UTC" if after else "-",
        )
    return table


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
