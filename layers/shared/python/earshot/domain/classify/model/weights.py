"""Weights as they are kept: one row of small whole numbers for each part of a text.

The file is one line of JSON, then the parts' numbers (four bytes each) and their rows (one byte
for what a word feels like and one per outcome), compressed together.
"""

import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from earshot.domain.classify.model.evidence import NAMES
from earshot.domain.classify.model.heads import HEADS, WIDTH

FORM = 1
_BROKEN = (AttributeError, KeyError, TypeError, struct.error, zlib.error)
STEPS = 127
VALENCE_STEP = 4.0 / STEPS
"""A word's feeling runs from -4 to 4."""


class Weights(NamedTuple):
    """`rows[n * (WIDTH + 1)]` begins the row of part `numbers[n]`; `scales` is one per head.

    `evidence` has a list of weights per outcome, in the order of `NAMES`.
    """

    numbers: Sequence[int]
    rows: bytes
    scales: dict[str, float]
    temperatures: dict[str, float]
    evidence: list[list[float]]
    made: dict[str, Any]

    def as_bytes(self) -> bytes:
        """The file; the same weights give the same bytes."""
        head = {
            "form": FORM,
            "heads": {head.name: head.outcomes for head in HEADS},
            "evidence_names": NAMES,
            **self._asdict(),
            "numbers": len(self.numbers),
        }
        del head["rows"]
        line = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        body = struct.pack(f"<{len(self.numbers)}I", *self.numbers) + self.rows
        return line.encode() + b"\n" + zlib.compress(body, 9)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Weights":
        """Read a file. ValueError where it was made for other heads, in another form, or broke."""
        line, _, packed = data.partition(b"\n")
        try:
            head = json.loads(line)
            _check(head)
            body = zlib.decompress(packed)
            end = 4 * head["numbers"]
            numbers = struct.unpack(f"<{head['numbers']}I", body[:end])
        except (UnicodeDecodeError, json.JSONDecodeError, *_BROKEN) as error:
            raise ValueError("weights: not a file that `earshot train` wrote, or broken") from error
        if len(body) - end != len(numbers) * row_size():
            raise ValueError("weights: rows are missing; the file is broken")
        return cls(
            numbers,
            body[end:],
            head["scales"],
            head["temperatures"],
            head["evidence"],
            head["made"],
        )


def version(data: bytes) -> str:
    """The name of a file's weights, by its content: `w3f9c01ab`."""
    return "w" + sha256(data).hexdigest()[:8]


def _check(head: Mapping[str, Any]) -> None:
    heads = {head.name: list(head.outcomes) for head in HEADS}
    if head.get("form") != FORM or head["heads"] != heads or head["evidence_names"] != [*NAMES]:
        raise ValueError("weights: made for other labels or by another version; train them anew")


def row_size() -> int:
    """Bytes of a row."""
    return WIDTH + 1
