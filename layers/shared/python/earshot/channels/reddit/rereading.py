"""Looking at things of Reddit again."""

from functools import partial

from earshot.channels.reddit.calls import FULLNAME, Client
from earshot.channels.reddit.things import mention_of
from earshot.channels.rereading import Held, changed, in_parts, looked
from earshot.channels.shapes import text
from earshot.channels.values import Reread
from earshot.domain.accounts import Account

AT_ONCE = 100


def reread(client: Client, account: Account, held: Held) -> Reread:
    """See `protocol.Rereads`; messages are not shown by their names.

    What was taken back is shown as `[deleted]` or `[removed]`. What is not shown at all may lie in
    a subreddit that was closed to us: that proves nothing.
    """

    def look(part: Held) -> Reread:
        data, _ = client.listing("/api/info", ("id", ",".join(one.id for one in part)))
        shown = {}
        for thing in data["children"]:
            inside = thing.get("data") if isinstance(thing, dict) else None
            if isinstance(inside, dict) and (name := text(inside.get("name"))):
                shown[name] = thing
        seen = [one for one in part if one.id in shown]
        pairs = [(one, partial(mention_of, shown[one.id], account)) for one in seen]
        return looked([change for one, read in pairs for change in changed(one, read)])

    public = [one for one in held if FULLNAME.fullmatch(one.id) and not one.id.startswith("t4_")]
    return in_parts(public, AT_ONCE, look)
