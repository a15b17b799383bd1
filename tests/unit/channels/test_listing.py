"""One page of a walk, whatever stands on it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from earshot.channels.listing import Listing, sort_out
from earshot.channels.walking import Walk
from earshot.domain.mention import Mention
from earshot.errors import Malformed
from tests.builders import mention

NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)


def read(element: Any) -> list[Mention]:
    name, at = element
    if at is None:
        raise Malformed("created_at: missing", field="created_at")
    return [mention(id=name, created_at=at)]


LISTING = Listing(read, lambda element: element[0])


def heard(walk: Walk, *page: tuple[str, datetime | None]) -> tuple[list[str], list[str], Walk]:
    found = sort_out(walk, page, LISTING)
    after, _ = walk.step(found.listed, None)
    return [one.id for one in found.mentions], [one.raw for one in found.unreadable], after


def test_a_post_that_is_dated_ahead_hides_nothing_that_is_written_until_then() -> None:
    ids, _, walk = heard(Walk(), ("ahead", NOW + 1000 * HOUR), ("a", NOW - HOUR))
    assert ids == ["a", "ahead"]
    ids, _, _ = heard(walk, ("b", datetime.now(UTC)), ("ahead", NOW + 1000 * HOUR))
    assert ids == ["b"]


def test_a_page_of_which_nothing_can_be_read_does_not_end_a_walk() -> None:
    walk = Walk(mark=NOW - 2 * HOUR)
    page = sort_out(walk, [("c", NOW)], LISTING)
    walk, _ = walk.step(page.listed, "second")
    page = sort_out(walk, [("bad", None)], LISTING)
    assert len(page.unreadable) == 1
    walk, done = walk.step(page.listed, "third")
    assert not done
    page = sort_out(walk, [("b", NOW - HOUR)], LISTING)
    assert [one.id for one in page.mentions] == ["b"]


def test_what_cannot_be_read_and_is_older_than_the_mark_was_told_of_before() -> None:
    page = ("b", NOW), ("a", NOW - 9 * HOUR), ("bad", None)
    ids, unreadable, _ = heard(Walk(mark=NOW - HOUR), *page)
    assert (ids, unreadable) == (["b"], [])
    _, unreadable, walk = heard(Walk(), *page)
    assert len(unreadable) == 1
    assert heard(walk, *page)[:2] == ([], [])
