"""What waits in a team's queue, read page by page, as far as somebody looks."""

from collections.abc import Iterator

from earshot.domain.assignment import waits
from earshot.domain.case import Case
from earshot.ports import Store

AT_ONCE = 50
PAGES = 10
"""How far into a queue is looked: what stands behind five hundred others is not next."""


def waiting(store: Store, brand: str, team: str) -> Iterator[Case]:
    """The cases of a queue that want somebody, in its order."""
    cursor = None
    for _ in range(PAGES):
        page = store.queue_of(brand, team, limit=AT_ONCE, cursor=cursor)
        yield from filter(waits, page.items)
        cursor = page.cursor
        if cursor is None:
            return
