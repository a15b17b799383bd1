"""The signature scheme, held against the published library."""

from base64 import b64encode
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from earshot.channels import signing
from earshot.errors import Unavailable

keys = st.binary(min_size=24, max_size=64)
ids = st.from_regex(r"[A-Za-z0-9_.-]{1,40}", fullmatch=True)


def secret_of(key: bytes) -> str:
    return "whsec_" + b64encode(key).decode()


@given(key=keys, message_id=ids, body=st.text(), seconds=st.integers(0, 4_000_000_000))
def test_we_sign_as_the_library_does(key: bytes, message_id: str, body: str, seconds: int) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    ours = signing.sign([key], message_id=message_id, at=at, body=body.encode("utf-8", "replace"))
    theirs = Webhook(key).sign(message_id, at, body.encode("utf-8", "replace").decode())
    assert ours["webhook-signature"] == theirs
    assert ours["webhook-timestamp"] == str(seconds)


@given(key=keys, other=keys, body=st.binary(max_size=50))
def test_what_is_signed_with_any_of_the_keys_matches_and_a_changed_body_does_not(
    key: bytes, other: bytes, body: bytes
) -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    headers = signing.sign([key], message_id="m", at=at, body=body)
    assert signing.matches([other, key], headers, body)
    assert not signing.matches([key], headers, body + b" ")
    assert signing.matches([other], headers, body) == (key == other)


def test_the_library_accepts_our_double_signature_during_a_rotation() -> None:
    new, old = b"n" * 32, b"o" * 32
    headers = signing.sign([new, old], message_id="m", at=datetime.now(UTC), body=b"{}")
    for key in (new, old):
        Webhook(key).verify(b"{}", headers, json_parse=False)
    with pytest.raises(WebhookVerificationError):
        Webhook(b"x" * 32).verify(b"{}", headers, json_parse=False)


@given(key=keys)
def test_a_secret_is_read_with_and_without_prefix_and_padding(key: bytes) -> None:
    text = secret_of(key)
    bare = text.removeprefix("whsec_")
    assert signing.keys([text, bare, text.rstrip("="), f"{text}\n"]) == (key,) * 4


def test_an_unusable_secret_is_passed_over_and_none_left_is_our_fault() -> None:
    good = secret_of(b"k" * 24)
    assert signing.keys(["change-me", good]) == (b"k" * 24,)
    with pytest.raises(Unavailable):
        signing.keys(["change-me", secret_of(b"k" * 23)])
    with pytest.raises(Unavailable):
        signing.keys([])
