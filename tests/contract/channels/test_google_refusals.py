"""What Google's refusals mean, and that a token endpoint which fails sends nothing."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from earshot.channels import oauth
from earshot.channels.google import GOOGLE
from earshot.channels.http import Answer
from earshot.errors import Ambiguous, EarshotError, Rejected, Throttled, Unavailable
from local.platforms.serving import Fault
from tests.rigs.youtube import CREDENTIALS, YoutubeRig


def answer(status: int, reason: str | None) -> Answer:
    errors = [{"domain": "youtube", "reason": reason}] if reason else []
    body = {"error": {"code": status, "message": "Nein.", "errors": errors}}
    return Answer(status, {}, json.dumps(body).encode())


@pytest.mark.parametrize(
    ("status", "reason", "kind"),
    [
        (401, "authError", "reauth"),
        (401, None, "reauth"),
        (403, "forbidden", "forbidden"),
        (403, "insufficientPermissions", "forbidden"),
        (403, "commentsDisabled", "not_allowed_by_policy"),
        (400, "operationNotSupported", "not_allowed_by_policy"),
        (400, "parentCommentIsPrivate", "not_allowed_by_policy"),
        (403, "ineligibleAccount", "not_allowed_by_policy"),
        (404, "commentNotFound", "target_gone"),
        (404, "videoNotFound", "target_gone"),
        (404, None, "target_gone"),
        (400, "parentIdMissing", "invalid"),
        (400, "commentTextTooLong", "too_long"),
        (400, "something new", "invalid"),
    ],
)
def test_a_refusal_is_known_by_its_reason_and_else_by_its_status(
    status: int, reason: str | None, kind: str
) -> None:
    told = GOOGLE.refusal(answer(status, reason), "comments")
    assert isinstance(told, Rejected)
    assert told.kind == kind
    assert "Nein" not in str(told)


@pytest.mark.parametrize(
    ("status", "reason"),
    [(403, "quotaExceeded"), (403, "dailyLimitExceeded"), (403, "rateLimitExceeded"), (429, None)],
)
def test_too_much_or_too_fast_waits(status: int, reason: str | None) -> None:
    told = GOOGLE.refusal(answer(status, reason), "comments")
    assert isinstance(told, Throttled)
    assert told.after is not None


@pytest.mark.parametrize(("status", "reason"), [(500, "backendError"), (400, "processingFailure")])
def test_a_server_that_failed_may_have_done_a_write(status: int, reason: str) -> None:
    assert isinstance(GOOGLE.refusal(answer(status, reason), "comments"), Unavailable)
    with pytest.raises(Ambiguous):
        GOOGLE.done(answer(status, reason), "comments")


@pytest.fixture
def rig() -> Iterator[YoutubeRig]:
    with YoutubeRig() as made:
        yield made


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("earshot.channels.http.READ_S", 0.3)
    monkeypatch.setattr("earshot.channels.http.TOTAL_S", 0.4)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("500", Unavailable),
        ("html", Unavailable),
        ("redirect", Unavailable),
        ("truncated", Unavailable),
        ("cut", Unavailable),
        ("slow", Unavailable),
        ("too_fast", Rejected),
    ],
)
def test_without_a_token_certainly_nothing_is_sent(
    rig: YoutubeRig, short_waits: None, fault: Fault, kind: type[EarshotError]
) -> None:
    """The quota error of the API, which the fake gives as 403, is a refusal of the endpoint."""
    posting = rig.posting(rig.say(1))
    rig.server.faults.plan(fault, path="/token")
    with pytest.raises(kind) as told:
        rig.channel().send(posting)
    assert rig.posts == []
    assert not any(value in repr(told.value) for value in CREDENTIALS.values())
    assert "access_token" not in json.loads(rig.secrets.values("answer")[0])
    rig.channel().send(posting)
    assert len(rig.posts) == 1


def test_a_refresh_token_that_was_replaced_is_kept() -> None:
    def given(body: dict[str, object]) -> dict[str, str]:
        return oauth._given(Answer(200, {}, json.dumps(body).encode()), datetime.now(UTC))

    told = given({"access_token": "a", "expires_in": 60, "refresh_token": "next"})
    assert told.keys() == {"access_token", "expires_at", "refresh_token"}
    assert given({"access_token": "a"}) == {"access_token": "a"}
    with pytest.raises(Unavailable):
        given({"token": "a"})


@pytest.mark.parametrize("text", ["", "lately", "2026-01-01T00:00:00"])
def test_when_a_token_ends_is_read_where_it_is_told(text: str) -> None:
    secret = json.dumps({"access_token": "a", "expires_at": text})
    ends = oauth.expires(secret)
    if text.startswith("2026"):
        assert ends is not None
        assert ends.utcoffset() == timedelta(0)
    else:
        assert ends is None
