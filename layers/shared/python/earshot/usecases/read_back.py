"""Look on the platform whether a reply is there, or could be there twice."""

from earshot.channels.protocol import Answers, Reconciles
from earshot.channels.values import Posting, Sent
from earshot.domain.case import Reply
from earshot.errors import Ambiguous, Rejected
from earshot.ports import Store


def read_back(store: Store, posting: Posting, channel: Answers | None) -> Sent | None:
    """Our post, or None where another try cannot double it; Ambiguous where nobody can tell.

    It certainly is not there, or it is an act that does nothing when it is done twice.
    """
    try:
        found = _looked_for(posting, channel)
    except Ambiguous:
        if posting.reply.act != "reply" and channel is not None:
            return None
        raise
    if found and _is_of_another(store, posting.reply, found):
        raise Ambiguous("an earlier reply with the same words was found")
    return found


def _looked_for(posting: Posting, channel: Answers | None) -> Sent | None:
    if not isinstance(channel, Reconciles):
        raise Ambiguous("what was posted there cannot be read back")
    try:
        return channel.find(posting)
    except Rejected as error:
        raise Ambiguous(f"the platform does not let us look: {error.kind}") from error


def _is_of_another(store: Store, reply: Reply, found: Sent) -> bool:
    if reply.act != "reply" or found.platform_id is None:
        return False
    history = store.history(reply.case_id)
    replies = history[2] if history else []
    return any(r.id != reply.id and r.post_id == found.platform_id for r in replies)
