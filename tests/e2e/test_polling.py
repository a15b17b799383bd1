"""Poll to case: what the scheduled poller brings in, and the status that answers it."""

import pytest

from earshot.domain.case import Case
from earshot.domain.mention import MentionKey
from earshot.domain.records import MentionRecord
from tests.e2e.conftest import TOOT, Platforms
from tests.e2e.deployed import Deployed, Desk, Json
from tests.e2e.waiting import eventually

pytestmark = pytest.mark.e2e

# The local scheduler first fires a minute after the deployment and looks every ten seconds.
NEXT_POLL_S = 90
KEY = MentionKey("mastodon", "acmehelp", str(TOOT["id"]))
POLL = {"channel": "mastodon", "account": "acmehelp"}


@pytest.fixture(scope="module")
def heard(stack: Deployed, toot: str) -> Case:
    """The case of what was said on Mastodon at the beginning; nobody but the schedule polls."""
    eventually(lambda: stack.store.mentions([KEY]), within=NEXT_POLL_S)
    return stack.case_of(TOOT)


def polled(stack: Deployed) -> Json:
    """How a poll ended that found nobody else at it."""

    def done() -> Json | None:
        told = stack.invoke("Poll", POLL)
        return None if told["ending"] == "held" else told

    return eventually(done)


def test_the_scheduled_poller_makes_a_case_and_saves_its_cursor(
    heard: Case, stack: Deployed, ada: Desk, toot: str
) -> None:
    case = ada.case(heard.id)
    assert (case["channel"], case["author"], case["team"]) == (
        "mastodon",
        "mia@far.example",
        "care",
    )
    assert [entry["text"] for entry in case["thread"]] == [TOOT["text"]]
    account = stack.store.account("mastodon", "acmehelp")
    assert (account.cursor, account.health) == (toot, "ok")


def test_the_answer_is_one_status_under_an_idempotency_key_that_names_the_person(
    heard: Case, platforms: Platforms, ada: Desk
) -> None:
    claimed = ada.post(f"/v1/cases/{heard.id}/claim", version=ada.case(heard.id)["version"])
    assert claimed.status_code == 200, claimed.text
    planned = ada.post(f"/v1/cases/{heard.id}/replies", {"text": "It does."})
    assert planned.status_code == 202, planned.text
    reply = eventually(lambda: _sent(ada, planned.headers["Location"]))
    (status,) = platforms.mastodon.posts
    assert status["text"] == "@mia@far.example It does.\n— Ada, Acme"
    assert status["in_reply_to_id"] == TOOT["id"]
    assert status["idempotency_key"] == reply["id"] == planned.json()["id"]
    assert reply["platform_id"] == status["id"]
    assert ada.case(heard.id)["state"] == "pending"


def test_an_edited_status_is_taken_in_as_an_edit_and_nothing_is_heard_twice_f34(
    heard: Case, stack: Deployed, platforms: Platforms, ada: Desk
) -> None:
    before = stack.settled("mastodon", "acmehelp")
    text = "@acmehelp does the kettle work with 110 V and 60 Hz?"
    at = stack.store.mentions([KEY])[0].received_at.isoformat()
    edited = platforms.mastodon.play({**TOOT, "event": "edit", "text": text, "edited_at": at})
    polled(stack)
    record = eventually(lambda: _with_text(stack, text))
    assert sorted(name.partition("@")[0] for name in record.seen) == ["create", "edit"]
    assert eventually(lambda: stack.store.account("mastodon", "acmehelp").cursor == edited)
    assert polled(stack)["received"] == 0
    after = stack.settled("mastodon", "acmehelp")
    assert (after.received, after.stored) == (before.received + 1, before.stored + 1)
    assert [entry["text"] for entry in ada.case(heard.id)["thread"]] == [text]


def _sent(desk: Desk, path: str) -> Json | None:
    reply: Json = desk.get(path).json()
    return reply if reply["state"] == "sent" else None


def _with_text(stack: Deployed, text: str) -> MentionRecord | None:
    (record,) = stack.store.mentions([KEY])
    return record if record.mention.text == text else None
