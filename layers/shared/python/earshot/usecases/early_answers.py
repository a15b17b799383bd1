"""Bring a question that is left to peers and an answer that came before it together.

Either may be written while the other is on its way, and then neither has found the other. So both
are looked after once they stand in the table: the question by the index of what waits for it, the
answer by what stands above it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from earshot.domain.bystanders import Stir, is_angry, may_stir, stirred, why_stirred
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
from earshot.usecases.peers import Asked, above, answering

ATTEMPTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyAnswers:
    """Links what came before its question; what is done twice is found done.

    Of the answers the oldest counts, but one that would have ended the hold by its anger or reach
    ends it now. Both methods return the id of the post that was linked, if there is one, and raise
    Conflict when others keep writing first.
    """

    store: Store
    clock: Clock
    playbook: Playbook

    def link_question(self, case_id: str, question: MentionKey) -> str | None:
        """Tell the case of what has come before its question."""
        return self._write(lambda: self._answers_to(case_id, question))

    def link_answer(self, early: MentionKey) -> str | None:
        """Tell the case above the post, which may have opened while the post was being written."""
        return self._write(lambda: self._question_of(early))

    def _write(self, what: Callable[[], Commit | None]) -> str | None:
        for _ in range(ATTEMPTS):
            commit = what()
            if commit is None:
                return None
            try:
                self.store.commit(commit)
            except Conflict:
                continue
            return commit.mention.mention.id if commit.mention else None
        raise Conflict("a question or its early answer keeps changing")

    def _answers_to(self, case_id: str, question: MentionKey) -> Commit | None:
        """The index may be a moment old: what follows, follows from the posts as they stand now."""
        listed = [early.key for early in self.store.early_answers(question)]
        case = self.store.case(case_id) if listed else None
        if case is None:
            return None
        found = {record.key: record for record in self.store.mentions([question, *listed])}
        asked = found.pop(question, None)
        return self._linking(Asked(asked, case), found.values()) if asked else None

    def _question_of(self, early: MentionKey) -> Commit | None:
        record = self.store.mention(early)
        if record is None or not record.awaits_question:
            return None
        commits = (self._linking(asked, [record]) for asked in above(self.store, record).asked)
        return next((commit for commit in commits if commit), None)

    def _linking(self, asked: Asked, found: Iterable[MentionRecord]) -> Commit | None:
        now = self.clock.now()
        waiting = [
            record.model_copy(update={"revision": record.revision + 1})
            for record in found
            if record.awaits_question
        ]
        return self._released(asked, waiting, now) or self._answered(asked.case, waiting, now)

    def _answered(
        self, case: Case, waiting: Iterable[MentionRecord], now: datetime
    ) -> Commit | None:
        for record in waiting:
            understood = _understood(record)
            if understood and is_angry(understood):
                continue  # nobody was helped by that
            if events := self._told(case, record.mention, now):
                return answering(self.playbook, case, events, record, now)
        return None

    def _told(self, case: Case, answer: Mention, now: datetime) -> list[CaseEvent]:
        calendars = self.playbook.calendars
        held = peer_answered(case, answer, now=now, calendars=calendars)
        return held or peer_had_answered(case, answer, now=now)

    def _released(
        self, asked: Asked, waiting: Iterable[MentionRecord], now: datetime
    ) -> Commit | None:
        """What is angry or widely read counts before any answer, as it does when it comes later."""
        book, case = self.playbook, asked.case
        for record in waiting:
            if why := self._stirs(asked, record):
                events = stirred(case, record.mention, why, now=now, calendars=book.calendars)
                heard = record.model_copy(update={"early": False})
                return prepare(case, events, now=now, watch=Watch.of(book), mention=heard)
        return None

    def _stirs(self, asked: Asked, early: MentionRecord) -> Stir | None:
        """Why an early post ends the hold, if it does."""
        understood = _understood(early)
        if asked.case.hold is None or understood is None:
            return None
        if early.mention.author.id == asked.case.author_id:
            return None
        if not may_stir(early.mention, understood, self.playbook):
            return None
        return why_stirred(asked.record, early.mention, understood, self.playbook)


def _understood(record: MentionRecord) -> Classification | None:
    return Classification.from_dict(record.classification) if record.classification else None
