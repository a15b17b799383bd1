"""A template that would tell personal data to everybody makes the check fail where it stands."""

from typing import Any

import pytest

from earshot.domain.playbook.disclosures import disclosures


def found(**over: Any) -> list[tuple[tuple[str | int, ...], str]]:
    return [(finding.path, finding.message) for finding in disclosures(over)]


def test_s56_a_telephone_number_in_a_template_is_named_with_its_place() -> None:
    data = {"sorry": {"text": "Call 07700 900461", "languages": {"de": "Bitte an a@example.org"}}}
    assert found(templates=data) == [
        (("templates", "sorry", "text"), "holds personal data that everybody would read: phone"),
        (
            ("templates", "sorry", "languages", "de"),
            "holds personal data that everybody would read: email",
        ),
    ]


def test_s56_a_sign_off_is_read_by_everybody_too() -> None:
    [(path, _)] = found(disclosure={"sign_off": "— {agent}, agents@example.org"})
    assert path == ("disclosure", "sign_off")


@pytest.mark.parametrize("own", [["020 7946 0000"], "020 7946 0000"])
def test_our_own_contacts_pass(own: Any) -> None:
    data = {"sorry": {"text": "Call us on +44 20 7946 0000"}}
    assert found(templates=data, privacy={"own_contacts": own}) == []


@pytest.mark.parametrize("data", [{}, {"templates": 3}, {"templates": {"a": {"text": 3}}}])
def test_data_of_the_wrong_form_is_passed_over(data: dict[str, Any]) -> None:
    assert found(**data) == []
