"""Resolving, reopening, snoozing and noting through the API."""

from datetime import UTC, datetime

from tests.unit.rest.world import World


def test_a_holder_resolves_a_case_with_a_remark(world: World) -> None:
    world.grace.post("/v1/cases/c1/claim", match=1)

    answer = world.grace.post(
        "/v1/cases/c1/resolve", {"resolution": "solved", "note": "Voucher"}, match=2, key="key-2"
    )

    assert (answer.status, answer.json["state"], answer.json["resolution"]) == (
        200,
        "resolved",
        "solved",
    )
    last = world.grace.get("/v1/cases/c1").json["timeline"][-1]
    assert (last["kind"], last["data"]["note"]) == ("case_resolved", "Voucher")


def test_d45_nobody_resolves_or_snoozes_what_another_holds(world: World) -> None:
    """D45."""
    world.grace.post("/v1/cases/c1/claim", match=1)
    until = {"until": "2026-03-03T09:00:00Z"}

    resolved = world.linus.post("/v1/cases/c1/resolve", {"resolution": "solved"}, match=2)
    snoozed = world.linus.post("/v1/cases/c1/snooze", until, match=2)

    assert (resolved.status, resolved.json["holder"]) == (409, "grace")
    assert (snoozed.status, snoozed.json["holder"]) == (409, "grace")


def test_a_case_is_not_resolved_twice(world: World) -> None:
    """F42: one event each, and only from a state that allows it."""
    world.grace.post("/v1/cases/c1/resolve", {"resolution": "solved"}, match=1)

    again = world.grace.post("/v1/cases/c1/resolve", {"resolution": "spam"}, match=2, key="key-2")

    assert again.status == 409
    assert "is resolved" in again.json["detail"]
    assert world.case().resolution == "solved"


def test_a_resolved_case_is_reopened_with_a_reason(world: World) -> None:
    world.grace.post("/v1/cases/c1/resolve", {"resolution": "solved"}, match=1)

    answer = world.linus.post("/v1/cases/c1/reopen", {"reason": "It broke again"}, match=2)

    assert (answer.status, answer.json["state"], answer.json["resolution"]) == (200, "open", None)


def test_a_snoozed_case_says_until_when_and_has_a_timer(world: World) -> None:
    answer = world.grace.post(
        "/v1/cases/c1/snooze", {"until": "2026-03-03T10:00:00+01:00"}, match=1
    )

    assert (answer.status, answer.json["state"]) == (200, "snoozed")
    assert answer.json["snoozed_until"] == "2026-03-03T09:00:00Z"
    assert world.store.due_in("20260303T090000Z") == ["c1"]
    assert world.case().snoozed_until == datetime(2026, 3, 3, 9, tzinfo=UTC)


def test_a_snooze_into_the_past_names_its_field(world: World) -> None:
    answer = world.grace.post("/v1/cases/c1/snooze", {"until": "2026-03-01T09:00:00Z"}, match=1)

    assert (answer.status, answer.json["field"]) == (422, "until")


def test_a_note_needs_no_version_but_honours_one(world: World) -> None:
    without = world.linus.post("/v1/cases/c1/notes", {"text": "Called"})
    stale = world.linus.post("/v1/cases/c1/notes", {"text": "Again"}, key="key-2", match=1)

    assert (without.status, without.json["version"], stale.status) == (200, 2, 412)


def test_a_colleague_leaves_a_note_on_a_case_that_another_holds(world: World) -> None:
    world.grace.post("/v1/cases/c1/claim", match=1)

    assert world.linus.post("/v1/cases/c1/notes", {"text": "I know this one"}).status == 200
