"""Walks through listings that are newest first."""

from datetime import UTC, datetime, timedelta
from typing import Any

from earshot.channels.listing import Listing, sort_out
from earshot.channels.walking import Walk
from earshot.domain.mention import Mention
from earshot.errors import Malformed
from tests.builders import mention

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_walk_that_begins_at_an_instant_ends_with_the_page_below_it() -> None:
    walk = Walk.read(None, since=NOON)
    assert walk.floor == NOON
    after, done = walk.step([("b", NOON + timedelta(hours=1)), ("a", NOON)], "more")
    assert (done, after.token) == (False, "more")
    _, done = after.step([("c", NOON - timedelta(seconds=1))], "still more")
    assert done


def test_a_cursor_is_kept_with_its_own_overlap() -> None:
    walk = Walk.read(None, overlap=timedelta(days=1))
    after, _ = walk.step([("a", NOON), ("b", NOON - timedelta(hours=23))], None)
    assert after.floor == NOON - timedelta(days=1)
    assert after.seen == ("a", "b")
    assert Walk.read(after.write(), overlap=timedelta(days=1)) == after


def test_f17_what_lies_behind_a_page_that_comes_again_is_not_taken_for_read() -> None:
    walk = Walk(mark=NOON - timedelta(hours=2))
    after, done = walk.step([("b", NOON)], "again")
    assert not done
    after, done = after.step([("a", NOON - timedelta(hours=1))], "again")
    assert (done, after.mark, after.token) == (True, walk.mark, None)


def test_a_cursor_that_is_none_of_ours_begins_at_the_instant() -> None:
    assert Walk.read("0", since=NOON).floor == NOON
    assert Walk.read("0").floor is None


def test_pages_of_which_nothing_can_be_read_end_no_walk() -> None:
    """The mark would move past what stands below them."""
    walk = Walk.read(None, since=NOON)

    def read(element: Any) -> list[Mention]:
        if element == "bad":
            raise Malformed("created_at: missing")
        return [mention(id=element[0], created_at=element[1])]

    listing = Listing(read, str)
    pages = [["bad"], [("b", NOON + timedelta(hours=2))], ["bad"], [("a", NOON)], ["bad"]]
    heard: list[str] = []
    for number, page in enumerate(pages):
        found = sort_out(walk, page, listing)
        heard += [one.id for one in found.mentions]
        walk, done = walk.step(found.listed, str(number))
        assert not done
    assert heard == ["b", "a"]
