"""`earshot classify`, `decide` and `playbook check` on files."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.main import app
from tests.wrong_types import WRONG, with_wrong

PLAYBOOK = str(Path(__file__).parents[3] / "config" / "playbook.yaml")


def line(**over: Any) -> str:
    fields: dict[str, Any] = {
        "id": "m1",
        "channel": "generic",
        "account": "acmehelp",
        "author": {"id": "ada"},
        "text": "@acmehelp my kettle is broken, I am very disappointed",
        "created_at": "2026-03-02T09:00:00Z",
    }
    return json.dumps(fields | over) + "\n"


def earshot(*arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, [json.loads(row) for row in result.stdout.splitlines()], result.stderr


@pytest.fixture
def mentions(tmp_path: Path) -> Path:
    file = tmp_path / "mentions.jsonl"
    file.write_text(line() + "\n" + line(id="m2", text="do you deliver to Leeds? @acmehelp"))
    return file


def test_classifications_come_in_the_order_of_the_file(mentions: Path) -> None:
    code, rows, _ = earshot("classify", str(mentions), "--playbook", PLAYBOOK)
    assert code == 0
    assert [(row["id"], row["intent"]["value"]) for row in rows] == [
        ("m1", "complaint"),
        ("m2", "question"),
    ]


def test_a_classification_tells_who_set_its_flags_and_which_labels_are_in_doubt(
    tmp_path: Path,
) -> None:
    policy = tmp_path / "policy.yaml"
    written = Path(PLAYBOOK).read_text("utf-8")
    policy.write_text(written.replace("{ relevance: 0.5 }", "{ relevance: 0.5, topic: 1 }"))
    file = tmp_path / "mentions.jsonl"
    file.write_text(line(text="I will sue you, write to ada@mill.example"))
    code, (row,), _ = earshot("classify", str(file), "--playbook", str(policy))
    assert code == 0
    assert (row["risk"], row["flags"], row["unsure"]) == (["legal"], ["unsure"], ["topic"])
    assert row["set_by"] == {"legal": {"confidence": 0.66, "source": "cue:legal"}}
    assert row["personal_data"] == [{"kind": "email", "start": 25, "end": 41, "source": "detector"}]


def test_a_bad_line_is_named_with_its_field_and_the_others_go_on(mentions: Path) -> None:
    with mentions.open("a") as file:
        file.write('{"id": "m3", "channel": "generic"}\nnonsense\n' + line(id="m4"))
    code, rows, errors = earshot("classify", str(mentions), "--playbook", PLAYBOOK)
    assert code == 1
    assert [row["id"] for row in rows] == ["m1", "m2", "m4"]
    first, second = map(json.loads, errors.splitlines())
    assert (first["line"], first["field"]) == (4, "account")
    assert (second["line"], second["field"]) == (5, None)


@pytest.mark.parametrize("command", ["classify", "decide"])
def test_a_file_is_held_to_the_same_types_as_a_webhook(tmp_path: Path, command: str) -> None:
    file = tmp_path / "wrong.jsonl"
    file.write_text("".join(json.dumps(with_wrong(*wrong)) + "\n" for wrong in WRONG))
    code, rows, errors = earshot(command, str(file), "--playbook", PLAYBOOK)
    assert (code, rows) == (1, [])
    refused = [json.loads(error)["field"] for error in errors.splitlines()]
    assert refused == [field for field, _ in WRONG]


def test_decisions_carry_act_clause_priority_team_and_deadlines(mentions: Path) -> None:
    code, rows, _ = earshot("decide", str(mentions), "--playbook", PLAYBOOK)
    assert code == 0
    complaint = rows[0]
    assert (complaint["act"], complaint["clause"]) == ("respond", "complaint")
    assert complaint["priority"] == sum(complaint["factors"].values())
    assert complaint["deadlines"]["first_response"] == "2026-03-02T11:00:00Z"
    assert "skipped" not in complaint


def test_explaining_tells_why_earlier_clauses_did_not_hold(mentions: Path) -> None:
    _, rows, _ = earshot("decide", str(mentions), "--playbook", PLAYBOOK, "--explain")
    assert rows[0]["skipped"][0] == {
        "clause": "danger",
        "reason": "risk: none is not safety or self_harm",
    }


def test_the_mode_of_a_listed_account_counts(mentions: Path, tmp_path: Path) -> None:
    channels = tmp_path / "channels.yaml"
    channels.write_text(
        "accounts:\n  - {brand: acme, channel: generic, account: acmehelp, connector: generic}\n"
    )
    _, rows, _ = earshot(
        "decide", str(mentions), "--playbook", PLAYBOOK, "--channels", str(channels)
    )
    assert {(row["act"], row["mode"]) for row in rows} == {("listen", "listen_only")}


def test_a_missing_file_is_wrong_use() -> None:
    code, rows, errors = earshot("classify", "none.jsonl", "--playbook", PLAYBOOK)
    assert (code, rows) == (2, [])
    assert "none.jsonl" in errors


def test_checking_a_playbook_tells_its_problems(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text(Path(PLAYBOOK).read_text().replace("team: trust", "team: trsut", 1))
    result = CliRunner().invoke(app, ["playbook", "check", str(file)])
    assert result.exit_code == 1
    assert "clauses[danger].team: 'trsut' is no team; did you mean 'trust'?" in result.stdout
    code, rows, _ = earshot("playbook", "check", str(file), "--json")
    assert (code, rows[0]["ok"], len(rows[0]["problems"])) == (1, False, 1)
    assert rows[0]["problems"][0]["path"] == "clauses[danger].team"


def test_checking_a_good_playbook_names_its_stamp() -> None:
    code, rows, _ = earshot("playbook", "check", PLAYBOOK, "--json")
    assert (code, rows[0]["ok"]) == (0, True)
    assert rows[0]["stamp"].startswith("v1:")


def test_checking_tells_what_is_worth_a_second_look(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text(Path(PLAYBOOK).read_text().replace("hold_for: 20m", "hold_for: 3h"))
    code, rows, _ = earshot("playbook", "check", str(file), "--json")
    assert (code, rows[0]["ok"]) == (0, True)
    assert [n["path"] for n in rows[0]["notices"]] == ["clauses[peer-first].hold_for"]
    told = CliRunner().invoke(app, ["playbook", "check", str(file)]).stdout
    assert "Worth a second look:" in told
    assert "the hold ends after 1 h 30 min of business time" in told


def test_accounts_beside_a_playbook_are_looked_at_and_named_ones_must_be_right(
    tmp_path: Path,
) -> None:
    file, channels = tmp_path / "playbook.yaml", tmp_path / "channels.yaml"
    file.write_text(Path(PLAYBOOK).read_text())
    channels.write_text("accounts: [{brand: acmee}]\n")
    code, rows, _ = earshot("playbook", "check", str(file), "--json")
    assert code == 0
    assert rows[0]["notices"][0]["file"] == str(channels)
    code, _, errors = earshot("playbook", "check", str(file), "--channels", str(channels))
    assert code == 2
    assert "'acmee' is no brand of the playbook" in errors


@pytest.mark.parametrize(
    "playbook", [PLAYBOOK, *map(str, sorted(Path("config/starters").glob("*")))]
)
def test_the_shipped_playbooks_are_worth_no_second_look(playbook: str) -> None:
    code, rows, _ = earshot("playbook", "check", playbook, "--json")
    assert (code, rows[0]["notices"]) == (0, [])


def test_checking_nothing_is_wrong_use() -> None:
    assert CliRunner().invoke(app, ["playbook", "check", "none.yaml"]).exit_code == 2


def test_checking_a_folder_is_wrong_use(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["playbook", "check", str(tmp_path)])
    assert done.exit_code == 2
    assert "a folder; name a file in it" in done.stderr


def test_accounts_that_cannot_be_read_are_wrong_use(mentions: Path) -> None:
    code, rows, told = earshot("decide", str(mentions), "--channels", "nowhere.yaml")
    assert (code, rows) == (2, [])
    assert "nowhere.yaml:1: cannot be read" in told


def pointed(tmp_path: Path, weights: str) -> str:
    """The shipped playbook, pointed at these weights."""
    text = Path(PLAYBOOK).read_text(encoding="utf-8")
    chapter = f"  model: embedded\n  weights: {weights}\n"
    file = tmp_path / "playbook.yaml"
    file.write_text(text.replace("  model: embedded\n", chapter), encoding="utf-8")
    return str(file)


def weights_file(tmp_path: Path) -> tuple[Path, str]:
    from earshot.domain.classify.model import Model
    from earshot.domain.classify.training.teach import teach

    data = teach([], {}, {"made": "for this test"}).weights.as_bytes()
    file = tmp_path / "mine.weights"
    file.write_bytes(data)
    return file, Model(data).version


@pytest.mark.parametrize(("command", "key"), [("classify", "version"), ("decide", "classifier")])
def test_weights_of_a_file_are_read_by_in_place_of_the_playbook_s(
    command: str, key: str, mentions: Path, tmp_path: Path
) -> None:
    file, version = weights_file(tmp_path)
    code, rows, _ = earshot(command, str(mentions), "--playbook", PLAYBOOK, "--weights", str(file))
    assert (code, {row[key] for row in rows}) == (0, {version})


def test_weights_that_are_not_here_are_asked_for_and_not_done_without(
    mentions: Path, tmp_path: Path
) -> None:
    code, rows, told = earshot(
        "classify", str(mentions), "--playbook", pointed(tmp_path, "w00000001")
    )
    assert (code, rows) == (2, [])
    assert "w00000001 do not come with the code" in told


def test_a_file_that_holds_no_weights_is_wrong_use(mentions: Path, tmp_path: Path) -> None:
    code, _, told = earshot(
        "classify", str(mentions), "--playbook", PLAYBOOK, "--weights", str(mentions)
    )
    assert code == 2
    assert str(mentions) in told


def test_weights_that_are_not_there_are_told_in_one_sentence(mentions: Path) -> None:
    code, _, told = earshot(
        "classify", str(mentions), "--playbook", PLAYBOOK, "--weights", "none.weights"
    )
    assert (code, told.strip()) == (2, "none.weights: No such file or directory")
