"""The comparison as one HTML page that needs nothing beside itself."""

from collections.abc import Collection, Iterable, Iterator
from html import escape
from typing import Any

from cli.simulation import plots
from cli.simulation.comparison import EXAMPLES, Comparison, example
from cli.simulation.differing import moves, samples, turns
from cli.simulation.tables import differing, else_differs, figures, handling, teams

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem;
  color: #1b1f24; background: #fff; }
table { border-collapse: collapse; margin: 0 0 2rem; width: 100%; }
th, td { text-align: left; padding: .35rem .7rem; border-bottom: 1px solid #d8dee4;
  vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
h1, p { overflow-wrap: anywhere; } .wide { overflow-x: auto; }
.note { border-left: .3rem solid #bf8700; padding: .3rem .8rem; background: #fff8e5; }
.big { font-size: 1.4rem; } .why { color: #57606a; } svg { max-width: 100%; height: auto; }
"""

Rows = Iterable[Iterable[str]]


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
    for note in found.notes:
        yield f'<p class="note">{escape(note)}.</p>'
    yield "<h2>What it asks for</h2>"
    asked = figures(found.current, found.candidate)
    yield _table(("", "now", "then", "change"), asked, (1, 2, 3))
    yield "<h2>Acts</h2>" + plots.acts(found)
    yield "<h2>Cases by hour</h2>" + plots.load(found)
    yield from _changes(found)
    yield "<h2>First answers, predicted</h2>" + _assumed(found)
    yield _table(TEAM_HEADS, _teams(found), range(1, len(TEAM_HEADS)))
    yield f"<h2>Examples, {EXAMPLES} at most</h2>"
    yield '<p class="why">Personal data is masked.</p>'
    yield _table(("post", "channel", "now", "then"), _examples(found))
    yield "</body></html>\n"


TEAM_HEADS = (
    *("team", "people", "cases now", "late of owed now", "median wait now"),
    *("cases then", "late of owed then", "median wait then"),
)


def _changes(found: Comparison) -> Iterator[str]:
    if not found.changed:
        return
    yield f"<h2>Which decisions change</h2><p>Differing: {escape(differing(found))}.</p>"
    heads = ("posts", "clause now", "act now", "clause then", "act then", "what else differs")
    rows = ((f"{t.posts:,}", *t.turn, else_differs(t)) for t in turns(found.changed))
    yield _table(heads, rows, (0,))
    yield "<h2>Moves between teams</h2>"
    moved = ((f"{m.posts:,}", m.from_team, m.to_team) for m in moves(found.changed))
    yield _table(("posts", "team now", "team then"), moved, (0,))


def _assumed(found: Comparison) -> str:
    return (
        f'<p class="why">Assumed: a case takes {handling(found)}; everybody of a team works while '
        "the calendar of the case's promise is open, and takes the most urgent case first. Waits "
        "are time on the wall, closed hours with it, from when a case comes into sight to its "
        "first answer.</p>"
    )


def _table(heads: Iterable[str], rows: Rows, numbers: Collection[int] = ()) -> str:
    """`numbers` are the columns of numbers, which stand at their right."""
    head = "".join(f"<th{_side(i, numbers)}>{escape(h)}</th>" for i, h in enumerate(heads))
    body = "".join(f"<tr>{_cells(row, numbers)}</tr>" for row in rows)
    return (
        f'<div class="wide"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _side(column: int, numbers: Collection[int]) -> str:
    return ' class="n"' if column in numbers else ""


def _cells(row: Iterable[str], numbers: Collection[int]) -> str:
    told = (escape(value).replace("\n", "<br>") for value in row)
    return "".join(f"<td{_side(i, numbers)}>{value}</td>" for i, value in enumerate(told))


def _teams(found: Comparison) -> Iterator[tuple[str, ...]]:
    for team, now, then in teams(found):
        yield (
            *(team, str(found.staff.of(team))),
            *(f"{now.cases:,}", now.lateness, now.median_wait),
            *(f"{then.cases:,}", then.lateness, then.median_wait),
        )


def _examples(found: Comparison) -> Iterator[tuple[str, ...]]:
    for one in samples(found.changed, EXAMPLES):
        told = example(one)
        yield told["text"], told["channel"], _outcome(told["before"]), _outcome(told["after"])


def _outcome(told: dict[str, Any]) -> str:
    if "filtered" in told:
        return f"kept out: {told['filtered']}"
    return f"{told['clause']}: {told['act']}\n{told['team']}, {told['priority']}\n{told['case']}"
