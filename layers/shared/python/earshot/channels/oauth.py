"""Access tokens from an OAuth 2.0 token endpoint (RFC 6749), kept in the secret beside the rest."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from earshot.channels import elements
from earshot.channels.connector import field_of, fields_of, plain_token
from earshot.channels.http import FORM, Answer, Http, form
from earshot.channels.waiting import retry_after
from earshot.errors import Ambiguous, Malformed, Rejected, Throttled, Unavailable

Grant = Callable[[Mapping[str, str]], dict[str, str]]

FIELDS = ("client_id", "client_secret", "refresh_token")
# A token about to expire is as good as expired: the call that it is for takes time.
EARLY = timedelta(minutes=1)


def access_token(secret: str) -> str:
    """The one in the secret; Rejected (`reauth`) where there is none, or none any more."""
    fields = fields_of(secret)
    ends = expires(secret)
    if ends and ends <= datetime.now(UTC) + EARLY:
        raise Rejected("the access token has expired", kind="reauth")
    return plain_token(field_of(fields, "access_token"))


def expires(secret: str) -> datetime | None:
    """When the access token in the secret ends; None where that is not told."""
    try:
        ends = datetime.fromisoformat(fields_of(secret)["expires_at"])
    except (KeyError, ValueError):
        return None
    return ends if ends.tzinfo else ends.replace(tzinfo=UTC)


def refreshing(fields: Mapping[str, str]) -> dict[str, str]:
    """The grant by refresh token."""
    return {"grant_type": "refresh_token", **{name: field_of(fields, name) for name in FIELDS}}


def renewal(token_url: str, grant: Grant = refreshing) -> Callable[[str], str]:
    """What makes the next value of a secret: the same with a new access token."""

    def renewed(secret: str) -> str:
        fields = fields_of(secret)
        return elements.dump(fields | ask(token_url, grant(fields)))

    return renewed


def ask(
    token_url: str, fields: Mapping[str, str], headers: Mapping[str, str] = FORM
) -> dict[str, str]:
    """`access_token`, `expires_at` and, where a new one came, `refresh_token`.

    Rejected (`reauth`) where the grant is no good any more; Unavailable where nobody knows, since
    asking again does no harm.
    """
    parts = urlsplit(token_url)
    try:
        with Http(f"{parts.scheme}://{parts.netloc}") as http:
            answer = http.post(parts.path, form(fields), headers)
    except Ambiguous as error:
        raise Unavailable(f"the token endpoint: {error}") from None
    return _given(answer, datetime.now(UTC))


def _given(answer: Answer, now: datetime) -> dict[str, str]:
    told = _object(answer)
    if answer.status == 429:
        raise Throttled("tokens: asked too often", after=retry_after(answer.headers, now))
    if 400 <= answer.status < 500:
        raise Rejected(f"the token endpoint answered {answer.status}", kind="reauth")
    token, seconds = told.get("access_token"), told.get("expires_in")
    if answer.status != 200 or not isinstance(token, str):
        raise Unavailable(f"the token endpoint answered {answer.status} and no token")
    given = {"access_token": token}
    if isinstance(seconds, int) and 0 < seconds < 10**9:
        given["expires_at"] = (now + timedelta(seconds=seconds)).isoformat(timespec="seconds")
    if isinstance(told.get("refresh_token"), str):
        given["refresh_token"] = told["refresh_token"]
    return given


def _object(answer: Answer) -> dict[str, Any]:
    try:
        told = answer.json()
    except Malformed:
        return {}
    return told if isinstance(told, dict) else {}
