"""The cases of Meta's signatures and handshake that its three connectors pass and refuse."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from earshot.channels import connector_class
from earshot.domain.accounts import Account
from earshot.errors import Unauthenticated, Unavailable
from local.memory import MemorySecrets
from tests.builders import MONDAY_NINE

VECTORS = Path(__file__).parents[2] / "samples" / "vectors" / "own" / "signatures.json"
HELD = json.loads(VECTORS.read_text(encoding="utf-8"))
CASES = [case for case in HELD["cases"] if case["scheme"] == "meta"]

all_three = pytest.mark.parametrize("connector", ["facebook", "instagram", "whatsapp"])


def connected(connector: str, *secrets: dict[str, str]) -> Any:
    """With these secrets put one after the other over the value that each is made with."""
    account = Account(
        brand="acme", channel="c", account="a", connector=connector, listen_secret="in"
    )
    held = MemorySecrets(**{"in": "the random value that a secret is made with"})
    for secret in secrets:
        held.rotate("in", json.dumps(secret))
    return connector_class(connector)(account, held)


@all_three
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
@pytest.mark.parametrize("newer", [(), ({"app_secret": "newer"},)], ids=["alone", "in rotation"])
def test_f01_f05_a_body_is_taken_if_and_only_if_its_bytes_are_signed(
    case: dict[str, Any], connector: str, newer: tuple[dict[str, str], ...]
) -> None:
    channel = connected(connector, {"app_secret": case["secret"]}, *newer)
    body, headers = b64decode(case["body_b64"]), {case["header"].lower(): case["value"]}
    if case["valid"]:
        channel.verify(headers, body, now=MONDAY_NINE)
        body += b" "
    with pytest.raises(Unauthenticated):
        channel.verify(headers, body, now=MONDAY_NINE)


@all_three
@pytest.mark.parametrize("case", HELD["meta_verify"], ids=lambda case: case["status"])
def test_f13_the_challenge_comes_back_to_who_knows_the_token(
    case: dict[str, Any], connector: str
) -> None:
    channel = connected(connector, {"verify_token": case["configured"]})
    if case["status"] == 200:
        assert channel.challenge(case["query"]) == ("text/plain", case["body"])
        return
    with pytest.raises(Unauthenticated):
        channel.challenge(case["query"])


@all_three
def test_f93_a_secret_that_nobody_has_put_yet_is_our_fault_and_the_platform_tries_again(
    connector: str,
) -> None:
    with pytest.raises(Unavailable):
        connected(connector).verify({}, b"{}", now=MONDAY_NINE)
    with pytest.raises(Unavailable):
        connected(connector, {"app_secret": "s"}).challenge(HELD["meta_verify"][0]["query"])
