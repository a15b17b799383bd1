"""Tokens of Instagram's own login: good for sixty days, and renewed while they are."""

from datetime import UTC, datetime, timedelta

from earshot.channels import elements
from earshot.channels.connector import field_of, fields_of, plain_token
from earshot.channels.http import Http, read_json
from earshot.channels.meta.refusals import error_of
from earshot.channels.shapes import instant
from earshot.errors import Rejected, Unavailable

EARLY = timedelta(days=20)


def expires(secret: str) -> datetime | None:
    """When the token in the secret ends; None where that is not told."""
    try:
        return instant(fields_of(secret).get("expires_at"))
    except Rejected:
        return None


def is_due(secret: str, now: datetime) -> bool:
    """Whether it is time to renew: in the last third of the sixty days."""
    ends = expires(secret)
    return ends is not None and now < ends < now + EARLY


def renewed(base: str, secret: str) -> str:
    """The secret with a token for another sixty days.

    The platform gives one for a token that is a day old and has not expired yet; for an expired one
    Rejected (`reauth`): a person has to log in.
    """
    fields = fields_of(secret)
    token = plain_token(field_of(fields, "token"))
    asked = [("grant_type", "ig_refresh_token"), ("access_token", token)]
    with Http(base) as http:
        answer = http.get("/refresh_access_token", asked)
    if error := error_of(answer, "refresh_access_token", writes=False):
        raise error
    found = read_json(answer, "refresh_access_token")
    given = found.get("access_token") if isinstance(found, dict) else None
    seconds = found.get("expires_in") if isinstance(found, dict) else None
    if not isinstance(given, str):
        raise Unavailable("refresh_access_token: gave no token")
    told = {"token": given}
    if isinstance(seconds, int) and 0 < seconds < 10**9:
        ends = datetime.now(UTC) + timedelta(seconds=seconds)
        told["expires_at"] = ends.isoformat(timespec="seconds")
    return elements.dump(fields | told)
