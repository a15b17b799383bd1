"""How many follow an author, which the platform tells by a call of its own."""

import time
from collections.abc import Iterable

from earshot.channels.bluesky.calls import Xrpc
from earshot.channels.bluesky.posts import author_of
from earshot.domain.mention import Mention
from earshot.errors import Rejected, Throttled, Unavailable

PROFILES_A_CALL = 25
SECONDS_A_PAGE = 5.0
# Of the window's calls, those left to pages and replies.
CALLS_KEPT = 500


def with_followers(xrpc: Xrpc, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions with their authors' followers, as far as calls and seconds allow."""
    found = tuple(mentions)
    dids = list(dict.fromkeys(m.author.id for m in found if m.event != "delete"))
    known: dict[str, int] = {}
    until = time.monotonic() + SECONDS_A_PAGE
    for start in range(0, len(dids), PROFILES_A_CALL):
        if xrpc.left <= CALLS_KEPT or time.monotonic() >= until:
            break
        try:
            known |= _asked(xrpc, dids[start : start + PROFILES_A_CALL])
        except (Rejected, Throttled, Unavailable):
            break  # a mention without the number is worth more than none
    return tuple(_told(mention, known.get(mention.author.id)) for mention in found)


def _asked(xrpc: Xrpc, dids: list[str]) -> dict[str, int]:
    told = xrpc.ask("app.bsky.actor.getProfiles", [("actors", did) for did in dids])
    profiles = told.get("profiles")
    shown = [author_of(p) for p in profiles if isinstance(p, dict)] if profiles else []
    return {str(one["id"]): one["followers"] for one in shown if one["followers"] is not None}


def _told(mention: Mention, followers: int | None) -> Mention:
    if followers is None:
        return mention
    author = mention.author.model_copy(update={"followers": followers})
    return mention.model_copy(update={"author": author})
