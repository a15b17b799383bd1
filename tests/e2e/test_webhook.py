"""Webhook to reply: from a signed POST to one signed answer."""

import pytest
import requests

from tests.e2e.conftest import Platforms
from tests.e2e.deployed import Deployed, Desk, Json, mention
from tests.e2e.waiting import eventually

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def answered(stack: Deployed, ada: Desk) -> Json:
    """A case that an agent found in the queue, claimed and answered; `said` is the mention."""
    said = mention("@acmehelp my lamp flickers, can you help?")
    stack.deliver(said)

    def queued() -> Json | None:
        listed = ada.get("/v1/queues/care/cases", limit=100).json()["cases"]
        return next((case for case in listed if case["reply_to"] == said["id"]), None)

    case = eventually(queued)
    claimed = ada.post(f"/v1/cases/{case['id']}/claim", version=case["version"])
    assert claimed.status_code == 200, claimed.text
    text = {"text": "Please tighten the bulb."}
    planned = ada.post(f"/v1/cases/{case['id']}/replies", text, version=claimed.json()["version"])
    assert planned.status_code == 202, planned.text

    def sent() -> bool:
        return bool(ada.get(planned.headers["Location"]).json()["state"] == "sent")

    eventually(sent)
    return {"said": said, "id": case["id"], "reply": planned.json()["id"]}


def test_the_platform_gets_exactly_one_signed_reply_with_the_sign_off(
    answered: Json, platforms: Platforms
) -> None:
    receiver = platforms.receivers["acmehelp"]
    (reply,) = (r for r in receiver.replies if r.body["case_id"] == answered["id"])
    assert reply.deliveries == 1
    assert reply.id == reply.body["reply_id"] == answered["reply"]
    assert reply.body["in_reply_to"] == answered["said"]["id"]
    assert reply.body["text"] == "Please tighten the bulb.\n— Ada, Acme"


def test_f13_a_question_to_a_webhook_that_is_asked_none_comes_to_us_and_is_404(
    stack: Deployed,
) -> None:
    asked = f"{stack.api}/webhooks/generic/acmehelp?hub.mode=subscribe&hub.challenge=1"
    answer = requests.get(asked, timeout=10)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:earshot:problem:not-found"


def test_the_answered_case_waits_for_the_customer_with_its_first_response_kept(
    answered: Json, ada: Desk
) -> None:
    case = ada.case(answered["id"])
    assert (case["state"], case["agent"]) == ("pending", "ada")
    clocks = {clock["name"]: clock for clock in case["clocks"]}
    assert clocks["first_response"]["state"] == "stopped"
    assert not clocks["first_response"]["breached"]
    assert clocks["resolution"]["state"] == "paused"


def test_the_case_tells_its_timeline_and_why_it_was_treated_so(answered: Json, ada: Desk) -> None:
    case = ada.case(answered["id"])
    kinds = [event["kind"] for event in case["timeline"]]
    assert kinds == ["case_opened", "case_claimed", "reply_planned", "reply_sent"]
    assert [event["version"] for event in case["timeline"]] == [1, 2, 3, 4]
    assert [entry["text"] for entry in case["thread"]] == [answered["said"]["text"]]
    why = case["why"]
    assert (why["clause"], why["act"], why["sla_policy"]) == ("everything-else", "respond", "calm")
    assert why["priority"] == sum(factor["points"] for factor in why["factors"]) == case["priority"]
    assert why["playbook"] == ada.get("/version").json()["playbook"]
