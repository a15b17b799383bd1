"""Train weights from labelled texts, and hold the result against the weights that are there."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from earshot.domain.classify.model import Model
from earshot.domain.classify.model.heads import HEAD, HEADS
from earshot.domain.classify.model.weights import Weights
from earshot.domain.classify.training import report
from earshot.domain.classify.training.corrections import accept
from earshot.domain.classify.training.examples import Example
from earshot.domain.classify.training.pack import feelings_of
from earshot.domain.classify.training.teach import Told, is_frozen, teach


class Sources(NamedTuple):
    """What is learned from, and the weights that are `there`, which must not be better.

    `feelings` None takes those of the weights that are there. Learning `goes_on` from them, or
    begins anew. `unlearnable` says which corrections are passed over.
    """

    examples: list[Example]
    corrections: list[Example]
    feelings: dict[int, float] | None
    there: bytes | None
    names: list[str]
    goes_on: bool
    unlearnable: Sequence[str] = ()


class Outcome(NamedTuple):
    """New weights with their report; `weights` is empty where nothing was learned."""

    weights: bytes
    version: str
    now: report.Report
    before: report.Report
    falls: list[report.Fall]
    declined: list[str]
    frozen: int

    @property
    def accepted(self) -> bool:
        return bool(self.weights) and not self.falls

    def as_object(self) -> dict[str, Any]:
        """The report for programs."""
        return {
            "version": self.version,
            "accepted": self.accepted,
            "frozen_rows": self.frozen,
            "tolerance": report.TOLERANCE,
            "fell": [fall._asdict() for fall in self.falls],
            "declined": self.declined,
            "now": report.as_object(self.now),
            "before": report.as_object(self.before),
        }


def train(sources: Sources, told: Told = lambda head, done, of: None) -> Outcome:
    """Learn, measure on what was held back, and compare with the weights that are there.

    The same sources give the same weights, byte for byte.
    """
    there = sources.there
    corrected, few = accept(sources.corrections)
    declined = [*sources.unlearnable, *few]
    examples = [*sources.examples, *corrected]
    if reasons := _unfit(examples, goes_on=sources.goes_on) if examples else [_NOTHING]:
        return Outcome(b"", "", {}, {}, [], [*declined, *reasons], 0)
    known = Weights.from_bytes(there) if there else None
    feelings = sources.feelings
    if feelings is None:
        feelings = feelings_of(known) if known else {}
    base = known if sources.goes_on else None
    # A head that nobody corrected is not learned anew: it could only drift from what it is.
    only = {head for one in corrected for head in one.labels} if base and corrected else HEAD
    made = {"from": sorted(sources.names), "rows": len(examples), "license": "see training/"}
    taught = teach(examples, feelings, made, base=base, only=only, told=told)
    weights = taught.weights.as_bytes()
    model = Model(weights)
    now = report.report(model, taught.frozen)
    before = report.report(Model(there), taught.frozen) if there else {}
    return Outcome(
        weights,
        model.version,
        now,
        before,
        report.falls(before, now),
        declined,
        len(taught.frozen),
    )


_NOTHING = "there is nothing to learn from"


def _unfit(examples: Sequence[Example], *, goes_on: bool) -> list[str]:
    """Why nobody could tell whether weights of these examples are worse, head by head."""
    reasons = []
    for head in HEADS:
        mine = [one for one in examples if head.name in one.labels]
        if not mine and not goes_on:
            reasons.append(f"{head.name}: no example has this label; add some, or go on (--go-on)")
        if mine and not any(map(is_frozen, mine)):
            reasons.append(
                f"{head.name}: none of {len(mine)} examples is held back, so nobody could tell"
                " whether the weights are worse; add some"
            )
    return reasons


def table(done: Outcome) -> str:
    """The report for people, in Markdown: recall and F1 per class, now and before."""
    lines = [
        f"# Weights {done.version}",
        "",
        f"Measured on {done.frozen} examples that were held back; figures from 0 to 1.",
        "",
        "| head | class | rows | precision | recall | F1 | recall before | F1 before |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    for head, classes in done.now.items():
        for outcome, figures in classes.items():
            was = done.before.get(head, {}).get(outcome)
            old = f"{was.recall:.2f} | {was.f1:.2f}" if was else "— | —"
            rows, precision, recall, f1 = figures
            lines.append(
                f"| {head} | {outcome} | {rows} | {precision:.2f} | {recall:.2f} | {f1:.2f} |"
                f" {old} |"
            )
    return "\n".join(lines) + "\n"
