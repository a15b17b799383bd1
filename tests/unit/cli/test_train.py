"""`earshot train` writes weights with their report, and nothing where they would be worse."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import training
from cli.main import app

RUNNER = CliRunner()


def labelled(path: Path, number: int, turned: bool = False) -> Path:
    lines = []
    for n in range(number):
        complains = (n % 2 == 0) != turned
        lines.append(
            json.dumps(
                {
                    "id": f"r{n}",
                    "text": f"@acme it is {'awful' if n % 2 == 0 else 'lovely'} {n % 5}",
                    "intent": "complaint" if complains else "praise",
                }
            )
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """Good weights, to be held against."""
    file = labelled(tmp_path / "good.jsonl", 200)
    done = RUNNER.invoke(
        app,
        [
            "train",
            str(file),
            "--go-on",
            "--beside",
            str(_untaught(tmp_path)),
            "--out",
            str(tmp_path),
        ],
    )
    assert done.exit_code == 0, done.output
    return Path(done.stdout.splitlines()[-1])


def _untaught(folder: Path) -> Path:
    from earshot.domain.classify.training.teach import teach

    file = folder / "untaught.weights"
    file.write_bytes(teach([], {}, {}).weights.as_bytes())
    return file


def test_weights_come_with_a_report_for_people_and_for_programs(weights: Path) -> None:
    told = json.loads(weights.with_suffix(".json").read_text(encoding="utf-8"))
    assert told["version"] == weights.stem
    assert told["now"]["intent"]["complaint"]["f1"] == 1.0
    assert "| intent | complaint |" in weights.with_suffix(".md").read_text(encoding="utf-8")


def test_worse_weights_are_refused_and_the_class_is_named(weights: Path, tmp_path: Path) -> None:
    frozen_right = labelled(tmp_path / "mixed.jsonl", 200, turned=True)
    good = labelled(tmp_path / "good.jsonl", 200).read_text(encoding="utf-8").splitlines()
    bad = frozen_right.read_text(encoding="utf-8").splitlines()
    from earshot.domain.classify.training.examples import Example
    from earshot.domain.classify.training.teach import is_frozen

    mixed = [
        g if is_frozen(Example(json.loads(g)["id"], "x", {})) else b
        for g, b in zip(good, bad, strict=True)
    ]
    frozen_right.write_text("\n".join(mixed) + "\n", encoding="utf-8")
    out = tmp_path / "out"
    done = RUNNER.invoke(
        app, ["train", str(frozen_right), "--go-on", "--beside", str(weights), "--out", str(out)]
    )
    assert done.exit_code == 1
    assert "intent complaint: recall 1.00 → 0.00" in done.stderr
    assert not out.exists()


def test_few_corrections_are_declined(tmp_path: Path) -> None:
    few = labelled(tmp_path / "few.jsonl", 40)
    done = RUNNER.invoke(app, ["train", "--from-corrections", str(few), "--json"])
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert not told["accepted"]
    assert told["declined"][0].startswith("intent: 40 corrections, at least 200 are needed")


def test_a_wrong_row_is_named_with_file_and_line(tmp_path: Path) -> None:
    file = labelled(tmp_path / "bad.jsonl", 2)
    file.write_text(file.read_text(encoding="utf-8") + '{"id": "x"}\n', encoding="utf-8")
    done = RUNNER.invoke(app, ["train", str(file)])
    assert done.exit_code == 2
    assert "bad.jsonl:3: text: a text is needed" in done.stderr


def corrected(path: Path, **labels: str) -> Path:
    """260 corrections of these labels, as `earshot corrections` writes them."""
    rows = [
        {"id": f"k{n}-2", "text": f"number {n} never came", "language": "en", "context": "post"}
        for n in range(260)
    ]
    path.write_text("".join(json.dumps({**row, **labels}) + "\n" for row in rows), "utf-8")
    return path


def test_corrections_alone_do_not_make_the_model_forget_what_was_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what was wrong is corrected: all of it being noise does not make everything noise."""
    rows = (training.CORPUS / "retail.jsonl").read_text(encoding="utf-8").splitlines()[:240]
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "retail.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    monkeypatch.setattr(training, "CORPUS", tmp_path / "corpus")
    file = corrected(tmp_path / "noise.jsonl", relevance="noise")
    done = RUNNER.invoke(
        app, ["train", "--from-corrections", str(file), "--json", "--out", str(tmp_path / "out")]
    )
    now = json.loads(done.stdout)["now"]["relevance"]
    assert now["noise"]["rows"] > now["actionable"]["rows"] > 0
    assert now["actionable"]["recall"] > 0.5


def test_topics_of_a_playbook_s_own_are_passed_over_and_named(tmp_path: Path) -> None:
    file = corrected(tmp_path / "own.jsonl", topic="network")
    done = RUNNER.invoke(app, ["train", "--from-corrections", str(file), "--json"])
    assert done.exit_code == 1
    told = "topic: 260 corrections name network, which the model cannot learn; add keywords to it"
    assert json.loads(done.stdout)["declined"] == [
        f"{told} in the playbook",
        "there is nothing to learn from",
    ]
    spoken = RUNNER.invoke(app, ["train", "--from-corrections", str(file)])
    assert spoken.stderr.lstrip().startswith(told)


def test_weights_that_nobody_could_judge_are_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    anew = RUNNER.invoke(
        app, ["train", str(labelled(tmp_path / "one.jsonl", 200)), "--out", str(out)]
    )
    assert anew.exit_code == 1
    assert "relevance: no example has this label" in anew.stderr
    few = RUNNER.invoke(
        app, ["train", str(labelled(tmp_path / "few.jsonl", 2)), "--go-on", "--out", str(out)]
    )
    assert few.exit_code == 1
    assert "intent: none of 2 examples is held back" in few.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (b"\xff\xfe\n", "rows.jsonl:1: "),
        (b"[]\n", "rows.jsonl:1: want one JSON object a line"),
        (
            b'{"id": "a", "text": "b", "intent": "joy"}\n',
            "rows.jsonl:1: intent: 'joy' is none of complaint, question, ",
        ),
    ],
)
def test_what_is_no_labelled_text_is_named_with_its_file(
    wrong: bytes, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_bytes(wrong)
    done = RUNNER.invoke(app, ["train", str(file)])
    assert done.exit_code == 2
    assert said in done.stderr


def test_files_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    rows = str(labelled(tmp_path / "rows.jsonl", 40))
    absent = RUNNER.invoke(app, ["train", str(tmp_path / "absent.jsonl")])
    assert (absent.exit_code, absent.stderr.strip()[-26:]) == (2, " No such file or directory")
    beside = RUNNER.invoke(app, ["train", rows, "--beside", rows])
    assert beside.exit_code == 2
    assert "rows.jsonl: weights: made for other labels" in beside.stderr
    closed = RUNNER.invoke(app, ["train", rows, "--go-on", "--out", rows])
    assert closed.exit_code == 2
    assert "rows.jsonl: File exists" in closed.stderr


def test_without_anything_to_learn_from_it_says_so() -> None:
    assert RUNNER.invoke(app, ["train"]).exit_code == 2
