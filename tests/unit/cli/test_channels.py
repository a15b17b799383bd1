"""`earshot channels`: what the connectors say of themselves, in words and as data."""

import json
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from cli.channel_facts import FACTS, as_object, facts, lasting
from cli.main import app
from earshot.channels import CONNECTORS
from local import certified


def test_a_program_is_told_the_capabilities() -> None:
    told = json.loads(CliRunner().invoke(app, ["channels", "--json"]).stdout)
    assert told.keys() == CONNECTORS.keys()
    generic = told["generic"]
    assert generic["listens"] == ["push"]
    assert generic["does"] == ["delete", "hide", "like", "private", "reply"]
    assert generic["limits"]["public"] == [{"most": 10_000, "unit": "characters"}]
    assert generic["idempotent"] == "key"
    assert not generic["reads_back"]


def test_a_person_is_told_the_same_in_words() -> None:
    told = facts("mastodon")
    assert (told["poll"], told["webhook"], told["hide"]) == ("yes", None, None)
    assert told["sent again"] == "known by its key"
    shown = CliRunner().invoke(app, ["channels"], env={"COLUMNS": "300"})
    assert shown.exit_code == 0
    assert all(name in shown.stdout for name in CONNECTORS)


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (timedelta(days=1), "24 h"),
        (timedelta(days=7), "7 days"),
        (timedelta(hours=3), "3 h"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(minutes=90), "90 min"),
        (timedelta(seconds=45), "45 s"),
    ],
)
def test_a_window_is_told_in_its_largest_unit(window: timedelta, words: str) -> None:
    assert lasting(window) == words


@pytest.mark.parametrize("name", CONNECTORS)
def test_every_capability_is_certified_by_a_test_of_the_suite(name: str) -> None:
    tests, told = certified.suite(), facts(name)
    claimed = {fact.certified for fact in FACTS if fact.certified and told[fact.name]}
    assert [one for one in claimed if not certified.certified_by(one, tests)] == []


def test_what_a_program_is_told_is_json_for_every_connector() -> None:
    assert all(json.dumps(as_object(name)) for name in CONNECTORS)
