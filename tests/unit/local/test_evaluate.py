"""The evaluation counts right, and stands aside where there is nothing to measure with."""

from pathlib import Path

import pytest

from local.evaluate import __main__ as command
from local.evaluate import page
from local.evaluate.score import found, score
from local.evaluate.section import Section, Table

TRUE = ["a", "a", "a", "b"]
SAID = ["a", "a", "b", "b"]


def test_a_score_is_the_mean_over_classes() -> None:
    got = score(TRUE, SAID)
    assert got.rows == 4
    assert got.accuracy == 75.0
    assert got.macro_f1 == pytest.approx(73.333, abs=0.001)
    assert got.macro_recall == pytest.approx(83.333, abs=0.001)


def test_a_class_that_nobody_names_has_no_precision() -> None:
    assert found(TRUE, ["a"] * 4, "b") == (0.0, 0.0)
    assert found(TRUE, SAID, "b") == (50.0, 100.0)


def test_without_data_it_says_so_and_succeeds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["--data", str(tmp_path), "--out", str(tmp_path / "page.md")]) == 0
    assert "Nothing to measure with" in capsys.readouterr().out
    assert not (tmp_path / "page.md").exists()


def test_a_table_puts_numbers_to_the_right() -> None:
    told = Table(columns=("judge", "rows", "F1"), rows=(("VADER", 4, 51.26), ("none", 4, None)))
    section = Section(title="Sentiment", about="Few.", tables=(told,))
    assert "| VADER | 4 | 51.3 |\n| none | 4 | — |" in page.page([section])
    assert "| --- | ---: | ---: |" in page.page([section])
