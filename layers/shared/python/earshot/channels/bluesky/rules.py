"""Which replies Bluesky takes, as far as can be told without asking it."""

from earshot.channels.bluesky.syntax import address, is_message, post_address
from earshot.channels.values import Posting
from earshot.domain.case import Reply
from earshot.errors import Rejected


def is_private(reply: Reply) -> bool:
    """Whether it is a message: to one that is, or asked to be private."""
    said_privately = reply.visibility == "private" or is_message(reply.in_reply_to)
    return reply.act == "reply" and said_privately


def check(posting: Posting, own_ids: tuple[str, ...]) -> None:
    """Raise Rejected: `invalid` for ids of other platforms, `not_allowed_by_policy` for the rest.

    All posts are public here: there is nothing between that and a message.
    """
    reply = posting.reply
    if is_message(reply.in_reply_to):
        if reply.act != "reply":
            raise _refused(f"a private message cannot be answered by {reply.act}")
        return
    where = post_address(reply.in_reply_to)
    if reply.act == "reply" and reply.visibility not in ("public", "private"):
        raise _refused(f"there are no {reply.visibility} posts here")
    if reply.act == "delete" and own_ids and where.authority not in own_ids:
        raise _refused("only posts of our own can be deleted")
    if reply.act == "hide" and own_ids:
        _check_root(posting, own_ids)


def _check_root(posting: Posting, own_ids: tuple[str, ...]) -> None:
    root = posting.parent.root if posting.parent else None
    if root and address(root).authority not in own_ids:
        raise _refused("only replies below a post of ours can be hidden")


def _refused(why: str) -> Rejected:
    return Rejected(why, kind="not_allowed_by_policy")
