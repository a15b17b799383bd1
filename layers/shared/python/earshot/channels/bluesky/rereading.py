"""Looking at posts of Bluesky again."""

from functools import partial

from earshot.channels.bluesky.calls import Xrpc
from earshot.channels.bluesky.posts import mention_of
from earshot.channels.bluesky.syntax import is_message, post_address
from earshot.channels.rereading import Held, changed, in_parts, looked
from earshot.channels.values import Reread
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.domain.revision import blank
from earshot.errors import Rejected, Unavailable

AT_ONCE = 25
# How many that are not shown are looked for in their repository.
PROOFS = 20


def reread(xrpc: Xrpc, account: Account, held: Held) -> Reread:
    """See `protocol.Rereads`; private messages are not shown by their ids."""
    left = [PROOFS]

    def look(part: Held) -> Reread:
        params = [("uris", one.id) for one in part]
        posts = xrpc.ask("app.bsky.feed.getPosts", params).get("posts")
        if not isinstance(posts, list):
            raise Unavailable("posts: want a list")
        shown = {view.get("uri"): view for view in posts if isinstance(view, dict)}
        changes: list[Mention] = []
        for one in part:
            if view := shown.get(one.id):
                changes += changed(one, partial(mention_of, view, account, edited=True))
            elif left[0]:
                left[0] -= 1
                changes += [blank(one)] if is_gone(xrpc, one.id) else []
        return looked(changes)

    return in_parts([one for one in held if not is_message(one.id)], AT_ONCE, look)


def is_gone(xrpc: Xrpc, uri: str) -> bool:
    """Whether its author's repository has it no more.

    Who blocks us is not shown to us either, and has not deleted anything.
    """
    where = post_address(uri)
    params = [("repo", where.authority), ("collection", str(where.collection))]
    try:
        xrpc.ask("com.atproto.repo.getRecord", [*params, ("rkey", str(where.rkey))])
    except Rejected as error:
        if error.kind == "reauth":
            raise
        return error.kind == "target_gone"
    return False
