"""What is YouTube's own: answers in old threads, units, moderation, tokens for an hour."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from earshot.channels import google
from earshot.channels.values import Fetched, Spent
from earshot.domain.mention import Mention
from earshot.errors import Ambiguous, Rejected, Throttled
from local.platforms.serving import Request, Response
from tests.rigs.youtube import AUTHOR, YoutubeRig, _time


@pytest.fixture
def rig() -> Iterator[YoutubeRig]:
    with YoutubeRig() as made:
        yield made


def heard(rig: YoutubeRig, cursor: str | None) -> tuple[list[Mention], str | None, int]:
    """All that one run of the poller would hear, the cursor then, and the units it cost."""
    mentions: list[Mention] = []
    units = 0
    for _ in range(20):
        page: Fetched = rig.channel().fetch(cursor)
        mentions += page.mentions
        units += page.spent.units
        cursor = page.cursor
        if page.done:
            return mentions, cursor, units
    raise AssertionError("the run has no end")


def with_options(rig: YoutubeRig, **options: Any) -> None:
    told = {**rig.account.options, **options}
    rig.account = rig.account.model_copy(update={"options": told})


def answer(rig: YoutubeRig, number: int, thread: Mention, at: datetime, **over: Any) -> str:
    return rig.server.play(
        {
            "id": f"{thread.id}.9a{number}",
            "author": AUTHOR,
            "text": f"me too {number}",
            "created_at": _time(at),
            "in_reply_to": thread.id,
            **over,
        }
    )


def test_an_answer_in_an_old_thread_is_heard_though_the_thread_does_not_move(
    rig: YoutubeRig,
) -> None:
    old = rig.say(1, at=rig.now - timedelta(days=30))
    rig.say(2)
    _, cursor, _ = heard(rig, None)
    answered = answer(rig, 1, old, rig.now)
    (found,), cursor, units = heard(rig, cursor)
    assert (found.id, found.in_reply_to, found.root) == (answered, old.id, old.id)
    assert units == 3, "two pages of threads and one of answers"
    assert heard(rig, cursor)[::2] == ([], 2)


def test_an_edited_answer_is_heard_where_the_thread_shows_it(rig: YoutubeRig) -> None:
    thread = rig.say(1, at=rig.now - timedelta(days=2))
    answer(rig, 1, thread, rig.now - timedelta(days=1))
    _, cursor, _ = heard(rig, None)
    at = rig.now - timedelta(days=1)
    answer(rig, 1, thread, at, text="solved", edited_at=_time(rig.now))
    (found,), _, _ = heard(rig, cursor)
    assert (found.event, found.text) == ("edit", "solved")


def test_threads_that_the_units_of_a_run_do_not_reach_wait_for_the_next(rig: YoutubeRig) -> None:
    with_options(rig, watch_units=2)
    threads = [rig.say(n, at=rig.now - timedelta(days=n)) for n in (1, 2, 3)]
    _, cursor, _ = heard(rig, None)
    wanted = {answer(rig, 1, thread, rig.now) for thread in threads}
    first, cursor, units = heard(rig, cursor)
    assert units == 4
    second, _, _ = heard(rig, cursor)
    assert (len(first), len(second)) == (2, 1)
    assert {mention.id for mention in (*first, *second)} == wanted


def test_what_is_remembered_of_threads_is_bounded(rig: YoutubeRig) -> None:
    with_options(rig, watch_threads=3)
    for number in range(1, 9):
        rig.say(number)
    _, cursor, _ = heard(rig, None)
    held = json.loads(json.loads(cursor or "")["cursors"]["answers"])
    assert sorted(held["threads"]) == ["Ugw0000000006", "Ugw0000000007", "Ugw0000000008"]


def test_held_comments_are_heard_where_that_is_wanted(rig: YoutubeRig) -> None:
    said = rig.say(1)
    rig.server.hold(said.id)
    assert heard(rig, None)[0] == []
    with_options(rig, held=True)
    assert [one.id for one in heard(rig, None)[0]] == [said.id]


def test_a_first_poll_reads_no_further_than_listen_since(rig: YoutubeRig) -> None:
    for number in range(1, 302):
        rig.say(number, at=rig.now - timedelta(hours=number))
    rig.account = rig.account.model_copy(update={"listen_since": rig.now - timedelta(hours=9.5)})
    found, _, units = heard(rig, None)
    assert len(found) == 9
    assert units == 2


@pytest.mark.parametrize(
    ("now", "again"),
    [
        ("2026-11-26T07:59:00Z", "2026-11-26T08:00:00Z"),
        ("2026-11-26T08:00:00Z", "2026-11-27T08:00:00Z"),
        ("2026-07-01T12:00:00Z", "2026-07-02T07:00:00Z"),
        ("2026-11-01T07:00:00Z", "2026-11-02T08:00:00Z"),
    ],
)
def test_the_quota_is_given_anew_at_midnight_pacific_time(now: str, again: str) -> None:
    at = google.next_quota(datetime.fromisoformat(now))
    assert at == datetime.fromisoformat(again)


def test_a_used_up_quota_waits_until_then(rig: YoutubeRig) -> None:
    rig.server.quota = 0
    with pytest.raises(Throttled) as refused:
        rig.channel().fetch(None)
    assert refused.value.after == google.next_quota(datetime.now(UTC))


def test_a_token_is_made_when_there_is_none_and_stands_in_the_secret(rig: YoutubeRig) -> None:
    rig.channel().fetch(None)
    held = json.loads(rig.secrets.values("listen")[0])
    assert held["refresh_token"] == "fake-refresh"
    ends = rig.channel().expires(rig.secrets.values("listen")[0])
    assert timedelta(minutes=58) < ends - datetime.now(UTC) < timedelta(hours=1)
    rig.channel().fetch(None)
    assert rig.server.tokens.given == 1


@pytest.mark.parametrize("hurt", ["refused", "expired"])
def test_a_token_that_ended_is_renewed_and_the_work_done(rig: YoutubeRig, hurt: str) -> None:
    rig.channel().fetch(None)
    if hurt == "refused":
        rig.server.tokens.live.clear()
    else:
        held = json.loads(rig.secrets.values("listen")[0])
        rig.secrets.put("listen", json.dumps(held | {"expires_at": "2026-01-01T00:00:00Z"}))
    said = rig.say(1)
    assert [one.id for one in heard(rig, None)[0]] == [said.id]
    assert rig.server.tokens.given == 2
    refused = [r for r in rig.server.requests if "access-1" in r.headers.get("authorization", "")]
    assert len(refused) == (2 if hurt == "refused" else 1)


def test_a_thread_that_takes_no_answers_is_refused_for_one_unit(rig: YoutubeRig) -> None:
    said = rig.say(1)
    rig.server.closed.add(said.id)
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said))
    assert refused.value.kind == "not_allowed_by_policy"
    assert rig.server.used == 1


def test_below_an_answer_the_reply_names_its_author_and_stands_in_the_thread(
    rig: YoutubeRig,
) -> None:
    thread = rig.say(1)
    answer(rig, 1, thread, rig.now)
    heard_answer = heard(rig, None)[0][-1]
    posting = rig.posting(heard_answer, text="Sorry!")
    sent = rig.channel().send(posting)
    (post,) = rig.posts
    assert (post.text, post.parent) == ("@caseyq Sorry!", thread.id)
    assert sent.permalink == f"https://www.youtube.com/watch?v=vid00000001&lc={post.id}"
    assert sent.spent == Spent(units=51)
    assert rig.channel().find(posting).platform_id == post.id
    assert rig.channel().find(posting._replace(parent=None)).platform_id == post.id


@pytest.mark.parametrize(("hide_as", "status"), [("heldForReview",) * 2, ("rejected",) * 2])
def test_a_comment_is_hidden_as_the_account_says(
    rig: YoutubeRig, hide_as: str, status: str
) -> None:
    with_options(rig, hide_as=hide_as)
    said = rig.say(1)
    posting = rig.posting(said, text="", act="hide")
    assert rig.channel().find(posting) is None
    assert rig.channel().send(posting).spent == Spent(units=50)
    assert rig.server.comments[said.id]["snippet"]["moderationStatus"] == status
    assert rig.channel().find(posting) is not None


def test_only_our_own_comment_is_deleted(rig: YoutubeRig) -> None:
    said = rig.say(1)
    own = rig.channel().send(rig.posting(said)).platform_id
    posting = rig.posting(said, text="", act="delete", in_reply_to=own)
    rig.channel().send(posting)
    assert rig.posts == []
    assert rig.channel().find(posting) is not None
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said, text="", act="delete"))
    assert refused.value.kind == "forbidden"


def test_without_the_id_of_the_channel_nothing_is_asked(rig: YoutubeRig) -> None:
    rig.account = rig.account.model_copy(update={"own_ids": ()})
    page = rig.channel().fetch(None)
    assert page.trouble is not None
    assert page.trouble.kind == "invalid"


def test_f17_a_comment_that_was_held_and_is_shown_later_is_heard(rig: YoutubeRig) -> None:
    """Its time is that of its writing, which the listing of new comments has long passed."""
    held = rig.say(1, at=rig.now - timedelta(hours=3))
    rig.say(2, at=rig.now - timedelta(hours=5))
    rig.server.hold(held.id)
    rig.say(3)
    before, cursor, _ = heard(rig, None)
    assert held.id not in {one.id for one in before}
    rig.server.hold(held.id, "published")
    (found,), cursor, _ = heard(rig, cursor)
    assert found.id == held.id
    assert heard(rig, cursor)[0] == []


def test_f17_an_answer_that_was_held_and_is_shown_later_is_heard(rig: YoutubeRig) -> None:
    thread = rig.say(1, at=rig.now - timedelta(days=1))
    held = answer(rig, 1, thread, rig.now - timedelta(hours=3))
    rig.server.hold(held)
    answer(rig, 2, thread, rig.now)
    _, cursor, _ = heard(rig, None)
    rig.server.hold(held, "published")
    found, cursor, _ = heard(rig, cursor)
    assert held in {one.id for one in found}
    assert heard(rig, cursor)[0] == []


def test_what_of_a_thread_cannot_be_read_to_its_end_proves_no_absence(
    rig: YoutubeRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages may hold fewer answers than were asked for."""
    said = rig.say(1)
    for number in range(30):
        answer(rig, number, said, rig.now)
    listed = rig.server._page

    def short(request: Request, found: list[dict[str, Any]]) -> Response:
        few = [(name, "2" if name == "maxResults" else value) for name, value in request.params]
        return listed(request._replace(params=few), found)

    monkeypatch.setattr(rig.server, "_page", short)
    with pytest.raises(Ambiguous):
        rig.channel().find(rig.posting(said))
    rig.server.first_page_forever = True
    with pytest.raises(Ambiguous):
        rig.channel().find(rig.posting(said))
