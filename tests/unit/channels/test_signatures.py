"""The cases of webhook signatures that every platform's check must pass and refuse."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from earshot.channels.discourse import hook

VECTORS = Path(__file__).parents[2] / "samples" / "vectors" / "own" / "signatures.json"
CASES = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"]


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
