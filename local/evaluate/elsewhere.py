"""Sets with labels near to ours: complaints, posts that name a product, spam."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from earshot.domain.judgement import Classification
from local.evaluate.judges import Reader, reader, taught
from local.evaluate.page import shown
from local.evaluate.rows import Row, read
from local.evaluate.score import found, score
from local.evaluate.section import Cell, Section, Table

RULES, SHIPPED = "lexicon and rules", "shipped weights"
COLUMNS = ("check", "judge", "rows", "accuracy", "macro-F1", "precision", "recall")


class Check(NamedTuple):
    """A set's label against its others, and what of ours is held against it.

    To teach in domain, the set's label stands for `yes` of our head and the others for `no`.
    """

    title: str
    file: str
    label: str
    says: Callable[[Classification], bool]
    head: str
    yes: str
    no: str


CHECKS = (
    Check(
        "complaint or not",
        "research-only/complaint_acl19",
        "complaint",
        lambda understood: understood.intent.value == "complaint",
        "intent",
        "complaint",
        "other",
    ),
    Check(
        "irrelevant to the product named",
        "research-only/relevance_entity",
        "irrelevant",
        lambda understood: understood.relevance.value == "noise",
        "relevance",
        "noise",
        "informational",
    ),
    *(
        Check(
            title,
            f"open/{file}",
            "spam",
            lambda understood: "spam" in understood.flags,
            "unwanted",
            "spam",
            "none",
        )
        for title, file in (
            ("spam among short messages", "spam_sms"),
            ("spam among comments on videos", "spam_youtube"),
        )
    ),
)


def section(data: Path) -> Section:
    """One label against all others, by each judge."""
    rows = tuple(row for check in CHECKS for row in _rows(check, data))
    return Section(
        title="Other sets",
        about=(
            "Labels that are near to ours without being the same, on the part `dev`: a complaint"
            " against the intent `complaint`, and a post that has nothing to do with the product it"
            " names against `noise`. Our noise is wider: it also takes chatter that does name the"
            " product. No row of these two sets taught the shipped weights; of the two with spam,"
            " rows of the part `train` did. The third judge was taught with the part `train` of the"
            f" set alone.\n\n{behind(rows)}"
        ),
        tables=(
            Table(
                columns=COLUMNS,
                rows=rows,
            ),
        ),
    )


def behind(rows: Sequence[tuple[Cell, ...]]) -> str:
    """On which of these checks the shipped weights are worse than lexicon and rules."""
    at = COLUMNS.index("macro-F1")
    told = {(row[0], row[1]): row[at] for row in rows}
    worse = []
    for check, judge in told:
        rules, shipped = told[check, RULES], told[check, SHIPPED]
        if judge == SHIPPED and _is_less(shipped, rules):
            worse.append(f"{check} (macro-F1 {shown(shipped, 1)} against {shown(rules, 1)})")
    if not worse:
        return "On none of them are the shipped weights worse than lexicon and rules."
    return f"**The shipped weights are worse than lexicon and rules on:** {'; '.join(worse)}."


def _is_less(one: Cell, other: Cell) -> bool:
    return isinstance(one, float) and isinstance(other, float) and one < other


def _rows(check: Check, data: Path) -> Iterator[tuple[Cell, ...]]:
    path = data / f"{check.file}.shared.jsonl"
    dev = read(path, "dev")
    true = [str(row["label"] == check.label) for row in dev]
    for judge, reads in _judges(check, read(path, "train")):
        said = [str(check.says(reads(row["text"]))) for row in dev]
        got = score(true, said)
        yield check.title, judge, got.rows, got.accuracy, got.macro_f1, *found(true, said, "True")


def _judges(check: Check, train: list[Row]) -> Iterator[tuple[str, Reader]]:
    yield RULES, reader(model="cues")
    yield SHIPPED, reader()
    ours = [
        {**row, check.head: check.yes if row["label"] == check.label else check.no} for row in train
    ]
    yield "weights taught in domain", taught(ours, {check.head: check.head})
