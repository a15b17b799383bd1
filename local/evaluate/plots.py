"""Confusions and calibration, drawn as small SVG files that are the same for the same figures."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from local.evaluate.section import Plot

_DARK = 0.5
_BINS = 10


def confusions(
    name: str, title: str, true: Sequence[str], predicted: Sequence[str], order: Sequence[str]
) -> Plot:
    """A square per pair of a true and a predicted label, as a share of the true one."""
    pairs = Counter(zip(true, predicted, strict=True))
    totals = Counter(true)

    def draw(axes: Any) -> None:
        shares = [[pairs[a, b] / (totals[a] or 1) for b in order] for a in order]
        axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
        for y, row in enumerate(shares):
            for x, share in enumerate(row):
                colour = "white" if share > _DARK else "black"
                axes.text(x, y, f"{100 * share:.0f}", ha="center", va="center", color=colour)
        axes.set_xticks(range(len(order)), order, rotation=45, ha="right")
        axes.set_yticks(range(len(order)), order)
        axes.set_xlabel("predicted (% of the true)")
        axes.set_ylabel("true")
        axes.set_title(title, fontsize=10)

    return Plot(name=name, says=title, draw=_on_paper(draw))


def calibration(name: str, title: str, heads: dict[str, list[tuple[float, bool]]]) -> Plot:
    """How often a label was right, by the confidence it was given; the diagonal is honest."""

    def draw(axes: Any) -> None:
        axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
        for head, told in heads.items():
            axes.plot(*binned(told), marker="o", markersize=3, label=head)
        axes.set_xlabel("confidence")
        axes.set_ylabel("share that was right")
        axes.set_title(title, fontsize=10)
        axes.legend(fontsize=8)

    return Plot(name=name, says=title, draw=_on_paper(draw))


def binned(told: Sequence[tuple[float, bool]]) -> tuple[list[float], list[float]]:
    """Mean confidence and share of right ones in ten groups of equal size."""
    ranked = sorted(told)
    groups = [
        ranked[len(ranked) * n // _BINS : len(ranked) * (n + 1) // _BINS] for n in range(_BINS)
    ]
    filled = [group for group in groups if group]
    return (
        [sum(confidence for confidence, _ in group) / len(group) for group in filled],
        [sum(right for _, right in group) / len(group) for group in filled],
    )


def calibration_error(told: Sequence[tuple[float, bool]]) -> float:
    """Mean distance of confidence from the share of right ones over the groups, in per cent."""
    distances = [abs(a - b) for a, b in zip(*binned(told), strict=True)]
    return 100 * sum(distances) / len(distances)


def _on_paper(draw: Callable[[Any], None]) -> Callable[[Path], None]:
    def save(path: Path) -> None:
        import matplotlib as mpl

        mpl.use("Agg")
        from matplotlib import pyplot as plt

        with mpl.rc_context({"svg.hashsalt": path.stem, "svg.fonttype": "none"}):
            figure, axes = plt.subplots(figsize=(4.2, 3.8))
            draw(axes)
            figure.tight_layout()
            figure.savefig(path, format="svg", metadata={"Date": None})
            plt.close(figure)
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join(line.rstrip() for line in lines) + "\n", encoding="utf-8")

    return save
