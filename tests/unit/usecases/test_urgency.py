"""What the desk knows besides the words: it reaches the decision and its record."""

from typing import Any

from tests.builders import MONDAY_NINE, promising_playbook
from tests.desk import Desk

BILL = {"text": "@acmehelp I was charged twice, my invoice is wrong!"}
BILLING: dict[str, Any] = {
    "topics": {"billing": {"keywords": ["charged", "invoice"], "team": "billing"}}
}


def urgency(desk: Desk, mention: str) -> tuple[str, str] | None:
    decision = desk.record(mention).decision
    raised = (decision or {}).get("urgency")
    return (raised["value"], raised["source"]) if raised else None


def test_s65_a_second_matter_of_one_author_is_a_repeat_contact() -> None:
    desk = Desk()
    desk.hear(id="m1")
    desk.hear(id="m2", root="m1", in_reply_to="m1")
    desk.hear(id="m3", text="The app is broken as well, what now?")
    assert [urgency(desk, m) for m in ("m1", "m2", "m3")] == [None, None, ("high", "repeat")]


def test_who_goes_private_after_writing_in_public_is_pressing() -> None:
    desk = Desk()
    desk.hear(id="m1")
    desk.hear(id="m2", visibility="private", text="Why does nobody answer me?")
    assert urgency(desk, "m2") == ("high", "repeat+private_after_public")


def test_s15_a_burst_of_one_topic_raises_those_that_make_it_one() -> None:
    desk = Desk(promising_playbook(taxonomy=BILLING, urgency={"burst_of": 3}))
    for number in range(4):
        desk.hear(id=f"m{number}", author={"id": f"a{number}"}, created_at=MONDAY_NINE, **BILL)
    assert [urgency(desk, f"m{n}") for n in range(4)] == [
        None,
        None,
        ("high", "burst"),
        ("high", "burst"),
    ]
    assert (desk.record("m3").decision or {})["recent"] == 4
