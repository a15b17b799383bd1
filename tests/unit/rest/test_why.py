"""`GET /v1/mentions/{ref}/why`: the recorded decision, the same made again, and another's."""

from typing import Any

import pytest

from earshot.domain.basis import kept
from earshot.domain.classify import classify
from earshot.domain.decide import decide
from earshot.domain.playbook import Playbook
from earshot.rest.references import key_of, ref_of
from tests import builders
from tests.builders import MONDAY_NINE
from tests.unit.rest.world import World

REF = "Z2VuZXJpYzphY21laGVscDptMQ"  # generic:acmehelp:m1
PATH = f"/v1/mentions/{REF}/why"


def decided(playbook: Playbook, **over: Any) -> dict[str, Any]:
    """The labels and the decision of the mention m1 as a record holds them."""
    mention = builders.mention(**over)
    understood = classify(mention, playbook)
    site = builders.account()
    decision = decide(mention, understood, None, site, playbook, MONDAY_NINE)
    return {
        "classification": understood.as_dict(),
        "decision": kept(decision, mention, None, site, MONDAY_NINE),
    }


@pytest.fixture
def world() -> World:
    """The mention m1 has opened the case c1 of the team care."""
    made = World(playbook=builders.promising_playbook())
    made.open()
    made.say(text="My parcel is lost", **decided(made.playbook, text="My parcel is lost"))
    return made


def test_a_recorded_decision_is_told_with_why_earlier_clauses_did_not_hold(world: World) -> None:
    answer = world.grace.get(PATH)
    assert answer.status == 200
    told = answer.json
    assert (told["id"], told["case_id"], told["again"]) == ("m1", "c1", "same")
    assert (told["recorded"]["act"], told["recorded"]["clause"]) == ("acknowledge", "lost")
    assert told["rederived"]["skipped"] == [
        {"clause": "unclear", "reason": "flags: none is not unclassified"}
    ]
    assert told["rederived"]["differs"] == []
    assert told["other"] is None


def test_another_playbook_is_asked_on_the_same_facts(world: World) -> None:
    clauses = [{"name": "all", "act": "listen", "team": "care"}]
    world.published.append(builders.promising_playbook(version=2, clauses=clauses))
    told = world.grace.get(PATH, playbook="v2").json
    assert (told["other"]["decision"]["act"], told["other"]["decision"]["clause"]) == (
        "listen",
        "all",
    )
    assert told["other"]["differs"] == ["act", "clause", "sla_policy", "template"]
    assert told["recorded"]["act"] == "acknowledge"


def test_the_playbook_in_force_can_be_asked_by_its_stamp(world: World) -> None:
    told = world.grace.get(PATH, playbook=world.playbook.stamp).json
    assert told["other"]["differs"] == []


def test_a_version_that_was_never_published_is_not_found(world: World) -> None:
    assert world.grace.get(PATH, playbook="v9").status == 404
    assert world.grace.get(PATH, playbook="newest").status == 400


def test_words_that_have_changed_since_are_not_judged_anew(world: World) -> None:
    made = decided(world.playbook, text="My parcel is lost")
    changed = World(playbook=world.playbook)
    changed.open()
    changed.say(text="Found it, all is well", **made)
    told = changed.grace.get(PATH).json
    assert (told["again"], told["rederived"]) == ("words_changed", None)
    assert told["recorded"]["clause"] == "lost"
    assert changed.grace.get(PATH, playbook=world.playbook.stamp).status == 404


def test_a_decision_from_before_its_basis_was_kept_is_shown_as_it_was(world: World) -> None:
    made = decided(world.playbook)
    del made["decision"]["basis"]
    older = World(playbook=world.playbook)
    older.open()
    older.say(**made)
    assert older.grace.get(PATH).json["again"] == "not_kept"


def test_a_playbook_whose_text_is_gone_leaves_what_was_recorded(world: World) -> None:
    world.playbook = builders.promising_playbook(version=3)
    told = world.grace.get(PATH).json
    assert (told["again"], told["rederived"]) == ("playbook_gone", None)


def test_s06_a_mention_without_a_case_is_seen_by_the_team_it_was_decided_for(world: World) -> None:
    alone = World(playbook=world.playbook)
    alone.store.put_mention(
        builders.mention_record(mention=builders.mention(), **decided(world.playbook))
    )
    assert alone.grace.get(PATH).status == 200
    assert alone.boss.get(PATH).status == 200
    assert alone.bill.get(PATH).status == 404


def test_f72_a_mention_of_another_teams_case_is_as_if_it_were_not(world: World) -> None:
    assert world.bill.get(PATH).status == 404


def test_what_nobody_decided_about_is_not_found(world: World) -> None:
    own = World()
    own.open()
    own.say()
    assert own.grace.get(PATH).status == 404


@pytest.mark.parametrize("ref", ["m1", "Z2VuZXJpYw", "____", "a"])
def test_a_reference_that_names_nothing_is_refused_with_what_is_wanted(
    world: World, ref: str
) -> None:
    answer = world.grace.get(f"/v1/mentions/{ref}/why")
    assert answer.status == 400
    assert "base64url" in answer.text


def test_references_hold_whatever_platforms_put_into_ids() -> None:
    key = builders.mention(channel="bluesky", id="at://did:plc:x/app.bsky.feed.post/3k é").key
    assert key_of(ref_of(key)) == key
    assert "/" not in ref_of(key)
