"""What stands in the way of publishing a playbook without a deployment."""

from typing import Any

import pytest

from cli.publishing import obstacles
from earshot.domain.accounts import Accounts
from tests import builders

CARE = {"care": {"name": "Care"}, "billing": {"name": "Billing"}}
ACME = {"acme": {"display_name": "Acme", "names": ["acme"]}}


def test_a_raised_version_may_go_out() -> None:
    candidate = builders.playbook(version=2, audience="Everybody")
    assert list(obstacles(candidate, builders.playbook())) == []


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"version": 1}, "version: 1 is not above the 1 in force; raise it with every change"),
        (
            {"teams": {**CARE, "legal": {"name": "Legal"}}},
            "teams: nobody can be in legal before `cdk deploy` has made the groups",
        ),
        (
            {"brands": {**ACME, "volt": {"display_name": "Volt"}}},
            "brands: nobody can see volt before `cdk deploy` has made the groups",
        ),
        (
            {"brands": {"volt": {"display_name": "Volt"}}},
            "brands: connected accounts belong to acme; keep it, or deploy",
        ),
    ],
)
def test_what_needs_a_deployment_or_another_number_is_told(over: dict[str, Any], said: str) -> None:
    accounts = Accounts(accounts=(builders.account(),))
    candidate = builders.playbook(**{"version": 2, **over})
    assert said in list(obstacles(candidate, builders.playbook(), accounts))
