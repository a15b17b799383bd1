"""S08: what is kept of a post about law, safety or wrong information."""

from hashlib import sha256
from typing import Any

import pytest
from pydantic import ValidationError

from earshot.domain.classify import classify
from earshot.domain.judgement import Classification, Span
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook
from tests import builders
from tests.desk import Desk

THREAT = "My lawyer will sue you. My card is 4111 1111 1111 1111"
POST: dict[str, Any] = {
    "text": THREAT,
    "permalink": "https://social.example/m1",
    "author": {"id": "ada", "handle": "ada", "followers": 250},
    "engagement": {"reposts": 7},
}


def policy(**over: Any) -> Playbook:
    clauses = [
        {"name": "law", "when": {"risk": "legal"}, "act": "escalate", "evidence": True},
        {"name": "default", "act": "respond", "team": "care"},
    ]
    return builders.promising_playbook(clauses=clauses, **over)


def kept(desk: Desk, place: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = desk.events()[place].data["evidence"]
    return found


def test_s08_a_snapshot_proves_what_was_said_without_the_words() -> None:
    desk = Desk(policy())
    desk.hear(**POST)
    found = kept(desk)
    assert found["text_sha256"] == sha256(THREAT.encode()).hexdigest()
    assert (found["author_id"], found["followers"]) == ("ada", 250)
    assert (found["permalink"], found["engagement"]) == (POST["permalink"], {"reposts": 7})
    assert found["created_at"] == "2026-03-02T09:00:00Z"
    assert found["risk"] == ["legal"]
    assert set(found["labels"]) == {"relevance", "topic", "intent", "sentiment", "urgency"}
    assert "lawyer" not in str(desk.events())


def test_s08_it_outlives_the_post_and_its_words_do_not() -> None:
    desk = Desk(policy())
    desk.hear(**POST)
    desk.hear(event="delete", text=None)
    assert kept(desk)["text_sha256"] == sha256(THREAT.encode()).hexdigest()
    assert desk.record().mention.text is None


def test_s08_a_further_message_of_that_kind_is_kept_too() -> None:
    desk = Desk(policy())
    desk.hear(text="My lamp is broken")
    assert "evidence" not in desk.events()[0].data
    desk.hear(id="m2", in_reply_to="m1", text=THREAT)
    assert kept(desk, 1)["text_sha256"] == sha256(THREAT.encode()).hexdigest()


@pytest.mark.parametrize("privacy", [{}, {"redact": []}])
def test_s56_words_that_are_kept_show_no_card_number(privacy: dict[str, Any]) -> None:
    why = {"keep_words": True, "because": "counsel has to show what was claimed"}
    desk = Desk(policy(evidence=why, privacy=privacy))
    desk.hear(**POST)
    assert kept(desk)["words"].startswith("My lawyer will sue you. My card is ")
    assert "4111" not in kept(desk)["words"]


def test_s56_words_that_are_kept_show_nothing_that_only_a_service_found() -> None:
    """Views look for it by our own detectors, which would find it no more."""
    why = {"keep_words": True, "because": "counsel has to show what was claimed"}
    desk = Desk(policy(evidence=why))
    said = "My lawyer will sue you. Come to the old mill, or mail ada@example.org"

    def served(post: Mention, rules: Playbook) -> Classification:
        found = classify(post, rules)
        return found._replace(personal_data=(Span("address", 32, 44), *found.personal_data))

    desk.classifier = served
    desk.hear(**{**POST, "text": said})
    assert kept(desk)["words"] == (
        "My lawyer will sue you. Come to [address], or mail ada@example.org"
    )


def test_to_keep_words_takes_a_reason() -> None:
    with pytest.raises(ValidationError, match="because"):
        policy(evidence={"keep_words": True})
