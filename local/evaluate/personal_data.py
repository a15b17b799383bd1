"""Personal data in posts: what is found of each kind, and what is taken for it wrongly."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from earshot.domain.judgement import Span
from earshot.domain.pii import find
from local.evaluate.rows import Row, read
from local.evaluate.section import Cell, Section, Table

KINDS = {
    "CREDIT_CARD": "card",
    "IBAN_CODE": "iban",
    "NATIONAL_ID": "national_id",
    "US_SSN": "national_id",
    "US_DRIVER_LICENSE": "national_id",
    "EMAIL_ADDRESS": "email",
    "PHONE_NUMBER": "phone",
    "IP_ADDRESS": "ip_address",
    "DATE_OF_BIRTH": "date_of_birth",
    "STREET_ADDRESS": "address",
}
"""Labels of the data by what we call them. We claim to find no others: persons, places,
organisations, ages, titles, nationalities, domains, postal codes, dates."""
BIRTH = "date of birth"


class Counted(NamedTuple):
    """Labelled spans, those of them found, spans found, and those that no label bears out."""

    labelled: Counter[str]
    met: Counter[str]
    found: Counter[str]
    wrong: Counter[str]


def section(data: Path) -> Section:
    """Short posts with hard look-alikes, and longer texts with addresses of the whole world."""
    social = read(data / "open" / "pii_social.shared.jsonl")
    longer = read(data / "open" / "pii_presidio.shared.jsonl")
    unclaimed = ("address",)
    return Section(
        title="Personal data",
        about="One judge, the rules with their checksums: there are no weights for personal data, "
        "shipped or taught, so no rows of others. "
        "The rules were written with these rows in view; rows that are held back say more. "
        "A span counts as found when one of the same kind overlaps it. In the longer texts "
        "a date after the words `date of birth` counts as one of birth, and addresses are not "
        "measured: ours are those of streets as English, French and German name them.",
        tables=(
            Table(title="short posts", columns=COLUMNS, rows=tuple(rows(count(social)))),
            Table(title="look-alikes", columns=("posts", "flagged"), rows=(flagged(social),)),
            Table(
                title="longer texts",
                columns=COLUMNS,
                rows=tuple(row for row in rows(count(longer)) if row[0] not in unclaimed),
            ),
        ),
    )


COLUMNS = ("kind", "labelled", "recall", "found", "precision")


def rows(counted: Counted) -> Iterator[tuple[Cell, ...]]:
    """One line for each kind."""
    labelled, met, found, wrong = counted
    for kind in sorted(labelled | found):
        yield (
            kind,
            labelled[kind],
            100 * met[kind] / labelled[kind] if labelled[kind] else None,
            found[kind],
            100 * (found[kind] - wrong[kind]) / found[kind] if found[kind] else None,
        )


def count(texts: list[Row]) -> Counted:
    """What is labelled and what is found in all of the texts."""
    counted = Counted(Counter(), Counter(), Counter(), Counter())
    for row in texts:
        true, said = labels(row), find(row["text"])
        counted.labelled.update(span.kind for span in true)
        counted.met.update(span.kind for span in true if _met(span, said))
        counted.found.update(span.kind for span in said)
        counted.wrong.update(span.kind for span in said if not _met(span, true))
    return counted


def flagged(texts: list[Row]) -> tuple[int, int]:
    """Texts without personal data, and those in which some is seen all the same."""
    clean = [row["text"] for row in texts if not row["spans"]]
    return len(clean), sum(bool(find(text)) for text in clean)


def labels(row: Row) -> tuple[Span, ...]:
    """The row's spans of the kinds that we claim to find."""
    found = []
    for span in row["spans"]:
        kind = KINDS.get(span["type"])
        before = row["text"][max(0, span["start"] - 30) : span["start"]].lower()
        if span["type"] == "DATE_TIME" and BIRTH in before:
            kind = "date_of_birth"
        if kind:
            found.append(Span(kind, span["start"], span["end"]))
    return tuple(found)


def _met(span: Span, others: tuple[Span, ...]) -> bool:
    return any(
        span.kind == other.kind and span.start < other.end and other.start < span.end
        for other in others
    )
