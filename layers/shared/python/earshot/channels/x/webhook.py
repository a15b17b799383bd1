"""Who posts to our webhook: X signs the raw bytes with the consumer secret, and asks for proof."""

import hmac
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

HEADER = "x-twitter-webhooks-signature"


def mac(secret: str, message: bytes) -> str:
    """`sha256=` and the HMAC in base64: of a body, or of the token of a question."""
    digest = hmac.new(secret.encode(), message, sha256).digest()
    return "sha256=" + b64encode(digest).decode()


def is_signed(secrets: Iterable[str], offered: str, body: bytes) -> bool:
    """Whether it was made with one of the secrets, compared in constant time."""
    found = False
    for secret in secrets:
        found |= hmac.compare_digest(mac(secret, body).encode(), offered.encode("utf-8", "replace"))
    return found
