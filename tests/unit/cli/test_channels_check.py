"""`earshot channels check`: what is wrong with the accounts, else what connecting them takes."""

import json
from pathlib import Path
from typing import Any

import yaml
from typer.testing import CliRunner

from cli.connecting import as_object
from cli.main import app
from earshot.domain.accounts import Account
from tests.unit.test_docs import CHANNELS, examples

PLAYBOOK = ["--playbook", "config/playbook.yaml"]


def check(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["channels", "check", *arguments])
    return done.exit_code, done.output


def written(folder: Path, *accounts: dict[str, Any]) -> str:
    file = folder / "channels.yaml"
    file.write_text(yaml.safe_dump({"accounts": list(accounts)}, allow_unicode=True))
    return str(file)


def test_the_shipped_accounts_are_fine_and_tell_what_they_take() -> None:
    code, told = check()
    assert code == 0
    assert "pushed to  <ApiUrl>/webhooks/generic/acmehelp" in told
    assert "polled     every 2 min" in told
    assert "secret     'Earshot: listen, mastodon/acmehelp': one text" in told
    assert "Note: generic/acmehelp hears and does not speak" in told


def test_the_examples_of_all_channels_are_fine_together(tmp_path: Path) -> None:
    accounts = [account for page in CHANNELS for account in examples(page)]
    code, told = check(written(tmp_path, *accounts), *PLAYBOOK, "--json")
    assert code == 0
    rows = json.loads(told)["accounts"]
    assert {row["connector"].replace("_", "-") for row in rows} == {page.stem for page in CHANNELS}


def test_a_problem_is_told_with_its_line_and_ends_with_1(tmp_path: Path) -> None:
    wrong = {"brand": "acme", "channel": "x", "account": "a", "connector": "mastadon"}
    file = written(tmp_path, wrong)
    code, told = check(file, *PLAYBOOK)
    assert (code, told) == (
        1,
        f"{file}:5: accounts[0].connector: 'mastadon' is no connector; did you mean 'mastodon'?\n",
    )
    code, told = check(file, *PLAYBOOK, "--json")
    assert (code, json.loads(told)["problems"][0]["line"]) == (1, 5)


def test_no_file_and_a_folder_are_wrong_use(tmp_path: Path) -> None:
    assert check("none.yaml")[0] == check(str(tmp_path))[0] == 2


def test_what_connecting_takes_follows_from_the_connector_and_the_mode() -> None:
    page = Account(
        brand="acme",
        channel="facebook",
        account="shop",
        connector="facebook",
        mode="advise",
        webhook_of="acmehelp",
    )
    assert as_object(page) == {
        "channel": "facebook",
        "account": "shop",
        "connector": "facebook",
        "mode": "advise",
        "poll_minutes": None,
        "webhook": "/webhooks/facebook/acmehelp",
        "does": ["delete", "hide", "like", "private", "reply"],
        "secrets": [
            {
                "description": "Earshot: listen, facebook/shop",
                "fields": ["app_secret", "verify_token", "token"],
            },
            {"description": "Earshot: answer, facebook/shop", "fields": ["token"]},
        ],
    }
    silent = as_object(page.model_copy(update={"mode": "listen_only"}))
    assert silent["does"] == []
    assert [one["description"] for one in silent["secrets"]] == ["Earshot: listen, facebook/shop"]


def test_accounts_without_a_playbook_beside_them_are_told_how_to_name_one(tmp_path: Path) -> None:
    code, told = check(written(tmp_path))
    assert code == 2
    assert told == (
        f"{tmp_path / 'playbook.yaml'}: no such file; name the playbook whose brands they are of by"
        " --playbook\n"
    )
