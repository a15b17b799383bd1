"""Page tokens that hold for one person, one query and one hour, and that nobody can alter."""

import base64
import binascii
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from earshot.errors import Malformed

VERSION = "p1"
LIFETIME = timedelta(hours=1)
# How far the clocks of two instances may lie apart.
SKEW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Seals the cursors of one person's one query."""

    secret: bytes
    user: str
    query: str

    def token(self, cursor: str | None, *, now: datetime) -> str | None:
        """The token for the next page; None at the end."""
        if cursor is None:
            return None
        payload = _encode(json.dumps([cursor, int(now.timestamp())]).encode())
        return f"{VERSION}.{payload}.{self._mac(payload)}"

    def cursor(self, token: str | None, *, now: datetime) -> str | None:
        """The cursor in a token; Malformed when it is altered, another's, or over an hour old."""
        if token is None:
            return None
        version, _, rest = token.partition(".")
        payload, _, mac = rest.partition(".")
        good = hmac.compare_digest(mac.encode("utf-8", "replace"), self._mac(payload).encode())
        if version != VERSION or not good:
            raise Malformed("page is not a token that was given to you here", field="page")
        cursor, issued = json.loads(_decode(payload))
        age = now.timestamp() - issued
        if not -SKEW.total_seconds() <= age <= LIFETIME.total_seconds():
            raise Malformed("page has expired: start from the first page again", field="page")
        return str(cursor)

    def _mac(self, payload: str) -> str:
        sealed = json.dumps([VERSION, self.user, self.query, payload]).encode()
        return _encode(hmac.new(self.secret, sealed, sha256).digest())


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        raise Malformed("page is not a token that was given to you here", field="page") from None
