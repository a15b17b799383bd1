"""What bad input gets, over the wire."""

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta

import pytest

from earshot.domain.mention import MentionKey
from earshot.domain.records import MentionRecord, Quarantined
from tests.e2e.deployed import Deployed, Desk, earshot, mention
from tests.e2e.waiting import eventually
from tests.webhooks import signed

pytestmark = pytest.mark.e2e

SHOP = "generic/acmeshop"
LIMIT = 256 * 1024


def said(text: str = "chatter", **over: object) -> dict[str, object]:
    return mention(text, account="acmeshop", **over)


def received(stack: Deployed) -> int:
    return stack.counts("generic", "acmeshop").received


def test_a_signature_that_does_not_hold_gets_401_and_nothing_is_queued_f1_f2_f4(
    stack: Deployed,
) -> None:
    before = received(stack)
    element = said()
    body = json.dumps([element]).encode()
    secret, now = stack.secrets[SHOP], datetime.now(UTC)
    old = signed(body, secret=secret, at=now - timedelta(seconds=301))
    early = signed(body, secret=secret, at=now + timedelta(seconds=330))
    refused = {
        "another account's secret": stack.post(body, to=SHOP, signed_for="generic/acmehelp"),
        "another body's": stack.post(body, to=SHOP, **_named(signed(b"[]", secret=secret, at=now))),
        "no signature": stack.post(body, to=SHOP, webhook_signature=None),
        "no time": stack.post(body, to=SHOP, webhook_timestamp=None),
        "no id": stack.post(body, to=SHOP, webhook_id=None),
        "another id": stack.post(body, to=SHOP, webhook_id="msg_2"),
        "old": stack.post(body, to=SHOP, **_named(old)),
        "of the future": stack.post(body, to=SHOP, **_named(early)),
    }
    assert {why: answer.status_code for why, answer in refused.items()} == dict.fromkeys(
        refused, 401
    )
    assert {answer.headers["content-type"] for answer in refused.values()} == {
        "application/problem+json"
    }
    after = said()
    stack.deliver(after)
    eventually(lambda: _stored(stack, after))
    assert received(stack) == before + 1
    assert not stack.store.mentions([_key(element)])


def test_a_body_of_more_than_256_kb_gets_413_and_one_of_just_that_is_taken_f10(
    stack: Deployed,
) -> None:
    element = json.dumps(said()).encode()
    fits = element + b" " * (LIMIT - len(element))
    assert stack.post(fits, to=SHOP).json() == {"received": 1, "quarantined": 0}
    answer = stack.post(fits + b" ", to=SHOP)
    assert (answer.status_code, answer.json()["status"]) == (413, 413)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param(b"{not json", None, id="no JSON"),
        pytest.param(b"", None, id="nothing"),
        pytest.param(b"[" * 50_000, None, id="nested too deeply"),
        pytest.param(b'{"id": "a", "engagement": {"likes": NaN}}', None, id="NaN"),
        pytest.param(b'"a mention"', None, id="a text"),
        pytest.param(b'{"mentions": "all"}', "mentions", id="mentions are no list"),
        pytest.param(json.dumps(said(text=5)).encode(), "text", id="a number as text"),
        pytest.param(json.dumps(said(author="ann")).encode(), "author", id="an author's name"),
        pytest.param(
            json.dumps(said(engagement={"likes": -1})).encode(), "engagement.likes", id="too few"
        ),
        pytest.param(json.dumps(said(created_at="now")).encode(), "created_at", id="no instant"),
        pytest.param(json.dumps(mention("x")).encode(), "account", id="another's mention"),
    ],
)
def test_what_is_no_mention_gets_400_that_names_the_field_f7_f8_f9(
    stack: Deployed, body: bytes, field: str | None
) -> None:
    before = received(stack)
    answer = stack.post(body, to=SHOP)
    problem = answer.json()
    assert (answer.status_code, problem["status"], problem.get("field")) == (400, 400, field)
    assert problem["detail"]
    assert received(stack) == before


def test_a_signature_holds_for_the_very_bytes_whatever_letters_they_are_f6(stack: Deployed) -> None:
    text = "chatter 🧑🏽‍🚒 \u202eרגע\u202c e\u0301 é"
    plain, escaped = said(text), said(text)
    for body in (json.dumps([plain], ensure_ascii=False), json.dumps([escaped])):
        assert stack.post(body.encode(), to=SHOP).status_code == 200
    stored = eventually(lambda: _stored(stack, plain, escaped))
    assert [record.mention.text for record in stored] == [text, text]


def test_both_secrets_hold_while_one_follows_the_other_f5(stack: Deployed) -> None:
    secret = stack.accounts().get("generic", "acmeshop").listen_secret
    new = f"whsec_{b64encode(b'what follows the first secret').decode()}"
    stack.client("secretsmanager").put_secret_value(SecretId=secret, SecretString=new)
    assert stack.post(json.dumps(said()).encode(), to=SHOP).status_code == 200
    stack.secrets[SHOP] = new
    # Secrets are read anew at most so often, however many wrong signatures come.
    eventually(lambda: stack.post(json.dumps(said()).encode(), to=SHOP).status_code == 200)


@pytest.mark.parametrize("to", ["generic/nobody", "nowhere/acmehelp", "mastodon/acmehelp"])
def test_what_is_not_connected_or_not_pushed_gets_404(stack: Deployed, to: str) -> None:
    answer = stack.post(json.dumps(mention("hello")).encode(), to=to)
    assert (answer.status_code, answer.json()["status"]) == (404, 404)


def test_one_bad_element_goes_to_quarantine_and_the_others_are_stored_f11(
    stack: Deployed, eve: Desk
) -> None:
    good = [said(f"chatter {n}") for n in range(3)]
    bad = said("one of many", author={"id": ""})
    answer = stack.deliver(good[0], bad, *good[1:])
    assert answer == {"received": 3, "quarantined": 1}
    eventually(lambda: _stored(stack, *good))
    assert not stack.store.mentions([_key(bad)])

    listed = eve.get("/v1/accounts/generic/acmeshop/quarantine").json()["items"]
    (kept,) = (item for item in listed if bad["id"] in item["raw"])
    assert (kept["stage"], kept["field"], kept["replayed_at"]) == ("webhook", "author.id", None)
    assert kept["reason"].startswith("author.id: ")


def test_what_is_understood_by_now_leaves_the_quarantine_by_replay_and_the_rest_stays(
    stack: Deployed,
) -> None:
    still_bad, now_good = said(author={"id": ""}), said()
    stack.deliver(said(), still_bad)
    # As a release that did not understand it yet would have left it.
    receipt, now = f"left-{now_good['id']}", datetime.now(UTC)
    left = Quarantined(
        channel="generic",
        account="acmeshop",
        receipt=receipt,
        received_at=now,
        stage="webhook",
        reason="no such form is known",
        raw=json.dumps(now_good),
    )
    stack.store.quarantine([left])
    stack.store.count_received("generic", "acmeshop", at=now, number=1)
    stack.taken["generic", "acmeshop"] += 1
    before = stack.settled("generic", "acmeshop")

    where = ("--channel", "generic", "--account", "acmeshop", "--all", "--json")
    done = earshot("quarantine", "replay", *where, home=stack.home, status=1)
    tried = {line["receipt"]: line for line in map(json.loads, done.splitlines())}
    assert tried.pop(receipt)["mention_id"] == now_good["id"]
    assert tried
    assert {line["replayed"] for line in tried.values()} == {False}
    assert all(line["problem"].startswith("author.id: ") for line in tried.values())
    eventually(lambda: _stored(stack, now_good))
    after = eventually(
        lambda: stack.counts("generic", "acmeshop"),
        holds=lambda counts: counts.stored == before.stored + 1 and counts.missing == 0,
    )
    assert after.quarantined == before.quarantined - 1


def test_a_valid_request_that_is_sent_again_is_taken_and_counted_as_duplicate_f3(
    stack: Deployed,
) -> None:
    element = said()
    body = json.dumps([element]).encode()
    headers = _named(signed(body, secret=stack.secrets[SHOP], at=datetime.now(UTC)))
    before = stack.settled("generic", "acmeshop")
    for _ in range(3):
        assert stack.post(body, to=SHOP, **headers).status_code == 200

    assert received(stack) == before.received + 3
    after = stack.settled("generic", "acmeshop")
    assert (after.stored - before.stored, after.duplicate - before.duplicate) == (1, 2)


def _stored(stack: Deployed, *elements: dict[str, object]) -> list[MentionRecord]:
    """All of them as they are stored, or nothing yet."""
    found = stack.store.mentions(map(_key, elements))
    return found if len(found) == len(elements) else []


def _key(element: dict[str, object]) -> MentionKey:
    return MentionKey("generic", "acmeshop", str(element["id"]))


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("-", "_"): value for name, value in headers.items()}
