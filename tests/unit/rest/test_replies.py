"""Answering a customer through the API."""

from typing import Any

import pytest

from tests import builders
from tests.unit.rest.world import World


def test_an_answer_is_planned_signed_and_can_be_looked_up(world: World) -> None:
    answer = world.grace.post("/v1/cases/c1/replies", {"text": "On our way"})

    assert answer.status == 202
    assert answer.json["text"] == "On our way\n— Grace, Acme"
    assert (answer.json["state"], answer.json["in_reply_to"]) == ("planned", "m1")
    assert (answer.json["visibility"], answer.json["agent"]) == ("public", "grace")
    found = world.grace.get(answer.headers["Location"])
    assert (found.status, found.json) == (200, answer.json)


def test_who_answers_a_case_that_nobody_holds_takes_it(world: World) -> None:
    world.grace.post("/v1/cases/c1/replies", {"text": "On our way"})

    assert world.case().agent == "grace"


def test_f67_d45_only_the_holder_answers(world: World) -> None:
    """F67, D45."""
    world.grace.post("/v1/cases/c1/claim", match=1)

    answer = world.linus.post("/v1/cases/c1/replies", {"text": "Me too"})

    assert (answer.status, answer.json["holder"]) == (409, "grace")
    assert world.grace.get("/v1/cases/c1").json["replies"] == []


def test_f67_a_supervisor_answers_over_the_holder_by_force_alone(world: World) -> None:
    """F67."""
    world.grace.post("/v1/cases/c1/claim", match=1)

    without = world.boss.post("/v1/cases/c1/replies", {"text": "I take over"})
    forced = world.boss.post("/v1/cases/c1/replies", {"text": "I take over", "force": True})

    assert (without.status, forced.status) == (409, 202)
    assert world.case().agent == "grace"


def test_f76_an_agent_has_no_force(world: World) -> None:
    """F76."""
    body = {"text": "I take over", "force": True}

    assert world.grace.post("/v1/cases/c1/replies", body).status == 403


@pytest.mark.parametrize(
    ("account", "site", "said"),
    [
        ({"never_respond": True}, None, "generic/acmehelp is never_respond"),
        ({"mode": "listen_only"}, None, "generic/acmehelp is listen_only"),
        ({}, {"never_respond": True}, "generic/acmehelp is never_respond"),
    ],
)
def test_nothing_is_answered_where_nothing_may_be_not_even_by_force(
    account: dict[str, Any], site: dict[str, Any] | None, said: str
) -> None:
    sites = [{"channel": "generic", "account": "acmehelp", **site}] if site else []
    world = World(accounts=(builders.account(**account),), playbook=builders.playbook(sites=sites))
    world.open()
    world.say()

    answer = world.boss.post("/v1/cases/c1/replies", {"text": "Hello", "force": True})

    assert answer.status == 403
    assert answer.json["detail"].startswith(said)


def test_people_answer_on_an_account_that_only_advises() -> None:
    world = World(accounts=(builders.account(mode="advise"),))
    world.open()
    world.say()

    assert world.grace.post("/v1/cases/c1/replies", {"text": "Hello"}).status == 202


@pytest.mark.parametrize(
    ("parent", "wanted", "status", "seen_by"),
    [
        ("public", None, 202, "public"),
        ("public", "unlisted", 202, "unlisted"),
        ("public", "private", 202, "private"),
        ("private", None, 202, "private"),
        ("private", "private", 202, "private"),
        ("private", "public", 422, None),
        ("followers", "unlisted", 422, None),
        ("unlisted", "public", 422, None),
    ],
)
def test_an_answer_is_never_seen_by_more_people_than_the_mention(
    parent: str, wanted: str | None, status: int, seen_by: str | None
) -> None:
    world = World()
    world.open()
    world.say(visibility=parent)

    body = {"text": "Hello", "visibility": wanted}
    answer = world.grace.post("/v1/cases/c1/replies", body)

    assert (answer.status, answer.json.get("visibility")) == (status, seen_by)


def test_an_answer_goes_to_the_mention_that_is_named(world: World) -> None:
    world.say(id="m2")

    answer = world.grace.post("/v1/cases/c1/replies", {"text": "Hello", "mention_id": "m2"})

    assert answer.json["in_reply_to"] == "m2"


def test_a_mention_of_another_case_is_not_answered_from_this_one(world: World) -> None:
    world.say("c2", id="m2")

    answer = world.grace.post("/v1/cases/c1/replies", {"text": "Hello", "mention_id": "m2"})

    assert (answer.status, answer.json["field"]) == (422, "mention_id")


def test_f70_a_deleted_mention_is_not_answered() -> None:
    """F70."""
    world = World()
    world.open()
    world.say(deleted=True, text=None)

    answer = world.grace.post("/v1/cases/c1/replies", {"text": "Hello"})

    assert (answer.status, "deleted" in answer.json["detail"]) == (409, True)


def test_a_resolved_case_is_reopened_before_it_is_answered(world: World) -> None:
    world.grace.post("/v1/cases/c1/resolve", {"resolution": "solved"}, match=1)

    answer = world.grace.post("/v1/cases/c1/replies", {"text": "Hello"}, key="key-2")

    assert answer.status == 409


def test_f69_a_text_that_is_too_long_is_refused_before_it_is_planned(world: World) -> None:
    """F69: with the sign-off, 10,000 characters where the channel says nothing else."""
    answer = world.grace.post("/v1/cases/c1/replies", {"text": "x" * 9_995})

    assert (answer.status, world.case().version) == (422, 1)
    assert "may have 10000 characters" in answer.json["detail"]


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_001])
def test_an_empty_or_endless_text_names_its_field(world: World, text: str) -> None:
    answer = world.grace.post("/v1/cases/c1/replies", {"text": text})

    assert (answer.status, answer.json["field"]) == (422, "text")


def test_a_reply_of_another_case_is_not_found(world: World) -> None:
    made = world.grace.post("/v1/cases/c1/replies", {"text": "Hello"}).json["id"]
    world.open(id="c2")

    assert world.grace.get(f"/v1/cases/c2/replies/{made}").status == 404
