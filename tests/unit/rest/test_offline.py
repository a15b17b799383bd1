"""Taking a matter offline and back through the API."""

import pytest

from tests import builders
from tests.unit.rest.world import World


@pytest.fixture
def asking() -> World:
    """One public case, and words for the public parts of a promise."""
    world = World(
        playbook=builders.playbook(
            templates={
                "moving": {"text": "Hi {author}, we write to you in private. {agent}"},
                "closed": {"text": "Sorted out in private."},
            },
            offline={"acknowledgement": "moving", "closure": "closed"},
        )
    )
    world.open(author="Ada")
    world.say()
    return world


def test_s38_an_agent_takes_a_matter_offline_and_is_offered_the_words(asking: World) -> None:
    before = asking.grace.get("/v1/cases/c1").json
    assert (before["promise"], before["offer"]) == (None, None)

    moved = asking.grace.post("/v1/cases/c1/move-private", {"reason": "law"}, match=1)

    assert (moved.status, moved.json["act"]) == (200, "move_private")
    promise = moved.json["promise"]
    assert (promise["reason"], promise["mention_id"], promise["due_at"]) == ("law", "m1", None)
    assert promise["closure"] == {"state": "due", "reply_id": None}
    assert asking.grace.get("/v1/cases/c1").json["offer"] == {
        "leg": "acknowledgement",
        "template": "moving",
        "text": "Hi Ada, we write to you in private. Grace",
    }


def test_s38_a_reply_tells_which_part_it_is(asking: World) -> None:
    asking.grace.post("/v1/cases/c1/move-private", {"reason": "privacy"}, match=1)

    sent = asking.grace.post(
        "/v1/cases/c1/replies", {"text": "Hello", "visibility": "private"}, key="key-2"
    )

    assert (sent.status, sent.json["leg"]) == (202, "private")
    legs = asking.grace.get("/v1/cases/c1").json["promise"]
    assert legs["private"] == {"state": "planned", "reply_id": sent.json["id"]}


def test_s39_a_case_that_owes_a_closure_says_so_when_it_is_resolved(asking: World) -> None:
    asking.grace.post("/v1/cases/c1/move-private", {"reason": "privacy"}, match=1)
    asking.grace.post("/v1/cases/c1/replies", {"text": "Hello"}, key="key-2")
    version = asking.case().version
    path, solved = "/v1/cases/c1/resolve", {"resolution": "solved"}

    refused = asking.grace.post(path, solved, match=version, key="key-3")
    why = {**solved, "without_closure": "They asked us not to"}
    done = asking.grace.post(path, why, match=version, key="key-4")

    assert refused.status == 409
    assert "owes a public closure" in refused.json["detail"]
    assert (done.status, done.json["promise"]["waived"]) == (200, "agent")


def test_an_unknown_reason_is_refused_by_name(asking: World) -> None:
    answer = asking.grace.post("/v1/cases/c1/move-private", {"reason": "mood"}, match=1)
    assert answer.status == 422
    assert "reason" in answer.text


def test_s38_the_clauses_own_template_is_offered_first(asking: World) -> None:
    decided = builders.decision(act="move_private", template="closed").as_dict()
    asking.store.put_mention(
        builders.mention_record(case_id="c1", decision=decided, revision=2, seen={"create": "r1"})
    )
    asking.grace.post("/v1/cases/c1/move-private", {"reason": "privacy"}, match=1)
    assert asking.grace.get("/v1/cases/c1").json["offer"]["template"] == "closed"
