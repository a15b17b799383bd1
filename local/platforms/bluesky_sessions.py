"""The sessions of the fake AT protocol server: signed tokens that expire, as real ones do."""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

ACCESS, REFRESH = timedelta(hours=2), timedelta(days=90)


class Refused(Exception):
    """An answer with status, name and message of an error."""

    def __init__(self, status: int, name: str, message: str = "") -> None:
        super().__init__(name)
        self.status = status
        self.name = name
        self.message = message or name


def _part(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


class Sessions:
    """Of one account with one app password; `with_messages` is its right to private messages."""

    def __init__(self, did: str, password: str, now: Callable[[], datetime]) -> None:
        self.did = did
        self.password: str | None = password
        self.with_messages = True
        self.logins = self.refreshed = 0
        self._now = now
        self._key = b"0"

    def end(self) -> None:
        """Let no token be good any more, and no password."""
        self.password = None
        self.renew_key()

    def renew_key(self) -> None:
        """Let no token be good any more."""
        self._key += b"1"

    def create(self, password: str) -> dict[str, str]:
        """A new session; Refused for another password."""
        if self.password is None or password != self.password:
            raise Refused(401, "AuthenticationRequired", "Invalid identifier or password")
        self.logins += 1
        return self._tokens()

    def refresh(self, authorization: str) -> dict[str, str]:
        """A new pair for a refresh token."""
        self.check(authorization, scope="com.atproto.refresh")
        self.refreshed += 1
        return self._tokens()

    def check(self, authorization: str, *, scope: str = "com.atproto.appPass") -> None:
        """Refused unless it is a token of ours, for that and not expired."""
        if not authorization:
            raise Refused(401, "AuthMissing", "Authentication Required")
        claims = self._claims(authorization.removeprefix("Bearer "))
        if claims["exp"] <= self._now().timestamp():
            raise Refused(400, "ExpiredToken", "Token has expired")
        if not str(claims["scope"]).startswith(scope):
            raise Refused(400, "InvalidToken", "Bad token scope")

    def _tokens(self) -> dict[str, str]:
        scope = "com.atproto.appPassPrivileged" if self.with_messages else "com.atproto.appPass"
        return {
            "accessJwt": self._token(scope, ACCESS),
            "refreshJwt": self._token("com.atproto.refresh", REFRESH),
        }

    def _token(self, scope: str, life: timedelta) -> str:
        at = self._now()
        claims = {
            "scope": scope,
            "sub": self.did,
            "iat": int(at.timestamp()),
            "exp": int((at + life).timestamp()),
            "jti": f"{self.logins}.{self.refreshed}",
        }
        head = _part(b'{"typ":"at+jwt","alg":"HS256"}')
        body = f"{head}.{_part(json.dumps(claims).encode())}"
        return f"{body}.{self._signature(body)}"

    def _signature(self, body: str) -> str:
        return _part(hmac.digest(self._key, body.encode(), "sha256"))

    def _claims(self, token: str) -> dict[str, Any]:
        body, _, signature = token.rpartition(".")
        if not hmac.compare_digest(signature, self._signature(body)):
            raise Refused(400, "InvalidToken", "Token could not be verified")
        claims: dict[str, Any] = json.loads(urlsafe_b64decode(body.partition(".")[2] + "=="))
        return claims
