"""The signature of a Discourse webhook, and what its body holds."""

import hmac
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from earshot.channels import elements
from earshot.errors import Malformed

HEADER = "x-discourse-event-signature"


def signature(secret: str, body: bytes) -> str:
    """The header's value for these very bytes."""
    return "sha256=" + hmac.new(secret.encode(), body, sha256).hexdigest()


def matches(secrets: Iterable[str], headers: Mapping[str, str], body: bytes) -> bool:
    """Whether the body was signed with one of the secrets."""
    offered = headers.get(HEADER, "").encode("ascii", "replace")
    found = False
    for secret in secrets:
        found |= hmac.compare_digest(signature(secret, body).encode(), offered)
    return found


def told(body: bytes) -> list[tuple[str, Any]]:
    """Each thing with the name of its kind; Malformed where there is no telling.

    Discourse sends one thing in a body; whoever collects them may send a list of bodies.
    """
    found = elements.parse(body)
    found = found if isinstance(found, list) else [found]
    if not all(isinstance(one, dict) and one for one in found):
        raise Malformed("want an object with the kind of event as its key")
    return [(name, value) for one in found for name, value in one.items()]
