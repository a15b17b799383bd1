"""Whatever becomes of a webhook, each time in which it may have been told nothing is ordered."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from earshot.channels.values import Period
from earshot.errors import Ambiguous, EarshotError, Rejected, Throttled, Unavailable
from tests.unit.usecases.test_keep import Again, Turns

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
FAILURES: dict[str, EarshotError] = {
    "ambiguous": Ambiguous("nobody knows"),
    "away": Unavailable("away"),
    "too_fast": Throttled("too fast"),
    "invalid": Rejected("no", kind="invalid"),
}
HAPPENS = st.tuples(
    # No turn comes so late that we ourselves were away.
    st.integers(1, 55),
    st.sampled_from(["breaks", "stays_broken", "is_cured", "", *FAILURES]),
)


class Watched(Again):
    """Remembers when it was looked at and what was seen, and when it was ordered."""

    def __init__(self, turns: list[Turns]) -> None:
        super().__init__()
        self.seen: list[tuple[datetime, bool]] = []
        self.ordered_at: list[datetime] = []
        self._turns = turns

    def lacks(self) -> str | None:
        found = super().lacks()
        self.seen.append((self._turns[0].clock.now(), found is None))
        return found

    def redeliver(self, period: Period) -> Period:
        found = super().redeliver(period)
        self.ordered_at.append(self._turns[0].clock.now())
        return found

    def blind(self) -> list[tuple[datetime, datetime]]:
        """Between the last look at which it was well and the next, where it was not in between."""
        found, since, broken = [], None, False
        for at, well in self.seen:
            if well and broken:
                found.append((max(since or at - DAY, at - DAY), at))
            since, broken = (at, False) if well else (since, True)
        return found


@settings(deadline=None)
@given(st.lists(HAPPENS, max_size=30))
def test_every_time_that_may_have_been_missed_is_ordered_once(
    happens: list[tuple[int, str]],
) -> None:
    holder: list[Turns] = []
    hook = Watched(holder)
    turns = Turns(hook)
    holder.append(turns)
    for minutes, event in happens:
        if event in ("breaks", "stays_broken"):
            hook.broken, hook.mends = "webhook_invalid", event == "breaks"
        elif event == "is_cured":
            hook.broken = None
        elif event in FAILURES:
            hook.fails = [FAILURES[event]]
        turns.turn(minutes=minutes)
    hook.broken, hook.fails = None, []
    for _ in range(12):
        turns.turn(minutes=30)
    assert [period[0] for period in hook.ordered] == [since for since, _ in hook.blind()]
    for (since, until), period in zip(hook.blind(), hook.ordered, strict=True):
        assert period.since == since
        assert until <= period.until <= until + 2 * MINUTE
    for period, at in zip(hook.ordered, hook.ordered_at, strict=True):
        assert at >= period.until + 10 * MINUTE
    assert turns.record.upkeep.gaps == ()
    assert turns.health == ("ok", None)
