"""`earshot due`: when a promise is due and what counts towards it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from tests.unit.config.test_config import PLAYBOOK

ALERTS = "alerts: {calendar: alerts}\n"
DAYS = "monday, tuesday, wednesday, thursday, friday"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    weekly = ", ".join(f'{day}: ["09:00-17:00"]' for day in DAYS.split(", "))
    text = PLAYBOOK.replace(
        'desk: {time_zone: UTC, weekly: {monday: ["09:00-17:00"]}}',
        f"desk: {{time_zone: Europe/Berlin, weekly: {{{weekly}}}, holidays: [2026-03-09]}}",
    )
    file = tmp_path / "playbook.yaml"
    file.write_text(text.replace("within: 2h", "within: 1h"))
    return file


def run(policy: Path, *arguments: str) -> tuple[int, str, str]:
    wide = {"COLUMNS": "120"}
    always = ["due", "--playbook", str(policy), "--policy", "standard"]
    done = CliRunner().invoke(app, [*always, *arguments], env=wide)
    return done.exit_code, done.stdout, done.stderr


def test_p3_the_interval_that_counts_and_those_that_do_not_are_listed(policy: Path) -> None:
    code, said, _ = run(policy, "--from", "2026-03-06T16:30")
    assert code == 0
    assert "first response, turn 1: running, 0 s of 1 h, due Tue 10 Mar 09:30:00" in said
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in said.splitlines()]
    assert [row for row in rows if row] == [
        ["Fri 06 Mar 16:30:00", "Fri 06 Mar 17:00:00", "30 min", "open"],
        ["Fri 06 Mar 17:00:00", "Mon 09 Mar 00:00:00", "-", "closed"],
        ["Mon 09 Mar 00:00:00", "Tue 10 Mar 00:00:00", "-", "holiday"],
        ["Tue 10 Mar 00:00:00", "Tue 10 Mar 09:00:00", "-", "closed"],
        ["Tue 10 Mar 09:00:00", "Tue 10 Mar 09:30:00", "30 min", "open"],
    ]


def test_programs_get_json_with_instants_in_utc(policy: Path) -> None:
    _, said, _ = run(policy, "--from", "2026-03-06T15:30:00Z", "--json")
    told = json.loads(said)
    (turn,) = told["turns"]
    assert (told["at"], turn["due_at"]) == ("2026-03-06T15:30:00Z", "2026-03-10T08:30:00Z")
    assert sum(interval["seconds"] for interval in turn["ahead"]) == turn["target_seconds"] == 3600


def test_events_move_the_clock_and_a_broken_promise_ends_with_one(policy: Path) -> None:
    answered = run(
        policy, "--from", "2026-03-06T16:30", "--event", "answer@2026-03-10T09:00", "--json"
    )
    assert answered[0] == 0
    assert json.loads(answered[1])["turns"][0]["counted_seconds"] == 1800
    late = run(policy, "--from", "2026-03-06T16:30", "--until", "2026-03-10T12:00")
    assert late[0] == 1
    assert "BROKEN at Tue 10 Mar 09:30:00" in late[1]


def test_business_time_is_told_in_hours_and_the_year_where_there_are_two(policy: Path) -> None:
    policy.write_text(policy.read_text().replace("within: 1h", "within: 36h"))
    _, said, _ = run(policy, "--from", "2026-12-30T09:00")
    assert "0 s of 36 h, due Tue 05 Jan 2027 13:00:00" in said
    assert "│ Wed 30 Dec 2026 09:00:00 │ Wed 30 Dec 2026 17:00:00 │    8 h │ open" in said


def test_d11_a_warning_is_shown_for_when_alerts_are_open(policy: Path) -> None:
    closed = 'alerts: {time_zone: Europe/Berlin, weekly: {tuesday: ["09:20-17:00"]}}'
    text = policy.read_text().replace("calendars:\n", f"calendars:\n  {closed}\n")
    policy.write_text(text + ALERTS)
    told = json.loads(run(policy, "--from", "2026-03-06T16:30", "--json")[1])
    assert told["turns"][0]["warn_at"] == "2026-03-10T08:20:00Z"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from", "soon"], "'soon' is no instant; write it as 2026-11-27T16:30"),
        (["--from", "1999-12-31T00:00"], "instants lie between 2000 and 2200"),
        (["--from", "2026-03-06", "--event", "phoned@2026-03-07"], "is no event: write one of"),
        (["--from", "2026-03-06", "--event", "answer"], "'answer' is no event"),
        (["--from", "2026-03-06", "--event", "answer@2026-03-05"], "comes before"),
        (["--from", "2026-03-06", "--event", "reopen@2026-03-07"], "possible when it is resolved"),
        (["--from", "2026-03-06", "--until", "2026-03-05"], "--until: lies before --from"),
        (["--from", "2026-03-06", "--policy", "gold"], "no SLA policy gold; it has standard"),
    ],
)
def test_what_makes_no_sense_is_told_with_what_would(
    policy: Path, arguments: list[str], said: str
) -> None:
    code, _, told = run(policy, *arguments)
    assert code == 2
    assert said in told
