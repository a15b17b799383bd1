"""Asking why a promise is due when it is."""

from datetime import UTC, datetime

from earshot.domain.playbook import Playbook
from earshot.usecases.commit import prepare
from tests import builders
from tests.unit.rest.world import World


def opened(playbook: Playbook | None = None) -> World:
    world = World(playbook=playbook)
    world.store.commit(prepare(None, builders.opening_events(), now=builders.MONDAY_NINE))
    return world


def test_p3_each_promise_is_told_with_all_that_counted_and_what_lies_ahead() -> None:
    world = opened()
    world.clock.set(datetime(2026, 3, 2, 9, 20, tzinfo=UTC))

    answer = world.grace.get("/v1/cases/c1/sla")

    assert (answer.status, answer.json["case_id"], answer.json["version"]) == (200, "c1", 1)
    first, whole = answer.json["turns"]
    assert (first["clock"], first["target_seconds"], first["counted_seconds"]) == (
        "first_response",
        3600,
        1200,
    )
    assert first["due_at"] == "2026-03-02T10:00:00Z"
    assert first["intervals"] == [
        {
            "start": "2026-03-02T09:00:00Z",
            "end": "2026-03-02T09:20:00Z",
            "seconds": 1200,
            "why": "open",
        }
    ]
    assert [(i["seconds"], i["why"]) for i in whole["ahead"]] == [
        (27_600, "open"),
        (0, "closed"),
        (28_800, "open"),
    ]
    assert answer.json["resolution"] == {"first_seconds": None, "total_seconds": 1200}
    assert answer.json["earlier_turns"] == 0


def test_a_deadline_of_an_earlier_calendar_is_told_as_such() -> None:
    weekly = dict.fromkeys(("monday", "tuesday"), "10:00-18:00")
    later = {"weekdays": {"time_zone": "UTC", "weekly": weekly}}
    world = opened(builders.playbook(calendars=later))
    first = world.grace.get("/v1/cases/c1/sla").json["turns"][0]
    # The desk's own calendar is another one than the case was opened by.
    assert first["due_by_version"] == builders.CALENDARS["weekdays"].version
    assert first["calendar_version"] == world.playbook.calendars["weekdays"].version
    assert first["due_by_version"] != first["calendar_version"]


def test_a_deadline_that_a_recomputation_would_move_is_explained_to_where_it_would_be() -> None:
    weekly = dict.fromkeys(("monday", "tuesday"), "10:00-18:00")
    later = {"weekdays": {"time_zone": "UTC", "weekly": weekly}}
    world = opened(builders.playbook(calendars=later))
    first = world.grace.get("/v1/cases/c1/sla").json["turns"][0]
    assert (first["due_at"], first["would_be_due_at"]) == (
        "2026-03-02T10:00:00Z",
        "2026-03-02T11:00:00Z",
    )
    assert [(i["end"], i["seconds"], i["why"]) for i in first["ahead"]] == [
        ("2026-03-02T10:00:00Z", 0, "closed"),
        ("2026-03-02T11:00:00Z", 3600, "open"),
    ]
    world.boss.post("/v1/sla/recompute", {})
    first = world.grace.get("/v1/cases/c1/sla").json["turns"][0]
    assert (first["due_at"], first["would_be_due_at"]) == ("2026-03-02T11:00:00Z", None)


def test_a_running_clock_tells_what_it_has_counted_so_far() -> None:
    world = opened()
    world.clock.set(datetime(2026, 3, 2, 9, 20, 29, tzinfo=UTC))
    whole = world.grace.get("/v1/cases/c1").json
    (listed,) = world.grace.get("/v1/queues/care/cases").json["cases"]
    explained = world.grace.get("/v1/cases/c1/sla").json["turns"]
    assert [t["counted_seconds"] for t in explained] == [1229, 1229]
    for view in (whole, listed):
        assert [(c["state"], c["spent_seconds"], c["total_seconds"]) for c in view["clocks"]] == [
            ("running", 1229, 1229),
            ("waiting", 0, 0),
            ("running", 1229, 1229),
        ]


def test_an_edited_calendar_that_moves_nothing_asks_for_no_recomputation() -> None:
    world = opened()
    first = world.grace.get("/v1/cases/c1/sla").json["turns"][0]
    assert world.playbook.calendars["weekdays"].version == first["calendar_version"]
    assert builders.CALENDARS["weekdays"].version != first["calendar_version"]
    assert first["due_by_version"] == first["calendar_version"]


def test_promises_of_a_case_that_one_may_not_see_are_not_told() -> None:
    world = opened()
    assert world.bill.get("/v1/cases/c1/sla").status == 404
    assert world.grace.get("/v1/cases/c9/sla").status == 404


def test_d12_a_supervisor_recomputes_deadlines_page_by_page() -> None:
    world = opened()
    weekly = dict.fromkeys(("monday", "tuesday"), "09:00-17:00")
    closed = {"time_zone": "UTC", "weekly": weekly, "holidays": ["2026-03-02"]}
    world.playbook = builders.playbook(calendars={"weekdays": closed})

    tried = world.boss.post("/v1/sla/recompute", {"dry_run": True})
    assert (tried.status, world.case().version) == (200, 1)
    assert [(m["clock"], m["due_at"]) for m in tried.json["moved"]] == [
        ("first_response", "2026-03-03T10:00:00Z"),
        ("resolution", "2026-03-09T17:00:00Z"),
    ]

    done = world.boss.post("/v1/sla/recompute", {"limit": 1}, key="key-2")
    assert (done.json["moved"], done.json["playbook"]) == (
        tried.json["moved"],
        world.playbook.stamp,
    )
    while done.json["next"]:
        done = world.boss.post("/v1/sla/recompute", {"page": done.json["next"]}, key="key-3")
        assert done.json["moved"] == []
    assert world.case().version == 2


def test_d12_agents_do_not_recompute_and_a_page_of_nobody_is_refused() -> None:
    world = opened()
    assert world.grace.post("/v1/sla/recompute", {}).status == 403
    assert world.boss.post("/v1/sla/recompute", {"page": "x"}).status == 400
    assert world.boss.post("/v1/sla/recompute", {"limit": 0}).status == 422


def test_d06_a_case_that_goes_to_another_team_keeps_its_promises_unless_asked() -> None:
    world = opened()
    gold = {"calendar": "weekdays", "first_response": {"within": "4h"}}
    policies = {**world.playbook.sla_policies, "gold": gold}
    world.playbook = builders.playbook(sla_policies=policies)

    moved = world.boss.post(
        "/v1/cases/c1/assign", {"team": "billing", "reason": "a refund"}, match=1
    )
    assert (moved.status, moved.json["sla_policy"]) == (200, "standard")
    asked = {"team": "care", "reason": "no refund", "sla_policy": "gold"}
    again = world.boss.post("/v1/cases/c1/assign", asked, key="key-2", match=2)

    assert again.json["sla_policy"] == "gold"
    (clock,) = again.json["clocks"]
    assert clock["due_at"] == "2026-03-02T13:00:00Z"
    assert [entry["kind"] for entry in world.boss.get("/v1/cases/c1").json["timeline"]][-3:] == [
        "case_assigned",
        "case_assigned",
        "sla_policy_changed",
    ]
    wrong = {"team": "billing", "reason": "x", "sla_policy": "silver"}
    refused = world.boss.post("/v1/cases/c1/assign", wrong, key="key-3", match=4)
    assert (refused.status, refused.json["field"]) == (422, "sla_policy")
    assert refused.json["detail"] == (
        "the playbook has no SLA policy silver; it has standard, gold"
    )
