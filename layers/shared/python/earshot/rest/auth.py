"""Read who is asking from the claims of a token that API Gateway has already verified."""

import json
from collections.abc import Mapping
from typing import Any

from earshot.domain.caller import BRAND, ROLES, TEAM, Caller
from earshot.errors import Unauthenticated


def caller_of(claims: Mapping[str, Any], *, groups_claim: str) -> Caller:
    """Build the caller; Unauthenticated when the token does not say who it is about.

    Cases are held by what nobody can change for themselves: Cognito's user name, or `sub`. Other
    names only sign.
    """
    subject = _text(claims, "sub")
    if not subject:
        raise Unauthenticated("the token names nobody: a claim sub is needed")
    username = _username(claims)
    groups = groups_of(claims.get(groups_claim))
    return Caller(
        id=subject,
        agent=username or subject,
        name=_text(claims, "name", "preferred_username") or username or _mailbox(claims) or subject,
        roles=frozenset(group for group in groups if group in ROLES),
        teams=_named(groups, TEAM),
        brands=_named(groups, BRAND),
    )


def _username(claims: Mapping[str, Any]) -> str:
    """The user name in a token of Cognito, whose access tokens call it `username`.

    In tokens of others that claim may be one that people set for themselves.
    """
    names = ("cognito:username", "username") if "token_use" in claims else ("cognito:username",)
    return _text(claims, *names)


def _mailbox(claims: Mapping[str, Any]) -> str:
    return _text(claims, "email").partition("@")[0]


def groups_of(claim: Any) -> frozenset[str]:
    """Read a groups claim in each of the forms it travels in.

    An HTTP API turns a token's list into `[agent supervisor]`; other issuers send a JSON list, or
    names separated by commas or blanks.
    """
    if claim is None:
        return frozenset()
    if isinstance(claim, str):
        claim = _split(claim.strip())
    if not isinstance(claim, (list, tuple)):
        return frozenset()
    return frozenset(group for group in claim if isinstance(group, str) and group)


def _split(claim: str) -> list[Any]:
    if claim.startswith("["):
        try:
            listed = json.loads(claim)
        except ValueError:
            claim = claim.removeprefix("[").removesuffix("]")
        else:
            return listed if isinstance(listed, list) else []
    return claim.replace(",", " ").split()


def _named(groups: frozenset[str], prefix: str) -> frozenset[str]:
    return frozenset(
        group.removeprefix(prefix)
        for group in groups
        if group.startswith(prefix) and group != prefix
    )


def _text(claims: Mapping[str, Any], *names: str) -> str:
    for name in names:
        value = claims.get(name)
        if isinstance(value, str) and value:
            return value
    return ""
