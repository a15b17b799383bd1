"""Plots of a comparison as SVG, drawn without a screen."""

import io
from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cli.simulation.comparison import Comparison

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NOW, THEN = "#8c959f", "#0969da"
MOST_TICKS = 9


def acts(found: Comparison) -> str:
    """Posts by act, now beside then."""
    names = sorted(found.current.acts.keys() | found.candidate.acts.keys())
    figure, axes = _figure(0.6 + 0.45 * max(len(names), 1))
    places = range(len(names))
    sides = ("now", found.current, 0.2, NOW), ("then", found.candidate, -0.2, THEN)
    for label, side, offset, color in sides:
        counts = [side.acts[name] for name in names]
        bars = axes.barh([p + offset for p in places], counts, 0.38, color=color, label=label)
        axes.bar_label(bars, padding=3, fontsize=8)
    axes.set_yticks(list(places), names)
    axes.margins(x=0.1)
    axes.set_xlabel("posts")
    _legend(axes)
    return _svg(figure)


def load(found: Comparison) -> str:
    """Cases that come into sight in each hour, one line of plots for each team."""
    teams = sorted(found.current.load.keys() | found.candidate.load.keys())
    sides = found.current, found.candidate
    hours = _hours([h for side in sides for counted in side.load.values() for h in counted])
    drawn = []
    for team in teams:
        figure, axes = _figure(1.7)
        axes.set_title(team, loc="left", fontsize=10)
        steps(axes, hours, *(side.load.get(team, Counter()) for side in sides))
        drawn.append(_svg(figure))
    return "".join(drawn)


def steps(axes: "Axes", hours: list[str], now: Counter[str], then: Counter[str]) -> None:
    """Cases of one team: each hour from its beginning to its end, at its count."""
    edges = range(len(hours) + 1)
    # The later line is drawn broken, so that the earlier one is seen beneath it.
    for label, counted, color, line in (("now", now, NOW, "-"), ("then", then, THEN, "--")):
        counts = [counted[hour] for hour in hours]
        axes.stairs(counts, edges, baseline=None, color=color, linestyle=line, label=label)
    every = max(1, -(-len(hours) // MOST_TICKS))
    ticks = list(range(0, len(hours), every))
    axes.set_xticks(ticks, [_spoken(hours[t]) for t in ticks])
    axes.set_xlabel("UTC", fontsize=8)
    axes.set_ylabel("cases")
    axes.set_ylim(bottom=0)
    _legend(axes)


def _hours(seen: list[str]) -> list[str]:
    """Every hour from the first to the last, so that quiet ones are seen too."""
    if not seen:
        return []
    at, last = datetime.fromisoformat(min(seen)), datetime.fromisoformat(max(seen))
    steps = int((last - at) / timedelta(hours=1))
    return [(at + timedelta(hours=n)).isoformat()[:13] for n in range(steps + 1)]


def _spoken(hour: str) -> str:
    return f"{datetime.fromisoformat(hour):%d %b %H:%M}"


def _figure(height: float) -> "tuple[Figure, Axes]":
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8)
    return figure, axes


def _legend(axes: "Axes") -> None:
    axes.legend(fontsize=8, frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))


def _svg(figure: "Figure") -> str:
    """The picture alone, fit to stand inside a page; the same every time it is drawn."""
    import matplotlib as mpl

    with mpl.rc_context({"svg.hashsalt": "earshot", "svg.fonttype": "none"}):
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None})
    text = written.getvalue()
    return text[text.index("<svg") :]
