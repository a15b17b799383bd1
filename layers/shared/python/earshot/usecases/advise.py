"""Ask paid services about the labels that are in doubt, within their time and their budgets.

Whatever goes wrong, the labels that were there stand, and what was unsure stays so.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import chain
from typing import Literal

from earshot.domain.envelope import Classified
from earshot.domain.opinions import Advice, Question, adopt, in_doubt, question, sound
from earshot.domain.playbook import Playbook
from earshot.errors import EarshotError, Throttled
from earshot.ports import Clock, Consulted, Store
from earshot.usecases.classify import FAILURES

AT_ONCE = 8
LONGEST = timedelta(seconds=6)
"""After so long for a batch nothing more is asked; what is on its way has its own time-out."""
REST = timedelta(minutes=1)
"""How long a service that failed is left alone, so that it does not slow down every batch."""

Silence = Literal["Unanswered", "OverBudget"]
Tally = Counter[str]


class Advisers:
    """The services of one playbook; remembers which of them to leave alone, and until when.

    `count` is told, for each batch and service, how many posts were `Asked` and `Answered`, how
    many remained `Unanswered` or `OverBudget`, and how many labels were `Discarded`.
    """

    def __init__(
        self,
        consulted: Sequence[Consulted],
        *,
        store: Store,
        clock: Clock,
        playbook: Playbook,
        count: Callable[[str, Mapping[str, int]], None],
        worry: Callable[[str, Exception], None],
    ) -> None:
        self._consulted = consulted
        self._store = store
        self._clock = clock
        self._playbook = playbook
        self._count = count
        self._worry = worry
        self._handles = frozenset(
            handle.lower() for brand in playbook.brands.values() for handle in brand.handles
        )
        self._resting: dict[str, tuple[datetime, Silence]] = {}

    def on(self, batch: Sequence[Classified]) -> dict[int, Classified]:
        """Those of a batch that a service settled something of, by their place in it."""
        until = self._clock.now() + LONGEST
        changed: dict[int, Classified] = {}
        tallies: dict[str, Tally] = {}
        for consulted in self._consulted:
            tally = tallies.setdefault(consulted.backend.source, Counter())
            current = [changed.get(place, one) for place, one in enumerate(batch)]
            changed |= self._consult(consulted, current, until, tally)
        for source, tally in tallies.items():
            if tally:
                self._count(source, tally)
        return changed

    def _consult(
        self, consulted: Consulted, batch: Sequence[Classified], until: datetime, tally: Tally
    ) -> dict[int, Classified]:
        asked = {q.number: q for q in self._questions(consulted, batch)}
        parcels = consulted.adviser.parcels([*asked.values()])
        if not parcels:
            return {}

        def one(parcel: list[Question]) -> Advice | Silence:
            return self._ask(consulted, parcel, until)

        with ThreadPoolExecutor(max_workers=min(AT_ONCE, len(parcels))) as pool:
            heard = list(pool.map(one, parcels))
        for parcel, advice in zip(parcels, heard, strict=True):
            tally[advice if isinstance(advice, str) else "Asked"] += len(parcel)
        opinions = chain.from_iterable(
            advice.opinions.items() for advice in heard if not isinstance(advice, str)
        )
        made = {}
        for number, opinion in opinions:
            labels = sound(opinion, asked[number].heads, self._playbook)
            tally["Answered"] += 1
            tally["Discarded"] += len(opinion.labels) - len(labels)
            one_, found = batch[number], batch[number].understood()
            better = adopt(one_.mention, found, opinion, labels, self._playbook)
            if better != found:
                made[number] = one_.model_copy(update={"classification": better.as_dict()})
        return made

    def _questions(self, consulted: Consulted, batch: Sequence[Classified]) -> Iterator[Question]:
        for number, one in enumerate(batch):
            found = one.understood()
            heads = in_doubt(found, consulted.backend)
            mine = tuple(head for head in heads if head in consulted.adviser.heads)
            asked = question(number, one.mention, found, mine, self._handles)
            if asked:
                yield asked

    def _ask(
        self, consulted: Consulted, parcel: Sequence[Question], until: datetime
    ) -> Advice | Silence:
        source, now = consulted.backend.source, self._clock.now()
        rests_until, why = self._resting.get(source, (now, "Unanswered"))
        if now >= until:
            return "Unanswered"
        if now < rests_until:
            return why
        try:
            return self._paid(consulted, parcel, now)
        except FAILURES as error:
            self._resting[source] = (now + REST, "Unanswered")
            self._worry(source, error)
            return "Unanswered"

    def _paid(
        self, consulted: Consulted, parcel: Sequence[Question], now: datetime
    ) -> Advice | Silence:
        backend, adviser = consulted
        month, price = f"{now:%Y-%m}", adviser.price(parcel)
        if not self._store.reserve(backend.source, month, amount=price, limit=backend.limit):
            self._resting[backend.source] = (_next_month(now), "OverBudget")
            return "OverBudget"
        left = 0
        try:
            advice = adviser.ask(parcel)
            left = price - advice.cost
        except Throttled:
            left = price
            raise
        finally:
            if left > 0:
                # What cannot be given back counts as spent: the budget holds either way.
                with suppress(EarshotError):
                    self._store.give_back(backend.source, month, amount=left)
        return advice


def _next_month(now: datetime) -> datetime:
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=32)).replace(day=1)
