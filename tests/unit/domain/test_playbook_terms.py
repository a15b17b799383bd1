"""Keys of a playbook that have no effect where they stand, or name what does not exist."""

from typing import Any

import pytest

from earshot.domain.playbook.checks import findings
from earshot.domain.playbook.terms import misfits
from tests.unit.domain.test_playbook import DEFAULT, written


def told(**over: Any) -> list[str]:
    data = written(**over)
    found = [*findings(data), *misfits(data)]
    return [f"{'.'.join(map(str, f.path))}: {f.message}" for f in found]


SITE = {"channel": "generic", "account": "forum"}
SALE = {"from": "2026-11-27", "to": "2026-11-28", "calendar": "weekdays"}


@pytest.mark.parametrize(
    ("chapters", "finding"),
    [
        (
            {"sites": [{**SITE, "expires_after": "24h"}]},
            "sites.0.expires_after: cases of our own never expire unanswered",
        ),
        (
            {"clauses": [{**DEFAULT, "tier": "own", "expires_after": "24h"}]},
            "clauses.0.expires_after: cases of our own never expire unanswered",
        ),
        (
            {"surges": {"sale": {**SALE, "calendar": "x"}}},
            "surges.sale.calendar: 'x' is no calendar",
        ),
        (
            {"surges": {"sale": {**SALE, "sla_policies": {"standard": "fast"}}}},
            "surges.sale.sla_policies.standard: 'fast' is no SLA policy",
        ),
        (
            {"surges": {"sale": {**SALE, "sla_policies": {"fast": "standard"}}}},
            "surges.sale.sla_policies.fast: 'fast' is no SLA policy",
        ),
        (
            {"clauses": [{"name": "a", "act": "listen", "when": {"during": "sail"}}, DEFAULT]},
            "clauses.0.when.during: 'sail' is no surge",
        ),
    ],
)
def test_s29_what_has_no_effect_or_no_meaning_is_told(
    chapters: dict[str, Any], finding: str
) -> None:
    assert told(**chapters) == [finding]


@pytest.mark.parametrize(
    "chapters",
    [
        {"sites": [{**SITE, "tier": "outside", "expires_after": "24h"}]},
        {"sites": [{**SITE, "tier": "outside"}]},
        {"clauses": [{**DEFAULT, "expires_after": "24h"}]},
        {"surges": {"sale": {**SALE, "sla_policies": {"standard": "standard"}}}},
    ],
)
def test_what_makes_sense_is_let_be(chapters: dict[str, Any]) -> None:
    assert told(**chapters) == []
