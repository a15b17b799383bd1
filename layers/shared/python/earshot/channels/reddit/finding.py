"""Reading Reddit back: what we wrote, newest first, back to when the reply was intended."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from earshot.channels.reddit.calls import Client, fullname
from earshot.channels.reddit.things import is_gone, permalink
from earshot.channels.shapes import text, words
from earshot.channels.values import Posting, Sent
from earshot.channels.walking import utc
from earshot.domain.case import Reply
from earshot.errors import Ambiguous, Rejected

SKEW = timedelta(minutes=2)
MOST_PAGES = 5


def recipient(posting: Posting) -> str:
    """To whom a new private message goes; Rejected where nobody is named."""
    to = posting.parent.author.handle if posting.parent else posting.reply.mention_author
    if not to or to == "[deleted]" or to.startswith("r/"):
        raise Rejected("the author has no name to write to", kind="target_gone")
    return to


def info(client: Client, name: str) -> dict[str, Any] | None:
    """A thing as it is now; None where there is none."""
    data, _ = client.listing("/api/info", ("id", name))
    things = [child.get("data") for child in data["children"] if isinstance(child, dict)]
    return next((thing for thing in things if isinstance(thing, dict)), None)


def as_sent(thing: Any) -> Sent | None:
    """A thing of ours as a thing sent; None where it has no name."""
    data = thing.get("data") if isinstance(thing, dict) else None
    name = text(data.get("name")) if isinstance(data, dict) else None
    if name is None or not isinstance(data, dict):
        return None
    at = _time(data) or datetime.now(UTC)
    return Sent(name, permalink(name.partition("_")[0], data), at)


def _time(data: dict[str, Any]) -> datetime | None:
    seconds = data.get("created_utc")
    return utc(seconds) if isinstance(seconds, int | float) and 0 < seconds < 10**11 else None


def find(client: Client, posting: Posting) -> Sent | None:
    """What came of the reply's act."""
    reply = posting.reply
    to = fullname(reply.in_reply_to)
    if reply.act in ("delete", "hide"):
        return _find_gone(client, to, posting)
    if to.startswith("t4_"):
        return _message(client, reply, {"parent_id": to})
    if reply.visibility == "private":
        return _message(client, reply, {"dest": recipient(posting)})
    return _search(client, f"/user/{client.username}/comments", reply, {"parent_id": to})


def _find_gone(client: Client, to: str, posting: Posting) -> Sent | None:
    data = info(client, to)
    gone = data is None or is_gone(data) or bool(data.get("removed") or data.get("banned_by"))
    return Sent(to, None, posting.now) if gone else None


def _message(client: Client, reply: Reply, wanted: dict[str, str]) -> Sent:
    """A message that we sent. Reddit delivers it as chat, which this list need not show."""
    found = _search(client, "/message/sent", reply, wanted)
    if found is None:
        raise Ambiguous("it is not among our messages, and may stand in a chat")
    return found


def _search(client: Client, path: str, reply: Reply, wanted: dict[str, str]) -> Sent | None:
    """The first thing with these fields and the reply's words since it was intended."""
    since = reply.created_at - SKEW
    for thing in _ours(client, path, since):
        data = thing["data"]
        said = words(str(data.get("body") or ""))
        if said == words(reply.text) and all(data.get(k) == v for k, v in wanted.items()):
            return as_sent(thing)
    return None


def _ours(client: Client, path: str, since: datetime) -> Iterator[dict[str, Any]]:
    """Things of a listing that are as new as that; Ambiguous where it goes on for too long."""
    params = [("limit", "100"), ("sort", "new")]
    after: str | None = None
    for _ in range(MOST_PAGES):
        data, _ = client.listing(path, *params, *([("after", after)] if after else []))
        for thing in data["children"]:
            inside = thing.get("data") if isinstance(thing, dict) else None
            at = _time(inside) if isinstance(inside, dict) else None
            if at is None:
                continue
            if at < since:
                return
            yield thing
        after = text(data.get("after"))
        if after is None:
            return
    raise Ambiguous("too much was written since to look through")
