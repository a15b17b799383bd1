"""Where one delivery of a post belongs: joined to a case, opening one, or kept alone."""

from datetime import datetime

from earshot.domain.accounts import Account
from earshot.domain.basis import kept
from earshot.domain.burst import Recent
from earshot.domain.case import Case
from earshot.domain.courtesy import is_courtesy
from earshot.domain.decide import decide
from earshot.domain.envelope import Classified
from earshot.domain.grouping import Grouping, case_for, may_join
from earshot.domain.judgement import Classification, Decision
from earshot.domain.mention import Mention, MentionKey
from earshot.domain.ownerless import Watch
from earshot.domain.peers import is_answer, may_come_early
from earshot.domain.playbook import Playbook
from earshot.domain.records import AuthorRecord, MentionRecord
from earshot.domain.rereading import reread
from earshot.domain.revision import merge
from earshot.ports import Store
from earshot.usecases.amend import amended, is_newest
from earshot.usecases.automatic import Speaking, ours_above
from earshot.usecases.commit import prepare
from earshot.usecases.further import said_further
from earshot.usecases.holding import Return, back_to_holder
from earshot.usecases.opening import opening, remembered
from earshot.usecases.peers import above, peers_answer, release_stirred


class Placing:
    """One delivery on its way to the one write that places it."""

    def __init__(
        self,
        store: Store,
        playbook: Playbook,
        heard: Recent,
        account: Account,
        item: Classified,
        now: datetime,
        speaking: Speaking | None = None,
    ) -> None:
        self._speaking = speaking
        self._store = store
        self._playbook = playbook
        self._heard = heard
        self._account = account
        self._item = item
        self._now = now
        self._understood: Classification = item.understood()
        self._recent: int | None = None

    def write(self, standing: MentionRecord | None) -> MentionRecord | None:
        """Write all that follows; return None when done, else the record that stands in the way."""
        if standing:
            self._item = reread(self._item, standing)
            self._understood = self._item.understood()
        outcome, record = merge(
            standing,
            self._item.mention,
            receipt=self._item.receipt,
            received_at=self._item.received_at,
            thread=self._item.mention.thread,
        )
        if outcome == "own_retry":
            return None
        if outcome == "duplicate":
            return self._store.put_mention(record)
        if record.case_id or record.answers:
            if self._item.mention.event == "edit" and is_newest(self._item, record):
                release_stirred(self._store, self._playbook, record, self._understood, self._now)
            return amended(self._store, self._playbook, self._item, record, self._now, self._anew)
        # Once kept out it stays so: a list that is changed later must not bring up old posts.
        reason = record.filtered or self._account.keeps_out(record.mention)
        if reason:
            return self._store.put_mention(record.model_copy(update={"filtered": reason}))
        if record.deleted or not is_newest(self._item, record):
            return self._store.put_mention(record)
        return self._place(record)

    def _place(self, record: MentionRecord) -> MentionRecord | None:
        """Decide, and join a case, open one, or keep the mention alone.

        What neither answers anything nor makes a case can belong to none: it is not read for.
        """
        decision = self._decide(record, None)
        if not decision.opens_case and not record.mention.answers_something:
            return self._store.put_mention(self._judged(record, decision, None))
        record = self._threaded(record)
        release_stirred(self._store, self._playbook, record, self._understood, self._now)
        mention = record.mention
        author = self._store.author(mention.channel, mention.account, mention.author.id)
        if author:
            decision = self._decide(record, author)
        record = self._judged(record, decision, author)
        rule = self._playbook.grouping_at(mention.channel, mention.account)
        case = self._case_for(record, author, decision, rule)
        parting = case is not None and is_courtesy(self._understood, mention.text)
        if case and (
            may_join(case, record.thread, author, self._spoken_at(mention), rule)
            or (parting and decision.opens_case and case.thread == record.thread)
        ):
            if standing := self._standing(record):
                return standing
            self._join(case, record, author, decision, parting=parting)
        elif decision.opens_case:
            self._open(record, author, decision, case)
        else:
            return self._keep(record, decision)
        return None

    def _standing(self, record: MentionRecord) -> MentionRecord | None:
        """What stands there of a post that is taken for new.

        What may join a case may be the post that opened it, delivered again; to read costs a sixth
        of a transaction that is refused.
        """
        return self._store.mention(record.key) if record.revision == 1 else None

    def _keep(self, record: MentionRecord, decision: Decision) -> MentionRecord | None:
        """Keep the post alone; first, what it answers that is left to peers is told of it.

        What may answer a post that we have not heard of is marked, for the question to find it.
        """
        early = False
        if self._playbook.holds and is_answer(record.mention, self._understood, decision):
            asked, unheard = above(self._store, record)
            cases = [case for _, case in asked]
            commit = peers_answer(self._playbook, cases, record, self._now)
            if commit:
                self._store.commit(commit)
                return None
            early = unheard and may_come_early(record.mention, self._handles())
        return self._store.put_mention(record.model_copy(update={"early": early}))

    def _handles(self) -> tuple[str, ...]:
        brand = self._playbook.brands.get(self._account.brand)
        return brand.handles if brand else ()

    def _decide(self, record: MentionRecord, author: AuthorRecord | None) -> Decision:
        if self._recent is None:
            within = self._playbook.urgency.burst_within
            self._recent = self._heard.count(record.mention, self._understood, within)
        return decide(
            record.mention,
            self._understood,
            author,
            self._account,
            self._playbook,
            self._now,
            recent=self._recent,
        )

    def _anew(self, record: MentionRecord) -> Decision:
        """What the post deserves as it is now; an edit is no further mention of its topic."""
        self._recent = 0
        mention = record.mention
        author = self._store.author(mention.channel, mention.account, mention.author.id)
        return self._decide(record, author)

    def _judged(
        self, record: MentionRecord, decision: Decision, author: AuthorRecord | None
    ) -> MentionRecord:
        return record.model_copy(
            update={
                "classification": self._item.classification,
                "history": self._item.is_history,
                "decision": kept(decision, record.mention, author, self._account, self._now),
            }
        )

    def _threaded(self, record: MentionRecord) -> MentionRecord:
        """Give an answer the thread of the post it answers, where we hold that post."""
        mention = record.mention
        if mention.is_private or mention.root or not mention.in_reply_to:
            return record
        answered = MentionKey(mention.channel, mention.account, mention.in_reply_to)
        parent = self._store.mention(answered)
        return record.model_copy(update={"thread": parent.thread}) if parent else record

    def _case_for(
        self,
        record: MentionRecord,
        author: AuthorRecord | None,
        decision: Decision,
        rule: Grouping,
    ) -> Case | None:
        found = case_for(record.thread, author, self._now, rule, same_author=decision.opens_case)
        return self._store.case(found) if found else None

    def _watch(self) -> Watch | None:
        """How long a case may be nobody's."""
        return Watch.of(self._playbook)

    def _spoken_at(self, mention: Mention) -> datetime:
        """What was written in time is in time, however late we hear of it."""
        return min(mention.created_at, self._now)

    def _join(
        self,
        case: Case,
        record: MentionRecord,
        author: AuthorRecord | None,
        decision: Decision,
        *,
        parting: bool,
    ) -> None:
        events = said_further(
            case,
            record.mention,
            self._understood,
            decision,
            playbook=self._playbook,
            now=self._now,
            parting=parting,
        )
        back = Return(events)
        if not parting:
            back = back_to_holder(self._store, self._playbook, case, events, self._now)
        elsewhere = author is not None and record.thread not in author.threads
        self._store.commit(
            prepare(
                case,
                back.events,
                now=self._now,
                limit=back.limit,
                watch=self._watch(),
                mention=record.model_copy(update={"case_id": case.id}),
                author=remembered(author, record, case.id, self._now) if elsewhere else None,
            )
        )

    def _open(
        self,
        record: MentionRecord,
        author: AuthorRecord | None,
        decision: Decision,
        before: Case | None,
    ) -> None:
        """Open a case; it follows the one `before` if that was of the same thread."""
        same_thread = before is not None and before.thread == record.thread
        commit = opening(
            record,
            self._understood,
            author,
            decision,
            playbook=self._playbook,
            account=self._account,
            above=ours_above(self._store, record.mention, decision, self._playbook),
            now=self._now,
            follows=before.id if before and same_thread else None,
            speaking=self._speaking,
        )
        self._store.commit(commit)
