"""The cases of webhook signatures that every platform's check must pass and refuse."""

import json
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from earshot import channels
from earshot.channels.discourse import hook
from earshot.domain.accounts import Account
from earshot.errors import Unauthenticated
from local.memory import MemorySecrets

VECTORS = Path(__file__).parents[2] / "samples" / "vectors" / "own" / "signatures.json"
HELD = json.loads(VECTORS.read_text(encoding="utf-8"))
CASES = HELD["cases"]
NOW = datetime(2026, 9, 1, tzinfo=UTC)


def of(scheme: str) -> list[Any]:
    found = [case for case in CASES if case["scheme"] == scheme]
    return [pytest.param(case, id=case["name"]) for case in found]


def headers(case: dict[str, Any]) -> dict[str, str]:
    return {case["header"].lower(): case["value"]}


@pytest.mark.parametrize("case", of("discourse"))
def test_f01_a_body_of_discourse_is_taken_if_and_only_if_it_is_signed(case: dict[str, Any]) -> None:
    body = b64decode(case["body_b64"])
    assert hook.matches([case["secret"]], headers(case), body) is case["valid"]
    assert hook.matches(["an older secret", case["secret"]], headers(case), body) is case["valid"]
    assert not hook.matches([case["secret"]], {}, body)
    assert not hook.matches([case["secret"]], headers(case), body + b" ")


def x(*secrets: str) -> Any:
    """An account of X with these consumer secrets, the newest first."""
    held = MemorySecrets()
    held.put("in", *(json.dumps({"consumer_secret": secret}) for secret in secrets))
    fields = {"brand": "acme", "channel": "x", "account": "acme", "connector": "x"}
    account = Account(**fields, listen_secret="in", options={"user_id": "7"})
    return channels.pushing(account, held)


@pytest.mark.parametrize("case", of("x"))
@pytest.mark.parametrize("others", [(), ("a newer secret",)], ids=["alone", "in rotation"])
def test_f01_f05_a_body_of_x_is_taken_if_and_only_if_it_is_signed(
    case: dict[str, Any], others: tuple[str, ...]
) -> None:
    connector, body = x(*others, case["secret"]), b64decode(case["body_b64"])
    if case["valid"]:
        connector.verify(headers(case), body, now=NOW)
        return
    with pytest.raises(Unauthenticated):
        connector.verify(headers(case), body, now=NOW)


@pytest.mark.parametrize("case", HELD["x_crc"], ids=lambda case: case["crc_token"])
def test_f13_the_question_of_x_is_answered_with_the_proof_it_wants(case: dict[str, str]) -> None:
    answer = x(case["secret"]).challenge({"crc_token": case["crc_token"]})
    assert answer.content_type == "application/json"
    assert json.loads(answer.body) == {"response_token": case["response_token"]}
