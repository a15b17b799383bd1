"""The default playbook and personal data: the warning act, where and for what."""

import pytest

from earshot.config import load_playbook
from earshot.domain.classify import classify
from earshot.domain.decide import decide
from earshot.domain.judgement import Decision
from local.paths import ROOT
from tests.builders import MONDAY_NINE, account, mention

POLICY = load_playbook(ROOT / "config" / "playbook.yaml")


def decided(text: str, **over: str) -> Decision:
    said = mention(text=text, **over)
    return decide(said, classify(said, POLICY), None, account(), POLICY, MONDAY_NINE)


@pytest.mark.parametrize(
    "text",
    [
        "@acmehelp charged twice on card 4242 4242 4242 4242, refund please",
        "@acmehelp refund to DE89 3704 0044 0532 0130 00",
        "@acmehelp my ssn is 900-12-3456, unlock my account",
        "@acmehelp call me on 07700 900461 about my order",
        "@acmehelp reset link for ada@example.org never came",
        "@acmehelp my password is hunter22 and login fails",
        "@acmehelp dob 1980-02-29, why is my account locked",
        "thanks @acmehelp, deliver it to 12 Sample Road, Exampletown",
    ],
)
def test_s58_who_exposes_personal_data_in_public_is_warned_and_helped_in_private(text: str) -> None:
    decision = decided(text)
    assert (decision.act, decision.clause) == ("move_private", "exposed-data")
    assert decision.template == "move-private"
    assert ("exposed_data", 40) in decision.factors


def test_s58_in_private_nobody_is_warned_of_what_they_tell_us() -> None:
    decision = decided("call me on 07700 900461 about my order", visibility="private")
    assert decision.clause != "exposed-data"


def test_s58_an_order_number_is_no_reason_to_warn() -> None:
    assert decided("@acmehelp order 885-7941933-1873765 is late").clause != "exposed-data"


def test_danger_comes_before_the_warning() -> None:
    said = decided("@acmehelp your heater caught fire, call me on 07700 900461")
    assert (said.act, said.clause) == ("escalate", "danger")
