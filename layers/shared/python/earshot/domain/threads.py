"""A reply in several posts: entries of the ledger, each below the one before and sent after it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from earshot.domain.case import Reply
from earshot.domain.mention import hash_text


class Moved(NamedTuple):
    """An entry of the ledger and the place that it is moved from; None: it is new."""

    reply: Reply
    was: tuple[str, int] | None


def chained(reply: Reply, texts: Sequence[str]) -> list[Reply]:
    """The reply in so many parts; the first goes to the mention, the others wait for their turn."""
    if len(texts) == 1:
        return [_saying(reply, texts[0])]
    first, *others = [
        _saying(reply, text).model_copy(
            update={"id": part_id(reply.id, number), "part": number, "parts": len(texts)}
        )
        for number, text in enumerate(texts, 1)
    ]
    below = {"state": "waiting", "answers": reply.in_reply_to}
    return [first, *(other.model_copy(update=below) for other in others)]


def part_id(first: str, number: int) -> str:
    """The id of a part; the first has that of the whole reply."""
    return first if number == 1 else f"{first}-{number}"


def part_ids(reply: Reply) -> list[str]:
    """The ids of all parts of the reply that this one belongs to; none where it is whole."""
    if reply.parts is None:
        return []
    return [part_id(reply.whole_id, number) for number in range(1, reply.parts + 1)]


def part_before(reply: Reply) -> str | None:
    """The id of the part that it waits for."""
    return part_id(reply.whole_id, reply.part - 1) if reply.part and reply.part > 1 else None


def released(ended: Reply, find: Callable[[str], Reply | None]) -> list[Moved]:
    """What the end of a part does to those behind it, which `find` reads by their ids.

    Once it is sent, the next one is planned as an answer to it; where the platform gave it no id,
    below the same post as it. Once it is refused, so are all others. While nobody knows, they wait.
    """
    if ended.part is None or ended.state not in ("sent", "refused"):
        return []
    behind = part_ids(ended)[ended.part :]
    if ended.state == "sent":
        to = {"state": "planned", "in_reply_to": ended.platform_id or ended.in_reply_to}
        behind = behind[:1]
    else:
        to = {"state": "refused", "reason": "part_refused"}
    waiting = [reply for reply in map(find, behind) if reply and reply.state == "waiting"]
    return [Moved(reply.model_copy(update=to), reply.place) for reply in waiting]


def _saying(reply: Reply, text: str) -> Reply:
    return reply.model_copy(update={"text": text, "text_hash": hash_text(text)})
