"""Calls to a Discourse site: `error_type` decides what a refusal means, never its message."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from earshot.channels.connector import field_of
from earshot.channels.http import Answer, Http
from earshot.channels.outcomes import Outcomes, by_headers, by_status
from earshot.channels.waiting import LONGEST
from earshot.errors import Malformed, Rejected

T = TypeVar("T")

SAFE_ID = re.compile(r"[0-9]{1,18}")
KINDS = {
    "invalid_access": "forbidden",
    "not_logged_in": "reauth",
    "not_found": "target_gone",
    "invalid_parameters": "invalid",
}


def _told(answer: Answer) -> dict[str, Any]:
    try:
        told = answer.json()
    except Malformed:
        return {}
    return told if isinstance(told, dict) else {}


def _kind_of(answer: Answer) -> str:
    return KINDS.get(str(_told(answer).get("error_type")), by_status(answer))


def says_not_found(answer: Answer) -> bool:
    """Whether it is the site itself that has no such thing, and not something before it."""
    return _told(answer).get("error_type") == "not_found"


def _after_of(answer: Answer, now: datetime) -> datetime:
    """`extras.wait_seconds`, else what the headers say."""
    extras = _told(answer).get("extras")
    wait = extras.get("wait_seconds") if isinstance(extras, dict) else None
    if isinstance(wait, int | float) and 0 < wait <= LONGEST.total_seconds():
        return now + timedelta(seconds=wait)
    return by_headers(answer, now)


OUTCOMES = Outcomes(_kind_of, _after_of)


class Site(NamedTuple):
    """A forum, as the user of a key sees it."""

    http: Http
    base: str
    username: str


def calling(base: str, fields: Mapping[str, str], work: Callable[[Site], T]) -> T:
    """Do it as the user of the secret's fields `api_key` and `username`.

    A key that is no good is refused like one that lacks a right: only that a key may always ask
    for its own rights tells them apart.
    """
    username = field_of(fields, "username")
    headers = {"Api-Key": field_of(fields, "api_key"), "Api-Username": username}
    with Http(base, headers=headers) as http:
        try:
            return work(Site(http, base, username))
        except Rejected as error:
            if error.kind == "forbidden" and http.get("/session/scopes.json").status == 403:
                raise Rejected(f"the key is no good: {error}", kind="reauth") from error
            raise


def path_safe(identifier: str) -> str:
    """An id that may stand in an address; Rejected for any other."""
    if not SAFE_ID.fullmatch(identifier):
        raise Rejected("in_reply_to is no id of this platform", kind="invalid")
    return identifier
