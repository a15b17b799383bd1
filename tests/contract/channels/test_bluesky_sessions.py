"""The session of a Bluesky account: made once, kept in the secret, refreshed before any login."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from earshot.channels.bluesky.session import Session, renewed, session_of
from earshot.errors import Rejected, Throttled, Unavailable
from local.platforms.bluesky import DID, FakeBluesky
from tests.rigs.bluesky import LOGIN, BlueskyRig


class Watch:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def rig(watch: Watch) -> Iterator[BlueskyRig]:
    class Rig(BlueskyRig):
        def make_server(self) -> FakeBluesky:
            return FakeBluesky(now=watch)

    with Rig() as made:
        yield made


def calls(rig: BlueskyRig, method: str) -> int:
    return sum(request.path.endswith(method) for request in rig.server.requests)


def kept(rig: BlueskyRig) -> dict[str, str]:
    found: dict[str, str] = json.loads(rig.secrets.values("listen")[0])
    return found


def test_there_is_one_login_for_all_that_follows(rig: BlueskyRig) -> None:
    for _ in range(5):
        rig.channel().fetch(None)
    assert calls(rig, "createSession") == 1
    assert kept(rig)["did"] == DID
    assert kept(rig)["password"] == "fake-app-password"


def test_an_expired_session_is_refreshed_and_not_made_anew(rig: BlueskyRig, watch: Watch) -> None:
    rig.channel().fetch(None)
    before = kept(rig)
    watch.at += timedelta(hours=2, seconds=1)
    rig.channel().fetch(None)
    assert (calls(rig, "createSession"), calls(rig, "refreshSession")) == (1, 1)
    assert kept(rig)["access"] != before["access"]
    assert kept(rig)["refresh"] != before["refresh"]


def test_after_ninety_days_of_silence_it_logs_in_again(rig: BlueskyRig, watch: Watch) -> None:
    rig.channel().fetch(None)
    watch.at += timedelta(days=90, seconds=1)
    rig.channel().fetch(None)
    assert (calls(rig, "createSession"), calls(rig, "refreshSession")) == (2, 1)


def test_tokens_that_the_server_no_longer_knows_are_replaced(rig: BlueskyRig) -> None:
    rig.channel().fetch(None)
    rig.server.sessions.renew_key()
    rig.channel().fetch(None)
    assert calls(rig, "createSession") == 2


def test_a_password_that_is_no_good_is_tried_once_and_asks_for_a_person(rig: BlueskyRig) -> None:
    rig.server.sessions.end()
    with pytest.raises(Rejected) as refused:
        rig.channel().fetch(None)
    assert refused.value.kind == "reauth"
    assert calls(rig, "createSession") == 1


def test_what_is_sent_with_an_expired_token_is_sent_once_with_the_next(
    rig: BlueskyRig, watch: Watch
) -> None:
    posting = rig.posting(rig.say(1))
    rig.channel().send(posting)
    watch.at += timedelta(hours=3)
    rig.channel().send(rig.posting(rig.say(2), id="r2"))
    assert len(rig.posts) == 2


def test_a_login_that_gets_no_answer_is_tried_later(rig: BlueskyRig) -> None:
    rig.server.faults.plan("cut", path="createSession")
    with pytest.raises(Unavailable):
        rig.channel().fetch(None)
    rig.server.faults.plan("too_fast", path="createSession")
    with pytest.raises(Throttled):
        rig.channel().fetch(None)


@pytest.mark.parametrize("lacking", ["identifier", "password"])
def test_a_secret_without_a_login_says_what_is_missing(rig: BlueskyRig, lacking: str) -> None:
    login = {k: v for k, v in json.loads(LOGIN).items() if k != lacking}
    rig.secrets.put("listen", json.dumps(login))
    with pytest.raises(Rejected, match=f"the secret lacks {lacking}") as refused:
        rig.channel().fetch(None)
    assert refused.value.kind == "reauth"


def test_calls_move_to_the_server_that_holds_the_account(rig: BlueskyRig) -> None:
    with FakeBluesky() as other:
        other.sessions = rig.server.sessions
        rig.server.endpoint = other.base_url
        rig.say(1)
        rig.channel().fetch(None)
        assert [request.path for request in rig.server.requests] == [
            "/xrpc/com.atproto.server.createSession"
        ]
        assert other.requests


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://169.254.169.254",
        "http://internal.example",
        "https://pds.example",
        "file:///etc/passwd",
        "http://user@127.0.0.1",
        "gopher://[",
        "",
    ],
)
def test_a_server_that_may_not_be_called_is_not_moved_to(rig: BlueskyRig, endpoint: str) -> None:
    rig.server.endpoint = endpoint
    rig.channel().fetch(None)
    assert kept(rig)["service"] == rig.server.base_url


def test_a_session_made_elsewhere_is_not_used_here(rig: BlueskyRig) -> None:
    """Who points the account at another base URL logs in there, and sends no token of here."""
    rig.channel().fetch(None)
    value = rig.secrets.values("listen")[0]
    assert session_of(value, rig.server.base_url).did == DID
    with pytest.raises(Rejected, match="holds no session yet"):
        session_of(value, "https://pds.example")
    with FakeBluesky() as other:
        again = renewed(value, other.base_url)
        assert session_of(again, other.base_url) == Session(
            DID, other.base_url, json.loads(again)["access"]
        )
        assert [request.path.rpartition(".")[2] for request in other.requests] == ["createSession"]
