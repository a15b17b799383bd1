"""A mention whose words nobody can make sense of is work all the same."""

from pathlib import Path
from typing import Any

import pytest

from earshot.config import load_playbook
from earshot.domain.envelope import Received
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook
from earshot.errors import Malformed, Unavailable
from earshot.usecases.classify import understand
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all

SHIPPED = Path(__file__).parents[3] / "config" / "playbook.yaml"


def received(**over: Any) -> Received:
    return Received(
        receipt="r1",
        received_at=MONDAY_NINE,
        source="webhook",
        mention=builders.mention(**over),
    )


def test_a_delivery_keeps_what_it_was_and_gains_its_labels() -> None:
    understood = understand(received(), builders.playbook())
    assert understood.receipt == "r1"
    assert (understood.received_at, understood.source) == (MONDAY_NINE, "webhook")
    assert understood.mention == builders.mention()
    assert understood.understood().version == "cues-1"


@pytest.mark.parametrize(
    "error",
    [
        ValueError("cannot"),
        KeyError("cannot"),
        IndexError(),
        TypeError(),
        AttributeError(),
        ZeroDivisionError(),
        RecursionError(),
        Unavailable("a model did not answer"),
        Malformed("not its input"),
    ],
)
def test_f49_a_classifier_that_raises_leaves_the_mention_unclassified_and_is_told_of(
    error: Exception,
) -> None:
    """F49."""
    worries: list[Exception] = []

    def broken(mention: Mention, playbook: Playbook) -> Any:
        raise error

    understood = understand(
        received(), builders.playbook(), classifier=broken, worry=worries.append
    ).understood()
    assert understood.flags == ("unclassified",)
    assert (understood.relevance.value, understood.relevance.confidence) == ("actionable", 0.0)
    assert worries == [error]


def test_f49_what_is_unclassified_becomes_a_case_with_a_deadline() -> None:
    """F49: nothing is lost, and a person looks in time."""
    desk = Desk()

    def broken(mention: Mention, playbook: Playbook) -> Any:
        raise ValueError(mention.text)

    desk.classifier = broken
    desk.hear(text="Thank you!")
    desk.rest()
    check_all(desk)
    record = desk.record()
    assert (record.decision or {})["clause"] == "unclear"
    assert desk.case().clocks["first_response"].due_at == MONDAY_NINE.replace(hour=10)


def test_f49_the_playbook_that_is_shipped_gives_it_to_a_person() -> None:
    """F49."""
    desk = Desk(load_playbook(SHIPPED))

    def broken(mention: Mention, playbook: Playbook) -> Any:
        raise ValueError

    desk.classifier = broken
    desk.hear()
    assert (desk.case().act, desk.case().sla_policy) == ("respond", "standard")


def test_a_deletion_has_no_words_to_understand() -> None:
    understood = understand(received(event="delete", text=None), builders.playbook())
    assert understood.understood().flags == ()
