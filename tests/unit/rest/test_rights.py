"""Who may call what, and who sees which case."""

from typing import Any

import pytest

from tests import builders
from tests.unit.rest.client import Client
from tests.unit.rest.world import World

NOBODY_NEEDED = {("GET", "/health"), ("GET", "/version")}
ANYBODY = {("GET", "/v1/me")}
LEADERS = {
    ("PUT", "/v1/agents/<agent>"),
    ("POST", "/v1/sla/recompute"),
    ("GET", "/v1/accounts"),
    ("GET", "/v1/accounts/<channel>/<account>/quarantine"),
}
OF_THE_ROSTER = {("GET", "/v1/agents/<agent>"), ("PUT", "/v1/me/presence")}
PLACES = {
    "<team>": "care",
    "<agent>": "me",
    "<case_id>": "c1",
    "<reply_id>": "r1",
    "<mention>": "Z2VuZXJpYzphY21laGVscDptMQ",  # generic:acmehelp:m1
    "<alert_id>": "a1",
    "<channel>": "generic",
    "<account>": "acmehelp",
}
BODIES = {
    "assign": {"agent": "linus", "reason": "He knows"},
    "recompute": {"dry_run": True},
    "notes": {"text": "Called"},
    "labels": {"mention_id": "m1", "intent": "question"},
    "resolve": {"resolution": "solved"},
    "move-private": {"reason": "privacy"},
    "reopen": {"reason": "It broke again"},
    "snooze": {"until": "2026-03-03T09:00:00Z"},
    "replies": {"text": "Hello"},
    "acts": {"act": "like"},
    "decision": {"decision": "sent"},
}
PUT_BODIES: dict[str, Any] = {"me": {"teams": ["care"]}, "presence": {"state": "away"}}
ROUTES = sorted(
    (route.method, route.path) for route in World().app._static_routes + World().app._dynamic_routes
)


def call(who: Client, method: str, path: str) -> int:
    for place, value in PLACES.items():
        path = path.replace(place, value)
    if method == "GET":
        return who.get(path).status
    if method == "PUT":
        return who.put(path, PUT_BODIES[path.rpartition("/")[2]]).status
    return who.post(path, BODIES.get(path.rpartition("/")[2]), match=1).status


def test_the_table_below_knows_every_route() -> None:
    """F80: thirty-three routes, and no other answers."""
    assert len(ROUTES) == 33
    assert set(ROUTES) >= (NOBODY_NEEDED | ANYBODY | LEADERS)


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("role", ["nobody", "guest", "agent", "supervisor", "admin"])
def test_f76_every_route_is_open_to_its_roles_and_closed_to_others(
    world: World, method: str, path: str, role: str
) -> None:
    """F76: all routes × roles."""
    people = {
        "nobody": world.nobody,
        "guest": world.guest,
        "agent": world.grace,
        "supervisor": world.boss,
        "admin": world.admin,
    }
    route = (method, path)

    status = call(people[role], method, path)

    if route in NOBODY_NEEDED:
        assert status == 200
    elif role == "nobody":
        assert status == 401
    elif route in ANYBODY:
        assert status == 200
    elif (
        role == "guest"
        or (role == "agent" and route in LEADERS)
        or (role == "agent" and path.endswith("/assign"))
    ):
        assert status == 403
    elif route in OF_THE_ROSTER or path == "/v1/highlights":
        assert status == 404  # nobody stands in it yet; no clause hands praise to anybody
    elif path.endswith(("/reopen", "<reply_id>", "/why", "/acknowledge", "/decision")):
        assert status in (404, 409)
    else:
        assert status in (200, 202)


@pytest.mark.parametrize(("method", "path"), [r for r in ROUTES if "<case_id>" in r[1]])
def test_f72_another_teams_case_is_as_if_it_were_not(world: World, method: str, path: str) -> None:
    """F72: the same answer as for a case that does not exist."""
    assert call(world.bill, method, path) == 404


def test_f72_another_brands_case_is_as_if_it_were_not(world: World) -> None:
    """F72."""
    other = world.grace.person(**{"cognito:groups": "[supervisor brand-zenith]"})
    own = world.grace.person(**{"cognito:groups": "[supervisor brand-acme brand-zenith]"})

    assert (other.get("/v1/cases/c1").status, own.get("/v1/cases/c1").status) == (404, 200)


def test_an_unknown_case_is_not_found(world: World) -> None:
    answer = world.grace.get("/v1/cases/c9")

    assert (answer.status, answer.json["detail"]) == (404, "no case c9")


def test_a_supervisor_of_a_team_sees_that_team_alone(world: World) -> None:
    narrow = world.grace.person(**{"cognito:groups": "[supervisor team-billing]"})

    assert narrow.get("/v1/cases/c1").status == 404
    assert narrow.get("/v1/queues/care/cases").status == 404


def test_who_was_given_a_case_of_another_team_sees_it(world: World) -> None:
    body = {"agent": "bill", "reason": "He speaks Finnish"}
    world.boss.post("/v1/cases/c1/assign", body, match=1)

    assert world.bill.get("/v1/cases/c1").status == 200


def test_me_tells_who_the_api_takes_one_for(world: World) -> None:
    assert world.grace.get("/v1/me").json == {
        "id": "sub-grace",
        "agent": "grace",
        "name": "Grace",
        "roles": ["agent"],
        "teams": ["care"],
        "brands": [],
        "all_teams": False,
    }
    assert world.boss.get("/v1/me").json["all_teams"] is True


def test_health_and_version_need_no_token_and_tell_no_secret(world: World) -> None:
    assert world.nobody.get("/health").json == {"status": "ok"}
    assert world.nobody.get("/version").json == {
        "earshot": "0.1.0",
        "classifier": "cues-1",
        "playbook": builders.playbook().stamp,
    }


@pytest.mark.parametrize("claim", ["username", "preferred_username", "email", "name"])
def test_f72_who_only_calls_themself_like_an_agent_does_not_hold_their_cases(claim: str) -> None:
    """F72."""
    world = World()
    world.open(agent="grace", team="billing")
    claims = {"sub": "sub-evil", "cognito:groups": "[agent]", claim: "grace"}

    impostor = Client(world.app, claims)

    assert impostor.get("/v1/cases/c1").status == 404
    assert world.grace.get("/v1/cases/c1").status == 200
