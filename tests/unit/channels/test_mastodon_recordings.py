"""What a real Mastodon 4.6.4 answered is read as it was meant."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from earshot.channels.http import Answer
from earshot.channels.mastodon.calls import OUTCOMES
from earshot.channels.mastodon.finding import sent
from earshot.channels.mastodon.instance import Limits, limits_of
from earshot.channels.mastodon.posts import mention_of, read
from earshot.domain.accounts import Account
from earshot.errors import Rejected

FOLDER = Path(__file__).parents[2] / "samples" / "vectors" / "mastodon-4.6.4"
ACCOUNT = Account(brand="acme", channel="mastodon", account="acme", connector="mastodon")


def answers(name: str) -> list[tuple[str, Answer]]:
    """Each call of a recording with what was answered."""
    recorded = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    return [
        (f"{one['request']['method']} {one['request']['uri'].split('3000')[1]}", _answer(one))
        for one in recorded["interactions"]
    ]


def _answer(interaction: Any) -> Answer:
    response = interaction["response"]
    body = response["body"]["string"]
    headers = {name.lower(): values[0] for name, values in response["headers"].items()}
    raw = body if isinstance(body, bytes) else body.encode()
    return Answer(response["status"]["code"], headers, raw)


def one(name: str, call: str) -> Answer:
    return next(answer for called, answer in answers(name) if called.startswith(call))


def test_a_notification_is_a_mention() -> None:
    (notification,) = one("test_notifications_mentions_only", "GET /api/v1/notifications?").json()
    mention = read(notification, ACCOUNT, "social.example")
    assert mention is not None
    assert mention.id == "117020577157693549"
    assert (mention.author.id, mention.author.handle) == (
        "117020565693913441",
        "admin@social.example",
    )
    assert mention.text == "@mastodonpy_test hello!"
    assert (mention.visibility, mention.language, mention.event) == ("public", "en", "create")
    assert mention.permalink == "http://localhost:3000/@admin/117020577157693549"


def test_a_post_of_a_tags_timeline_is_a_mention() -> None:
    (status,) = one("test_hashtag_tl", "GET /api/v1/timelines/tag/hoot").json()
    mention = mention_of(status, ACCOUNT, "social.example")
    assert mention.text == "#hoot (hashtag toot)"
    assert mention.reshare_of is None


def test_a_post_that_was_edited_says_so() -> None:
    before = mention_of(one("test_status_edit", "POST").json(), ACCOUNT, "social.example")
    after = mention_of(one("test_status_edit", "PUT").json(), ACCOUNT, "social.example")
    assert before.key == after.key
    assert (before.event, after.event) == ("create", "edit")
    assert before.revision != after.revision


def test_what_the_server_allows() -> None:
    assert limits_of(one("test_instance", "GET").json()) == Limits(500, 23, 11)


def test_a_post_that_was_taken_has_an_id_an_address_and_a_time() -> None:
    taken = sent(one("test_status_post_direct", "POST").json())
    assert taken.platform_id == "117020585877056474"
    assert str(taken.permalink).endswith("/117020585877056474")
    assert taken.at.year == 2026


@pytest.mark.parametrize(
    ("name", "kind"), [("test_status_missing", "target_gone"), ("test_status_empty", "invalid")]
)
def test_a_refusal_is_told_by_its_status_in_any_language(name: str, kind: str) -> None:
    ((_, answer),) = answers(name)
    error = OUTCOMES.refusal(answer, "statuses")
    assert isinstance(error, Rejected)
    assert error.kind == kind


def test_every_answer_says_how_many_calls_are_left_and_until_when() -> None:
    from datetime import UTC, datetime

    from earshot.channels.mastodon.listening import calls_left
    from earshot.channels.waiting import retry_after

    answer = one("test_notifications_mentions_only", "GET /api/v1/notifications?")
    assert 0 < calls_left(answer) < 300
    reset = answer.headers["x-ratelimit-reset"]
    at = datetime.fromisoformat(reset)
    assert retry_after(answer.headers, at.replace(minute=at.minute - 1 if at.minute else 0)) == at
    assert at.tzinfo == UTC
