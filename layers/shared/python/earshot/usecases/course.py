"""What one run of polling makes of an account's record: true after every step, saved at its end."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal
from zlib import crc32

from earshot.channels.values import Fetched
from earshot.domain.mention import Mention
from earshot.domain.records import AccountRecord
from earshot.domain.standing import Health, is_near
from earshot.errors import OverBudget, Rejected, Throttled, Unavailable
from earshot.ports import Clock

SHORTEST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)

Failure = Literal["degraded", "reauth", "forbidden"]
Ending = Literal[
    "done",
    "more",
    "held",
    "waiting",
    "throttled",
    "no_progress",
    "degraded",
    "reauth",
    "forbidden",
    "over_budget",
]


class Course:
    """`record` is what will be saved; `holder` names the run, and spreads its waits."""

    def __init__(self, record: AccountRecord, clock: Clock, holder: str) -> None:
        self.record = record
        self._was = record.health
        self._clock = clock
        self._holder = holder
        self._trouble: Rejected | Unavailable | None = None

    @property
    def news(self) -> bool:
        """Whether the account is otherwise than before the run."""
        return self.record.health != self._was

    def took(self, page: Fetched, now: datetime) -> None:
        """A page is wholly taken in: only now its cursor holds."""
        moved = page.cursor != self.record.cursor
        self._update(
            cursor=page.cursor,
            cursor_at=now if moved else self.record.cursor_at,
            polled_at=now,
            heard_at=now if page.mentions else self.record.heard_at,
            not_before=page.not_before,
        )
        self._trouble = page.trouble or self._trouble
        if self._trouble is None:
            self._turn("ok", None)
        else:
            self._turn(_failure(self._trouble), str(self._trouble))

    def done(self) -> Ending:
        """Everything was asked for; where a listing failed, it ends as what that failed with.

        The others went on, so the next turn comes as ever.
        """
        return "done" if self._trouble is None else _failure(self._trouble)

    def spent(self, page: Fetched) -> None:
        """What a page cost, whatever becomes of it."""
        now = self._clock.now()
        self._update(spending=self.record.spending.plus(page.spent.usd, page.spent.units, now))

    def throttled(self, error: Throttled) -> Ending:
        """Not before the platform says; it has heard us, and is well unless the credit is spent."""
        self._update(not_before=error.after or self._clock.now() + LONGEST_WAIT)
        return self.over_budget() if isinstance(error, OverBudget) else "throttled"

    def failed(self, error: Rejected | Unavailable) -> Ending:
        """A token that is no good needs a person; look again in a while, in case one came."""
        failure = _failure(error)
        if failure == "degraded":
            return self.backed_off(str(error))
        self._turn(failure, str(error))
        self._update(not_before=self._clock.now() + SHORTEST_WAIT * self._jitter())
        return failure

    def backed_off(self, detail: str) -> Ending:
        """Wait as long again as it has been failing already, between one and fifteen minutes."""
        self._turn("degraded", detail)
        now = self._clock.now()
        failing = now - (self.record.health_since or now)
        wait = min(max(failing, SHORTEST_WAIT), LONGEST_WAIT)
        self._update(not_before=now + wait * self._jitter())
        return "degraded"

    def stuck(self, detail: str) -> Ending:
        """Asking on would bring the same for ever."""
        self.backed_off(f"no progress: {detail}")
        return "no_progress"

    def over_budget(self) -> Ending:
        """No call until there is budget again; a new one counts from the next turn on."""
        self._turn("over_budget", None)
        return "over_budget"

    def follow(self, mentions: Iterable[Mention]) -> None:
        """These came in; they may have to be looked at again."""
        followed = self.record.followed.heard(mention.id for mention in mentions)
        self._update(followed=followed)

    def look_again(self, every: timedelta) -> tuple[str, ...]:
        """The posts to look at again, if it is time: at the next turn it no longer is."""
        followed, now = self.record.followed, self._clock.now()
        if not followed.is_due(every, now):
            return ()
        self._update(followed=followed.looked(now))
        return followed.ids

    def leased(self, until: datetime) -> None:
        """The lease was lengthened."""
        self._update(lease_until=until)

    def expires(self, at: datetime | None) -> None:
        """When the token ends, where only a person can make a new one."""
        self._update(expiring=at if is_near(at, self._clock.now()) else None)

    def _turn(self, health: Health, detail: str | None) -> None:
        if health != self.record.health:
            self._update(health=health, health_since=self._clock.now())
        self._update(detail=detail)

    def _jitter(self) -> float:
        """Between 0.8 and 1, different for every run."""
        return 1 - crc32(self._holder.encode()) % 1000 / 5000

    def _update(self, **changes: object) -> None:
        self.record = self.record.model_copy(update=changes)


def _failure(error: Rejected | Unavailable) -> Failure:
    """By the class of the error, never by its words."""
    kind = error.kind if isinstance(error, Rejected) else None
    if kind == "reauth":
        return "reauth"
    return "forbidden" if kind == "forbidden" else "degraded"
