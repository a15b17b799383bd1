"""Bring peers' answers and the questions that are left to them together, whichever comes first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from earshot.domain.case import Case, CaseEvent
from earshot.domain.mention import Mention, MentionKey
from earshot.domain.ownerless import Watch
from earshot.domain.peers import peer_answered, peer_had_answered
from earshot.domain.playbook import Playbook
from earshot.domain.records import MentionRecord
from earshot.errors import Conflict
from earshot.ports import Clock, Commit, Store
from earshot.usecases.commit import prepare

ATTEMPTS = 6


class Above(NamedTuple):
    """What is known of the posts that a post may answer: their cases, and whether one is missing.

    They are the post that is answered and the root of its thread.
    """

    cases: Sequence[Case]
    unheard: bool


def above(store: Store, record: MentionRecord) -> Above:
    """Read what stands above the post."""
    mention = record.mention
    names = dict.fromkeys(
        n for n in (mention.in_reply_to, record.thread) if n not in (None, mention.id)
    )
    wanted = [MentionKey(mention.channel, mention.account, str(name)) for name in names]
    found = store.mentions(wanted)
    cases = (store.case(one.case_id) for one in found if one.case_id)
    return Above([case for case in cases if case], len(found) < len(wanted))


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
    """Finds answers that came before their question; what is done twice is found done."""

    store: Store
    clock: Clock
    playbook: Playbook

    def link(self, case_id: str, question: str) -> str | None:
        """Tell the case of the oldest answer to its question; the id of that post, if there is one.

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
        for record in self._waiting(case, question):
            if events := self._told(case, record.mention, now):
                next_one = record.model_copy(update={"revision": record.revision + 1})
                return _answering(self.playbook, case, events, next_one, now)
        return None

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
