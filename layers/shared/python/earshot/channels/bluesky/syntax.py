"""Names of the AT protocol: DID, handle, record key, TID, and the address made of them."""

import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from earshot.errors import Rejected

POST = "app.bsky.feed.post"
MESSAGE_ID = re.compile(r"([A-Za-z0-9_-]{1,128})/([A-Za-z0-9_-]{1,128})")

_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"
_TID = re.compile(rf"[234567abcdefghij][{_ALPHABET}]{{12}}")
_DID = re.compile(r"did:[a-z]+:[A-Za-z0-9._:%-]*[A-Za-z0-9._-]")
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HANDLE = re.compile(rf"({_LABEL}\.)+[A-Za-z]([A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?")
_SEGMENT = r"[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_NSID = re.compile(rf"{_SEGMENT}(\.{_LABEL})+\.[A-Za-z][A-Za-z0-9]{{0,62}}")
_RECORD_KEY = re.compile(r"[A-Za-z0-9._:~-]{1,512}")


class Address(NamedTuple):
    """An `at://` address: whose repository, which collection, which record."""

    authority: str
    collection: str | None = None
    rkey: str | None = None

    def __str__(self) -> str:
        return "at://" + "/".join(part for part in self if part)


def is_did(text: str) -> bool:
    return len(text) <= 2048 and _DID.fullmatch(text) is not None


def is_handle(text: str) -> bool:
    return len(text) <= 253 and _HANDLE.fullmatch(text) is not None


def is_authority(text: str) -> bool:
    return is_did(text) or is_handle(text)


def is_nsid(text: str) -> bool:
    return len(text) <= 317 and _NSID.fullmatch(text) is not None


def is_record_key(text: str) -> bool:
    return _RECORD_KEY.fullmatch(text) is not None and text not in (".", "..")


def is_tid(text: str) -> bool:
    return _TID.fullmatch(text) is not None


def address(text: str) -> Address:
    """The parts of an address; Rejected (`invalid`) if it is none."""
    scheme, _, rest = text.partition("://")
    parts = rest.split("/")
    good = scheme == "at" and len(text) <= 8192 and len(parts) <= len(Address._fields)
    checks = (is_authority, is_nsid, is_record_key)
    if not (good and all(check(part) for check, part in zip(checks, parts, strict=False))):
        raise Rejected("not an at:// address", kind="invalid")
    return Address(*parts)


def post_address(text: str) -> Address:
    """The address of a post; Rejected (`invalid`) if it is not one."""
    found = address(text)
    if found.collection != POST or found.rkey is None:
        raise Rejected("not the address of a post", kind="invalid")
    return found


def is_message(identifier: str) -> bool:
    """Whether an external id is that of a private message: conversation and message."""
    return MESSAGE_ID.fullmatch(identifier) is not None


def tid(identifier: str, at: datetime) -> str:
    """The record key for what goes by this name since then: the same for the same two.

    It holds the second; below that, thirty bits of the name's hash, so that two that were meant at
    the same instant do not share a key.
    """
    digest = int.from_bytes(sha256(identifier.encode("utf-8", "surrogatepass")).digest()[:8])
    seconds = int(at.astimezone(UTC).timestamp())
    number = (seconds * 1_000_000 + digest % 1_000_000) << 10 | (digest >> 32) % 1024
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(60, -1, -5))
