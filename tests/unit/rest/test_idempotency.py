"""What a repeated, a reused and a missing idempotency key do."""

import pytest

from earshot.errors import Conflict
from earshot.ports import Commit
from tests import builders
from tests.unit.rest.world import World


def test_f65_the_same_key_and_body_get_the_same_answer_and_one_event(world: World) -> None:
    """F65: double click, client retry, lost response."""
    first = world.grace.post("/v1/cases/c1/claim", match=1)
    world.linus.post("/v1/cases/c1/notes", {"text": "Meanwhile"})

    again = world.grace.post("/v1/cases/c1/claim", match=1)

    assert (again.status, again.text, again.headers["ETag"]) == (200, first.text, '"2"')
    assert world.case().version == 3


def test_f65_a_double_click_plans_one_reply_with_one_answer(world: World) -> None:
    """F65."""
    first = world.grace.post("/v1/cases/c1/replies", {"text": "On our way"})
    again = world.grace.post("/v1/cases/c1/replies", {"text": "On our way"})

    assert (first.status, again.status, again.text) == (202, 202, first.text)
    assert len(world.grace.get("/v1/cases/c1").json["replies"]) == 1


def test_f65_a_repeat_is_answered_as_before_though_the_reply_has_been_sent(world: World) -> None:
    first = world.grace.post("/v1/cases/c1/replies", {"text": "On our way"})
    planned = world.store.reply("c1", first.json["id"])
    assert planned is not None
    sent = planned.model_copy(update={"state": "sent", "attempt": 1, "platform_id": "77"})
    world.store.move_reply(sent, was=("planned", 0))

    again = world.grace.post("/v1/cases/c1/replies", {"text": "On our way"})

    assert again.text == first.text
    assert world.grace.get(f"/v1/cases/c1/replies/{planned.id}").json["state"] == "sent"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/cases/c1/notes", {"text": "Other words"}),
        ("/v1/cases/c1/replies", {"text": "Called"}),
        ("/v1/cases/c1/resolve", {"resolution": "solved"}),
    ],
)
def test_f66_the_same_key_with_another_request_is_refused(
    world: World, path: str, body: dict[str, str]
) -> None:
    """F66."""
    world.grace.post("/v1/cases/c1/notes", {"text": "Called"}, match=1)

    answer = world.grace.post(path, body, match=2)

    assert (answer.status, world.case().version) == (422, 2)
    assert "Idempotency-Key" in answer.json["detail"]


def test_two_people_may_choose_the_same_key(world: World) -> None:
    world.grace.post("/v1/cases/c1/notes", {"text": "One"})

    assert world.linus.post("/v1/cases/c1/notes", {"text": "Two"}).status == 200


def test_a_write_without_a_key_is_refused_and_the_header_named(world: World) -> None:
    answer = world.grace.post("/v1/cases/c1/notes", {"text": "Called"}, key=None)

    assert (answer.status, answer.json["field"]) == (400, "Idempotency-Key")
    assert world.case().version == 1


@pytest.mark.parametrize("key", ["", " ", "k" * 129, "schlüssel", "a\x00b"])
def test_a_key_is_1_to_128_printable_characters(world: World, key: str) -> None:
    answer = world.grace.post("/v1/cases/c1/notes", {"text": "Called"}, key=key)

    assert (answer.status, answer.json["field"]) == (400, "Idempotency-Key")


def test_a_key_of_128_characters_with_commas_is_fine(world: World) -> None:
    key = "k," * 64

    assert world.grace.post("/v1/cases/c1/notes", {"text": "Called"}, key=key).status == 200


def test_a_write_that_loses_a_race_is_tried_again_on_what_it_finds(world: World) -> None:
    real = world.store.commit
    raced: list[Commit] = []
    casework = world.desk().casework

    def commit(commit: Commit) -> None:
        if not raced:
            raced.append(commit)
            casework.note(builders.asked(), "First")
        real(commit)

    world.store.commit = commit  # type: ignore[method-assign]  # a race at the worst moment
    answer = world.grace.post("/v1/cases/c1/notes", {"text": "Second"})

    assert (answer.status, answer.json["version"]) == (200, 3)


def test_a_write_that_loses_every_race_is_a_conflict(world: World) -> None:
    def commit(commit: Commit) -> None:
        raise Conflict("somebody was first")

    world.store.commit = commit  # type: ignore[method-assign]  # others are always first
    answer = world.grace.post("/v1/cases/c1/notes", {"text": "Never"})

    assert (answer.status, answer.json["detail"]) == (409, "case c1 keeps changing")
