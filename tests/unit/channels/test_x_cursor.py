"""A walk by ids hands over everything once, wherever it is cut short, whatever comes meanwhile."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from earshot.channels.x.cursor import IdWalk
from earshot.channels.x.ids import is_id, written_at

PAGE = 3


class Listing:
    """Newest first; a token leads to what is older than the page it came with."""

    def __init__(self) -> None:
        self.ids: list[int] = []

    def post(self, number: int) -> None:
        start = self.ids[-1] + 1 if self.ids else 8
        self.ids += [start + 3 * n for n in range(number)]

    def page(self, since: str | None, token: str | None) -> tuple[list[str], str | None]:
        floor, ceiling = int(since or 0), int(token or 10**19)
        found = [one for one in reversed(self.ids) if floor < one < ceiling]
        following = str(found[PAGE - 1]) if len(found) > PAGE else None
        return [str(one) for one in found[:PAGE]], following


def step(listing: Listing, cursor: str, heard: list[str]) -> tuple[str, bool]:
    walk = IdWalk.read(cursor)
    page, token = listing.page(walk.since, walk.token)
    assert not walk.is_stuck(page, token)
    heard += [one for one in page if walk.is_new(one)]
    after, done = walk.step(page, page[0] if page else None, token)
    return after.write(), done


@settings(deadline=None)
@given(st.lists(st.one_of(st.integers(1, 8), st.none()), max_size=30))
def test_everything_is_handed_over_once_and_the_mark_never_goes_back(
    doings: list[int | None],
) -> None:
    listing, heard, cursor, marks = Listing(), list[str](), IdWalk().write(), [0]
    for doing in [*doings, *[None] * 200]:
        if doing is None:
            cursor, _ = step(listing, cursor, heard)
            marks.append(int(IdWalk.read(cursor).since or 0))
        else:
            listing.post(doing)
    assert sorted(map(int, heard)) == listing.ids
    assert marks == sorted(marks)


def test_the_mark_moves_at_the_end_of_a_walk_and_to_its_first_page() -> None:
    walk, done = IdWalk(since="5").step(["99", "98"], "100", "t1")
    assert (walk.since, walk.top, done) == ("5", "100", False)
    walk, done = walk.step(["10", "9"], "200", None)
    assert (walk, done) == (IdWalk(since="100"), True)


def test_an_empty_page_leaves_the_mark() -> None:
    assert IdWalk(since="5").step([], None, None) == (IdWalk(since="5"), True)


def test_the_same_page_again_leads_nowhere() -> None:
    walk, _ = IdWalk().step(["9", "8"], None, "t1")
    assert walk.is_stuck(["9", "8"], "t2")
    assert walk.is_stuck(["7", "6"], "t1")
    assert not walk.is_stuck(["7", "6"], "t2")
    assert not walk.is_stuck([], "t2")
    assert not walk.is_stuck(["9", "8"], None)


def test_a_cursor_of_another_making_is_none() -> None:
    for cursor in ("", "0", "[]", '{"since":"x"}', '{"since":"12345678901234567890"}'):
        assert IdWalk.read(cursor) == IdWalk()


def test_an_id_tells_when_it_was_given_out() -> None:
    at = written_at("1541815603606036480")
    assert at == datetime(2022, 6, 28, 16, 7, 40, 105_000, UTC)
    assert not any(is_id(one) for one in ("", "12a", "-5", "١٢", "1" * 20, 7, None))
