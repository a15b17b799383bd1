"""The comparison as one HTML page that needs nothing beside itself."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from cli.simulation import plots
from cli.simulation.comparison import EXAMPLES, Comparison, Side, example
from cli.simulation.differing import samples, turns
from cli.simulation.tables import pairs
from earshot.domain.duration import spoken

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem;
  color: #1b1f24; background: #fff; }
table { border-collapse: collapse; margin: 0 0 2rem; width: 100%; }
th, td { text-align: left; padding: .35rem .7rem; border-bottom: 1px solid #d8dee4;
  vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
.big { font-size: 1.4rem; } .why { color: #57606a; } svg { max-width: 100%; height: auto; }
"""

Rows = Iterable[Iterable[object]]


def page(found: Comparison) -> str:
    """Counts, plots and examples, in the order in which a reviewer asks."""
    return "".join(_parts(found))


def _parts(found: Comparison) -> Iterator[str]:
    title = f"{found.current.stamp} → {found.candidate.stamp}"
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
    yield f"<h1>What the playbook change would do</h1><p>{escape(title)}</p>"
    yield f'<p class="big"><b>{len(found.changed):,}</b> of {found.posts:,} posts would be '
    yield "treated differently.</p>"
    if found.since and found.until:
        yield f'<p class="why">Posts from {found.since:%d %B %Y, %H:%M} to '
        yield f"{found.until:%d %B %Y, %H:%M} UTC.</p>"
    yield "<h2>What it asks for</h2>"
    yield _table(("", "now", "then", "change"), _figures(found.current, found.candidate), 1)
    yield "<h2>Acts</h2>" + plots.acts(found)
    yield "<h2>Cases by hour</h2>" + plots.load(found)
    yield "<h2>Which decisions change</h2>"
    yield _table(
        ("posts", "clause now", "act now", "clause then", "act then", "what else differs"),
        ((posts, *turn[:4], ", ".join(turn.what)) for turn, posts in turns(found.changed)),
    )
    yield "<h2>First answers, predicted</h2>" + _assumed(found)
    yield _table(
        ("team", "people", "now", "late now", "then", "late then", "median wait then"),
        _teams(found),
        1,
    )
    yield f"<h2>Examples, {EXAMPLES} at most</h2>"
    yield '<p class="why">Personal data is masked.</p>'
    yield _table(("post", "channel", "now", "then"), _examples(found))
    yield "</body></html>\n"


def _assumed(found: Comparison) -> str:
    handling = spoken(int(found.staff.handling.total_seconds()))
    return (
        f'<p class="why">Assumed: a case takes {handling}; everybody of a team works while the '
        "calendar of the case's promise is open, and takes the most urgent case first.</p>"
    )


def _table(heads: Iterable[str], rows: Rows, numbers_from: int | None = None) -> str:
    """`numbers_from` is the first column of numbers; without it only numbers themselves are."""
    told = list(rows)
    head = "".join(f"<th{_numeric(i, numbers_from)}>{escape(h)}</th>" for i, h in enumerate(heads))
    body = "".join("<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in told)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _numeric(column: int, numbers_from: int | None) -> str:
    return ' class="n"' if numbers_from is not None and column >= numbers_from else ""


def _cell(value: object) -> str:
    if isinstance(value, int | float):
        shown = f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"
        return f'<td class="n">{shown}</td>'
    return f"<td>{escape(str(value)).replace(chr(10), '<br>')}</td>"


def _figures(now: Side, then: Side) -> Iterator[tuple[object, ...]]:
    for name, before, after in pairs(now, then):
        yield name, before, after, round(after - before, 4)


def _teams(found: Comparison) -> Iterator[tuple[object, ...]]:
    now = {late.team: late for late in found.current.late}
    then = {late.team: late for late in found.candidate.late}
    for team in sorted(now.keys() | then.keys()):
        before, after = found.current.load.get(team), found.candidate.load.get(team)
        yield (
            team,
            found.staff.of(team),
            before.total() if before else 0,
            now[team].late if team in now else 0,
            after.total() if after else 0,
            then[team].late if team in then else 0,
            spoken(then[team].median_s) if team in then else "-",
        )


def _examples(found: Comparison) -> Iterator[tuple[object, ...]]:
    for one in samples(found.changed, EXAMPLES):
        told = example(one)
        yield told["text"], told["channel"], _outcome(told["before"]), _outcome(told["after"])


def _outcome(told: dict[str, Any]) -> str:
    if "filtered" in told:
        return f"kept out: {told['filtered']}"
    return f"{told['clause']}: {told['act']}\n{told['team']}, {told['priority']}\n{told['case']}"
