"""The words of the playbook in force, and what is said where a request has others."""

from typing import Any

import pytest

from earshot.ports import Commit
from tests import builders
from tests.unit.rest.world import World

TOPICS = {"parcels": {"keywords": ["parcel"], "team": "care"}, "bills": {"keywords": ["bill"]}}


@pytest.fixture
def world() -> World:
    made = World(
        playbook=builders.playbook(
            taxonomy={"topics": TOPICS},
            templates={"seen": {"text": "Hi {author}", "languages": {"de": "Hallo {author}"}}},
            clauses=[
                {
                    "name": "bills",
                    "because": "money first",
                    "when": {"topic": "bills", "language": "fr"},
                    "act": "respond",
                    "team": "billing",
                    "skills": ["refunds"],
                },
                {"name": "default", "act": "listen", "team": "care"},
            ],
        )
    )
    made.open()
    made.say()
    return made


def test_a_frontend_learns_the_words_of_the_playbook_in_force(world: World) -> None:
    answer = world.grace.get("/v1/playbook")

    told = answer.json
    assert (answer.status, told["playbook"], told["version"]) == (200, world.playbook.stamp, 1)
    assert told["topics"] == [
        {"name": "parcels", "team": "care"},
        {"name": "bills", "team": None},
        {"name": "other", "team": None},
    ]
    assert told["teams"][1] == {"name": "billing", "display_name": "Billing", "brand": None}
    assert told["brands"] == [{"name": "acme", "display_name": "Acme", "handles": []}]
    assert told["intents"] == ["complaint", "question", "request", "feedback", "praise", "other"]
    assert told["clauses"][0] == {"name": "bills", "act": "respond", "reason": "money first"}
    assert told["sla_policies"] == [
        {
            "name": "standard",
            "calendar": "weekdays",
            "first_response_seconds": 3600,
            "next_response_seconds": None,
            "resolution_seconds": None,
        }
    ]
    assert told["calendars"] == [{"name": "weekdays", "time_zone": "UTC"}]
    assert told["templates"] == [
        {"name": "seen", "text": "Hi {author}", "languages": {"de": "Hallo {author}"}}
    ]
    assert (told["languages"], told["skills"]) == (["de", "fr"], ["refunds"])
    assert {"noise", "actionable"} < set(told["relevances"])
    assert {"respond", "amplify"} < set(told["acts"])


def test_who_has_the_newest_words_gets_them_not_again(world: World) -> None:
    tag = world.grace.get("/v1/playbook").headers["ETag"]

    again = world.grace.call("GET", "/v1/playbook", headers={"if-none-match": tag})
    assert (again.status, again.text, again.headers["ETag"]) == (304, "", tag)

    world.playbook = builders.playbook(version=2)
    newer = world.grace.call("GET", "/v1/playbook", headers={"if-none-match": tag})
    assert (newer.status, newer.json["version"]) == (200, 2)


@pytest.mark.parametrize(
    ("labels", "detail"),
    [
        (
            {"topic": "delivery"},
            "the playbook has no topic delivery; it has parcels, bills, other",
        ),
        (
            {"intent": "rage"},
            "intent: Input should be 'complaint', 'question', 'request', 'feedback', 'praise'"
            " or 'other'",
        ),
        ({}, "body: give at least one of relevance, topic, intent, sentiment"),
    ],
)
def test_labels_that_cannot_be_are_refused_alike_with_what_can(
    world: World, labels: dict[str, Any], detail: str
) -> None:
    answer = world.grace.post("/v1/cases/c1/labels", {"mention_id": "m1", **labels})

    assert (answer.status, answer.json["detail"]) == (422, detail)


def test_labels_of_a_mention_of_no_case_are_refused_alike(world: World) -> None:
    body = {"mention_id": "m9", "topic": "bills"}
    answer = world.grace.post("/v1/cases/c1/labels", body)
    assert (answer.status, answer.json["field"]) == (422, "mention_id")


def test_seconds_of_older_events_have_the_names_of_newer_ones(world: World) -> None:
    earlier = {"clock": "first_response", "target_s": 3600, "late_s": 3}
    event = builders.case_event(version=2, kind="sla_breached", data=earlier)
    world.store.commit(Commit(case=builders.case(version=2), expected=1, events=[event]))
    told = world.grace.get("/v1/cases/c1").json["timeline"][-1]["data"]
    assert told == {"clock": "first_response", "target_seconds": 3600, "late_seconds": 3}
