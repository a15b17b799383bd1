"""The Standard Webhooks scheme: HMAC-SHA256 over `id.timestamp.body`, several secrets at once.

Written out because the published library reads the clock itself and decodes the body first; the
tests hold it against that library.
"""

import hmac
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256

from earshot.errors import Unauthenticated, Unavailable

TOLERANCE_S = 300
MIN_KEY_BYTES = 24


def keys(secrets: Iterable[str]) -> tuple[bytes, ...]:
    """The keys in `whsec_…` texts; Unavailable (so the sender tries again) when none is."""
    found = tuple(key for key in map(_key, secrets) if key)
    if not found:
        raise Unavailable("no usable secret: want whsec_ and base64 of 24 to 64 random bytes")
    return found


def _key(secret: str) -> bytes | None:
    encoded = secret.strip().removeprefix("whsec_").rstrip("=")
    try:
        key = b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except (NotBase64, ValueError):
        return None
    return key if len(key) >= MIN_KEY_BYTES else None


def _digest(key: bytes, message_id: str, timestamp: str, body: bytes) -> bytes:
    signed = f"{message_id}.{timestamp}.".encode() + body
    return hmac.new(key, signed, sha256).digest()


def sign(
    signing_keys: Iterable[bytes], *, message_id: str, at: datetime, body: bytes
) -> dict[str, str]:
    """The three headers, with one signature for each key."""
    timestamp = str(int(at.timestamp()))
    signatures = (
        "v1," + b64encode(_digest(key, message_id, timestamp, body)).decode()
        for key in signing_keys
    )
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(signatures),
    }


def check_time(headers: Mapping[str, str], now: datetime) -> None:
    """Raise Unauthenticated unless all three headers are there and the time is near."""
    for name in ("webhook-id", "webhook-timestamp", "webhook-signature"):
        if not headers.get(name):
            raise Unauthenticated(f"header {name} is missing")
    timestamp = headers["webhook-timestamp"]
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise Unauthenticated("header webhook-timestamp is no number of seconds")
    if abs(now.timestamp() - int(timestamp)) > TOLERANCE_S:
        raise Unauthenticated(f"webhook-timestamp is more than {TOLERANCE_S} s off")


def matches(signing_keys: Iterable[bytes], headers: Mapping[str, str], body: bytes) -> bool:
    """Whether any `v1` signature in the header was made with any of the keys."""
    offered = [
        signature.removeprefix("v1,").encode()
        for signature in headers["webhook-signature"].split(" ")
        if signature.startswith("v1,")
    ]
    wanted = [
        b64encode(_digest(key, headers["webhook-id"], headers["webhook-timestamp"], body))
        for key in signing_keys
    ]
    found = False
    for one in wanted:
        for other in offered:
            found |= hmac.compare_digest(one, other)
    return found
