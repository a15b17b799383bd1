"""Polling X: marks that are ids, windows, credit, dialects, searches and direct messages."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from earshot.channels.values import Fetched
from earshot.errors import OverBudget, Throttled, Unavailable
from local.platforms.serving import Request, Response, as_json
from local.platforms.x_answers import problem
from local.platforms.x_posts import snowflake
from tests.rigs.x import CASEY, XRig

MENTIONS, SEARCH, MESSAGES = "/mentions", "/search/recent", "/dm_events"


@pytest.fixture
def rig() -> Iterator[XRig]:
    with XRig() as made:
        made.options(messages=False)
        yield made


def walked(rig: XRig, cursor: str | None = None) -> list[Fetched]:
    pages = [rig.channel().fetch(cursor)]
    while not pages[-1].done:
        pages.append(rig.channel().fetch(pages[-1].cursor))
    return pages


def asked(rig: XRig, path: str) -> list[Request]:
    return [request for request in rig.server.requests if request.path.endswith(path)]


def ids(pages: list[Fetched]) -> list[str]:
    return [mention.id for page in pages for mention in page.mentions]


def test_the_mark_is_the_newest_id_of_the_first_page_and_stays_while_paging(rig: XRig) -> None:
    first = rig.say(1)
    (done,) = walked(rig)
    for number in range(2, 253):
        rig.say(number)
    page = rig.channel().fetch(done.cursor)
    rig.say(253)
    rest = walked(rig, page.cursor)
    since = [request.param("since_id") for request in asked(rig, MENTIONS)[1:]]
    assert since == [first.id] * 3
    late = walked(rig, rest[-1].cursor)
    heard = ids([page, *rest, *late])
    assert len(heard) == len(set(heard)) == 252
    assert ids(late) == [max(heard, key=int)]


def test_ids_are_numbers_and_not_texts(rig: XRig) -> None:
    server = rig.server
    at = rig.now - timedelta(minutes=3)
    server.posts.add("9", CASEY, "@acmehelp early", at=at)
    (page,) = walked(rig)
    server.posts.add("10", CASEY, "@acmehelp later", at=at)
    assert ids(walked(rig, page.cursor)) == ["10"]


def test_a_mark_that_x_finds_too_old_becomes_a_time(rig: XRig) -> None:
    rig.search("parcel")
    old = rig.say(1, text="@acmehelp my parcel", at=rig.now - timedelta(days=9))
    cursor = walked(rig)[-1].cursor
    new = rig.say(2, text="@acmehelp another parcel")
    before = len(asked(rig, SEARCH))
    pages = walked(rig, cursor)
    refused, taken = asked(rig, SEARCH)[before:]
    assert refused.param("since_id") == old.id
    assert taken.param("since_id") is None
    start = datetime.fromisoformat(taken.param("start_time") or "")
    assert timedelta(days=6, hours=22) < rig.now - start < timedelta(days=7)
    assert set(ids(pages)) == {new.id}
    assert all(page.trouble is None for page in pages)
    assert ids(walked(rig, pages[-1].cursor)) == []


def test_a_page_without_its_posts_moves_no_mark(rig: XRig) -> None:
    said = rig.say(1)
    rig.server.beside = {"data": {"odd": 1}}
    (page,) = walked(rig)
    assert ids([page]) == []
    rig.server.beside = {}
    assert ids(walked(rig, page.cursor)) == [said.id]


def test_a_mark_that_is_yet_to_come_hides_nothing(rig: XRig) -> None:
    rig.search("parcel")
    ahead = {rig.listing("parcel"): json.dumps({"since": "9" * 19})}
    new = rig.say(1, text="@acmehelp my parcel")
    pages = walked(rig, json.dumps({"at": 1, "cursors": ahead}))
    assert ids(pages) == [new.id]
    late = rig.say(2, text="@acmehelp another parcel")
    assert late.id in ids(walked(rig, pages[-1].cursor))


def test_a_page_that_x_no_longer_knows_is_walked_to_anew(rig: XRig) -> None:
    said = {rig.say(number).id for number in range(1, 103)}
    first = rig.channel().fetch(None)
    rig.server.forgets_pages = 1
    rest = walked(rig, first.cursor)
    assert {*ids([first]), *ids(rest)} == said
    assert ids(walked(rig, rest[-1].cursor)) == []


def test_a_page_that_x_never_finds_again_is_trouble(rig: XRig) -> None:
    for number in range(1, 103):
        rig.say(number)
    first = rig.channel().fetch(None)
    rig.server.forgets_pages = 99
    *_, last = walked(rig, first.cursor)
    assert isinstance(last.trouble, Unavailable)
    assert len(asked(rig, MENTIONS)) == 4
    rig.server.forgets_pages = 0
    assert len(ids(walked(rig, last.cursor))) == 102


def test_the_first_poll_asks_for_nothing_from_before_the_account_was_connected(rig: XRig) -> None:
    rig.say(1, at=rig.now - timedelta(days=3))
    new = rig.say(2)
    rig.change(listen_since=rig.now - timedelta(days=1))
    assert ids(walked(rig)) == [new.id]
    assert asked(rig, MENTIONS)[0].param("start_time") is not None


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(days=1)])
def test_an_account_connected_this_moment_asks_for_no_past(rig: XRig, ahead: timedelta) -> None:
    rig.change(listen_since=rig.now + ahead)
    walked(rig)
    start = datetime.fromisoformat(asked(rig, MENTIONS)[0].param("start_time") or "")
    assert timedelta(seconds=50) < datetime.now(UTC) - start < timedelta(seconds=90)


def test_who_comes_into_a_conversation_says_nothing(rig: XRig) -> None:
    rig.options(messages=True)
    said = rig.say(1, private=True)
    rig.say(2, private=True)
    rig.server.messages.known[0]["event_type"] = "ParticipantsJoin"
    pages = walked(rig)
    assert ids(pages) == [said.id]
    assert all(page.unreadable == () for page in pages)


def test_a_beginning_that_x_finds_too_old_by_now_is_mended(rig: XRig) -> None:
    rig.search("parcel")
    new = rig.say(1, text="@acmehelp my parcel")
    held = {
        "at": 1,
        "cursors": {rig.listing("parcel"): json.dumps({"start": "2026-01-01T00:00:00Z"})},
    }
    pages = walked(rig, json.dumps(held))
    refused, taken = asked(rig, SEARCH)
    assert refused.param("start_time") == "2026-01-01T00:00:00Z"
    start = datetime.fromisoformat(taken.param("start_time") or "")
    assert timedelta(days=6, hours=22) < rig.now - start < timedelta(days=7)
    assert ids(pages) == [new.id]


def test_every_page_of_a_first_poll_begins_at_the_same_time(rig: XRig) -> None:
    rig.search("parcel")
    rig.change(listen_since=rig.now - timedelta(days=30))
    for number in range(1, 103):
        rig.say(number, text="@acmehelp my parcel")
    walked(rig)
    starts = [one.param("start_time") for one in asked(rig, SEARCH)]
    assert len(starts) == 2
    assert len(set(starts)) == 1


def test_d18_used_up_credit_is_told_of_messages_too(rig: XRig) -> None:
    rig.options(messages=True)
    rig.say(1)
    held = json.dumps({"at": 1, "cursors": {}})
    rig.server.refuse_with = problem(402, "credits", "…")
    with pytest.raises(OverBudget):
        rig.channel().fetch(held)


def test_f21_a_window_that_is_used_up_is_waited_for(rig: XRig) -> None:
    rig.say(1)
    rig.server.windows.limits["mentions"] = 1
    (page,) = walked(rig)
    assert page.not_before is not None
    assert timedelta(minutes=14) < page.not_before - rig.now < timedelta(minutes=16)
    with pytest.raises(Throttled) as refused:
        rig.channel().fetch(page.cursor)
    assert refused.value.after == page.not_before


@pytest.mark.parametrize(
    "answer",
    [
        problem(402, "credits", "The account has no credits for this request."),
        problem(429, "usage-capped", "Usage cap exceeded: Monthly product cap"),
        problem(403, "usage-capped", "Usage cap exceeded: Monthly product cap"),
        as_json(200, {"errors": [{"type": "https://api.x.com/2/problems/usage-capped"}]}),
    ],
    ids=["credit", "cap-429", "cap-403", "cap-200"],
)
def test_d18_used_up_credit_is_told_from_a_window(rig: XRig, answer: Response) -> None:
    rig.server.refuse_with = answer
    with pytest.raises(OverBudget) as refused:
        rig.channel().fetch(None)
    assert refused.value.after is not None
    assert timedelta(minutes=59) < refused.value.after - datetime.now(UTC) <= timedelta(hours=1)


def test_a_window_of_messages_holds_up_no_mentions(rig: XRig) -> None:
    rig.options(messages=True)
    rig.server.windows.limits["dm_events"] = 1
    rig.say(1, private=True)
    pages = walked(rig)
    assert [page.not_before for page in pages] == [None, None]
    said = rig.say(2)
    again = walked(rig, pages[-1].cursor)
    assert ids(again) == [said.id]
    assert len(asked(rig, MESSAGES)) == 1


def test_messages_refused_for_their_window_are_asked_for_later(rig: XRig) -> None:
    rig.options(messages=True)
    rig.server.faults.plan("too_fast", path=MESSAGES)
    rig.say(1, private=True)
    pages = walked(rig)
    assert ids(pages) == []
    assert len(asked(rig, MESSAGES)) == 1
    held = json.loads(pages[-1].cursor or "")["cursors"]["messages"]
    assert "wait" in json.loads(held)


def test_messages_are_heard_once_and_ours_as_ours(rig: XRig) -> None:
    rig.options(messages=True)
    said = rig.say(1, private=True)
    ours = rig.now - timedelta(seconds=30)
    rig.server.messages.add(snowflake(ours), rig.server.user_id, CASEY, "Hello!", ours)
    pages = walked(rig)
    heard = [mention for page in pages for mention in page.mentions]
    assert [(one.id == said.id, one.visibility) for one in heard] == [
        (True, "private"),
        (False, "private"),
    ]
    assert rig.account.keeps_out(heard[1]) == "own_post"
    assert ids(walked(rig, pages[-1].cursor)) == []


@pytest.mark.parametrize("dialect", ["tweet", "post"])
def test_either_dialect_is_asked_and_understood(rig: XRig, dialect: str) -> None:
    rig.options(dialect=dialect)
    said = rig.say(1)
    answer = rig.say(2, answers=said.id)
    heard = [mention for page in walked(rig) for mention in page.mentions]
    assert [mention.id for mention in heard] == [said.id, answer.id]
    assert heard[1].in_reply_to == said.id
    assert heard[1].engagement.reposts == 0
    names = {name for name, _ in asked(rig, MENTIONS)[0].params if name.endswith(".fields")}
    assert names == {f"{dialect}.fields", "user.fields", "media.fields"}


def test_searches_are_walked_beside_mentions_and_each_by_its_own_mark(rig: XRig) -> None:
    rig.search("router", "modem")
    server, at = rig.server, rig.now - timedelta(minutes=1)
    found = [
        server.posts.add(snowflake(at, number), CASEY, text, at=at)["id"]
        for number, text in ((1, "my router is dead"), (2, "a modem and a router"))
    ]
    pages = walked(rig)
    assert sorted(set(ids(pages))) == found
    assert ids(walked(rig, pages[-1].cursor)) == []
    queries = [request.param("query") for request in asked(rig, SEARCH)]
    assert queries == ["router", "modem", "router", "modem"]


def test_a_search_is_tried_without_a_cursor_and_says_what_it_cost(rig: XRig) -> None:
    for number in range(1, 31):
        rig.say(number, text="@acmehelp my router is dead")
    page = rig.channel().sample("router")
    assert len(page.mentions) == 25
    assert page.cursor is None
    assert page.spent.usd == pytest.approx(0.125)


@pytest.mark.parametrize(("owned", "usd"), [(False, 0.015), (True, 0.003)])
def test_d18_reading_says_what_it_cost(rig: XRig, owned: bool, usd: float) -> None:
    rig.options(owned_reads=owned)
    for number in (1, 2, 3):
        rig.say(number)
    (page,) = walked(rig)
    assert page.spent.usd == pytest.approx(usd)


def test_a_page_with_partial_errors_is_a_page(rig: XRig) -> None:
    said = rig.say(1)
    error = {"type": "https://api.x.com/2/problems/resource-not-found", "value": "5"}
    rig.server.beside = {"errors": [error]}
    assert ids(walked(rig)) == [said.id]


def test_a_repost_repeats_another_post(rig: XRig) -> None:
    at = rig.now
    rig.server.posts.add("77", rig.server.user_id, "We are here", at=at)
    rig.server.posts.add(snowflake(at), CASEY, "RT @acmehelp: We are here", at=at, reposts="77")
    (page,) = walked(rig)
    assert [mention.reshare_of for mention in page.mentions] == ["77"]


def test_every_version_of_a_post_is_the_same_mention(rig: XRig) -> None:
    said = rig.say(1)
    first = walked(rig)[-1]
    rig.edit(1, "@acmehelp it came")
    second = walked(rig, first.cursor)[-1]
    rig.edit(1, "@acmehelp it came broken")
    third = walked(rig, second.cursor)[-1]
    told: list[Any] = [(m.id, m.event, m.text) for page in (second, third) for m in page.mentions]
    assert told == [
        (said.id, "edit", "@acmehelp it came"),
        (said.id, "edit", "@acmehelp it came broken"),
    ]
    edited = [m.edited_at for page in (second, third) for m in page.mentions if m.edited_at]
    assert said.created_at < edited[0] < edited[1]
