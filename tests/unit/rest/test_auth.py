"""Who a token's claims make of somebody."""

from typing import Any

import pytest

from earshot.errors import Unauthenticated
from earshot.rest.auth import caller_of, groups_of


@pytest.mark.parametrize(
    "claim",
    [
        "[agent team-care]",
        "agent team-care",
        "agent,team-care",
        "agent, team-care",
        '["agent","team-care"]',
        ["agent", "team-care"],
        ("agent", "team-care"),
        "[agent, team-care]",
        "  [ agent team-care ]  ",
    ],
)
def test_groups_are_read_in_each_form_they_travel_in(claim: Any) -> None:
    assert groups_of(claim) == {"agent", "team-care"}


@pytest.mark.parametrize("claim", [None, "", "[]", "[ ]", [], {}, 7, True, "[1, 2]", [None, ""]])
def test_no_groups_are_no_groups(claim: Any) -> None:
    assert groups_of(claim) == frozenset()


def test_a_name_that_only_contains_a_role_is_none() -> None:
    """F76: `agents` or `not-admin` give no right."""
    claims = {"sub": "s", "cognito:groups": "[agents not-admin admin-x team- team-care]"}

    who = caller_of(claims, groups_claim="cognito:groups")

    assert (set(who.roles), set(who.teams)) == (set(), {"care"})


def test_an_external_issuer_may_name_its_groups_claim() -> None:
    claims = {"sub": "s", "https://desk/groups": ["supervisor"], "cognito:groups": "[admin]"}

    assert caller_of(claims, groups_claim="https://desk/groups").roles == {"supervisor"}


COGNITO = {"token_use": "access", "username": "grace"}


@pytest.mark.parametrize(
    ("claims", "agent"),
    [
        ({"cognito:username": "grace"}, "grace"),
        ({"cognito:username": "grace", "token_use": "id", "username": "linus"}, "grace"),
        (COGNITO, "grace"),
        (COGNITO | {"preferred_username": "linus", "email": "linus@example.com"}, "grace"),
        ({"username": "grace"}, "s"),
        ({"preferred_username": "grace"}, "s"),
        ({"email": "grace@example.com", "name": "grace"}, "s"),
        ({"cognito:username": ""}, "s"),
        ({"token_use": "access"}, "s"),
        ({}, "s"),
    ],
)
def test_f72_an_agent_goes_by_what_nobody_can_change_for_themselves(
    claims: dict[str, str], agent: str
) -> None:
    """F72."""
    who = caller_of({"sub": "s", **claims}, groups_claim="g")

    assert (who.id, who.agent) == ("s", agent)


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        (COGNITO | {"name": "Grace H.", "preferred_username": "gh"}, "Grace H."),
        (COGNITO | {"preferred_username": "gh", "email": "g@example.com"}, "gh"),
        (COGNITO | {"email": "g@example.com"}, "grace"),
        ({"email": "g@example.com"}, "g"),
        ({"username": "grace"}, "s"),
        ({}, "s"),
    ],
)
def test_an_agent_signs_with_the_best_name_the_token_has(claims: dict[str, str], name: str) -> None:
    assert caller_of({"sub": "s", **claims}, groups_claim="g").name == name


@pytest.mark.parametrize("claims", [{"username": "grace"}, {"sub": ""}, {"sub": 7}])
def test_a_token_about_nobody_is_none(claims: dict[str, Any]) -> None:
    with pytest.raises(Unauthenticated):
        caller_of(claims, groups_claim="g")
