"""Where history belongs: what a backfill brings in is decided on and kept, and troubles nobody."""

from earshot.domain.ownerless import Watch
from earshot.domain.records import MentionRecord
from earshot.usecases.placing import Placing


class PlacingHistory(Placing):
    """One delivery of a post that was written before anybody listened.

    Where its backfill makes cases it opens one, or joins one that a backfill made: what holds a
    promise to somebody who writes now is left alone.
    """

    def _place(self, record: MentionRecord) -> MentionRecord | None:
        self._recent = 0
        mention = record.mention
        author = self._store.author(mention.channel, mention.account, mention.author.id)
        decision = self._decide(record, author)
        record = self._judged(self._threaded(record), decision, author)
        if not self._item.opens_cases or not decision.opens_case:
            return self._store.put_mention(record)
        if standing := self._standing(record):
            return standing
        rule = self._playbook.grouping_at(mention.channel, mention.account)
        case = self._case_for(record, author, decision, rule)
        quiet = decision._replace(sla_policy=None)
        if case is None:
            self._open(record, author, quiet, None)
        elif case.state != "resolved" and not case.clocks:
            self._join(case, record, author, quiet, parting=False)
        else:
            return self._store.put_mention(record)
        return None

    def _watch(self) -> Watch | None:
        """Nobody is told that a case of history waits."""
        return None
