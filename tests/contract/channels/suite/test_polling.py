"""What every connector that polls holds to, over real HTTP."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest

from earshot.channels.values import Fetched
from earshot.domain.mention import Mention
from earshot.errors import EarshotError, Rejected, Throttled, Unavailable
from local.platforms.serving import Fault
from tests.rigs.rig import TEXT, Rig

polls = pytest.mark.certifies("polls")
MOST_FETCHES = 60
RUNS_OF_ONE_PAGE = 3


def walked(rig: Rig, cursor: str | None = None) -> tuple[list[Mention], str | None, list[Fetched]]:
    """All that is new after a cursor, the cursor then, and the pages; made anew for each page."""
    pages: list[Fetched] = []
    for _ in range(MOST_FETCHES):
        page = rig.channel().fetch(cursor)
        pages.append(page)
        cursor = page.cursor
        if page.done:
            return [one for each in pages for one in each.mentions], cursor, pages
    raise AssertionError("the walk has no end")


@polls
def test_a_post_becomes_the_mention_that_it_is(rig: Rig) -> None:
    """F06: emoji, right-to-left words and accents arrive as they were written."""
    said = rig.say(1)
    ((heard,), _, _) = walked(rig)
    assert heard.text == TEXT
    assert (heard.key, heard.author.id) == (said.key, said.author.id)
    assert abs(heard.created_at - said.created_at) < timedelta(seconds=1)
    assert heard.permalink == said.permalink
    assert heard.visibility == said.visibility
    assert heard.event == rig.first_event


@polls
def test_nothing_is_left_out_over_several_pages(rig: Rig) -> None:
    number = RUNS_OF_ONE_PAGE * rig.page + 1
    said = {rig.say(n).id for n in range(1, number + 1)}
    heard, _, _ = walked(rig)
    assert {mention.id for mention in heard} == said
    assert len(heard) == len(said)


@polls
def test_a_walk_that_is_cut_short_goes_on_where_it_stopped(rig: Rig) -> None:
    """F18: the cursor that a page came with is enough to carry on, also after newer posts."""
    said = {rig.say(n).id for n in range(1, 2 * rig.page + 2)}
    first = rig.channel().fetch(None)
    said.add(rig.say(2 * rig.page + 2).id)
    rest, cursor, _ = walked(rig, first.cursor)
    again, _, _ = walked(rig, cursor)
    assert {mention.id for mention in (*first.mentions, *rest, *again)} == said


@polls
def test_what_was_heard_is_not_heard_again_and_what_is_new_is(rig: Rig) -> None:
    rig.say(1)
    _, cursor, _ = walked(rig)
    quiet, cursor, _ = walked(rig, cursor)
    assert quiet == []
    late = rig.say(2)
    (heard,), cursor, _ = walked(rig, cursor)
    assert heard.id == late.id
    assert walked(rig, cursor)[0] == []


@polls
def test_nothing_new_leads_nowhere(rig: Rig) -> None:
    _, cursor, _ = walked(rig)
    heard, after, pages = walked(rig, cursor)
    assert heard == []
    assert after == cursor
    assert len(pages) <= RUNS_OF_ONE_PAGE


@polls
def test_a_cursor_that_is_none_of_ours_loses_nothing(rig: Rig) -> None:
    """F19: restored from another time, or written by another version."""
    said = rig.say(1)
    heard, _, _ = walked(rig, "0")
    assert [mention.id for mention in heard] == [said.id]


@polls
def test_f17_the_same_page_for_ever_comes_to_an_end(rig: Rig) -> None:
    for number in range(1, 2 * rig.page + 2):
        rig.say(number)
    rig.same_page_forever()
    seen: set[str] = set()
    cursor: str | None = None
    for _ in range(MOST_FETCHES):
        page = rig.channel().fetch(cursor)
        if page.done or page.cursor == cursor:
            return
        assert page.cursor not in seen, "the cursors go round in a circle"
        seen.add(str(page.cursor))
        cursor = page.cursor
    raise AssertionError("nothing notices that it is the same page")


@polls
def test_one_post_that_cannot_be_read_does_not_lose_the_others(rig: Rig) -> None:
    for number in (1, 2, 3):
        rig.say(number)
    rig.spoil(2)
    heard, _, pages = walked(rig)
    assert len(heard) == 2
    (bad,) = [one for page in pages for one in page.unreadable]
    assert bad.reason
    assert bad.raw


@polls
def test_f21_asked_too_often_it_waits_as_the_platform_says(rig: Rig) -> None:
    rig.say(1)
    rig.channel().fetch(None)
    rig.server.faults.plan("too_fast", times=9)
    with pytest.raises(Throttled) as refused:
        walked(rig)
    after = refused.value.after
    assert after is not None
    assert timedelta(0) < after - datetime.now(UTC) <= timedelta(days=1)


@polls
@pytest.mark.parametrize(
    ("hurt", "kind"), [(Rig.revoke, "reauth"), (Rig.forbid, "forbidden")], ids=["reauth", "right"]
)
def test_f22_a_token_that_is_no_good_says_so(
    rig: Rig, hurt: Callable[[Rig], None], kind: str
) -> None:
    rig.say(1)
    getattr(rig, hurt.__name__)()
    trouble: EarshotError | None = None
    try:
        _, _, pages = walked(rig)
        trouble = next((page.trouble for page in pages if page.trouble), None)
    except Rejected as error:
        trouble = error
    assert isinstance(trouble, Rejected)
    assert trouble.kind == kind


@polls
@pytest.mark.parametrize(
    "fault", ["500", "503", "html", "truncated", "cut", "slow", "huge", "drip", "redirect"]
)
def test_f23_a_platform_that_does_not_answer_well_moves_no_cursor(
    rig: Rig, impatience: Callable[[], AbstractContextManager[None]], fault: Fault
) -> None:
    said = rig.say(1)
    cursor = walked(rig)[1]
    more = rig.say(2)
    rig.server.faults.plan(fault, times=99)
    try:
        with impatience():
            page = rig.channel().fetch(cursor)
        assert page.trouble is not None
        assert page.mentions == ()
        cursor = page.cursor
    except Unavailable:
        pass
    rig.server.faults.clear()
    heard, cursor, _ = walked(rig, cursor)
    heard += walked(rig, cursor)[0] if not heard else []
    assert more.id in {mention.id for mention in heard}
    assert said.id not in {mention.id for mention in heard}


@pytest.mark.certifies("polls", "tells_edits")
def test_an_edit_is_a_newer_revision_of_the_same_mention(rig: Rig) -> None:
    if not rig.listing_tells_edits:
        pytest.skip("its listings do not show that a post was changed")
    rig.say(1)
    (before,), cursor, _ = walked(rig)
    rig.edit(1, "@acmehelp it came!")
    (after,), _, _ = walked(rig, cursor)
    assert (after.key, after.event, after.text) == (before.key, "edit", "@acmehelp it came!")
    assert before.revision != after.revision
