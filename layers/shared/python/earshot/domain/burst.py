"""How many mentions of one topic were written within a while: a count in memory, per account."""

from bisect import bisect_left, bisect_right, insort
from datetime import datetime, timedelta

from earshot.domain.judgement import Classification
from earshot.domain.mention import Mention

KEPT, TOPICS = 1000, 2000


class Recent:
    """Counts by the time of writing, so that a backlog heard all at once is no burst.

    It lives as long as the process and sees what this process placed: with several at work each
    counts its share, so that a burst is noticed later, and never where there is none. It keeps the
    newest `KEPT` of a topic, and forgets the topic it first heard of beyond `TOPICS`.
    """

    def __init__(self) -> None:
        self._written: dict[tuple[str, str, str], list[datetime]] = {}

    def count(self, mention: Mention, understood: Classification, within: int) -> int:
        """Note this mention, and tell how many of its topic were written in the `within` seconds
        that end with it; 0 for what wants no answer or has no topic of its own."""
        topic = understood.topic.value
        if understood.relevance.value != "actionable" or topic == "other":
            return 0
        written = self._of(mention.channel, mention.account, topic)
        at = mention.created_at
        insort(written, at)
        if len(written) > KEPT:
            del written[0]
        return bisect_right(written, at) - bisect_left(written, at - timedelta(seconds=within))

    def _of(self, *key: str) -> list[datetime]:
        place = (key[0], key[1], key[2])
        found = self._written.get(place)
        if found is None:
            if len(self._written) >= TOPICS:
                del self._written[next(iter(self._written))]
            found = self._written[place] = []
        return found
