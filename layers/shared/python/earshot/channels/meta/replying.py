"""What we posted below a comment, and how it is found again."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from earshot.channels.meta.graph import Graph
from earshot.channels.meta.times import instant_of
from earshot.channels.shapes import link, words
from earshot.channels.values import Posting, Sent
from earshot.errors import Ambiguous, Rejected, Unavailable

SKEW = timedelta(minutes=2)
PAGE, MOST_PAGES = 50, 10


def sent(found: dict[str, Any], name: str = "id", permalink: str | None = None) -> Sent:
    """What a post that was taken answered; Ambiguous where it names none."""
    identifier = found.get(name)
    if not (isinstance(identifier, str) and identifier):
        raise Ambiguous(f"the answer has no {name}")
    return Sent(identifier, permalink, datetime.now(UTC))


def done(found: dict[str, Any]) -> Sent:
    """What an act that leaves no post answered; Ambiguous where it does not say that it is done."""
    if found.get("success") is not True:
        raise Ambiguous("the answer does not say success")
    return Sent(None, None, datetime.now(UTC))


def found_by(look_up: Callable[[], Sent | None]) -> Sent | None:
    """What is found; Ambiguous where the platform does not show the place to look at."""
    try:
        return look_up()
    except Rejected as error:
        raise Ambiguous(f"what was answered cannot be read: {error}") from error


def below(graph: Graph, path: str, params: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """What a listing holds, newest first; Ambiguous where it is too long to be read to its end."""
    after: list[tuple[str, str]] = []
    for _ in range(MOST_PAGES):
        page = graph.get(path, [*params, ("limit", str(PAGE)), *after])
        yield from (one for one in rows_of(page) if isinstance(one, dict))
        cursor = next_cursor(page)
        if cursor is None:
            return
        after = [("after", cursor)]
    raise Ambiguous(f"more than {MOST_PAGES * PAGE} posts since ours, if it is there")


def rows_of(page: dict[str, Any]) -> list[Any]:
    """What a page of a listing holds; Unavailable for what is no page: it proves no absence."""
    rows = page.get("data")
    if not isinstance(rows, list):
        raise Unavailable("data: want a list")
    return rows


def next_cursor(page: Any) -> str | None:
    """What to ask the next page with; the address that the platform gives is never followed.

    Unavailable where there is a next page and no telling how to ask for it.
    """
    paging = page.get("paging") if isinstance(page, dict) else None
    if not isinstance(paging, dict) or not paging.get("next"):
        return None
    cursors = paging.get("cursors")
    after = cursors.get("after") if isinstance(cursors, dict) else None
    if not (isinstance(after, str) and after):
        raise Unavailable("paging.cursors.after: missing, and there is a next page")
    return after


class Shown(NamedTuple):
    """How a platform shows comments: what it calls their words and time, and in which order."""

    text: str
    at: str
    newest_first: bool

    def ours(
        self, found: Iterator[dict[str, Any]], posting: Posting, own_id: str, text: str
    ) -> Sent | None:
        """Our own post with these words, no older than the reply.

        Ambiguous where the same words are there, and the platform keeps back whose they are.
        """
        since = posting.reply.created_at - SKEW
        for one in found:
            at = instant_of(one.get(self.at))
            is_older = at is not None and at < since
            if is_older and self.newest_first:
                return None
            if not is_older and self._says(one, own_id, text):
                return Sent(one["id"], link(one.get("permalink_url")), at or datetime.now(UTC))
        return None

    def _says(self, one: dict[str, Any], own_id: str, text: str) -> bool:
        said = one.get(self.text)
        if not (isinstance(said, str) and isinstance(one.get("id"), str)):
            return False
        if words(said) != words(text):
            return False
        by = one.get("from")
        if not (isinstance(by, dict) and by.get("id")):
            raise Ambiguous("the same words are there, and not told whose they are")
        return bool(by["id"] == own_id)
