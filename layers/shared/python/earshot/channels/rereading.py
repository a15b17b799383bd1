"""What it means that a post is shown otherwise than we hold it, or shown no more."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from earshot.channels.values import Reread, Spent
from earshot.domain.mention import Mention
from earshot.domain.revision import blank
from earshot.errors import Malformed, Rejected, Retryable

Held = Sequence[Mention]


def changed(held: Mention, shown: Callable[[], Mention | None]) -> list[Mention]:
    """The edit or the deletion that a post comes to as it is shown now; none where it is as held.

    What cannot be read says nothing. Words that are dated no later than those that we hold are an
    older state of the post, as some servers still show it.
    """
    with suppress(Malformed):
        now = shown()
        if now and now.event == "delete":
            return [blank(held)]
        if now and _is_newer(now, held):
            return [now.model_copy(update={"event": "edit"})]
    return []


def _is_newer(now: Mention, held: Mention) -> bool:
    if now.text is None or now.text == held.text:
        return False
    return not (now.edited_at and held.edited_at) or now.edited_at > held.edited_at


def in_parts(held: Held, most: int, look: Callable[[Held], Reread]) -> Reread:
    """What looking at so many at a time finds, until a later one fails; the first one's is raised.

    What was found before then holds, and was paid for.
    """
    found = Reread()
    for start in range(0, len(held), most):
        try:
            found = found.plus(look(held[start : start + most]))
        except (Rejected, Retryable):
            if start == 0:
                raise
            break
    return found


def looked(changes: Sequence[Mention], *, usd: float = 0.0, units: int = 0) -> Reread:
    """The outcome of one look, with what it cost."""
    return Reread(tuple(changes), Spent(usd, units))
