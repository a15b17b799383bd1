"""What docs/channels/ tells people to write is what channels.yaml takes."""

import json
import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

from earshot.channels import CONNECTORS, connector_class
from earshot.config.accounts import account_findings

DOCS = sorted((Path(__file__).parents[3] / "docs" / "channels").glob("*.md"))


def blocks(document: Path, language: str) -> list[str]:
    text = document.read_text(encoding="utf-8")
    found = re.findall(rf"^( *)```{language}\n(.*?)^\1```$", text, re.MULTILINE | re.DOTALL)
    return [dedent(block) for _, block in found]


def accounts(document: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for block in blocks(document, "yaml"):
        written = yaml.safe_load(block)
        found += written["accounts"] if isinstance(written, dict) else written
    return found


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.stem)
def test_the_entry_makes_sense_as_it_stands(document: Path) -> None:
    written = accounts(document)
    assert written
    brands = {account["brand"] for account in written}
    assert list(account_findings({"accounts": written}, brands)) == []


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.stem)
def test_every_option_is_explained_and_no_other(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for name in {account["connector"] for account in accounts(document)}:
        for option in connector_class(name).options_model.model_fields:
            assert f"`{option}`" in text or f"{option}:" in text, (name, option)


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.stem)
def test_the_secrets_hold_the_fields_that_the_connector_reads(document: Path) -> None:
    names = {account["connector"] for account in accounts(document)}
    known = {
        field
        for name in names
        for field in (*connector_class(name).listen_fields, *connector_class(name).answer_fields)
    }
    for block in blocks(document, "bash"):
        for secret in re.findall(r"--secret-string[ \\\n]+'(\{.*?\})'", block, re.DOTALL):
            assert set(json.loads(secret)) <= known


def test_every_connector_that_needs_one_has_its_page() -> None:
    told = {account["connector"] for document in DOCS for account in accounts(document)}
    assert told <= set(CONNECTORS)
    assert {"discourse", "feed", "reddit", "wordpress"} <= told
