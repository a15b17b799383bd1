"""The figures' own arithmetic; nothing here is timed."""

import json

import pytest
import typer
from typer.testing import CliRunner

from cli import bench
from cli.main import app
from local.bench import MODULES, end_to_end
from local.bench.figure import Figure, as_object
from local.bench.layer import byte_code


def figure(value: float, hold: float | None = 5.0) -> Figure:
    return Figure(name="units", value=value, unit="units", hold=hold)


@pytest.mark.parametrize(("value", "state"), [(4.999, "ok"), (5.0, "ok"), (5.001, "over")])
def test_a_figure_holds_up_to_its_limit(value: float, state: str) -> None:
    assert figure(value).state == state


def test_a_figure_without_a_limit_is_only_told() -> None:
    assert figure(1e9, hold=None).state == "told"


def test_one_figure_over_its_limit_makes_all_of_them_not_ok() -> None:
    low, high = figure(1.23456), Figure(name="bytes", value=151, unit="bytes", hold=150)
    assert as_object([low]) == {
        "ok": True,
        "figures": {"units": {"value": 1.235, "unit": "units", "hold": 5.0, "state": "ok"}},
    }
    assert as_object([low, high])["ok"] is False


def test_without_names_all_but_the_end_to_end_is_measured_in_order() -> None:
    assert bench.chosen([], end_to_end=False) == [n for n in MODULES if n != "end_to_end"]
    assert bench.chosen([], end_to_end=True) == list(MODULES)


def test_names_are_measured_in_the_order_of_the_list() -> None:
    names = ["cost_per_million", "cpu_ratio"]
    assert bench.chosen(names, end_to_end=False) == ["cpu_ratio", "cost_per_million"]
    assert bench.chosen(["end_to_end"], end_to_end=False) == ["end_to_end"]


def test_an_unknown_name_is_wrong_use() -> None:
    with pytest.raises(typer.Exit) as ended:
        bench.chosen(["speed"], end_to_end=False)
    assert ended.value.exit_code == 2


@pytest.mark.parametrize(("value", "code"), [(5.0, 0), (5.001, 1)])
def test_the_exit_code_says_whether_all_figures_hold(
    monkeypatch: pytest.MonkeyPatch, value: float, code: int
) -> None:
    monkeypatch.setattr(bench, "measure", lambda names: ([figure(value)] for _ in names))
    done = CliRunner().invoke(app, ["bench", "--json", "--only", "cpu_ratio"])
    assert done.exit_code == code
    assert json.loads(done.stdout)["ok"] is (code == 0)


def test_a_run_end_to_end_is_over_when_anything_was_lost() -> None:
    told = {"sent": 2000, "seconds": 16.0, "lost": 1, "doubled": 0, "alerts": 0, "dead_letters": 0}
    found = {f.name: (f.value, f.state) for f in end_to_end.figures(told)}
    assert found["end_to_end.mentions_per_second"] == (125.0, "told")
    assert found["end_to_end.lost"] == (1, "over")
    assert found["end_to_end.doubled"] == (0, "ok")


def test_the_byte_code_of_a_layer_is_counted_where_it_is_not_there(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "empty.py").write_text("")
    least = byte_code(folder)
    (folder / "more.py").write_text("x = 'twenty characters...'\n")
    assert 16 < least < byte_code(folder) - least
