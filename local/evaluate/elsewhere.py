"""Sets with labels near to ours: complaints, posts that name a product, spam."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from earshot.domain.judgement import Classification
from local.evaluate.judges import Reader, reader, taught
from local.evaluate.rows import Row, read
from local.evaluate.score import found, score
from local.evaluate.section import Cell, Section, Table


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
    return Section(
        title="Other sets",
        about=(
            "Labels that are near to ours without being the same, on the part `dev`: a complaint"
            " against the intent `complaint`, and a post that has nothing to do with the product it"
            " names against `noise`. Our noise is wider: it also takes chatter that does name the"
            " product. No row of these two sets taught the shipped weights; of the two with spam,"
            " rows of the part `train` did. The third judge was taught with the part `train` of the"
            " set alone."
        ),
        tables=(
            Table(
                columns=("check", "judge", "rows", "accuracy", "macro-F1", "precision", "recall"),
                rows=tuple(row for check in CHECKS for row in _rows(check, data)),
            ),
        ),
    )


def _rows(check: Check, data: Path) -> Iterator[tuple[Cell, ...]]:
    path = data / f"{check.file}.shared.jsonl"
    dev = read(path, "dev")
    true = [str(row["label"] == check.label) for row in dev]
    for judge, reads in _judges(check, read(path, "train")):
        said = [str(check.says(reads(row["text"]))) for row in dev]
        got = score(true, said)
        yield check.title, judge, got.rows, got.accuracy, got.macro_f1, *found(true, said, "True")


def _judges(check: Check, train: list[Row]) -> Iterator[tuple[str, Reader]]:
    yield "lexicon and rules", reader(model="cues")
    yield "shipped weights", reader()
    ours = [
        {**row, check.head: check.yes if row["label"] == check.label else check.no} for row in train
    ]
    yield "weights taught in domain", taught(ours, {check.head: check.head})
