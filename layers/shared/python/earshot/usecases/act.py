"""Like, hide or delete a post: an entry of the reply ledger that the relay sends, once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from earshot.domain.acting import check_not_done, plan_act
from earshot.domain.case import Case, Reply
from earshot.domain.mention import Mention, MentionKey, Visibility, hash_text
from earshot.errors import Illegal, NotAcceptable
from earshot.ports import Clock, Store
from earshot.usecases.allowing import Allowing, told
from earshot.usecases.answer import reply_id
from earshot.usecases.casework import not_another_s
from earshot.usecases.change import Asked, Happened, change

Act = Literal["like", "hide", "delete"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What to do to a mention of the case, or to a reply of ours that was sent."""

    act: Act
    mention_id: str | None = None
    reply_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Target:
    """The post by its id on the platform; `mention` is what we know of it where it is not ours."""

    id: str
    visibility: Visibility
    mention: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """The ports that acts need, and what the channel lets us."""

    store: Store
    clock: Clock
    allowing: Allowing

    def act(self, asked: Asked, deed: Deed) -> Reply:
        """Plan the act and return its entry in the ledger.

        NotAcceptable where the channel cannot do it, Illegal where the post is gone or it is done
        already, Forbidden where nothing is ever done, Held while another person has the case.
        """
        done = change(
            self.store,
            self.clock,
            asked,
            lambda case, now: self._plan(asked, deed, case, now),
            guard=not_another_s,
        )
        if done.reply is None:
            raise Illegal(f"case {asked.case_id} holds no entry of this request any more")
        return done.reply

    def _plan(self, asked: Asked, deed: Deed, case: Case, now: datetime) -> Happened:
        channel = self.allowing.channel(case)
        if deed.act not in channel.capabilities.does:
            can = told(channel.capabilities)
            raise NotAcceptable(f"{case.channel} cannot {deed.act}; {can}", field="act")
        found = self.store.history(case.id)
        replies = found[2] if found else []
        target = _own(case, deed, replies) if deed.act == "delete" else self._theirs(case, deed)
        entry = _entry(asked, deed, case, target, now)
        check_not_done(entry, replies)
        self.allowing.check(channel, case, [entry], target.mention, now)
        return Happened(plan_act(case, entry, now=now), entry)

    def _theirs(self, case: Case, deed: Deed) -> _Target:
        wanted = deed.mention_id or case.reply_to
        if wanted is None:
            raise Illegal(f"case {case.id} has no mention left to {deed.act}")
        record = self.store.mention(MentionKey(case.channel, case.account, wanted))
        if record is None or record.case_id != case.id:
            raise NotAcceptable(f"case {case.id} has no mention {wanted}", field="mention_id")
        if record.deleted:
            raise Illegal(f"mention {wanted} has been deleted by its author")
        return _Target(wanted, record.mention.visibility, record.mention)


def _own(case: Case, deed: Deed, replies: list[Reply]) -> _Target:
    """Only what is ours is ever deleted."""
    reply = next((r for r in replies if r.id == deed.reply_id and r.act == "reply"), None)
    if reply is None:
        raise NotAcceptable(f"case {case.id} has no reply {deed.reply_id}", field="reply_id")
    if reply.state != "sent" or reply.platform_id is None:
        raise Illegal(f"reply {reply.id} is {reply.state}; only a post that is known is deleted")
    return _Target(reply.platform_id, reply.visibility)


def _entry(asked: Asked, deed: Deed, case: Case, target: _Target, now: datetime) -> Reply:
    return Reply(
        id=reply_id(asked),
        case_id=case.id,
        channel=case.channel,
        account=case.account,
        in_reply_to=target.id,
        text="",
        text_hash=hash_text(""),
        visibility=target.visibility,
        agent=asked.caller.agent,
        approver=asked.caller.agent,
        act=deed.act,
        created_at=now,
    )
