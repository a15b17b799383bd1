"""Polls of the Graph API: posts with their comments, however the platform cuts them into pages."""

from collections.abc import Iterator
from typing import Any

from earshot.channels.instagram.media import page
from earshot.channels.walking import Walk
from earshot.domain.mention import Mention
from tests.builders import account

AT = "2026-03-02T09:00:00+0000"
Pages = dict[tuple[str, str | None], dict[str, Any]]


class Scripted:
    """A Graph API whose pages are written down, by path and cursor."""

    not_before = None

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def get(self, path: str, params: list[tuple[str, str]]) -> dict[str, Any]:
        return self._pages[path, dict(params).get("after")]


def followed(rows: list[Any], after: str | None) -> dict[str, Any]:
    cursors = {"cursors": {"after": after}, "next": "https://graph.example"}
    return {"data": rows} | ({"paging": cursors} if after else {})


def comment(name: str) -> dict[str, Any]:
    return {"id": name, "text": "Hi", "timestamp": AT, "from": {"id": "7", "username": "casey"}}


def walked(pages: Pages) -> Iterator[Mention]:
    connected = account(channel="instagram", connector="instagram", own_ids=("178",))
    cursor: str | None = None
    for _ in range(1_000):
        got: Any = page(Scripted(pages), cursor, connected, "178", 50)  # type: ignore[arg-type]
        yield from got.mentions
        cursor = got.cursor
        if got.done:
            return
    raise AssertionError("the walk has no end")


def test_one_post_with_very_many_comments_starves_no_other() -> None:
    """The mark would move past the comments of the posts behind it."""
    first = {"id": "m1", "comments": followed([comment("c0")], "0")}
    pages: Pages = {("/178/media", None): followed([first], "more")}
    for number in range(300):
        after = str(number + 1) if number < 299 else None
        pages["/m1/comments", str(number)] = followed([comment(f"c{number + 1}")], after)
    other = {"id": "m2", "comments": followed([comment("d")], None)}
    pages["/178/media", "more"] = followed([other], None)
    heard = {one.id for one in walked(pages)}
    assert heard == {f"c{number}" for number in range(301)} | {"d"}


def test_an_empty_page_is_not_the_last_where_others_follow() -> None:
    """What the token may not see is left out of a page, be it all of it."""
    first = {"id": "m1", "comments": followed([], "0")}
    pages: Pages = {
        ("/178/media", None): followed([], "one"),
        ("/178/media", "one"): followed([first], None),
        ("/m1/comments", "0"): followed([], "1"),
        ("/m1/comments", "1"): followed([comment("c")], None),
    }
    assert [one.id for one in walked(pages)] == ["c"]


def test_a_circle_of_empty_pages_has_an_end() -> None:
    pages: Pages = {
        ("/178/media", None): followed([], "one"),
        ("/178/media", "one"): followed([], "two"),
        ("/178/media", "two"): followed([], "one"),
    }
    assert list(walked(pages)) == []


def test_f17_a_page_that_comes_again_moves_no_mark() -> None:
    """What lies behind it was not read, be it comments of a post or further posts."""
    connected = account(channel="instagram", connector="instagram", own_ids=("178",))
    first = {"id": "m1", "comments": followed([comment("c")], "0")}
    for stuck in ("/m1/comments", "/178/media"):
        pages: Pages = {("/178/media", None): followed([first], "more")}
        pages["/m1/comments", "0"] = followed([comment("d")], None)
        pages["/178/media", "more"] = followed([], "more")
        if stuck == "/m1/comments":
            pages["/m1/comments", "0"] = followed([comment("d")], "0")
        cursor, trouble = None, None
        while trouble is None:
            got: Any = page(Scripted(pages), cursor, connected, "178", 50)  # type: ignore[arg-type]
            cursor, trouble = got.cursor, got.trouble
        assert got.done
        assert Walk.read(cursor).mark is None
