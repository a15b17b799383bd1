"""A fake OAuth 2.0 token endpoint, for the fakes whose platforms renew tokens."""

import base64
import json
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

from local.platforms.serving import Request, Response, as_json

Verify = Callable[[str], bool]


class Tokens:
    """Gives access tokens for a refresh token, or for an assertion that `verify` believes."""

    def __init__(self, *, verify: Verify | None = None) -> None:
        self.refresh_tokens = {"fake-refresh"}
        self.live: set[str] = set()
        self.given = 0
        self._verify = verify
        self._names = count(1)

    def revoke(self) -> None:
        """End all access, so that none can be renewed."""
        self.refresh_tokens.clear()
        self.live.clear()
        self._verify = None

    def knows(self, request: Request) -> bool:
        """Whether the request carries a token that holds."""
        return request.headers.get("authorization", "").removeprefix("Bearer ") in self.live

    def answer(self, request: Request) -> Response:
        """What the endpoint answers to a POST of form fields."""
        fields = dict(parse_qsl(request.body.decode("ascii")))
        if not self._grants(fields):
            return as_json(400, {"error": "invalid_grant", "error_description": "Bad Request"})
        token = f"access-{next(self._names)}"
        self.live.add(token)
        self.given += 1
        return as_json(200, {"access_token": token, "expires_in": 3599, "token_type": "Bearer"})

    def _grants(self, fields: Mapping[str, str]) -> bool:
        if fields.get("grant_type") == "refresh_token":
            named = fields.get("client_id") and fields.get("client_secret")
            return bool(named) and fields.get("refresh_token") in self.refresh_tokens
        return self._verify is not None and self._verify(fields.get("assertion", ""))


def parts_of(token: str) -> tuple[dict[str, Any], dict[str, Any], bytes, bytes]:
    """Of a JWT: header, claims, what was signed, and the signature."""
    signed, _, signature = token.rpartition(".")
    header, claims = (json.loads(_decoded(part)) for part in signed.split("."))
    return header, claims, signed.encode("ascii"), _decoded(signature)


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
