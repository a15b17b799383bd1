"""Personal data through the API: masked for who may not see it, refused where all read along."""

from typing import Any

import pytest

from earshot.domain.judgement import Span
from earshot.domain.mention import hash_text
from earshot.ports import Commit
from tests.builders import case, case_event, understood
from tests.unit.rest.world import World

SAID = "My card 4111 1111 1111 1111 was charged, call +49 30 901820"


def world_with(**over: object) -> World:
    world = World()
    world.open(**over)
    world.say(text=SAID)
    return world


def thread(world: World, who: str) -> str:
    [entry] = getattr(world, who).get("/v1/cases/c1").json["thread"]
    return str(entry["text"])


def test_s56_who_does_not_hold_the_case_reads_the_kind_alone() -> None:
    world = world_with(agent="grace")
    assert thread(world, "linus") == "My card [card] was charged, call [phone]"


def test_s56_who_holds_the_case_and_who_leads_see_what_is_masked_and_never_a_card() -> None:
    world = world_with(agent="grace")
    for who in ("grace", "boss", "admin"):
        assert thread(world, who) == "My card [card] was charged, call +49 30 901820"


def test_s56_notes_are_masked_like_what_they_repeat() -> None:
    world = world_with(agent="grace")
    world.grace.post("/v1/cases/c1/notes", {"text": SAID})
    end = {"resolution": "solved", "note": SAID, "without_closure": SAID}
    world.grace.post("/v1/cases/c1/resolve", end, match=2, key="k2")
    [_, note, resolved] = world.linus.get("/v1/cases/c1").json["timeline"]
    assert note["data"] == {"text": "My card [card] was charged, call [phone]"}
    for written in ("note", "without_closure"):
        assert resolved["data"][written] == "My card [card] was charged, call [phone]"


def test_s56_replies_in_private_are_masked_for_others() -> None:
    world = World()
    world.open(agent="grace")
    world.say(visibility="private")
    sent = world.grace.post("/v1/cases/c1/replies", {"text": "We call 07700 900461"})
    assert sent.status == 202
    where = sent.headers["Location"]
    assert world.grace.get(where).json["text"] == "We call 07700 900461\n— Grace, Acme"
    assert world.linus.get(where).json["text"] == "We call [phone]\n— Grace, Acme"
    [reply] = world.linus.get("/v1/cases/c1").json["replies"]
    assert reply["text"] == "We call [phone]\n— Grace, Acme"


def test_s56_a_public_answer_with_personal_data_is_refused_with_the_place() -> None:
    world = world_with(agent="grace")
    answer = world.grace.post("/v1/cases/c1/replies", {"text": "We call 07700 900461"})
    assert (answer.status, answer.json["field"]) == (422, "text")
    assert answer.json["findings"] == [{"kind": "phone", "start": 8, "end": 20}]
    assert "07700" not in str(answer.json)
    assert world.case().version == 1


def test_s57_a_card_is_refused_in_private_too() -> None:
    world = World()
    world.open(agent="grace")
    world.say(visibility="private")
    answer = world.grace.post("/v1/cases/c1/replies", {"text": "Card 4111 1111 1111 1111?"})
    assert answer.status == 422
    assert [found["kind"] for found in answer.json["findings"]] == ["card"]


def test_s56_words_that_are_kept_as_evidence_are_masked_too() -> None:
    world = world_with(agent="grace")
    data = {"evidence": {"words": SAID, "visibility": "public"}, "clause": "legal"}
    added = case_event(version=2, kind="mention_added", mention_id="m1", data=data)
    world.store.commit(Commit(case=case(version=2, agent="grace"), expected=1, events=[added]))
    [_, event] = world.linus.get("/v1/cases/c1").json["timeline"]
    assert event["data"] == {
        "evidence": {"words": "My card [card] was charged, call [phone]", "visibility": "public"},
        "clause": "legal",
    }


WHERE = "I moved to the old mill behind the church, ring Bob twice"
BY_A_SERVICE = (Span("address", 11, 41), Span("credential", 43, 57))


def told_by_a_service(text: str, **record: Any) -> World:
    """A post of which a service found what our detectors do not."""
    world = World()
    world.open(agent="grace")
    found = understood()._replace(personal_data=BY_A_SERVICE).as_dict()
    world.say(text=text, classification=found, **record)
    return world


def test_s56_what_a_service_found_is_hidden_like_what_we_find() -> None:
    world = told_by_a_service(WHERE, labelled=hash_text(WHERE))
    assert thread(world, "linus") == "I moved to [address], [credential]"
    assert thread(world, "grace") == "I moved to the old mill behind the church, [credential]"


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        ({}, False),
        ({"labelled": hash_text("what it said before")}, False),
        ({"labelled": hash_text(WHERE)}, True),
    ],
)
def test_s56_places_in_one_text_are_never_looked_for_in_another(
    record: dict[str, Any], shown: bool
) -> None:
    said = thread(told_by_a_service(WHERE, **record), "linus")
    assert said == ("I moved to [address], [credential]" if shown else WHERE)
