"""A listing that is walked oldest first loses nothing, whatever happens between its pages."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from earshot.channels.wordpress.ascent import Ascent, Listed

BEGIN = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
OVERLAP = timedelta(hours=72)
PAGE = 3


class Blog:
    """Comments by id; `at` in seconds, as WordPress counts them."""

    def __init__(self) -> None:
        self.at: dict[int, int] = {}
        self.words: dict[int, str] = {}
        self.clock = 0

    def comment(self, later: int) -> int:
        self.clock += later
        number = len(self.words)
        self.at[number], self.words[number] = self.clock, "first"
        return number

    def page(self, asked: datetime | None, page: int) -> tuple[list[Listed], bool]:
        found = [self._listed(n) for n in self.at]
        found = sorted((one for one in found if asked is None or _time(one) > asked), key=_time)
        start = (page - 1) * PAGE
        return found[start : start + PAGE], len(found) > start + PAGE

    def _listed(self, number: int) -> Listed:
        at = BEGIN + timedelta(seconds=self.at[number])
        return Listed(str(number), self.words[number], at)


def _time(one: Listed) -> datetime:
    assert one.at
    return one.at


def heard_in(blog: Blog, cursor: str | None, deleted: list[int]) -> tuple[list[str], str]:
    """What one run hears; between its pages comments are taken away."""
    heard: list[str] = []
    for _ in range(100):
        walk = Ascent.read(cursor)
        asked = walk.asked(OVERLAP, None)
        listed, more = blog.page(asked, walk.page)
        heard += [one.seen for one in listed if walk.is_new(one)]
        walk, done = walk.step(listed, asked, more=more)
        cursor = walk.write()
        if deleted:
            blog.at.pop(deleted.pop(), None)
        if done:
            return heard, cursor
    raise AssertionError("the walk has no end")


@settings(deadline=None)
@given(
    st.lists(st.lists(st.integers(min_value=0, max_value=3), max_size=12), min_size=1, max_size=4),
    st.lists(st.integers(min_value=0, max_value=40), max_size=8),
)
def test_every_comment_that_stands_is_heard_once(runs: list[list[int]], deleted: list[int]) -> None:
    blog, cursor, heard = Blog(), None, list[str]()
    for run in runs:
        for later in run:
            blog.comment(later)
        found, cursor = heard_in(blog, cursor, deleted)
        heard += found
    found, cursor = heard_in(blog, cursor, [])
    heard += found
    assert {f"{n}#first" for n in blog.at} <= set(heard)
    assert len(heard) == len(set(heard))


@settings(deadline=None)
@given(st.lists(st.integers(min_value=0, max_value=100), min_size=1, max_size=12))
def test_a_comment_that_is_changed_is_heard_once_more(times: list[int]) -> None:
    blog = Blog()
    for later in times:
        blog.comment(later)
    _, cursor = heard_in(blog, None, [])
    blog.words[0] = "second"
    found, cursor = heard_in(blog, cursor, [])
    assert found == ["0#second"]
    walk = Ascent.read(cursor)
    assert walk.is_edit(Listed("0", "third", BEGIN))
    assert not walk.is_edit(Listed("0", "second", BEGIN))
    assert not walk.is_edit(Listed("999", "second", BEGIN))


def test_what_was_written_long_before_the_mark_is_not_asked_for_again() -> None:
    walk = Ascent(mark=BEGIN, seen=("1#first",))
    assert walk.asked(OVERLAP, None) == BEGIN - OVERLAP
    assert Ascent().asked(OVERLAP, BEGIN) == BEGIN
    assert Ascent().asked(OVERLAP, None) is None
