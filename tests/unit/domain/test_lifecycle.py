"""The table of legal transitions, whole."""

from typing import get_args

import pytest

from earshot.domain.case import CaseState
from earshot.domain.lifecycle import NEXT, Command, next_state
from earshot.errors import Illegal
from tests.builders import case

STATES: tuple[CaseState, ...] = ("open", "pending", "snoozed", "resolved")

# Where each command leads from open, pending, snoozed, resolved; None where it is illegal.
TABLE: list[tuple[Command, str | None, str | None, str | None, str | None]] = [
    ("claim", "open", "pending", "snoozed", None),
    ("release", "open", "pending", "snoozed", None),
    ("assign", "open", "pending", "snoozed", None),
    ("note", "open", "pending", "snoozed", "resolved"),
    ("plan_reply", "open", "pending", "open", None),
    ("resolve", "resolved", "resolved", "resolved", None),
    ("reopen", None, None, None, "open"),
    ("snooze", "snoozed", "snoozed", "snoozed", None),
    ("wake", None, None, "open", None),
    ("customer_spoke", "open", "open", "open", "open"),
    ("source_deleted", "resolved", "resolved", "resolved", "resolved"),
    ("answered", "pending", "pending", "snoozed", "resolved"),
    ("undelivered", None, "open", None, None),
    ("expire", "resolved", None, None, None),
]
CASES = [
    (command, state, expected)
    for command, *row in TABLE
    for state, expected in zip(STATES, row, strict=True)
]


@pytest.mark.parametrize(("command", "state", "expected"), CASES)
def test_f42_each_command_leads_where_the_table_says_or_is_refused(
    command: Command, state: CaseState, expected: CaseState | None
) -> None:
    if expected:
        assert next_state(case(state=state), command) == expected
    else:
        with pytest.raises(Illegal, match=f"case c1 is {state}; {command} is possible when it is"):
            next_state(case(state=state), command)


def test_the_table_leaves_no_command_and_no_state_out() -> None:
    assert {row[0] for row in TABLE} == set(get_args(Command)) == NEXT.keys()
    assert set(get_args(CaseState)) == set(STATES)


def test_a_refusal_says_what_would_be_allowed() -> None:
    with pytest.raises(Illegal) as raised:
        next_state(case(state="resolved"), "snooze")
    assert str(raised.value) == (
        "case c1 is resolved; snooze is possible when it is open or pending or snoozed"
    )
