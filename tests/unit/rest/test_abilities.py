"""What a case's channel lets us do is told, and refused before it is planned."""

from datetime import timedelta
from typing import Any

import pytest

from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.values import Posting, Sent
from earshot.domain.accounts import Account
from earshot.errors import Rejected
from tests import builders
from tests.builders import MONDAY_NINE
from tests.unit.rest.world import World

SHORT = Capabilities(
    listens=frozenset({"push"}),
    does=frozenset({"reply", "like"}),
    public=(Limit(40, "letters", lambda text: len(text.replace("\n", ""))),),
    reply_window=timedelta(days=7),
    private_window=timedelta(hours=24),
)


class Strict:
    """A platform with rules of its own."""

    def __init__(self, capabilities: Capabilities = SHORT, no: Rejected | None = None) -> None:
        self.capabilities = capabilities
        self.no = no

    def __call__(self, account: Account) -> "Strict":
        return self

    def allow(self, posting: Posting) -> None:
        if self.no:
            raise self.no

    def send(self, posting: Posting) -> Sent:
        raise AssertionError("nobody sends from the API")


def world(speaking: Strict, **account: Any) -> World:
    made = World(accounts=(builders.account(**account),), speaking=speaking)
    made.open()
    made.say(permalink="https://example.social/@ada/m1")
    return made


def test_the_case_tells_what_can_be_done_and_until_when() -> None:
    can = world(Strict()).grace.get("/v1/cases/c1").json["abilities"]

    assert can == {
        "does": ["like", "reply"],
        "public": [{"most": 40, "unit": "letters"}],
        "private": [],
        "public_until": "2026-03-09T09:00:00Z",
        "private_until": None,
        "open_url": "https://example.social/@ada/m1",
    }


def test_a_private_window_counts_from_the_customers_last_private_words() -> None:
    made = World(speaking=Strict())
    made.open(private=False, private_at=MONDAY_NINE - timedelta(hours=3))
    made.say()

    can = made.grace.get("/v1/cases/c1").json["abilities"]

    assert can["private_until"] == "2026-03-03T06:00:00Z"


@pytest.mark.parametrize("account", [{"mode": "listen_only"}, {"never_respond": True}])
def test_where_nothing_is_answered_nothing_is_offered(account: dict[str, Any]) -> None:
    can = world(Strict(), **account).grace.get("/v1/cases/c1").json["abilities"]

    assert (can["does"], can["open_url"]) == ([], "https://example.social/@ada/m1")


def test_f69_too_long_is_told_in_the_channels_own_count_with_the_sign_off() -> None:
    """F69."""
    answer = world(Strict()).grace.post("/v1/cases/c1/replies", {"text": "x" * 30})

    assert answer.status == 422
    told = {name: answer.json[name] for name in ("count", "limit", "unit")}
    assert told == {"count": 43, "limit": 40, "unit": "letters"}


def test_a_channel_without_private_messages_takes_none() -> None:
    body = {"text": "Hi", "visibility": "private"}
    answer = world(Strict()).grace.post("/v1/cases/c1/replies", body)

    assert (answer.status, answer.json["field"]) == (422, "visibility")
    assert "it can like, reply" in answer.json["detail"]


@pytest.mark.parametrize("kind", ["window_closed", "not_allowed_by_policy", "blocked"])
def test_what_a_rule_of_the_platform_forbids_is_refused_with_the_way_to_do_it_there(
    kind: str,
) -> None:
    made = world(Strict(no=Rejected("they did not ask us", kind=kind)))

    answer = made.grace.post("/v1/cases/c1/replies", {"text": "Hi"})

    assert (answer.status, answer.json["reason"]) == (409, kind)
    assert answer.json["open_url"] == "https://example.social/@ada/m1"
    assert made.case().version == 1


def test_a_rule_about_length_that_only_the_connector_knows_is_told_alike() -> None:
    made = world(Strict(no=Rejected("310 graphemes; at most 300", kind="too_long")))

    answer = made.grace.post("/v1/cases/c1/replies", {"text": "Hi"})

    assert (answer.status, answer.json["detail"]) == (422, "text: 310 graphemes; at most 300")


# Acts


def test_a_mention_is_liked_once() -> None:
    made = world(Strict())

    answer = made.grace.post("/v1/cases/c1/acts", {"act": "like"})
    again = made.grace.post("/v1/cases/c1/acts", {"act": "like"})
    twice = made.grace.post("/v1/cases/c1/acts", {"act": "like"}, key="key-2")

    assert (answer.status, answer.json["state"], answer.json["act"]) == (202, "planned", "like")
    assert (answer.json["in_reply_to"], answer.json["approver"]) == ("m1", "grace")
    assert (again.json, twice.status) == (answer.json, 409)
    assert made.grace.get(answer.headers["Location"]).json == answer.json
    assert (made.case().agent, made.case().state) == (None, "open")


def test_what_the_channel_cannot_do_is_refused_with_what_it_can() -> None:
    answer = world(Strict()).grace.post("/v1/cases/c1/acts", {"act": "hide", "mention_id": "m1"})

    assert (answer.status, answer.json["field"]) == (422, "act")
    assert answer.json["detail"] == "generic cannot hide; it can like, reply"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"act": "delete"}, 422),
        ({"act": "delete", "reply_id": "r9"}, 422),
        ({"act": "delete", "mention_id": "m1"}, 422),
        ({"act": "like", "reply_id": "r1"}, 422),
        ({"act": "like", "mention_id": "m9"}, 422),
        ({"act": "shout"}, 422),
    ],
)
def test_an_act_on_nothing_that_it_is_for_is_refused(
    world: World, body: dict[str, Any], status: int
) -> None:
    assert world.grace.post("/v1/cases/c1/acts", body).status == status


def test_nothing_is_done_where_nothing_may_be() -> None:
    made = world(Strict(), never_respond=True)

    assert made.grace.post("/v1/cases/c1/acts", {"act": "like"}).status == 403


def test_an_act_in_a_case_of_another_is_not_done(world: World) -> None:
    world.linus.post("/v1/cases/c1/claim", match=1)

    answer = world.grace.post("/v1/cases/c1/acts", {"act": "like"})

    assert (answer.status, answer.json["holder"]) == (409, "linus")
