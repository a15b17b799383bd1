"""Calls to Reddit: its tokens, and its codes, many of which come inside an answer of 200."""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from earshot.channels import elements, oauth
from earshot.channels.connector import field_of, fields_of
from earshot.channels.http import FORM, Http, form
from earshot.channels.outcomes import Outcomes
from earshot.channels.shapes import listed
from earshot.channels.waiting import FALLBACK, LONGEST
from earshot.errors import Rejected, Throttled, Unavailable

T = TypeVar("T")

SITE = "https://www.reddit.com"
GRANTS = "/api/v1/access_token"
OUTCOMES = Outcomes()
RAW = ("raw_json", "1")
FULLNAME = re.compile(r"t[134]_[a-z0-9]{1,16}")
KINDS = {
    "DELETED_COMMENT": "target_gone",
    "DELETED_LINK": "target_gone",
    "USER_DOESNT_EXIST": "target_gone",
    "THREAD_LOCKED": "not_allowed_by_policy",
    "TOO_OLD": "window_closed",
    "TOO_LONG": "too_long",
    "NO_TEXT": "invalid",
    "SUBREDDIT_NOTALLOWED": "forbidden",
    "USER_BLOCKED": "blocked",
    "RESTRICTED_TO_PM": "blocked",
    "NOT_WHITELISTED_BY_USER_MESSAGE": "blocked",
}


class Client(NamedTuple):
    """Reddit, as the user of a token sees it."""

    http: Http
    username: str

    def listing(self, path: str, *params: tuple[str, str]) -> tuple[dict[str, Any], Any]:
        """The `data` of a listing, with the answer it came in."""
        told, answer = OUTCOMES.get(self.http, path, [*params, RAW])
        data = told.get("data") if isinstance(told, dict) else None
        if not isinstance(data, dict) or not isinstance(data.get("children"), list):
            raise Unavailable(f"{path}: want a listing")
        return data, answer

    def do(self, path: str, fields: Mapping[str, str]) -> dict[str, Any]:
        """Write; the JSON that it answers, once it says that nothing was wrong."""
        body = form({"api_type": "json", "raw_json": "1", **fields})
        told = OUTCOMES.written(self.http.post(path, body, FORM), path)
        _check(told, path)
        return told


def _check(told: dict[str, Any], path: str) -> None:
    """Raise what `json.errors` names."""
    errors = listed(told, "json", "errors")
    if not errors:
        return
    code = errors[0][0] if isinstance(errors[0], list) and errors[0] else None
    if code == "RATELIMIT":
        raise Throttled(f"{path}: RATELIMIT", after=datetime.now(UTC) + _pause(told))
    named = code if isinstance(code, str) and code in KINDS else "another code"
    raise Rejected(f"{path}: {named}", kind=KINDS.get(named, "invalid"))


def _pause(told: dict[str, Any]) -> timedelta:
    seconds = told["json"].get("ratelimit")
    if isinstance(seconds, int | float) and 0 < seconds <= LONGEST.total_seconds():
        return timedelta(seconds=seconds)
    return FALLBACK


def calling(
    base: str, token: str, user_agent: str, username: str, work: Callable[[Client], T]
) -> T:
    """Do it with an access token."""
    headers = {"Authorization": f"Bearer {token}", "User-Agent": user_agent}
    with Http(base, headers=headers) as http:
        return work(Client(http, username))


def renewal(base: str, user_agent: str) -> Callable[[str], str]:
    """What makes the next value of a secret; the client's own secret goes in a header."""

    def renewed(value: str) -> str:
        fields = fields_of(value)
        pair = f"{field_of(fields, 'client_id')}:{field_of(fields, 'client_secret')}"
        basic = b64encode(pair.encode()).decode()
        asked = {"grant_type": "refresh_token", "refresh_token": field_of(fields, "refresh_token")}
        headers = {**FORM, "Authorization": f"Basic {basic}", "User-Agent": user_agent}
        return elements.dump(fields | oauth.ask(base + GRANTS, asked, headers))

    return renewed


def fullname(identifier: str) -> str:
    """An id of a thing; Rejected for any other."""
    if not FULLNAME.fullmatch(identifier):
        raise Rejected("in_reply_to is no fullname of Reddit", kind="invalid")
    return identifier
