"""Listings of Reddit, newest first, walked back to where the last poll was.

`before=<fullname>` would ask for what is newer, but comes back empty for ever once that thing is
deleted; so a walk goes back by `after` until it meets what was written before the mark. It begins
anew where the thing that it would go on from was deleted meanwhile.
"""

from datetime import UTC, datetime
from typing import Any

from earshot.channels.http import Answer
from earshot.channels.listing import Listing, sort_out
from earshot.channels.reddit.calls import Client
from earshot.channels.reddit.things import mention_of
from earshot.channels.shapes import text
from earshot.channels.values import Fetched
from earshot.channels.waiting import retry_after
from earshot.channels.walking import Walk
from earshot.domain.accounts import Account
from earshot.errors import Rejected

PAGE = 100


def page_of(
    client: Client, account: Account, path: str, params: list[tuple[str, str]], cursor: str | None
) -> Fetched:
    """The next page of a walk through one listing."""
    walk = Walk.read(cursor, since=account.listen_since)
    asked = [*params, ("limit", str(PAGE)), *([("after", walk.token)] if walk.token else [])]
    data, answer = client.listing(path, *asked)
    if walk.token and not data["children"]:
        # Not the end, which a page before would have told: what stood there is in the list no more.
        gone = Rejected("after: its thing is in the list no more", kind="target_gone")
        return walk.anew(gone)._replace(trouble=None, not_before=_used_up(answer))
    listing = Listing(lambda child: [mention_of(child, account)], _name, revised=True)
    page = sort_out(walk, data["children"], listing)
    after, done = walk.step(page.listed, text(data.get("after")))
    used_up = _used_up(answer)
    return Fetched(page.mentions, page.unreadable, after.write(), done, not_before=used_up)


def _name(child: Any) -> object:
    data = child.get("data") if isinstance(child, dict) else None
    return data.get("name") if isinstance(data, dict) else None


def _used_up(answer: Answer) -> datetime | None:
    """When the window ends that is used up; both headers are numbers, the second of seconds."""
    try:
        left = float(answer.headers.get("x-ratelimit-remaining", "100"))
    except ValueError:
        return None
    return retry_after(answer.headers, datetime.now(UTC)) if left < 1 else None
