"""Claiming, releasing and assigning a case through the API."""

from tests import builders
from tests.unit.rest.world import World


def test_an_agent_claims_a_case_and_sees_its_new_version(world: World) -> None:
    answer = world.grace.post("/v1/cases/c1/claim", match=1)

    assert (answer.status, answer.headers["ETag"]) == (200, '"2"')
    assert answer.json["agent"] == "grace"
    assert world.case().agent == "grace"


def test_f41_the_second_of_two_who_claim_is_told_who_was_first(world: World) -> None:
    """F41, D45: both saw version 1."""
    first = world.grace.post("/v1/cases/c1/claim", match=1)
    second = world.linus.post("/v1/cases/c1/claim", match=1)

    assert (first.status, second.status) == (200, 409)
    assert second.json["holder"] == "grace"
    assert second.json["detail"] == "case c1 is held by grace"


def test_f83_a_stale_version_is_refused_with_the_current_one(world: World) -> None:
    world.grace.post("/v1/cases/c1/notes", {"text": "Seen before"}, match=1)

    answer = world.grace.post("/v1/cases/c1/claim", match=1, key="key-2")

    assert (answer.status, answer.json["current"]) == (412, 2)
    assert answer.kind == "application/problem+json"
    assert world.case().agent is None


def test_a_change_without_a_version_is_refused(world: World) -> None:
    answer = world.grace.post("/v1/cases/c1/claim")

    assert (answer.status, answer.json["field"]) == (428, "If-Match")


def test_a_version_that_is_none_is_malformed(world: World) -> None:
    answer = world.grace.post("/v1/cases/c1/claim", match="newest")

    assert (answer.status, answer.json["field"]) == (400, "If-Match")


def test_claiming_twice_changes_nothing(world: World) -> None:
    world.grace.post("/v1/cases/c1/claim", match=1)

    again = world.grace.post("/v1/cases/c1/claim", match=2, key="key-2")

    assert (again.status, again.json["version"]) == (200, 2)


def test_the_holder_puts_a_case_back(world: World) -> None:
    world.grace.post("/v1/cases/c1/claim", match=1)

    answer = world.grace.post("/v1/cases/c1/release", match=2, key="key-2")

    assert (answer.status, answer.json["agent"]) == (200, None)


def test_only_the_holder_or_a_supervisor_puts_a_case_back(world: World) -> None:
    world.grace.post("/v1/cases/c1/claim", match=1)

    refused = world.linus.post("/v1/cases/c1/release", match=2)
    done = world.boss.post("/v1/cases/c1/release", match=2)

    assert (refused.status, done.status) == (409, 200)


def test_a_supervisor_assigns_a_case_to_an_agent_of_another_team(world: World) -> None:
    body = {"team": "billing", "agent": "bill", "reason": "A refund"}

    answer = world.boss.post("/v1/cases/c1/assign", body, match=1)

    assert (answer.json["team"], answer.json["agent"]) == ("billing", "bill")
    assert [c["id"] for c in world.bill.get("/v1/agents/me/cases").json["cases"]] == ["c1"]


def test_a_holder_hands_a_case_on_and_may_repeat_the_call_though_it_is_out_of_sight(
    world: World,
) -> None:
    """F65: the answer was lost on the way."""
    world.grace.post("/v1/cases/c1/claim", match=1)
    body = {"team": "billing", "reason": "A refund"}

    first = world.grace.post("/v1/cases/c1/assign", body, match=2, key="key-2")
    again = world.grace.post("/v1/cases/c1/assign", body, match=2, key="key-2")

    assert (first.status, first.json["team"]) == (200, "billing")
    assert (again.status, again.text) == (200, first.text)
    assert world.grace.get("/v1/cases/c1").status == 404


def test_an_agent_does_not_assign_what_nobody_holds(world: World) -> None:
    body = {"agent": "linus", "reason": "He knows"}

    assert world.grace.post("/v1/cases/c1/assign", body, match=1).status == 403


def test_a_case_goes_to_no_team_that_the_playbook_does_not_know(world: World) -> None:
    body = {"team": "bilding", "reason": "A refund"}

    answer = world.boss.post("/v1/cases/c1/assign", body, match=1)

    assert (answer.status, answer.json["field"]) == (422, "team")
    assert answer.json["detail"] == "the playbook has no team bilding; it has care, billing"


def test_a_case_goes_to_no_team_of_another_brand() -> None:
    teams = {
        "care": {"name": "Care"},
        "acmecare": {"name": "Acme's care", "brand": "acme"},
        "zetacare": {"name": "Zeta's care", "brand": "zeta"},
    }
    brands = {name: {"display_name": name, "names": [name]} for name in ("acme", "zeta")}
    world = World(playbook=builders.playbook(teams=teams, brands=brands))
    world.open()

    refused = world.boss.post("/v1/cases/c1/assign", {"team": "zetacare", "reason": "-"}, match=1)
    done = world.boss.post("/v1/cases/c1/assign", {"team": "acmecare", "reason": "-"}, match=1)

    assert (refused.status, refused.json["field"]) == (422, "team")
    assert refused.json["detail"] == "team zetacare works for zeta only"
    assert (done.status, done.json["team"]) == (200, "acmecare")


def test_to_nobody_is_no_assignment(world: World) -> None:
    answer = world.boss.post("/v1/cases/c1/assign", {"reason": "Away"}, match=1)

    assert (answer.status, answer.json["detail"]) == (422, "team or agent is needed")
