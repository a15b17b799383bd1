"""What docs/channels/ tells of options and secrets is what the connectors read."""

import json
import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

from earshot.channels import connector_class

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
def test_every_option_is_explained(document: Path) -> None:
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
