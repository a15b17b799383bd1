"""What the documents say can be done can be done: examples, links, commands, fields."""

import json
import re
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from cli.main import app
from earshot.channels import CONNECTORS, signing
from earshot.channels.bluesky import listings as bluesky
from earshot.channels.mastodon import listening as mastodon
from earshot.channels.walking import MOST_PAGES
from earshot.channels.youtube import calls as youtube
from earshot.config.accounts import WrittenAccounts, account_findings
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.errors import Rejected
from local import certified

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
CHANNELS = sorted((ROOT / "docs" / "channels").glob("*.md"))
README = DOCUMENTS[0].read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        if urlsplit(target).scheme:
            continue
        path, _, anchor = target.partition("#")
        file = (document.parent / path) if path else document
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_tables_have_no_empty_cells(document: Path) -> None:
    lines = document.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if re.match(r"\|", line) and re.search(r"\|\s*\|", line)] == []


def test_the_example_of_a_mention_is_one_with_every_field() -> None:
    (example,) = [block for block in blocks("json") if '"event": "create"' in block]
    assert Mention.model_validate_json(example).author.display_name == "Robin"
    assert json.loads(example).keys() == Mention.model_fields.keys()


def test_the_senders_example_signs_what_the_webhook_accepts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (example,) = [block for block in blocks("python") if "webhook-signature" in block]
    told: dict[str, Any] = {}
    exec(example, told)  # noqa: S102 - the document's own words
    sent: list[Any] = []

    class Answered:
        @staticmethod
        def read() -> bytes:
            return b"{}"

    def urlopen(request: Any) -> Answered:
        sent.append(request)
        return Answered()

    monkeypatch.setattr("urllib.request.urlopen", urlopen)
    secret = "whsec_" + "c2VjcmV0LW9mLXRoaXJ0eS10d28tcmFuZG9tLWJ5dGU="
    told["send"]("https://api.example/webhooks/x/acmehelp", secret, [{"id": "1"}])
    headers = {name.lower(): value for name, value in sent[0].header_items()}
    signing.check_time(headers, datetime.now(UTC))
    keys = signing.keys([secret])
    assert keys == (b64decode(secret.removeprefix("whsec_")),)
    assert signing.matches(keys, headers, sent[0].data)


def test_every_command_is_in_the_table_and_no_other() -> None:
    commands = {
        command.callback.__module__ for command in app.registered_commands if command.callback
    }
    groups = {str(group.name) for group in app.registered_groups}
    there = {name.removeprefix("cli.") for name in commands} | groups
    rows = re.findall(r"^\| (`earshot .*?) \| ", README, re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"`(?:earshot )?(\w+)", row)}
    assert told - {"replay"} == there


def test_every_key_of_an_account_is_explained() -> None:
    given = {"listen_secret", "answer_secret"}  # made by the stack, never written
    for name in Account.model_fields.keys() - given:
        assert f"`{name}`" in README


def examples(document: Path) -> list[dict[str, Any]]:
    """The accounts in the examples of a channel's document."""
    text = document.read_text(encoding="utf-8")
    found = re.findall(r"^ *```yaml\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    return [account for block in found for account in yaml.safe_load(dedent(block))]


@pytest.mark.parametrize("document", CHANNELS, ids=lambda path: path.stem)
def test_the_accounts_in_a_channels_document_are_ones_that_the_check_takes(document: Path) -> None:
    accounts = examples(document)
    assert accounts
    written = WrittenAccounts.model_validate({"accounts": accounts})
    assert list(account_findings({"accounts": accounts}, {"acme"})) == []
    assert {a.connector.replace("_", "-") for a in written.accounts} == {document.stem}


def test_every_connector_has_a_document() -> None:
    assert {name.replace("_", "-") for name in CONNECTORS} == {path.stem for path in CHANNELS}


def test_every_connector_is_in_the_table_of_channels() -> None:
    section = README.partition("\n## Channels\n")[2].partition("\n## ")[0]
    told = re.findall(r"^\| \[?`(\w+)`", section, re.MULTILINE)
    assert set(told) == CONNECTORS.keys()


def test_every_connector_is_explained_where_accounts_are() -> None:
    (row,) = re.findall(r"^\| `connector` \| .*$", README, re.MULTILINE)
    assert [name for name in CONNECTORS if f"[`{name}`](docs/channels/" not in row] == []


def test_every_reason_of_a_refused_reply_is_told_to_frontends() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \| ", page, re.MULTILINE))))
    assert {*Rejected.KINDS, "personal_data", "over_budget", "not_sent"} <= told


def test_the_manual_says_of_each_connector_what_an_outage_loses() -> None:
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| (.* \| .* \| .*) \|$", manual, re.MULTILINE))
    rows = {name: row for name, row in told.items() if name in CONNECTORS}
    assert rows.keys() == CONNECTORS.keys()
    lengths = {"bluesky": bluesky.PAGE, "mastodon": mastodon.PAGE_FOUND, "youtube": youtube.PAGE}
    for name, page in lengths.items():
        assert f"at most {MOST_PAGES * page:,}" in rows[name]


def test_the_page_of_channels_is_what_the_connectors_say() -> None:
    """Where not: `python -m cli.main channels --markdown > docs/channels.md`."""
    page = (ROOT / "docs" / "channels.md").read_text(encoding="utf-8")
    assert page == certified.document()
