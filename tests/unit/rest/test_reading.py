"""Reading a case: thread, timeline, clocks, replies, why."""

from earshot.domain.classify import classify
from earshot.ports import Commit
from tests import builders
from tests.unit.rest.world import World

DECISION = {
    "act": "respond",
    "clause": "complaint",
    "priority": 62,
    "factors": {"complaint": 40, "public": 22},
    "brand": "acme",
    "team": "care",
    "skills": ["language:en"],
    "sla_policy": "standard",
    "template": None,
    "mode": "act",
    "playbook": "v1:abc",
    "classifier": "cues-1",
}


def test_a_case_tells_its_version_as_its_entity_tag(world: World) -> None:
    answer = world.grace.get("/v1/cases/c1")

    assert (answer.status, answer.headers["ETag"], answer.json["version"]) == (200, '"1"', 1)


def test_a_case_tells_why_it_is_one() -> None:
    world = World()
    world.open()
    understood = classify(builders.mention(text="I will sue you"), builders.playbook())
    world.say(decision=DECISION, classification=understood.as_dict())

    why = world.grace.get("/v1/cases/c1").json["why"]

    assert (why["act"], why["clause"], why["priority"]) == ("respond", "complaint", 62)
    assert why["factors"] == [
        {"name": "complaint", "points": 40},
        {"name": "public", "points": 22},
    ]
    assert (why["playbook"], why["classifier"]) == ("v1:abc", "cues-1")
    assert why["mention_id"] == "m1"
    assert why["classification"] == understood.as_dict()
    assert why["classification"]["set_by"]["legal"]["source"] == "cue:legal"


def test_labels_that_an_older_version_recorded_are_told() -> None:
    """They do not say which of them is in doubt, nor who set the flags."""
    world = World()
    world.open()
    understood = classify(builders.mention(text="call 07700 900461"), builders.playbook())
    old = {**understood.as_dict(), "risk": ["legal"], "flags": ["unsure"]}
    del old["unsure"], old["set_by"], old["personal_data"][0]["source"]
    world.say(decision=DECISION, classification=old)

    told = world.grace.get("/v1/cases/c1").json["why"]["classification"]

    assert (told["risk"], told["flags"], told["unsure"], told["set_by"]) == (
        ["legal"],
        ["unsure"],
        [],
        {},
    )
    assert told["personal_data"][0]["source"] == "detector"


def test_numbers_that_nobody_should_read_are_blacked_out() -> None:
    world = World()
    world.open()
    world.say(text="My card 4111 1111 1111 1111 was charged, call +49 30 901820")

    [entry] = world.grace.get("/v1/cases/c1").json["thread"]

    assert entry["text"] == "My card [card] was charged, call [phone]"


def test_a_thread_runs_from_the_oldest_mention_to_the_newest(world: World) -> None:
    second = builders.case_event(version=2, kind="mention_added", mention_id="m0")
    world.store.commit(Commit(case=builders.case(version=2), expected=1, events=[second]))
    world.say(id="m0", created_at="2026-03-01T09:00:00Z")

    thread = world.grace.get("/v1/cases/c1").json["thread"]

    assert [entry["id"] for entry in thread] == ["m0", "m1"]


def test_a_very_long_thread_is_cut_at_its_old_end() -> None:
    world = World()
    events = [
        builders.case_event(version=n, kind="mention_added", mention_id=f"m{n}")
        for n in range(1, 121)
    ]
    world.store.commit(Commit(case=builders.case(version=120), expected=0, events=events))
    for n in range(1, 121):
        world.say(id=f"m{n}", decision=DECISION if n == 1 else None)

    whole = world.grace.get("/v1/cases/c1").json

    assert (len(whole["thread"]), whole["earlier_mentions"]) == (100, 20)
    assert whole["why"]["mention_id"] == "m1"


def test_a_very_long_timeline_is_cut_at_its_old_end() -> None:
    world = World()
    world.say()
    events = [
        builders.case_event(version=n, kind="mention_added", mention_id="m1") for n in range(1, 251)
    ]
    world.store.commit(Commit(case=builders.case(version=250), expected=0, events=events))

    whole = world.grace.get("/v1/cases/c1").json

    assert [entry["version"] for entry in whole["timeline"]] == list(range(51, 251))
    assert whole["earlier_events"] == 50
    assert (len(whole["thread"]), whole["why"]) == (1, None)


def test_a_short_timeline_is_whole(world: World) -> None:
    whole = world.grace.get("/v1/cases/c1").json

    assert ([entry["version"] for entry in whole["timeline"]], whole["earlier_events"]) == ([1], 0)


def test_a_deleted_mention_is_shown_as_such() -> None:
    world = World()
    world.open()
    world.say(deleted=True, text=None)

    [entry] = world.grace.get("/v1/cases/c1").json["thread"]

    assert (entry["deleted"], entry["text"]) == (True, None)


def test_clocks_tell_their_promise_and_their_state() -> None:
    world = World()
    first = builders.clock(breached_at="2026-03-02T10:00:00Z")
    next_one = builders.clock(
        name="next_response", cycle=0, stopped_at="2026-03-02T09:00:00Z", running_since=None
    )
    resolution = builders.clock(name="resolution", running_since=None, due_at=None, warn_at=None)
    world.open(
        clocks={"first_response": first, "next_response": next_one, "resolution": resolution}
    )

    clocks = {c["name"]: c for c in world.grace.get("/v1/cases/c1").json["clocks"]}

    assert {name: c["state"] for name, c in clocks.items()} == {
        "first_response": "running",
        "next_response": "waiting",
        "resolution": "paused",
    }
    first_view = clocks["first_response"]
    assert (first_view["due_at"], first_view["breached"]) == ("2026-03-02T10:00:00Z", True)
    assert (first_view["target_seconds"], clocks["resolution"]["due_at"]) == (3600, None)


def test_f74_nothing_internal_goes_out(world: World) -> None:
    """F74: due steps, leases, changes and request stamps stay inside."""
    world.grace.post("/v1/cases/c1/replies", {"text": "Hello"})

    whole = world.grace.get("/v1/cases/c1").json

    assert "step" not in whole
    assert set(whole["timeline"][-1]) == {
        "version",
        "kind",
        "at",
        "actor",
        "mention_id",
        "reply_id",
        "alert_id",
        "data",
    }
    assert "lease_until" not in whole["replies"][0]
    assert "text_hash" not in whole["replies"][0]
