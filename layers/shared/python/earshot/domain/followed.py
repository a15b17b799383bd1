"""Which posts of an account are looked at again, since their platform may tell nobody of edits."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from pydantic import AwareDatetime

from earshot.domain.frozen import Frozen

MOST = 200
"""How many are followed: those that came last."""


class Followed(Frozen):
    """Ids of posts that came in lately or belong to cases that are open, those that came last last.

    `at` is when they were looked at last.
    """

    ids: tuple[str, ...] = ()
    at: AwareDatetime | None = None

    def heard(self, ids: Iterable[str]) -> "Followed":
        """With these, which have just come."""
        came = dict.fromkeys(ids)
        ordered = [one for one in self.ids if one not in came] + list(came)
        return self.model_copy(update={"ids": tuple(ordered[-MOST:])})

    def without(self, ids: Collection[str]) -> "Followed":
        """Of these nothing more is to be learned."""
        return self.model_copy(update={"ids": tuple(one for one in self.ids if one not in ids)})

    def is_due(self, every: timedelta, now: datetime) -> bool:
        """Whether it is time to look at them."""
        return bool(self.ids) and (self.at is None or now - self.at >= every)

    def looked(self, now: datetime) -> "Followed":
        """They are looked at now."""
        return self.model_copy(update={"at": now})
