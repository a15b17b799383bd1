"""What a playbook may mean and is worth a second look."""

from datetime import date
from typing import Any

import pytest

from earshot.domain.playbook.doubts import doubts

TODAY = date(2026, 12, 1)
HELD = {"name": "a", "act": "hold", "hold_for": "3h", "sla_policy": "standard"}
STANDARD = {"first_response": {"within": "2h", "warn": "30m"}}
RANT = {"channel": "generic", "account": "rantboard", "never_respond": True}


def told(data: dict[str, Any]) -> list[str]:
    return [f"{'.'.join(map(str, f.path))}: {f.message}" for f in doubts(data, TODAY)]


def desk(**chapter: Any) -> dict[str, Any]:
    return {"calendars": {"desk": chapter}}


@pytest.mark.parametrize(
    ("data", "doubt"),
    [
        (
            {"escalation": [{"contact": "lead"}], "sla_policies": {"standard": STANDARD}},
            "escalation.0: nobody is paged: no promise says how long after its breach",
        ),
        (
            {"clauses": [HELD], "sla_policies": {"standard": STANDARD}},
            "clauses.0.hold_for: the hold ends after 1 h 30 min of business time, with the warning",
        ),
        (
            {
                "clauses": [{"name": "a", "act": "respond", "when": {"account": "rantboard"}}],
                "sites": [RANT],
            },
            "clauses.0.act: only listens: `sites` says never_respond of rantboard",
        ),
        (
            desk(overrides=[{"from": "2026-12-24", "to": "2028-12-24"}]),
            "calendars.desk.overrides.0: is closed for 732 days on end: no promise runs in this"
            " time",
        ),
        (
            desk(public_holidays={"country": "GB", "years": 2020}),
            "calendars.desk.public_holidays.years: 2020 is over: no public holiday is known from"
            " then on",
        ),
        (
            desk(public_holidays=[{"country": "GB", "years": "2024-2025"}]),
            "calendars.desk.public_holidays.0.years: 2024-2025 is over: no public holiday is known"
            " from then on",
        ),
    ],
)
def test_what_may_be_meant_and_is_rarely_is_told(data: dict[str, Any], doubt: str) -> None:
    assert told(data) == [doubt]


@pytest.mark.parametrize(
    "data",
    [
        {"escalation": [{"contact": "lead", "after": "15m"}]},
        {
            "escalation": [{"contact": "lead"}],
            "sla_policies": {"a": {"first_response": {"within": "2h", "escalate_after": "1h"}}},
        },
        {"clauses": [{**HELD, "hold_for": "90m"}], "sla_policies": {"standard": STANDARD}},
        {"clauses": [{**HELD, "hold_for": "soon"}], "sla_policies": {"standard": STANDARD}},
        {
            "clauses": [
                {"name": "a", "act": "respond", "when": {"account": ["rantboard", "other"]}},
                {"name": "b", "act": "listen", "when": {"account": "rantboard"}},
                {"name": "c", "act": "respond", "when": {"account": "rantboard", "channel": "x"}},
            ],
            "sites": [RANT],
        },
        desk(overrides=[{"from": "2026-12-24", "to": "2027-01-06"}]),
        desk(overrides=[{"from": "2026-12-24", "to": "2028-12-24", "periods": ["09:00-12:00"]}]),
        desk(public_holidays={"country": "GB", "years": "2024-2026"}),
        {"clauses": "none", "sites": [7], "escalation": {}, "calendars": [], "sla_policies": 1},
    ],
)
def test_what_is_ordinary_or_of_the_wrong_form_raises_no_doubt(data: dict[str, Any]) -> None:
    assert told(data) == []
