"""`earshot quarantine` over a deployment in memory."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import quarantine
from cli.main import app
from earshot.domain.accounts import Accounts
from earshot.errors import Unavailable
from local.memory import MemoryQueue, MemorySecrets, MemoryStore
from tests import builders
from tests.webhooks import element

GOOD = json.dumps(element())
BAD = json.dumps(element(created_at="yesterday"))


@pytest.fixture
def deployment(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    made = SimpleNamespace(
        store=MemoryStore(),
        mentions_queue=MemoryQueue(),
        accounts=Accounts(accounts=(builders.account(), builders.account(account="second"))),
        secrets=MemorySecrets(),
        asked=[],
    )

    def reach(stack_name: str | None) -> SimpleNamespace:
        made.asked.append(stack_name)
        return made

    monkeypatch.setattr(quarantine, "reach", reach)
    made.store.quarantine(
        [
            builders.quarantined(receipt="r1", raw=GOOD),
            builders.quarantined(receipt="r2", raw=BAD),
            builders.quarantined(receipt="r3", raw=GOOD, account="second"),
        ]
    )
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["quarantine", *arguments])


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


ACME = ("--channel", "generic", "--account", "acmehelp")


def test_what_waits_is_listed_newest_first_for_each_account(deployment: SimpleNamespace) -> None:
    result = run("list", "--json")
    assert [row["receipt"] for row in rows(result)] == ["r2", "r1", "r3"]
    assert result.exit_code == 1
    assert deployment.asked == [None]


def test_a_list_for_people_shows_reasons_and_no_words_of_customers(
    deployment: SimpleNamespace,
) -> None:
    result = run("list", *ACME)
    assert "created_at is not an instant" in result.stdout
    assert "router" not in result.stdout
    assert "r3" not in result.stdout


def test_nothing_waits(deployment: SimpleNamespace) -> None:
    result = run("list", "--channel", "other")
    assert (result.exit_code, result.stdout) == (0, "nothing is in quarantine\n")


def test_one_element_is_handed_on(deployment: SimpleNamespace) -> None:
    result = run("replay", *ACME, "--receipt", "r1", "--json")
    assert rows(result) == [
        {"receipt": "r1", "replayed": True, "mention_id": "m1", "problem": None}
    ]
    assert result.exit_code == 0
    (body,) = deployment.mentions_queue.take()
    assert json.loads(body)["receipt"] == "r1"
    assert [row["receipt"] for row in rows(run("list", *ACME, "--json"))] == ["r2"]


def test_of_all_those_that_still_are_none_stay_with_the_reason(
    deployment: SimpleNamespace,
) -> None:
    result = run("replay", *ACME, "--all")
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first.startswith("r2  stays: created_at: ")
    assert second == "r1  handed on as mention m1"
    assert [row["receipt"] for row in rows(run("list", *ACME, "--json"))] == ["r2"]


def test_a_queue_that_does_not_answer_is_no_crash_and_nothing_is_stamped(
    deployment: SimpleNamespace,
) -> None:
    class Deaf(MemoryQueue):
        def send(self, bodies: object) -> None:
            raise Unavailable("SQS did not answer")

    deployment.mentions_queue = Deaf()
    result = run("replay", *ACME, "--receipt", "r1")
    assert result.exit_code == 1
    assert result.stdout == "r1  stays: try again: SQS did not answer\n"
    assert len(rows(run("list", *ACME, "--json"))) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("replay", *ACME), "give either --receipt or --all"),
        (("replay", *ACME, "--all", "--receipt", "r1"), "give either --receipt or --all"),
        (("replay", *ACME, "--receipt", "r9"), "nothing waits under the receipt r9"),
    ],
)
def test_wrong_use_ends_with_two(
    deployment: SimpleNamespace, arguments: tuple[str, ...], said: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_stack_on_aws_is_asked_for_by_name(deployment: SimpleNamespace) -> None:
    run("list", "--stack-name", "Earshot")
    assert deployment.asked == ["Earshot"]
