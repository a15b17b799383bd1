"""What only Reddit does, over HTTP: tokens that end, several listings, errors inside 200."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from earshot.domain.mention import Mention
from earshot.errors import Ambiguous, Rejected, Throttled, Unavailable
from tests.rigs.reddit import RedditRig


@pytest.fixture
def rig() -> Iterator[RedditRig]:
    with RedditRig() as made:
        yield made


def connect(rig: RedditRig, searches: tuple[str, ...] = (), **options: Any) -> None:
    changes = {"options": options, "searches": searches}
    rig.account = rig.account.model_copy(update=changes)


def walked(rig: RedditRig, cursor: str | None = None) -> tuple[list[Mention], str | None]:
    found: list[Mention] = []
    while True:
        page = rig.channel().fetch(cursor)
        found, cursor = found + list(page.mentions), page.cursor
        if page.done:
            return found, cursor


@pytest.mark.parametrize("held", [{}, {"access_token": "ended-token"}])
def test_a_token_that_is_none_or_ended_is_renewed_and_kept(
    rig: RedditRig, held: dict[str, str]
) -> None:
    rig.secrets.put("listen", rig.fields(**held))
    rig.say(1)
    assert len(walked(rig)[0]) == 1
    kept = json.loads(rig.secrets.values("listen")[0])
    assert kept["access_token"] == "renewed-token-1"
    assert kept["refresh_token"] == "fake-refresh"
    ends = rig.channel().expires(rig.secrets.values("listen")[0])
    assert timedelta(hours=23) < ends - datetime.now(UTC) < timedelta(hours=24)
    assert rig.server.renewals == 1


def test_a_token_that_is_known_to_have_ended_is_not_tried(rig: RedditRig) -> None:
    rig.secrets.put(
        "listen", rig.fields(access_token="fake-token", expires_at="2026-01-01T00:00:00+00:00")
    )
    walked(rig)
    assert rig.server.requests[0].path == "/api/v1/access_token"
    assert rig.server.renewals == 1


def test_an_answer_is_posted_once_though_its_token_ends(rig: RedditRig) -> None:
    said = rig.say(1)
    rig.secrets.put("answer", rig.fields(access_token="ended-token"))
    rig.channel().send(rig.posting(said))
    assert len(rig.posts) == 1


@pytest.mark.parametrize("fault", ["500", "cut", "html"])
def test_a_renewal_that_fails_leaves_the_secret_and_sends_nothing(
    rig: RedditRig, fault: Any
) -> None:
    posting = rig.posting(rig.say(1))
    held = rig.fields(access_token="ended-token")
    rig.secrets.put("answer", held)
    rig.server.faults.plan(fault, path="/api/v1/access_token")
    with pytest.raises(Unavailable):
        rig.channel().send(posting)
    assert rig.secrets.values("answer") == (held,)
    assert rig.posts == []


def test_every_call_says_who_asks_as_reddit_demands(rig: RedditRig) -> None:
    rig.secrets.put("listen", rig.fields())
    walked(rig)
    agents = {request.headers["user-agent"] for request in rig.server.requests}
    assert agents == {"aws:earshot:1 (by /u/acme_help)"}
    assert all(r.param("raw_json") == "1" for r in rig.server.requests if r.method == "GET")
    connect(rig, user_agent="aws:desk.acme:2 (by /u/acme)")
    walked(rig)
    assert rig.server.requests[-1].headers["user-agent"] == "aws:desk.acme:2 (by /u/acme)"


def test_subreddits_and_searches_are_heard_beside_mentions_and_inbox(rig: RedditRig) -> None:
    connect(rig, ("acme parcel",), subreddits=["AcmeFans"])
    things = rig.server.things
    rig.say(1)
    rig.say(2, private=True)
    things.comment("drew", "nobody named", "/r/AcmeFans/comments")
    things.submit(
        "drew", "Late parcels", "Where are they?", "/r/AcmeFans/new", "/search?acme parcel"
    )
    found, cursor = walked(rig)
    texts = [mention.text for mention in found]
    assert texts.count("nobody named") == 1
    # The same post in two listings is one mention by its key: where it is stored tells.
    assert texts.count("Late parcels\n\nWhere are they?") == 2
    assert len({mention.key for mention in found}) == 4
    assert walked(rig, cursor)[0] == []


def test_a_search_can_be_tried_before_it_is_enabled(rig: RedditRig) -> None:
    rig.server.things.submit("drew", "Late parcels", "", "/search?acme")
    assert [m.text for m in rig.channel().sample("acme").mentions] == ["Late parcels"]
    assert rig.channel().sample("other").mentions == ()


def test_what_is_deleted_or_removed_soon_after_it_was_heard_is_blanked(rig: RedditRig) -> None:
    said, other = rig.say(1), rig.say(2)
    _, cursor = walked(rig)
    rig.delete(1)
    rig.server.things.all[other.id]["data"]["body"] = "[removed]"
    found, cursor = walked(rig, cursor)
    gone = {mention.id: (mention.event, mention.text) for mention in found}
    assert gone == {said.id: ("delete", None), other.id: ("delete", None)}
    assert walked(rig, cursor)[0] == []


def test_the_newest_thing_deleted_hides_nothing_that_comes_after_it(rig: RedditRig) -> None:
    """Reddit's `before` comes back empty when its thing is gone: we ask by time."""
    rig.say(1)
    _, cursor = walked(rig)
    rig.server.things.forget("t1_kx000000")
    late = rig.say(2)
    assert [mention.id for mention in walked(rig, cursor)[0]] == [late.id]


def test_the_thing_that_a_page_ends_with_deleted_hides_nothing_behind_it(rig: RedditRig) -> None:
    first = rig.now - timedelta(hours=9)
    said = {rig.say(n, at=first + timedelta(minutes=n)).id for n in range(1, 252)}
    page = rig.channel().fetch(None)
    last = page.mentions[0].id
    rig.server.things.forget(last)
    rest, cursor = walked(rig, page.cursor)
    again, cursor = walked(rig, cursor)
    assert {one.id for one in (*page.mentions, *rest, *again)} == said
    assert walked(rig, cursor)[0] == []


def test_a_window_that_is_used_up_is_waited_for(rig: RedditRig) -> None:
    rig.server.remaining = 0.0
    page = rig.channel().fetch(None)
    assert page.not_before is not None
    wait = page.not_before - datetime.now(UTC)
    assert timedelta(seconds=110) < wait <= timedelta(seconds=120)


def test_f21_seconds_left_are_believed(rig: RedditRig) -> None:
    rig.server.faults.plan("too_fast")
    with pytest.raises(Throttled) as refused:
        rig.channel().fetch(None)
    assert refused.value.after is not None
    wait = refused.value.after - datetime.now(UTC)
    assert timedelta(seconds=110) < wait <= timedelta(seconds=120)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("THREAD_LOCKED", "not_allowed_by_policy"),
        ("DELETED_LINK", "target_gone"),
        ("TOO_OLD", "window_closed"),
        ("SUBREDDIT_NOTALLOWED", "forbidden"),
        ("USER_BLOCKED", "blocked"),
        ("SOMETHING_NEW", "invalid"),
    ],
)
def test_an_error_inside_200_is_a_refusal_by_its_code(rig: RedditRig, code: str, kind: str) -> None:
    rig.server.refuses = code
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(rig.say(1)))
    assert refused.value.kind == kind
    assert rig.posts == []


def test_a_pause_inside_200_is_as_long_as_it_says(rig: RedditRig) -> None:
    rig.server.refuses = "RATELIMIT"
    with pytest.raises(Throttled) as refused:
        rig.channel().send(rig.posting(rig.say(1)))
    assert refused.value.after is not None
    wait = refused.value.after - datetime.now(UTC)
    assert timedelta(seconds=290) < wait <= timedelta(seconds=300)


def test_an_answer_in_private_to_a_comment_is_a_message_and_is_found(rig: RedditRig) -> None:
    posting = rig.posting(rig.say(1), visibility="private")
    with pytest.raises(Ambiguous):  # it may have become a chat, which the list need not show
        rig.channel().find(posting)
    sent = rig.channel().send(posting)
    assert sent.platform_id is None
    (post,) = rig.server.posts
    assert (post["dest"], post["subject"]) == ("casey_q", "About your post")
    assert rig.channel().find(posting).platform_id == post["name"]


def test_an_answer_to_a_message_is_found(rig: RedditRig) -> None:
    posting = rig.posting(rig.say(1, private=True))
    sent = rig.channel().send(posting)
    assert rig.channel().find(posting).platform_id == sent.platform_id


@pytest.mark.parametrize("code", ["RESTRICTED_TO_PM", "NOT_WHITELISTED_BY_USER_MESSAGE"])
def test_who_takes_no_messages_is_not_written_to(rig: RedditRig, code: str) -> None:
    rig.server.refuses = code
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(rig.say(1), visibility="private"))
    assert refused.value.kind == "blocked"


def test_a_comment_of_ours_can_be_taken_back_and_no_other(rig: RedditRig) -> None:
    said = rig.say(1)
    sent = rig.channel().send(rig.posting(said))
    taking = rig.posting(said, act="delete", text="", in_reply_to=sent.platform_id)
    assert rig.channel().find(taking) is None
    rig.channel().send(taking)
    assert rig.channel().find(taking).platform_id == sent.platform_id
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said, act="delete", text=""))
    assert refused.value.kind == "not_allowed_by_policy"
    assert rig.server.things.all[said.id]["data"]["author"] == "casey_q"


def test_only_a_moderator_hides(rig: RedditRig) -> None:
    hiding = rig.posting(rig.say(1), act="hide", text="")
    with pytest.raises(Rejected) as refused:
        rig.channel().send(hiding)
    assert refused.value.kind == "not_allowed_by_policy"
    connect(rig, moderator=True)
    assert rig.channel().find(hiding) is None
    rig.channel().send(hiding)
    assert rig.server.things.all[hiding.reply.in_reply_to]["data"]["removed"] is True
    assert rig.channel().find(hiding).platform_id == hiding.reply.in_reply_to


def test_after_more_comments_of_ours_than_can_be_looked_through_nobody_knows(
    rig: RedditRig,
) -> None:
    posting = rig.posting(rig.say(1))
    for number in range(501):
        rig.server.things.answer("t3_1abcde", "acme_help", f"answer {number}")
    with pytest.raises(Ambiguous):
        rig.channel().find(posting)
