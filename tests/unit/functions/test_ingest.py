"""The two ways in: what the gateway and the scheduler get back, and what is logged."""

import importlib.util
import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from earshot import channels, wiring
from earshot.channels.capabilities import Capabilities
from earshot.channels.values import Challenge, Fetched, Reread
from earshot.domain.accounts import Account, Accounts
from earshot.domain.mention import Mention
from earshot.errors import Rejected, Unauthenticated, Unavailable, Unknown
from earshot.usecases.keep import Keeper
from earshot.usecases.poll import Poller
from earshot.usecases.receive import Answer, Receiver
from earshot.usecases.reread import Rereader
from local.memory import FixedClock, MemoryQueue, MemorySecrets, MemoryStore, NumberedIds
from tests.builders import MONDAY_NINE, account, mention, mention_record, opening
from tests.webhooks import SECRET, element, signed

INGEST = Path(__file__).parents[3] / "functions" / "ingest"
ACCOUNTS = Accounts(accounts=(account(listen_secret="in"),))
CONTEXT = SimpleNamespace(get_remaining_time_in_millis=lambda: 60_000)


def entry(name: str) -> ModuleType:
    """A handler's file, loaded as Lambda does: by its path."""
    spec = importlib.util.spec_from_file_location(name, INGEST / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Verified:
    """A platform that asks as Meta does."""

    def challenge(self, params: Mapping[str, str]) -> Challenge:
        if params.get("hub.verify_token") != "verify+me":
            raise Unauthenticated("hub.verify_token is not the one agreed upon")
        return Challenge("text/plain", params["hub.challenge"])


def handshaking(account: Account) -> Verified:
    if account.account == "acmehelp":
        return Verified()
    raise Unknown("is asked nothing by GET")


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> MemoryQueue:
    queue = MemoryQueue()
    secrets = MemorySecrets(**{"in": SECRET})
    receiver = Receiver(
        store=MemoryStore(),
        queue=queue,
        clock=FixedClock(MONDAY_NINE),
        ids=NumberedIds(),
        accounts=ACCOUNTS,
        pushing=lambda account, family: channels.pushing(account, secrets, family),
        handshaking=handshaking,
    )
    monkeypatch.setattr(wiring, "receiver", lambda: receiver)
    return queue


def request(posted: bytes, **over: Any) -> dict[str, Any]:
    headers = {name.title(): value for name, value in signed(posted).items()}
    return {
        "version": "2.0",
        "requestContext": {"http": {"method": "POST"}},
        "pathParameters": {"channel": "generic", "account": "acmehelp"},
        "headers": headers,
        "body": posted.decode(),
        "isBase64Encoded": False,
        **over,
    }


def test_a_signed_mention_is_200_and_logged_without_its_words(
    queue: MemoryQueue, capsys: pytest.CaptureFixture[str]
) -> None:
    body = json.dumps(element()).encode()
    answer = entry("webhook").lambda_handler(request(body), CONTEXT)
    assert answer["statusCode"] == 200
    assert answer["headers"]["content-type"] == "application/json"
    assert json.loads(answer["body"]) == {"received": 1, "quarantined": 0}
    assert len(queue) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {
        "level": "INFO",
        "event": "received",
        "stage": "webhook",
        "channel": "generic",
        "account": "acmehelp",
        "received": 1,
        "quarantined": 0,
    }


def test_f6_a_body_in_base64_is_decoded_before_its_signature_is_checked(
    queue: MemoryQueue,
) -> None:
    body = json.dumps(element(text="😡")).encode()
    event = request(body, body=b64encode(body).decode(), isBase64Encoded=True)
    assert entry("webhook").lambda_handler(event, CONTEXT)["statusCode"] == 200


def test_f1_a_wrong_signature_is_401_counted_and_the_body_is_not_logged(
    queue: MemoryQueue, capsys: pytest.CaptureFixture[str]
) -> None:
    event = request(json.dumps(element()).encode(), body='{"text": "router"}')
    answer = entry("webhook").lambda_handler(event, CONTEXT)
    assert answer["statusCode"] == 401
    assert answer["headers"]["content-type"] == "application/problem+json"
    assert len(queue) == 0
    logged = capsys.readouterr().out
    assert "router" not in logged
    assert json.loads(logged.splitlines()[1])["Refused"] == 1


def test_a_body_that_is_not_there_is_400_naming_no_field(queue: MemoryQueue) -> None:
    event = request(b"")
    del event["body"]
    answer = entry("webhook").lambda_handler(event, CONTEXT)
    assert answer["statusCode"] == 400
    assert "field" not in json.loads(answer["body"])


def test_names_of_accounts_that_nobody_connected_are_not_logged(
    queue: MemoryQueue, capsys: pytest.CaptureFixture[str]
) -> None:
    event = request(b"{}", pathParameters={"channel": "generic", "account": "stranger"})
    assert entry("webhook").lambda_handler(event, CONTEXT)["statusCode"] == 404
    assert "stranger" not in capsys.readouterr().out


def test_what_is_of_no_concern_is_counted_by_its_label(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    passed = (("feed.reaction", 2), ("typing", 1))
    answer = Answer(200, {"received": 0, "quarantined": 0}, passed_over=passed)
    monkeypatch.setattr(wiring, "receiver", lambda: SimpleNamespace(receive=lambda _: answer))
    assert entry("webhook").lambda_handler(request(b"{}"), CONTEXT)["statusCode"] == 200
    _, *counted = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = [(line["channel"], line["kind"], line["PassedOver"]) for line in counted]
    assert told == [("generic", "feed.reaction", 2), ("generic", "typing", 1)]


def question(query: str) -> dict[str, Any]:
    return {
        "version": "2.0",
        "requestContext": {"http": {"method": "GET"}},
        "rawQueryString": query,
        "pathParameters": {"channel": "generic", "account": "acmehelp"},
        "headers": {},
        "isBase64Encoded": False,
    }


def test_f13_a_question_whether_the_webhook_is_ours_is_answered_to_the_letter(
    queue: MemoryQueue, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = "hub.mode=subscribe&hub.verify_token=verify%2Bme&hub.challenge=11%2B%2F%3D&x="
    answer = entry("webhook").lambda_handler(question(asked), CONTEXT)
    assert (answer["statusCode"], answer["body"]) == (200, "11+/=")
    assert answer["headers"] == {
        "content-type": "text/plain",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    logged = capsys.readouterr().out
    assert json.loads(logged)["event"] == "challenged"
    assert "verify" not in logged
    assert "11+" not in logged


def test_f13_markup_in_a_question_is_text_and_only_for_who_knows_the_token(
    queue: MemoryQueue,
) -> None:
    asked = "hub.challenge=%3Cscript%3Ealert(1)%3C%2Fscript%3E&hub.verify_token="
    known = entry("webhook").lambda_handler(question(f"{asked}verify%2Bme"), CONTEXT)
    assert known["body"] == "<script>alert(1)</script>"
    assert known["headers"]["content-type"] == "text/plain"
    assert known["headers"]["x-content-type-options"] == "nosniff"
    stranger = entry("webhook").lambda_handler(question(f"{asked}guess"), CONTEXT)
    assert "script" not in stranger["body"]


@pytest.mark.parametrize("query", ["", "hub.verify_token=verify+me&hub.challenge=1", "%ff=%00"])
def test_f13_who_does_not_know_the_token_is_403_and_is_told_nothing(
    queue: MemoryQueue, query: str
) -> None:
    answer = entry("webhook").lambda_handler(question(query), CONTEXT)
    assert answer["statusCode"] == 403
    assert answer["headers"]["content-type"] == "application/problem+json"
    assert json.loads(answer["body"])["type"] == "urn:earshot:problem:forbidden"
    assert "verify+me" not in answer["body"]


class Platform:
    def __init__(self) -> None:
        self.answers: list[Fetched | Rejected] = [Fetched((mention(),), (), "1", False)]

    def fetch(self, cursor: str | None) -> Fetched:
        answer = self.answers.pop(0) if self.answers else Fetched((), (), cursor, True)
        if isinstance(answer, Rejected):
            raise answer
        return answer


def test_a_schedule_polls_its_account_and_a_change_of_health_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    platform, queue = Platform(), MemoryQueue()
    poller = Poller(
        store=MemoryStore(),
        queue=queue,
        clock=FixedClock(MONDAY_NINE),
        ids=NumberedIds(),
        accounts=ACCOUNTS,
        polling=lambda _: platform,
    )
    monkeypatch.setattr(wiring, "poller", lambda: poller)
    monkeypatch.setattr(wiring, "keeper", lambda: keeper(None))
    poll = entry("poll").lambda_handler
    event = {"channel": "generic", "account": "acmehelp"}
    assert poll(event, CONTEXT) == {
        "ending": "done",
        "pages": 2,
        "received": 1,
        "quarantined": 0,
    }
    assert len(queue) == 1
    platform.answers = [Rejected("notifications: answered 401", kind="reauth")]
    assert poll(event, CONTEXT)["ending"] == "reauth"
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line.get("event") for line in lines] == ["polled", "polled", "health_changed"]
    assert lines[2]["health"] == "reauth"
    assert poll(event, CONTEXT)["ending"] == "waiting"


class Hook:
    """A platform that has ended our subscription."""

    @classmethod
    def looks_every(cls, account: Account) -> timedelta | None:
        return timedelta(days=1)

    def lacks(self) -> str | None:
        return "not_subscribed"

    def mend(self, lacks: str) -> None:
        return None


def keeper(hook: Hook | None) -> Keeper:
    return Keeper(
        store=MemoryStore(),
        clock=FixedClock(MONDAY_NINE),
        ids=NumberedIds(),
        accounts=ACCOUNTS,
        keeping=lambda _: hook,
    )


def test_a_turn_of_an_account_that_is_only_pushed_to_keeps_its_webhook_and_asks_for_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(wiring, "poller", lambda: pytest.fail("nothing is polled"))
    monkeypatch.setattr(wiring, "keeper", lambda: keeper(Hook()))
    event = {"channel": "generic", "account": "acmehelp", "only": "upkeep"}
    assert entry("poll").lambda_handler(event, CONTEXT) == {"ending": "kept"}
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {
        "level": "WARNING",
        "event": "kept",
        "stage": "poll",
        "channel": "generic",
        "account": "acmehelp",
        "act": "mended",
        "reason": "not_subscribed",
    }


class Shown(Platform):
    """One that can be asked for posts by their ids, though not now."""

    capabilities = Capabilities(listens=frozenset({"poll"}))

    def reread(self, held: Sequence[Mention]) -> Reread:
        raise Unavailable("statuses: answered 503")


def test_d51_after_a_poll_posts_of_open_cases_are_looked_at_again_and_what_fails_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """D51: without a word of the posts."""
    platform, store = Shown(), MemoryStore()
    store.commit(opening())
    store.put_mention(mention_record(case_id="c1"))
    ports: dict[str, Any] = {
        "store": store,
        "queue": MemoryQueue(),
        "clock": FixedClock(MONDAY_NINE),
        "ids": NumberedIds(),
        "accounts": ACCOUNTS,
    }
    monkeypatch.setattr(wiring, "keeper", lambda: keeper(None))
    monkeypatch.setattr(wiring, "poller", lambda: Poller(**ports, polling=lambda _: platform))
    monkeypatch.setattr(wiring, "rereader", lambda: Rereader(**ports, rereading=lambda _: platform))
    event = {"channel": "generic", "account": "acmehelp"}
    assert entry("poll").lambda_handler(event, CONTEXT)["ending"] == "done"
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line.get("event") for line in lines] == ["polled", "reread", "not_reread"]
    assert (lines[1]["records"], lines[1]["received"]) == (1, 0)
    assert lines[2]["reason"] == "statuses: answered 503"


def test_upkeep_that_fails_is_an_error_and_keeps_no_account_from_being_heard(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Odd(Hook):
        def lacks(self) -> str | None:
            raise KeyError("what a platform has never said before")

    platform, queue = Platform(), MemoryQueue()
    poller = Poller(
        store=MemoryStore(),
        queue=queue,
        clock=FixedClock(MONDAY_NINE),
        ids=NumberedIds(),
        accounts=ACCOUNTS,
        polling=lambda _: platform,
    )
    monkeypatch.setattr(wiring, "poller", lambda: poller)
    monkeypatch.setattr(wiring, "keeper", lambda: keeper(Odd()))
    with pytest.raises(KeyError):
        entry("poll").lambda_handler({"channel": "generic", "account": "acmehelp"}, CONTEXT)
    assert len(queue) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line.get("event") for line in lines] == ["polled"]
