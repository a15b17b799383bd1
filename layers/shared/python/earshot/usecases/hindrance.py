"""Why a reply must not be sent now, whatever was allowed when it was planned."""

from earshot.channels.protocol import Answers, Expires
from earshot.channels.values import Posting
from earshot.domain.accounts import Account
from earshot.domain.guard import exposed
from earshot.domain.playbook import Playbook
from earshot.domain.repeating import repeated
from earshot.domain.standing import has_ended
from earshot.errors import Rejected
from earshot.ports import Clock, Store
from earshot.usecases.budgeting import bears


def hindrance(
    store: Store,
    clock: Clock,
    playbook: Playbook,
    account: Account,
    posting: Posting,
    channel: Answers,
) -> str | None:
    """The reason that it is refused for; None where nothing stands in the way."""
    reply, parent = posting.reply, posting.parent
    site = playbook.site(reply.channel, reply.account)
    if account.never_respond or site.never_respond or account.mode == "listen_only":
        return "not_allowed_by_policy"
    if exposed(reply.text, reply.visibility, playbook.privacy.own_contacts):
        return "personal_data"
    if parent and parent.event == "delete":
        return "target_gone"
    begins = reply.part in (None, 1)
    if reply.kind == "auto" and begins and _said_before(store, posting):
        return "duplicate"
    if not bears(store, clock, account, channel.capabilities, reply):
        return "over_budget"
    if isinstance(channel, Expires) and has_ended(channel.ends("answer"), posting.now):
        return "reauth"
    try:
        channel.allow(posting)
    except Rejected as error:
        return error.kind
    return None


def _said_before(store: Store, posting: Posting) -> bool:
    """Whether a machine would tell somebody what they have just been told."""
    found = store.history(posting.reply.case_id)
    return repeated(posting.reply, found[2] if found else (), posting.now) is not None
