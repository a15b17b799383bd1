"""Calls to a blog's REST API: its `code` decides what a refusal means, never its message."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

from earshot.channels.connector import field_of
from earshot.channels.http import Answer, Http
from earshot.channels.outcomes import Outcomes, by_headers, by_status
from earshot.errors import Malformed, Rejected

T = TypeVar("T")

COMMENTS = "/wp-json/wp/v2/comments"
ME = "/wp-json/wp/v2/users/me"
KINDS = {
    "comment_duplicate": "duplicate",
    "rest_comment_closed": "not_allowed_by_policy",
    "rest_comment_draft_post": "target_gone",
    "rest_comment_trash_post": "target_gone",
    "rest_comment_invalid_id": "target_gone",
    "rest_comment_invalid_post_id": "target_gone",
    "rest_comment_content_invalid": "invalid",
    "comment_content_column_length": "too_long",
}
# What WordPress wants between two comments of one author.
FLOOD = timedelta(seconds=15)


def code_of(answer: Answer) -> str:
    """The code of an error; empty where there is none."""
    try:
        told = answer.json()
    except Malformed:
        return ""
    code = told.get("code") if isinstance(told, dict) else None
    return code if isinstance(code, str) else ""


def _kind_of(answer: Answer) -> str:
    return KINDS.get(code_of(answer), by_status(answer))


def _after_of(answer: Answer, now: datetime) -> datetime:
    return now + FLOOD if code_of(answer) == "comment_flood" else by_headers(answer, now)


OUTCOMES = Outcomes(_kind_of, _after_of, throttles=lambda a: code_of(a) == "comment_flood")


class Blog(NamedTuple):
    """A blog, as the user of an application password sees it."""

    http: Http

    def me(self) -> int:
        """The number of that user."""
        told, _ = OUTCOMES.get(self.http, ME)
        found = told.get("id") if isinstance(told, dict) else None
        if not isinstance(found, int):
            raise Rejected("users/me: names no user", kind="reauth")
        return found


def calling(base: str, fields: Mapping[str, str], work: Callable[[Blog], T]) -> T:
    """Do it as the user of the secret's fields `username` and `application_password`."""
    pair = f"{field_of(fields, 'username')}:{field_of(fields, 'application_password')}"
    basic = b64encode(pair.encode()).decode()
    with Http(base, headers={"Authorization": f"Basic {basic}"}) as http:
        return work(Blog(http))
