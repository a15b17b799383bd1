"""What an idle deployment costs; the bill of a volume is the same arithmetic over counts."""

import json
from pathlib import Path

import pytest
from pytest import approx
from typer.testing import CliRunner

from cli.estimate import Standing, Volume, bill, idle, opinions, standing_with, total
from cli.main import app
from earshot.config import load_accounts, load_playbook
from earshot.domain.playbook.backends import Backend
from tests import builders

SHIPPED = Path(__file__).parents[3] / "config" / "playbook.yaml"
COMPREHEND = Backend(name="comprehend", ask_for=("language", "sentiment"), monthly_budget=20)


def test_an_idle_month_as_shipped_costs_about_seven_dollars() -> None:
    assert {line.what: round(line.dollars, 2) for line in idle(Standing())} == {
        "secrets": 2.00,
        "alarms": 2.80,
        "metrics": 0.60,
        "keys": 1.00,
        "looks into empty queues": 0.79,
        "scheduled polls": 0.10,
        "safety sweeps": 0.11,
    }
    assert total(idle(Standing())) == approx(7.40, abs=0.01)


def test_each_polled_account_costs_by_how_often_it_is_asked() -> None:
    (polls,) = [line for line in idle(Standing(poll_minutes=(1, 2))) if "polls" in line.what]
    assert polls.units == approx(43_776 + 21_888)


def test_the_idle_month_of_an_account_list_counts_its_secrets_alarms_and_polls() -> None:
    """The numbers of the template for these accounts, which tests/infra holds as shipped."""
    policy = load_playbook(SHIPPED)
    shipped = load_accounts(SHIPPED.parent / "channels.yaml", policy).accounts
    assert standing_with(shipped) == Standing()
    feed = builders.account(mode="listen_only", connector="feed", poll_minutes=15)
    more = standing_with((*shipped, feed))
    assert (more.secrets, more.alarms, more.poll_minutes) == (6, 29, (2, 15))


def test_the_command_tells_the_idle_month_of_the_accounts_it_is_given(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["cost", "--channels", "config/channels.yaml", "--json"])
    assert json.loads(told.stdout)["idle_dollars_a_month"] == 7.40
    wrong = tmp_path / "channels.yaml"
    wrong.write_text("accounts: [{}]\n")
    asked = ["cost", "--channels", str(wrong), "--playbook", str(SHIPPED)]
    assert CliRunner().invoke(app, asked).exit_code == 2


def test_a_case_more_costs_its_write_units_and_nothing_else() -> None:
    few, many = (bill(Volume(mentions=1_000, cases=cases)) for cases in (300, 301))
    changed = [(a.what, b.units - a.units) for a, b in zip(few, many, strict=True) if a != b]
    assert changed == [("table write units", approx(12.0))]


def test_a_million_mentions_with_three_cases_to_ten_stay_under_twelve_dollars() -> None:
    assert total(bill(Volume(mentions=1_000_000, cases=300_000))) == approx(5.88, abs=0.01)


def test_mentions_are_billed_by_the_memory_of_their_stages() -> None:
    lines = {line.what: line.units for line in bill(Volume(mentions=1_000_000, cases=0))}
    # 25 ms at 1 GB and 15 ms at half of it; one function call a post, three a batch of 25.
    assert lines["Lambda GB-seconds"] == approx(32_500)
    assert lines["Lambda requests"] == approx(1_120_000)


def test_what_is_asked_of_comprehend_costs_by_label_and_at_most_the_budget() -> None:
    few, many = (opinions([COMPREHEND], asked) for asked in (10_000, 1_000_000))
    assert [(line.what, line.units, line.dollars) for line in few] == [
        ("asked of comprehend", 10_000, approx(6.0))
    ]
    assert [line.dollars for line in many] == [20]


def test_what_is_asked_of_bedrock_costs_by_the_prices_of_the_playbook() -> None:
    backend = Backend.model_validate(
        {
            "name": "bedrock",
            "ask_for": "topic",
            "monthly_budget": 50,
            "model": "amazon.nova-micro-v1:0",
            "prices": {"input": 0.035, "output": 0.14},
        }
    )
    (line,) = opinions([backend], 200_000)
    assert line.dollars == approx(7.14)


def test_the_shipped_playbook_adds_nothing_to_the_bill() -> None:
    told = [
        CliRunner().invoke(app, ["cost", "--json", *more]).stdout
        for more in ([], ["--playbook", str(SHIPPED)])
    ]
    assert told[0] == told[1] != ""


@pytest.mark.parametrize("wrong", [("--mentions", "-1"), ("--cases", "1.5"), ("--in-doubt", "2")])
def test_a_volume_that_cannot_be_is_wrong_use(wrong: tuple[str, str]) -> None:
    assert CliRunner().invoke(app, ["cost", *wrong]).exit_code == 2
