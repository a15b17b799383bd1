"""Sets with labels near to ours: complaints on many domains, and posts that name a product."""

from collections.abc import Callable
from pathlib import Path

from earshot.domain.judgement import Classification
from local.evaluate.judges import reader
from local.evaluate.rows import read
from local.evaluate.score import found, score
from local.evaluate.section import Section, Table

Says = Callable[[Classification], bool]
CHECKS: tuple[tuple[str, str, str, Says], ...] = (
    ("complaint or not", "complaint_acl19", "complaint", lambda c: c.intent.value == "complaint"),
    (
        "irrelevant to the product named",
        "relevance_entity",
        "irrelevant",
        lambda c: c.relevance.value == "noise",
    ),
)


def section(data: Path) -> Section:
    """One label against all others, by both judges."""
    rows = []
    for title, file, label, says in CHECKS:
        dev = read(data / "research-only" / f"{file}.shared.jsonl", "dev")
        true = [str(row["label"] == label) for row in dev]
        for judge, reads in (
            ("lexicon and rules", reader(model="cues")),
            ("shipped weights", reader()),
        ):
            said = [str(says(reads(row["text"]))) for row in dev]
            one = found(true, said, "True")
            got = score(true, said)
            rows.append((title, judge, got.rows, got.accuracy, got.macro_f1, *one))
    return Section(
        title="Other sets",
        about=(
            "Labels that are near to ours without being the same: a complaint against the intent"
            " `complaint`, and a post that has nothing to do with the product it names against"
            " `noise`. Our noise is wider: it also takes chatter that does name the product."
        ),
        tables=(
            Table(
                columns=("check", "judge", "rows", "accuracy", "macro-F1", "precision", "recall"),
                rows=tuple(rows),
            ),
        ),
    )
