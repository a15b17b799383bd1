"""The evaluation counts right, and stands aside where there is nothing to measure with."""

from pathlib import Path

import pytest

from local.evaluate import __main__ as command
from local.evaluate import elsewhere, label_tables, page, targets
from local.evaluate.from_words import in_turn, learned
from local.evaluate.gold import Judged
from local.evaluate.label_tables import Line
from local.evaluate.resample import interval, resampled
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


def test_an_interval_leaves_out_the_outermost_of_a_hundred_values() -> None:
    assert interval([float(n) for n in range(1, 1001)]) == (26.0, 975.0)


def test_the_same_rows_are_drawn_on_every_run_and_fewer_tell_less() -> None:
    few = [one.accuracy for one in resampled(TRUE, SAID)]
    many = [one.accuracy for one in resampled(TRUE * 50, SAID * 50)]
    assert few == [one.accuracy for one in resampled(TRUE, SAID)]
    assert interval(few) == (25.0, 100.0)
    low, high = interval(many)
    assert 65.0 < low < 75.0 < high < 85.0


ROWS = [
    {"id": str(n), "text": f"{word} number{n}", "urgency": urgency}
    for n, (word, urgency) in enumerate([("leak", "high"), ("thanks", "low")] * 20)
]


def _judged(*said: str) -> Judged:
    return Judged("urgency", lambda texts: list(said) * (len(texts) // len(said)), ROWS)


def test_a_difference_is_that_of_two_judges_on_the_same_draws() -> None:
    right, wrong = _judged("high", "low"), _judged("low", "low")
    assert right.gain(right) == (0.0, "0.0 to 0.0")
    gained, interval_of_it = right.gain(wrong)
    assert gained == pytest.approx(66.667, abs=0.001)
    assert not interval_of_it.startswith("-")


def test_differences_stand_where_both_judges_saw_the_same_part() -> None:
    lines = [
        Line("urgency", "rules", "dev", _judged("low", "low")),
        Line("urgency", "words", "dev", _judged("high", "low")),
        Line("urgency", "rules", "all", _judged("low", "low")),
    ]
    told = label_tables.differences(lines, (("rules", "words"),))
    assert [row[:3] for row in told.rows] == [("urgency", "dev", "rules → words")]


def test_each_label_of_all_rows_has_its_precision_and_recall() -> None:
    told = label_tables.classes([Line("urgency", "rules", "all", _judged("low", "low"))])
    assert [row[:-1] for row in told.rows] == [
        ("urgency", "high", 20, "rules", 0.0, 0.0),
        ("urgency", "low", 20, "rules", 50.0, 100.0),
    ]


def test_a_model_of_words_is_asked_about_texts_that_it_was_not_taught_with() -> None:
    texts = [row["text"] for row in ROWS]
    true = [row["urgency"] for row in ROWS]
    assert learned(ROWS[:20], "urgency")(texts[20:]) == true[20:]
    assert in_turn(ROWS, "urgency")(texts) == true
    once = [{"id": str(n), "text": f"word{n * 977}", "urgency": "low"} for n in range(9)]
    once.append({"id": "9", "text": "leak", "urgency": "high"})
    assert in_turn(once, "urgency")(["leak"]) == ["low"]


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


def _measured(*figures: float) -> Section:
    rows = tuple((f"kind {n}", figure) for n, figure in enumerate(figures))
    told = Table(title="short", columns=("kind", "recall"), rows=rows)
    return Section(title="Personal data", about="", tables=(told,))


def test_a_target_is_met_by_the_worst_of_its_figures_as_measured_and_not_as_rounded() -> None:
    wanted = targets.Target("found", "Personal data", "short", {}, "recall", 98)
    assert wanted.measured([_measured(100.0, 97.99)]) == 97.99
    assert [wanted.is_met(figure) for figure in (97.99, 98.0)] == [False, True]
    one = wanted._replace(where={"kind": "kind 0"})
    assert one.measured([_measured(100.0, 97.99)]) == 100.0
    most = wanted._replace(wanted=3, at_most=True)
    assert most.measured([_measured(1, 4)]) == 4
    assert [most.is_met(figure) for figure in (3, 4)] == [True, False]


def test_a_target_that_nothing_measures_is_an_error() -> None:
    wanted = targets.Target("found", "Personal data", "long", {}, "recall", 98)
    with pytest.raises(LookupError, match="found: Personal data has no recall of it"):
        wanted.measured([_measured(100.0)])


def test_targets_that_are_missed_are_named_above_their_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = targets.Target("few", "Personal data", "short", {}, "recall", 98)
    enough = few._replace(what="enough", wanted=50)
    monkeypatch.setattr(targets, "TARGETS", (few, enough))
    told = targets.section([_measured(97.0)])
    assert told.about.endswith("Not met: few.")
    assert told.tables[0].rows == (("few", "≥ 98", 97.0, "no"), ("enough", "≥ 50", 97.0, "yes"))


def test_where_rules_are_better_than_the_shipped_weights_is_said() -> None:
    rules = ("spam", elsewhere.RULES, 9, 70.0, 51.44, 1.0, 1.0)
    shipped = ("spam", elsewhere.SHIPPED, 9, 70.0, 43.3, 1.0, 1.0)
    assert elsewhere.behind([rules, shipped]).endswith("spam (macro-F1 43.3 against 51.4).")
    better = (*shipped[:4], 60.0, *shipped[5:])
    assert elsewhere.behind([rules, better]).startswith("On none of them")
