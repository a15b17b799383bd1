"""One page of a listing that is newest first: what of it is new, and what cannot be read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar

from earshot.channels import elements
from earshot.channels.values import Unreadable
from earshot.channels.walking import Walk
from earshot.domain.mention import Mention
from earshot.errors import Malformed

T = TypeVar("T")

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
    for element, read, at in _tried(walk, found, listing):
        below = walk.floor is not None and at < walk.floor
        if isinstance(read, Malformed):
            name = str(listing.name(element) or elements.dump(element))[:100]
            listed.append((name, at))
            if not below and walk.is_new(name):
                unreadable.append(elements.unreadable(element, read))
            continue
        marked = list(listing.marks(read))
        listed += [(mark, at) for mark, _ in marked]
        if not below:
            mentions += [mention for mark, mention in reversed(marked) if walk.is_new(mark)]
    return Page(tuple(reversed(mentions)), tuple(reversed(unreadable)), tuple(listed))


def read_each(
    found: Iterable[T],
    read: Callable[[T], Mention | None],
    kept: Callable[[T], object] = lambda element: element,
) -> tuple[tuple[Mention, ...], tuple[Unreadable, ...]]:
    """What elements say (None: of no concern), and those that cannot be read, as `kept`."""
    mentions: list[Mention] = []
    unreadable: list[Unreadable] = []
    for element in found:
        try:
            mention = read(element)
        except Malformed as error:
            unreadable.append(elements.unreadable(kept(element), error))
            continue
        if mention:
            mentions.append(mention)
    return tuple(mentions), tuple(unreadable)


def _tried(
    walk: Walk, found: Iterable[Any], listing: Listing
) -> Iterator[tuple[Any, list[Mention] | Malformed, datetime]]:
    """Each element, what it says, and its instant, which is never yet to come.

    An author's server may say when a post was written: one that is dated ahead must not move the
    mark past what is written until then. A page of which nothing can be read ends no walk.
    """
    now, tried = datetime.now(UTC), [(element, _read(listing, element)) for element in found]
    times = [
        min(listing.at(read[0]), now) if isinstance(read, list) and read else None
        for _, read in tried
    ]
    at = next(filter(None, times), walk.top or walk.mark or LONG_AGO)
    for (element, read), known in zip(tried, times, strict=True):
        at = known or at
        yield element, read, at


def _read(listing: Listing, element: Any) -> list[Mention] | Malformed:
    try:
        return list(listing.read(element))
    except Malformed as error:
        return error
