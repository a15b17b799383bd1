"""A person decides a reply that is `unknown`, through the API."""

from typing import Any

import pytest

from tests import builders
from tests.unit.rest.world import World

PATH = "/v1/cases/c1/replies/p1/decision"


@pytest.fixture
def unsure(world: World) -> World:
    """A case with a reply `p1` of which nobody knows whether it was posted."""
    in_doubt = {"state": "unknown", "attempt": 2, "reason": "no_answer"}
    case = world.case()
    event = builders.case_event(version=2, kind="reply_unknown", reply_id="p1")
    after = case.model_copy(update={"version": 2})
    world.put(case=after, expected=1, events=[event], reply=builders.reply(**in_doubt))
    return world


def test_what_was_found_there_is_sent_and_the_timeline_says_who_said_so(unsure: World) -> None:
    answer = unsure.grace.post(PATH, {"decision": "sent", "platform_id": "77"})

    assert (answer.status, answer.json["state"]) == (200, "pending")
    found = unsure.grace.get("/v1/cases/c1/replies/p1").json
    assert (found["state"], found["platform_id"]) == ("sent", "77")
    (decided,) = [
        entry
        for entry in unsure.grace.get("/v1/cases/c1").json["timeline"]
        if entry["kind"] == "reply_decided"
    ]
    assert (decided["actor"], decided["data"]["decision"]) == ("grace", "sent")


def test_what_is_not_there_is_sent_once_more_where_that_is_asked_for(unsure: World) -> None:
    answer = unsure.grace.post(PATH, {"decision": "not_sent", "resend": True})

    assert answer.status == 200
    found = unsure.grace.get("/v1/cases/c1/replies/p1").json
    assert (found["state"], found["attempt"], found["reason"]) == ("planned", 3, None)


def test_a_decision_that_is_asked_twice_is_made_once(unsure: World) -> None:
    body = {"decision": "not_sent", "resend": True}
    first = unsure.grace.post(PATH, body)
    again = unsure.grace.post(PATH, body)

    assert (first.status, again.status, again.json["version"]) == (200, 200, first.json["version"])
    assert unsure.grace.post(PATH, {"decision": "sent"}, key="key-2").status == 409


def test_only_who_may_answer_the_case_decides(unsure: World) -> None:
    unsure.linus.post("/v1/cases/c1/claim", match=2)

    refused = unsure.grace.post(PATH, {"decision": "sent"})
    led = unsure.boss.post(PATH, {"decision": "sent"}, key="key-2")

    assert (refused.status, refused.json["holder"], led.status) == (409, "linus", 200)


def test_a_decision_on_an_old_version_is_not_made(unsure: World) -> None:
    assert unsure.grace.post(PATH, {"decision": "sent"}, match=1).status == 412


@pytest.mark.parametrize(
    "body",
    [
        {"decision": "sent", "resend": True},
        {"decision": "not_sent", "platform_id": "77"},
        {"decision": "perhaps"},
        {},
    ],
)
def test_a_decision_that_contradicts_itself_is_refused(unsure: World, body: dict[str, Any]) -> None:
    assert unsure.grace.post(PATH, body).status == 422


def test_a_reply_that_nobody_doubts_is_not_decided(world: World) -> None:
    planned = world.grace.post("/v1/cases/c1/replies", {"text": "Hello"}).json["id"]
    path = f"/v1/cases/c1/replies/{planned}/decision"

    assert world.grace.post(path, {"decision": "sent"}, key="key-2").status == 409
    assert world.grace.post(PATH, {"decision": "sent"}, key="key-3").status == 404
