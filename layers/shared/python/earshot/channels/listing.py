"""One page of a listing that is newest first: what of it is new, and what cannot be read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from earshot.channels import elements
from earshot.channels.protocol import Unreadable
from earshot.channels.walking import Walk
from earshot.domain.mention import Mention
from earshot.errors import Malformed

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Listing(NamedTuple):
    """How to read a listing.

    `read` gives the mentions in one element (none: of no concern), `name` its id where it cannot be
    read, so that it is set aside once. `at` is the instant that the listing is ordered by; where
    that moves with every change (`moves`), or a change is shown in the old place (`revised`), an
    element comes again with each.
    """

    read: Callable[[Any], Sequence[Mention]]
    name: Callable[[Any], object]
    at: Callable[[Mention], datetime] = lambda mention: mention.created_at
    moves: bool = False
    revised: bool = False

    def marks(self, mentions: Sequence[Mention]) -> Iterator[tuple[str, Mention]]:
        """What each is remembered by."""
        for mention in mentions:
            change = f"@{self.at(mention).timestamp():.0f}" if self.moves else ""
            if self.revised and mention.event != "create":
                change = f"@{mention.revision}"
            yield mention.id + change, mention


class Page(NamedTuple):
    """What was not handed over before, oldest first; `listed` is what `Walk.step` is told."""

    mentions: tuple[Mention, ...]
    unreadable: tuple[Unreadable, ...]
    listed: tuple[tuple[str, datetime], ...]


def sort_out(walk: Walk, found: Iterable[Any], listing: Listing) -> Page:
    """Read each element of a page. What cannot be read counts as written when its neighbour was.

    A page of which nothing can be read is no reason to stop there: more may come below it.
    """
    mentions: list[Mention] = []
    unreadable: list[Unreadable] = []
    listed: list[tuple[str, datetime]] = []
    tried = [(element, _read(listing, element)) for element in found]
    above = walk.top or walk.mark or LONG_AGO
    at = next((listing.at(read[0]) for _, read in tried if isinstance(read, list) and read), above)
    for element, read in tried:
        if isinstance(read, Malformed):
            name = str(listing.name(element) or elements.dump(element))[:100]
            listed.append((name, at))
            if walk.is_new(name):
                unreadable.append(elements.unreadable(element, read))
            continue
        at = listing.at(read[0]) if read else at
        marked = list(listing.marks(read))
        listed += [(mark, at) for mark, _ in marked]
        if walk.floor is None or at >= walk.floor:
            mentions += [mention for mark, mention in reversed(marked) if walk.is_new(mark)]
    return Page(tuple(reversed(mentions)), tuple(reversed(unreadable)), tuple(listed))


def _read(listing: Listing, element: Any) -> list[Mention] | Malformed:
    try:
        return list(listing.read(element))
    except Malformed as error:
        return error
