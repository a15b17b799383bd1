"""Calls to the Graph API under one token, within one piece of work."""

import hmac
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from earshot.channels.elements import dump
from earshot.channels.http import FORM, JSON, Answer, Http, Params, form, read_json
from earshot.channels.meta.refusals import error_of
from earshot.channels.meta.usage import pause
from earshot.errors import Ambiguous, Malformed, Rejected, Unavailable

# What may stand in an address as the id of an object.
SAFE_ID = re.compile(r"(?!\.+$)[A-Za-z0-9_.-]{1,128}")


def safe(identifier: str | None) -> str:
    """The id of an object, fit for an address; Rejected (`invalid`) if it is none."""
    if not (identifier and SAFE_ID.fullmatch(identifier)):
        raise Rejected("in_reply_to is no id of this platform", kind="invalid")
    return identifier


class Graph:
    """`not_before` is set once an answer said that the hour's budget is used up."""

    def __init__(self, http: Http, proof: Params) -> None:
        self._http = http
        self._proof = proof
        self.not_before: datetime | None = None

    def get(self, path: str, params: Params | None = None) -> dict[str, Any]:
        """The object at a path."""
        answer = self._http.get(path, [*(params or []), *self._proof])
        what = _named(path)
        self._told(answer, what, writes=False)
        found = read_json(answer, what)
        if not isinstance(found, dict):
            raise Unavailable(f"{what}: want an object")
        return found

    def post(self, path: str, fields: Mapping[str, str]) -> dict[str, Any]:
        """Post form fields."""
        body = form({**dict(self._proof), **fields})
        return self._written("POST", path, body, FORM, None)

    def post_json(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Post an object."""
        written = dump(body).encode("utf-8", "replace")
        return self._written("POST", path, written, JSON, self._proof)

    def delete(self, path: str) -> dict[str, Any]:
        """Delete an object."""
        return self._written("DELETE", path, b"", {}, self._proof)

    def _written(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str], params: Params | None
    ) -> dict[str, Any]:
        answer, what = self._http.write(method, path, body, headers, params), _named(path)
        self._told(answer, what, writes=True)
        try:
            found = answer.json()
        except Malformed as error:
            raise Ambiguous(f"{what}: answered {answer.status}, {error}") from None
        if not isinstance(found, dict):
            raise Ambiguous(f"{what}: the answer is no object")
        return found

    def _told(self, answer: Answer, what: str, *, writes: bool) -> None:
        if error := error_of(answer, what, writes=writes):
            raise error
        self.not_before = pause(answer.headers, datetime.now(UTC)) or self.not_before


def _named(path: str) -> str:
    """The last part of a path: an edge, or `object` in the place of an id."""
    last = path.rpartition("/")[2]
    return last if last.isalpha() else "object"


@contextmanager
def calling(
    base: str,
    version: str,
    fields: Mapping[str, str],
    token: str,
    patience_s: float | None = None,
) -> Iterator[Graph]:
    """Calls under the token, each proven with the app's secret where the secret holds that too.

    `patience_s`: how long each may take at most, where that is shorter than usual.
    """
    proof: Params = []
    if secret := fields.get("app_secret"):
        made = hmac.new(secret.encode(), token.encode(), sha256).hexdigest()
        proof = [("appsecret_proof", made)]
    headers = {"Authorization": f"Bearer {token}"}
    with Http(f"{base}/{version}", headers=headers, patience_s=patience_s) as http:
        yield Graph(http, proof)
