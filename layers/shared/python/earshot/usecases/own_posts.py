"""A post of our own comes back: never work, but proof of a reply, and news of what became of it."""

from collections.abc import Callable
from dataclasses import dataclass

from earshot.channels.values import Sent
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.delivery import reply_edited, reply_removed
from earshot.domain.envelope import Classified
from earshot.domain.mention import Mention, MentionKey
from earshot.domain.own_posts import may_be_there, name_of, named, proven, same_words
from earshot.domain.records import MentionRecord
from earshot.domain.revision import merge
from earshot.usecases.commit import prepare
from earshot.usecases.ledger import Ledger

Write = Callable[[MentionRecord | None], MentionRecord | None]


@dataclass(frozen=True, slots=True)
class OwnPost:
    """One delivery about a post of ours, on its way to the one write that keeps it.

    `otherwise` writes what a case knows as a customer's words, from before the author was ours.
    """

    ledger: Ledger
    item: Classified
    otherwise: Write

    def write(self, standing: MentionRecord | None) -> MentionRecord | None:
        """Confirm the reply that it is, then keep it, with what its change means for the case.

        Return None when done, else the record that stands in the way.
        """
        if standing and (standing.case_id or standing.answers):
            return self.otherwise(standing)
        item, store = self.item, self.ledger.store
        outcome, record = merge(
            standing,
            item.mention,
            receipt=item.receipt,
            received_at=item.received_at,
            thread=item.mention.thread,
        )
        if outcome == "own_retry":
            return None
        if outcome == "duplicate":
            return store.put_mention(record)
        reply = self._reply(record)
        own = {"own_reply": name_of(reply) if reply else None}
        record = record.model_copy(update={"filtered": record.filtered or "own_post", **own})
        if reply and may_be_there(reply) and not record.deleted:
            reply = self.ledger.sent(reply, _there(record.mention))
        case = store.case(reply.case_id) if reply else None
        events = self._changes(case, reply, record.mention) if case and reply else []
        if case is None or not events:
            return store.put_mention(record)
        store.commit(prepare(case, events, now=self.ledger.clock.now(), mention=record))
        return None

    def _reply(self, record: MentionRecord) -> Reply | None:
        """By what was said of it before, by what we gave the platform, by its id, by its words."""
        post, store = record.mention, self.ledger.store
        for name in (record.own_reply, post.echo):
            if known := named(name):
                reply = store.reply(*known)
                if reply and (reply.channel, reply.account) == post.key[:2]:
                    return reply
        return store.reply_of_post(post.key) or self._by_words(post)

    def _by_words(self, post: Mention) -> Reply | None:
        if post.in_reply_to is None or post.event == "delete":
            return None
        case_id = self._case_of(MentionKey(*post.key[:2], post.in_reply_to))
        history = self.ledger.store.history(case_id) if case_id else None
        return proven(post, history[2]) if history else None

    def _case_of(self, answered: MentionKey) -> str | None:
        """Whose post it is below: a customer's, or the part of a reply of ours before it."""
        store = self.ledger.store
        parent = store.mention(answered)
        if parent and parent.case_id:
            return parent.case_id
        ours = store.reply_of_post(answered)
        return ours.case_id if ours else None

    def _changes(self, case: Case, reply: Reply, post: Mention) -> list[CaseEvent]:
        now = self.ledger.clock.now()
        if self.item.mention.event == "delete":
            return reply_removed(case, reply, now=now)
        edited = self.item.mention.event == "edit" and post.text == self.item.mention.text
        if edited and not same_words(post.text, reply.text):
            return reply_edited(case, reply, post, now=now)
        return []


def _there(post: Mention) -> Sent:
    return Sent(post.id, post.permalink, post.created_at)
