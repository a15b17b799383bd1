"""The chapter on assignment is checked with file and line."""

import re
from pathlib import Path

import pytest

from earshot.config import ConfigError, load_playbook

SHIPPED = Path(__file__).parents[3] / "config" / "playbook.yaml"
OTHERS = re.sub(r"(?m)^assignment:\n( .*\n)+", "", SHIPPED.read_text("utf-8"))


def problems(tmp_path: Path, chapter: str) -> list[str]:
    """What is told of the shipped playbook with this chapter in front."""
    file = tmp_path / "playbook.yaml"
    file.write_text(f"{chapter}\n{OTHERS}", encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_playbook(file)
    return [line.removeprefix(f"{file}:") for line in str(error.value).splitlines()]


def test_a_chapter_that_makes_sense_is_read(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    chapter = "assignment: { weights: [{ private: true, channel: x, weight: 2 }], sticky: false }"
    file.write_text(f"{chapter}\n{OTHERS}", encoding="utf-8")
    found = load_playbook(file).assignment
    assert (found.capacity, found.sticky, found.weights[0].channel) == (10, False, ("x",))


def test_what_a_case_cannot_be_like_is_told(tmp_path: Path) -> None:
    told = problems(
        tmp_path,
        "assignment:\n"
        "  capacity: 0\n"
        "  weights:\n"
        "    - { topic: bilings, weight: 2 }\n"
        "    - { act: shout, weight: -1 }\n"
        "  stickyness: true",
    )
    assert [line.partition(": ")[0] for line in told] == ["2", "4", "5", "5", "6"]
    assert "did you mean 'billing'?" in told[1]
