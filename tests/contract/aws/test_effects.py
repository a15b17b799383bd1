"""Alerts on SNS and timers on Step Functions."""

from datetime import datetime, timedelta, timezone

import pytest

from earshot.aws.alerts import SnsAlerts, plain
from earshot.aws.timers import StepTimers
from earshot.errors import Throttled, Unavailable
from tests.builders import MONDAY_NINE
from tests.contract.aws.conftest import Stubbed

TOPIC = "arn:aws:sns:eu-west-1:111122223333:supervisors"
MACHINE = "arn:aws:states:eu-west-1:111122223333:stateMachine:timers"


def test_an_alert_has_a_body_for_each_protocol_and_attributes_to_filter_by(
    stubbed: Stubbed,
) -> None:
    client, stubber = stubbed("sns")
    sent = {
        "TopicArn": TOPIC,
        "Subject": "Breach: case c1",
        "Message": '{"default": "Grüße", "email": "Guten Tag"}',
        "MessageStructure": "json",
        "MessageAttributes": {"kind": {"DataType": "String", "StringValue": "breach"}},
    }
    stubber.add_response("publish", {"MessageId": "m"}, sent)
    SnsAlerts(client, TOPIC).publish(
        subject="Breach: case c1",
        bodies={"default": "Grüße", "email": "Guten Tag"},
        attributes={"kind": "breach", "agent": ""},
    )


def test_a_topic_that_refuses_is_tried_again_later_f59(stubbed: Stubbed) -> None:
    client, stubber = stubbed("sns")
    stubber.add_client_error("publish", "KMSAccessDenied")
    with pytest.raises(Unavailable):
        SnsAlerts(client, TOPIC).publish(subject="x", bodies={"default": "x"}, attributes={})


@pytest.mark.parametrize(
    ("subject", "taken"),
    [
        ("Breach of first response", "Breach of first response"),
        ("Verstoß: Müller\n\tCo", "Versto: Muller Co"),
        ("ab \x07c", "ab c"),
        ("x" * 120, "x" * 100),
        ("警告", "Earshot alert"),
    ],
)
def test_a_subject_is_what_sns_takes(subject: str, taken: str) -> None:
    assert plain(subject) == taken


def start(stubbed: Stubbed, *, error: str | None = None, due_at: datetime = MONDAY_NINE) -> None:
    client, stubber = stubbed("stepfunctions")
    sent = {
        "stateMachineArn": MACHINE,
        "name": "20260302T090000Z",
        "input": '{"step": "20260302T090000Z", "due_at": "2026-03-02T09:00:00Z"}',
    }
    if error:
        stubber.add_client_error("start_execution", error, expected_params=sent)
    else:
        done = {"executionArn": f"{MACHINE}:x", "startDate": MONDAY_NINE}
        stubber.add_response("start_execution", done, sent)
    StepTimers(client, MACHINE).start("20260302T090000Z", due_at)


def test_a_timer_is_an_execution_named_after_its_step(stubbed: Stubbed) -> None:
    start(stubbed)


def test_a_timer_waits_for_an_instant_in_utc(stubbed: Stubbed) -> None:
    start(stubbed, due_at=MONDAY_NINE.astimezone(timezone(timedelta(hours=2))))


def test_a_timer_that_is_there_already_is_fine_f53(stubbed: Stubbed) -> None:
    start(stubbed, error="ExecutionAlreadyExists")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ThrottlingException", Throttled),
        ("ExecutionLimitExceeded", Throttled),
        ("StateMachineDeleting", Unavailable),
    ],
)
def test_a_timer_that_cannot_be_started_is_tried_again_f53(
    stubbed: Stubbed, code: str, kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        start(stubbed, error=code)
