"""The session of an account: made from its app password, kept in the account's own secret.

The secret is a JSON object of texts: `identifier` and `password` by hand, and beside them what a
session is: `did`, `service`, `access`, `refresh`, and `base`, the address it was made at.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from earshot.channels.bluesky.calls import Xrpc
from earshot.channels.bluesky.syntax import is_did
from earshot.channels.connector import field_of, fields_of, plain_token
from earshot.channels.elements import dump
from earshot.channels.http import Http, check_url
from earshot.errors import Ambiguous, Rejected, Unavailable

CREATE = "com.atproto.server.createSession"
REFRESH = "com.atproto.server.refreshSession"


class Session(NamedTuple):
    """Who we are, the server that holds our repository, and the token it takes."""

    did: str
    service: str
    token: str


def session_of(value: str, base: str) -> Session:
    """The session in a secret; Rejected (`reauth`) if it has none that was made at `base`."""
    fields = fields_of(value)
    if fields.get("base") != base:
        raise Rejected("the secret holds no session yet", kind="reauth")
    token = plain_token(field_of(fields, "access"))
    return Session(field_of(fields, "did"), field_of(fields, "service"), token)


def renewed(value: str, base: str) -> str:
    """The secret with a new session: refreshed, or made anew where that is refused.

    A login is rationed by the platform, so it is the last resort.
    """
    fields = fields_of(value)
    told = _refreshed(fields, base) or _created(fields, base)
    did = told.get("did")
    if not isinstance(did, str) or not is_did(did):
        raise Unavailable(f"{CREATE}: names no account")
    session = {
        "base": base,
        "service": _service(told, base),
        "did": did,
        "access": _text(told, "accessJwt"),
        "refresh": _text(told, "refreshJwt"),
    }
    return dump({**fields, **session})


def _refreshed(fields: Mapping[str, str], base: str) -> dict[str, Any] | None:
    """None where there is nothing to refresh, or the server takes it no more."""
    if fields.get("base") != base or not fields.get("refresh"):
        return None
    try:
        return _asked(field_of(fields, "service"), REFRESH, None, token=fields["refresh"])
    except Rejected:
        return None


def _created(fields: Mapping[str, str], base: str) -> dict[str, Any]:
    login = {name: field_of(fields, name) for name in ("identifier", "password")}
    return _asked(base, CREATE, login)


def _asked(
    service: str, method: str, body: Mapping[str, str] | None, *, token: str | None = None
) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {plain_token(token)}"} if token else {}
    with Http(service, headers=headers) as http:
        try:
            return Xrpc(http, "").do(method, body)
        except Ambiguous as error:
            raise Unavailable(str(error)) from None  # a session that nobody got harms nobody


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not value:
        raise Unavailable(f"{CREATE}: lacks {name}")
    return value


def _service(told: Mapping[str, Any], base: str) -> str:
    """The account's own server, as its DID document names it; else where the session was made.

    The address comes from outside: it must be https as `base` is, or on this machine as `base` is.
    """
    document = told.get("didDoc")
    services = document.get("service") if isinstance(document, dict) else None
    for one in services if isinstance(services, list) else ():
        if isinstance(one, dict) and str(one.get("id")).endswith("#atproto_pds"):
            endpoint = one.get("serviceEndpoint")
            if isinstance(endpoint, str) and _may_replace(endpoint, base):
                return endpoint.rstrip("/")
    return base


def _may_replace(endpoint: str, base: str) -> bool:
    try:
        parts = urlsplit(check_url(endpoint))
    except (Rejected, ValueError):
        return False
    return parts.scheme == urlsplit(base).scheme and not parts.query and not parts.username
