"""Calling a server of the AT protocol: the name of an error decides what a refusal means."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from earshot.channels.elements import dump
from earshot.channels.http import JSON, Answer, Http, Params, read_json
from earshot.channels.outcomes import Outcomes
from earshot.channels.waiting import retry_after
from earshot.errors import Malformed, Unavailable

CHAT = {"atproto-proxy": "did:web:api.bsky.chat#bsky_chat"}
PLENTY = 1000
STATUSES = {401: "reauth", 403: "forbidden"}
NAMES = {
    "ExpiredToken": "reauth",
    "InvalidToken": "reauth",
    "AuthMissing": "reauth",
    "AuthenticationRequired": "reauth",
    "AuthFactorTokenRequired": "reauth",
    "AccountTakedown": "forbidden",
    "AccountDeactivated": "forbidden",
    "AccountSuspended": "forbidden",
    "RecordNotFound": "target_gone",
    "NotFound": "target_gone",
    "RecipientNotFound": "target_gone",
    "InvalidConvo": "target_gone",
    "BlockedActor": "blocked",
    "BlockedByActor": "blocked",
    "BlockedSubject": "blocked",
    "MessagesDisabled": "blocked",
    "NotFollowedBySender": "blocked",
    "ConvoLocked": "not_allowed_by_policy",
}


def error_of(answer: Answer) -> tuple[str, str]:
    """The name and the message of an error; empty where the answer has none."""
    try:
        told = answer.json()
    except Malformed:
        told = None
    found = told if isinstance(told, dict) else {}
    return str(found.get("error") or ""), str(found.get("message") or "")


def kind_of(answer: Answer) -> str:
    """The class of an error by its name; too long a text is told by the message alone."""
    name, message = error_of(answer)
    if name == "InvalidRequest" and "too big" in message:
        return "too_long"
    return NAMES.get(name) or STATUSES.get(answer.status, "invalid")


OUTCOMES = Outcomes(kind_of)


class Xrpc:
    """The calls of one session; `did` is who we are."""

    def __init__(self, http: Http, did: str) -> None:
        self._http = http
        self.did = did
        self._last: Answer | None = None

    def ask(
        self, method: str, params: Params | None = None, headers: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """What a query answers; Rejected, Throttled or Unavailable."""
        self._last = self._http.get(f"/xrpc/{method}", params, headers)
        if error := OUTCOMES.refusal(self._last, method):
            raise error
        told = read_json(self._last, method)
        if not isinstance(told, dict):
            raise Unavailable(f"{method}: want an object")
        return told

    def do(
        self, method: str, body: Mapping[str, Any] | None, headers: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """What a procedure answers; the same errors, and Ambiguous where it may have been done.

        A procedure without input refuses any body, also an empty object: None.
        """
        sent = b"" if body is None else dump(body).encode("utf-8", "replace")
        kind = {} if body is None else JSON
        self._last = self._http.post(f"/xrpc/{method}", sent, {**kind, **(headers or {})})
        return OUTCOMES.written(self._last, method)

    @property
    def error_name(self) -> str:
        """The name of the error that the last call answered."""
        return error_of(self._last)[0] if self._last else ""

    @property
    def left(self) -> int:
        """How many calls the window still has, by the last answer; plenty where it is not told."""
        value = self._last.headers.get("ratelimit-remaining", "") if self._last else ""
        return int(value[:9]) if value.isascii() and value.isdigit() else PLENTY

    @property
    def not_before(self) -> datetime | None:
        """When the next call may be made, where the last answer used the window up."""
        if self._last is None or self.left > 0:
            return None
        return retry_after(self._last.headers, datetime.now(UTC))
