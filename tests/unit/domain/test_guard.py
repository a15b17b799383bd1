"""The guard over personal data: what we may say to whom, and what whom is shown."""

import pytest

from earshot.domain.guard import exposed, hidden_from, redacted
from earshot.domain.judgement import Span
from earshot.domain.playbook.chapters import Privacy
from tests.builders import caller, case

OWN = ("+44 20 7946 0000", "@acme.example", "care@shop.example", "GB82 WEST 1234 5698 7654 32")


@pytest.mark.parametrize("visibility", ["public", "unlisted", "followers", "private"])
@pytest.mark.parametrize(
    "text",
    [
        "we charged card 4242 4242 4242 4242",
        "we refund to DE89 3704 0044 0532 0130 00",
        "your SSN 900-12-3456 is on file",
        "your new password is hunter22",
    ],
)
def test_s57_cards_accounts_ids_and_secrets_are_said_nowhere(text: str, visibility: str) -> None:
    assert exposed(text, visibility)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "we call you on 07700 900461",
        "we wrote to ada@example.org",
        "you were born on 3 March 1975, right, Ada?",
    ],
)
def test_s56_what_reaches_a_person_is_said_in_private_alone(text: str) -> None:
    assert exposed(text, "private") == ()
    for visibility in ("public", "unlisted", "followers"):
        assert exposed(text, visibility)  # type: ignore[arg-type]


def test_a_finding_says_which_kind_and_where() -> None:
    assert exposed("call 07700 900461", "public") == (Span("phone", 5, 17),)


@pytest.mark.parametrize(
    "text",
    [
        "call us on 020 7946 0000",
        "call us on +44 20 7946 0000",
        "write to help@acme.example",
        "write to Care@Shop.Example",
        "pay to GB82WEST12345698765432",
        "our shop is at 12 Sample Road",
        "order 4938-2213 left on 12/24/2026",
    ],
)
def test_what_we_publish_ourselves_may_be_said(text: str) -> None:
    assert exposed(text, "public", OWN) == ()


@pytest.mark.parametrize("text", ["call 020 7946 0001", "write to x@notacme.example"])
def test_what_only_resembles_our_own_is_not_ours(text: str) -> None:
    assert len(exposed(text, "public", OWN)) == 1


def test_s56_who_may_not_see_what_is_masked_reads_its_kind() -> None:
    text = "card 4242424242424242, call 07700 900461"
    stranger = hidden_from(caller(agent="linus"), case(agent="grace"), Privacy())
    holder = hidden_from(caller(agent="grace"), case(agent="grace"), Privacy())
    boss = hidden_from(caller(roles=frozenset({"supervisor"})), case(), Privacy())
    nobody = hidden_from(caller(), case(agent=None), Privacy())
    assert redacted(text, stranger) == redacted(text, nobody) == "card [card], call [phone]"
    assert redacted(text, holder) == redacted(text, boss) == "card [card], call 07700 900461"


@pytest.mark.parametrize("kind", ["card", "iban", "national_id", "credential"])
def test_s57_no_playbook_shows_what_nobody_may_see(kind: str) -> None:
    lax = Privacy(redact=(), mask=())
    assert kind in hidden_from(caller(roles=frozenset({"admin"})), case(), lax)
    assert "phone" not in hidden_from(caller(), case(agent=None), lax)


def test_any_stands_for_every_kind() -> None:
    assert redacted("ada@example.org", {"any"}) == "[email]"
    assert redacted(None, {"any"}) is None
