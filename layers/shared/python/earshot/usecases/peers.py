"""Bring questions that are left to peers and what peers write together, whichever comes first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from earshot.domain.bystanders import Stir, may_stir, stirred, why_stirred
from earshot.domain.case import Case, CaseEvent
from earshot.domain.judgement import Classification
from earshot.domain.mention import Mention, MentionKey
from earshot.domain.ownerless import Watch
from earshot.domain.peers import peer_answered, peer_had_answered
from earshot.domain.playbook import Playbook
from earshot.domain.records import MentionRecord
from earshot.errors import Conflict
from earshot.ports import Clock, Commit, Store
from earshot.usecases.commit import prepare

ATTEMPTS = 6


class Asked(NamedTuple):
    """A post of a case, and the case as it is now."""

    record: MentionRecord
    case: Case


class Above(NamedTuple):
    """What is known of the posts that a post may answer: their cases, and whether one is missing.

    They are the post that is answered and the root of its thread.
    """

    asked: Sequence[Asked]
    unheard: bool


def above(store: Store, record: MentionRecord) -> Above:
    """Read what stands above the post."""
    mention = record.mention
    names = dict.fromkeys(
        n for n in (mention.in_reply_to, record.thread) if n not in (None, mention.id)
    )
    wanted = [MentionKey(mention.channel, mention.account, str(name)) for name in names]
    found = store.mentions(wanted)
    cases = ((one, store.case(one.case_id)) for one in found if one.case_id)
    return Above([Asked(one, case) for one, case in cases if case], len(found) < len(wanted))


def release_stirred(
    store: Store,
    playbook: Playbook,
    record: MentionRecord,
    understood: Classification,
    now: datetime,
) -> None:
    """Bring to people what the post's anger or reach takes from peers, before it is written itself.

    A crash in between delivers the post again, which then finds the question released. What is
    neither angry nor widely read costs nothing, whatever it answers.
    """
    if not playbook.holds or not may_stir(record.mention, understood, playbook):
        return
    for question, case in {one.case.id: one for one in above(store, record).asked}.values():
        if case.hold and (why := why_stirred(question, record.mention, understood, playbook)):
            events = stirred(case, record.mention, why, now=now, calendars=playbook.calendars)
            if events:
                store.commit(prepare(case, events, now=now, watch=Watch.of(playbook)))


def peers_answer(
    playbook: Playbook, cases: Sequence[Case], record: MentionRecord, now: datetime
) -> Commit | None:
    """What follows for the case whose question the post answers; None where there is none.

    The post itself becomes no case and belongs to none.
    """
    for case in cases:
        events = peer_answered(case, record.mention, now=now, calendars=playbook.calendars)
        if events:
            return _answering(playbook, case, events, record, now)
    return None


def _answering(
    playbook: Playbook, case: Case, events: list[CaseEvent], record: MentionRecord, now: datetime
) -> Commit:
    answering = record.model_copy(update={"answers": case.id, "early": False})
    return prepare(case, events, now=now, watch=Watch.of(playbook), mention=answering)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyAnswers:
    """Finds what came before the question it belongs to; what is done twice is found done."""

    store: Store
    clock: Clock
    playbook: Playbook

    def link(self, case_id: str, question: str) -> str | None:
        """Tell the case of the oldest answer to its question; the id of that post, if there is one.

        A post that would have ended the hold by its anger or reach ends it now.

        Raise Conflict when others keep writing first.
        """
        for _ in range(ATTEMPTS):
            case = self.store.case(case_id)
            commit = self._link(case, question) if case else None
            if commit is None:
                return None
            try:
                self.store.commit(commit)
            except Conflict:
                continue
            return commit.mention.mention.id if commit.mention else None
        raise Conflict(f"case {case_id} keeps changing")

    def _link(self, case: Case, question: str) -> Commit | None:
        now = self.clock.now()
        waiting = [
            record.model_copy(update={"revision": record.revision + 1})
            for record in self._waiting(case, question)
        ]
        return self._released(case, question, waiting, now) or self._answered(case, waiting, now)

    def _answered(
        self, case: Case, waiting: Iterable[MentionRecord], now: datetime
    ) -> Commit | None:
        for record in waiting:
            if events := self._told(case, record.mention, now):
                return _answering(self.playbook, case, events, record, now)
        return None

    def _released(
        self, case: Case, question: str, waiting: Iterable[MentionRecord], now: datetime
    ) -> Commit | None:
        """What is angry or widely read counts before any answer, as it does when it comes later."""
        book = self.playbook
        for record in waiting:
            if why := self._stirs(case, question, record):
                events = stirred(case, record.mention, why, now=now, calendars=book.calendars)
                heard = record.model_copy(update={"early": False})
                return prepare(case, events, now=now, watch=Watch.of(book), mention=heard)
        return None

    def _stirs(self, case: Case, question: str, early: MentionRecord) -> Stir | None:
        """Why an early post ends the hold, if it does."""
        if case.hold is None or early.classification is None:
            return None
        if early.mention.author.id == case.author_id:
            return None
        understood = Classification.from_dict(early.classification)
        if not may_stir(early.mention, understood, self.playbook):
            return None
        asked = self.store.mention(MentionKey(case.channel, case.account, question))
        return why_stirred(asked, early.mention, understood, self.playbook) if asked else None

    def _waiting(self, case: Case, question: str) -> Iterator[MentionRecord]:
        """Early answers to the question or in its thread, as they stand now."""
        threads = dict.fromkeys((question, case.thread))
        for listed in self.store.early_answers(case.channel, case.account, threads):
            if question in (listed.mention.in_reply_to, listed.thread):
                record = self.store.mention(listed.key)
                if record and record.early and not record.deleted:
                    yield record

    def _told(self, case: Case, answer: Mention, now: datetime) -> list[CaseEvent]:
        calendars = self.playbook.calendars
        held = peer_answered(case, answer, now=now, calendars=calendars)
        return held or peer_had_answered(case, answer, now=now)
