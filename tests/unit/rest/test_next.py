"""The next case of a queue: the oldest that suits, once for one request."""

from typing import Any

import pytest

from tests.builders import agent, clock
from tests.unit.rest.client import Answer, Client
from tests.unit.rest.world import World


@pytest.fixture
def queue() -> World:
    """Three cases: c2 was first due, c1 next; c3 wants German and is the most urgent."""
    world = World()
    for name, hour, over in (
        ("c1", 11, {}),
        ("c2", 10, {}),
        ("c3", 12, {"priority": 80, "skills": ("language:de",)}),
    ):
        due = clock(due_at=f"2026-03-02T{hour}:00:00Z")
        fields: dict[str, Any] = {"clocks": {"first_response": due}, "author_id": name} | over
        world.open(id=name, **fields)
    return world


def take(who: Client, key: str = "key-1") -> Answer:
    return who.post("/v1/queues/care/next", key=key)


def test_d42_the_most_urgent_is_next_and_of_equals_the_first_due(queue: World) -> None:
    """D42."""
    got = [take(queue.grace, f"key-{n}") for n in range(4)]

    assert [answer.json["id"] for answer in got[:3]] == ["c3", "c2", "c1"]
    assert (got[3].status, got[3].text) == (204, "")
    assert got[0].headers["ETag"] == '"2"'
    assert queue.case("c3").agent == "grace"


def test_s20_who_lacks_a_skill_gets_what_suits_and_the_rest_stays_in_sight(queue: World) -> None:
    """S20."""
    queue.store.put_agent(agent(name="grace"))
    queue.store.put_agent(agent(name="uwe", skills=("language:de",), state="away"))

    assert [take(queue.grace, f"key-{n}").json["id"] for n in range(2)] == ["c2", "c1"]
    assert take(queue.grace, "key-9").status == 204
    listed = queue.grace.get("/v1/queues/care/cases").json["cases"]
    assert [case["id"] for case in listed] == ["c3"]


def test_d43_who_is_full_is_told_so_and_not_that_nothing_waits(queue: World) -> None:
    """D43."""
    queue.store.put_agent(agent(name="grace", capacity=1))

    assert take(queue.grace).status == 200
    refused = take(queue.grace, "key-2")

    assert (refused.status, refused.json["load"], refused.json["capacity"]) == (409, 1, 1)


def test_f65_the_same_request_again_gets_the_same_case(queue: World) -> None:
    """F65."""
    first, again = take(queue.grace), take(queue.grace)

    assert (again.status, again.text) == (200, first.text)
    assert take(queue.grace, "key-2").json["id"] == "c2"


def test_f66_a_key_of_another_queue_is_refused(queue: World) -> None:
    """F66."""
    take(queue.boss)

    assert queue.boss.post("/v1/queues/billing/next").status == 422


def test_f41_two_who_ask_at_once_get_two_cases(queue: World) -> None:
    """F41: both keys are their own."""
    got = [take(who).json["id"] for who in (queue.grace, queue.linus)]

    assert got == ["c3", "c2"]


def test_what_waits_for_the_customer_is_not_next(world: World) -> None:
    world.store.rows.put(
        next(key for key, row in world.store.rows.all() if row == world.case()),
        world.case().model_copy(update={"state": "pending"}),
    )

    assert take(world.grace).status == 204


def test_who_gave_a_case_back_is_not_given_it_again(world: World) -> None:
    world.store.put_agent(agent(name="grace"))
    taken = take(world.grace)
    world.grace.post("/v1/cases/c1/release", match=taken.json["version"], key="key-2")

    assert take(world.grace, "key-3").status == 204
    assert take(world.linus).json["id"] == "c1"


def test_f72_the_queue_of_another_team_has_no_next(world: World) -> None:
    """F72."""
    assert world.bill.post("/v1/queues/care/next").status == 404
