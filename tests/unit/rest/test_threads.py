"""S53: a long answer through the API, on a channel that has threads."""

from typing import Any

from earshot.ports import Commit
from tests import builders
from tests.unit.rest.world import World

ASKED = "at://did:plc:ada/app.bsky.feed.post/3k2a"
LONG = "We are looking into it and will be back soon. " * 12
CARE: dict[str, Any] = {"name": "default", "act": "respond", "team": "care"}


def asked(*, thread: bool) -> World:
    """A question on Bluesky, in a case that the clause opened."""
    bluesky = {"channel": "bluesky", "connector": "bluesky", "own_ids": ("did:plc:acme",)}
    world = World(
        accounts=(builders.account(**bluesky, answer_secret="answer"),),
        playbook=builders.playbook(clauses=[{**CARE, "thread": thread}]),
    )
    opened = builders.case(reply_to=ASKED, channel="bluesky")
    event = builders.case_event(
        case_id=opened.id,
        mention_id=ASKED,
        data={"clause": "default", "mode": "act"},
        changes=opened.model_dump(mode="json", exclude={"id", "version"}, exclude_none=True),
    )
    world.store.commit(Commit(case=opened, expected=0, events=[event]))
    world.say(id=ASKED, channel="bluesky")
    return world


def test_s53_the_answer_is_the_first_part_and_names_them_all() -> None:
    world = asked(thread=True)
    answer = world.grace.post("/v1/cases/c1/replies", {"text": LONG})
    assert (answer.status, answer.json["state"], answer.json["part"]) == (202, "planned", 1)
    first = answer.json["id"]
    assert answer.json["parts"] == [first, f"{first}-2"]
    assert answer.json["text"].endswith(" (1/2)")
    second = world.grace.get(f"/v1/cases/c1/replies/{first}-2")
    assert (second.status, second.json["state"], second.json["part"]) == (200, "waiting", 2)
    assert second.json["text"].endswith(" (2/2)\n— Grace, Acme")
    shown = world.grace.get("/v1/cases/c1").json
    assert [reply["id"] for reply in shown["replies"]] == answer.json["parts"]


def test_s53_the_same_request_again_gets_the_same_answer() -> None:
    world = asked(thread=True)
    first, again = (
        world.grace.post("/v1/cases/c1/replies", {"text": LONG}, key="once") for _ in range(2)
    )
    assert (again.status, again.json) == (202, first.json)


def test_s53_without_the_clause_it_is_refused_with_the_count() -> None:
    answer = asked(thread=False).grace.post("/v1/cases/c1/replies", {"text": LONG})
    assert (answer.status, answer.json["limit"]) == (422, 300)
