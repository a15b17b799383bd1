"""Take heed of what a platform tells beside mentions."""

from collections.abc import Callable
from dataclasses import dataclass

from earshot.channels.values import Sent
from earshot.domain.case import Reply
from earshot.domain.delivery import delivered, reply_failed
from earshot.domain.envelope import Noticed
from earshot.domain.mention import MentionKey
from earshot.domain.notice import Notice
from earshot.domain.own_posts import may_be_there, named
from earshot.usecases.commit import prepare
from earshot.usecases.ledger import Ledger
from earshot.usecases.sources import Sources

OF_OURS = ("sent", "delivered", "read", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heeder:
    """`count` counts a notice by its label, so that none passes unseen."""

    ledger: Ledger
    count: Callable[[Notice], None]
    sources: Sources

    def heed(self, item: Noticed) -> None:
        """Do what the notice asks for, however often it is delivered.

        What is told of a message proves that it was sent. Conflict when others write first.
        """
        notice = item.notice
        self.count(notice)
        if notice.kind == "revoked":
            self.sources.revoked(notice.channel, notice.account)
        reply = self._reply(notice) if notice.kind in OF_OURS else None
        if reply and may_be_there(reply):
            at = notice.at or item.received_at
            reply = self.ledger.sent(reply, Sent(notice.platform_id, None, at))
        after = delivered(reply, notice, self.ledger.clock.now()) if reply else None
        if reply and after:
            self._move(reply, after)

    def _reply(self, notice: Notice) -> Reply | None:
        """None for a message that we did not send, as one that was written on the platform."""
        store = self.ledger.store
        if known := named(notice.echo):
            reply = store.reply(*known)
            ours = reply and (reply.channel, reply.account) == (notice.channel, notice.account)
            return reply if ours else None
        if notice.platform_id is None:
            return None
        return store.reply_of_post(MentionKey(notice.channel, notice.account, notice.platform_id))

    def _move(self, reply: Reply, after: Reply) -> None:
        """Of a failure the case is told; that it arrived concerns the reply alone."""
        ledger = self.ledger
        case = ledger.store.case(reply.case_id) if after.delivery == "failed" else None
        if case is None:
            ledger.store.move_reply(after, was=reply.place)
            return
        now = ledger.clock.now()
        events = reply_failed(case, after, now=now, calendars=ledger.playbook.calendars)
        ledger.store.commit(prepare(case, events, now=now, reply=after, reply_was=reply.place))
