"""What an agent is offered to say in public of a matter that was taken offline."""

from typing import Any

import pytest

from earshot.domain.offers import Offer, offer
from earshot.domain.promise import Leg, Promise
from tests.builders import MONDAY_NINE, case, playbook

POLICY = playbook(
    templates={
        "first": {"text": "Hi {author}, more in private.", "languages": {"de": "Hallo {author}!"}},
        "other": {"text": "We look at it in private."},
        "write": {"text": "Please write to {brand}."},
        "last": {"text": "Sorted out. {agent}"},
    },
    offline={"acknowledgement": "first", "please_message_us": "write", "closure": "last"},
)


def offered(template: str | None = None, language: str = "en", **legs: Any) -> Offer | None:
    states = {name: Leg(state=state) for name, state in legs.items() if name != "waived"}
    made = Promise(
        reason="privacy",
        mention_id="m1",
        made_at=MONDAY_NINE,
        close_within=60,
        waived=legs.get("waived"),
        **states,
    )
    found = case(promise=made, author="Ada", language=language)
    return offer(found, POLICY, template=template, agent="Grace")


def test_s38_the_acknowledgement_comes_first_in_the_customers_language() -> None:
    assert offered() == Offer("acknowledgement", "first", "Hi Ada, more in private.")
    assert offered(language="de") == Offer("acknowledgement", "first", "Hallo Ada!")
    assert offered("other") == Offer("acknowledgement", "other", "We look at it in private.")


def test_s38_who_cannot_be_written_to_is_asked_to_write() -> None:
    assert offered("other", private="refused") == Offer(
        "acknowledgement", "write", "Please write to Acme."
    )


def test_s39_the_closure_comes_last() -> None:
    assert offered(private="sent", acknowledgement="sent") == Offer(
        "closure", "last", "Sorted out. Grace"
    )


@pytest.mark.parametrize(
    "legs",
    [
        {"acknowledgement": "planned"},
        {"acknowledgement": "sent"},
        {"private": "sent", "acknowledgement": "sent", "closure": "sent"},
        {"private": "sent", "acknowledgement": "sent", "waived": "agent"},
    ],
)
def test_nothing_is_offered_where_nothing_is_due(legs: dict[str, str]) -> None:
    assert offered(**legs) is None


def test_nothing_is_offered_without_a_promise_or_without_words() -> None:
    assert offer(case(), POLICY, template=None, agent="Grace") is None
    made = Promise(reason="law", mention_id="m1", made_at=MONDAY_NINE, close_within=60)
    assert offer(case(promise=made), playbook(), template=None, agent="Grace") is None
