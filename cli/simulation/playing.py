"""Play recorded deliveries under one playbook, in memory, and keep what came of each post."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

from cli.lines import classifier_of
from earshot.domain.accounts import Accounts
from earshot.domain.case import Case, CaseEvent
from earshot.domain.envelope import Received
from earshot.domain.fold import fold
from earshot.domain.judgement import Classification, Decision
from earshot.domain.mention import Mention, MentionKey
from earshot.domain.playbook import Playbook
from earshot.domain.records import MentionRecord
from earshot.usecases.classify import understand
from earshot.usecases.route import Router
from local.memory import MemoryStore
from local.memory.inputs import FixedClock


class Delivery(NamedTuple):
    """One event about a post, and when it was heard of."""

    mention: Mention
    at: datetime


class Judged(NamedTuple):
    """What became of one post: its decision, or why it was kept out; the case it belongs to."""

    mention: Mention
    decision: Decision | None
    classification: dict[str, Any] | None
    filtered: str | None
    case_id: str | None
    opened: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One playbook's treatment of the traffic; `cases` are as they were when they were opened."""

    playbook: Playbook
    posts: dict[MentionKey, Judged]
    cases: list[Case]


Reading = Callable[[Mention, Playbook], Classification]


@dataclass(slots=True)
class Reader:
    """Classifies, and remembers what it read as long as the playbooks read alike."""

    known: dict[tuple[MentionKey, str], Classification] = field(default_factory=dict)

    def read(self, mention: Mention, playbook: Playbook) -> Classification:
        key = mention.key, mention.revision
        if key not in self.known:
            self.known[key] = classifier_of(playbook)(mention, playbook)
        return self.known[key]


def readers(current: Playbook, candidate: Playbook) -> tuple[Reading, Reading]:
    """One reader for both where nothing that classification looks at differs, else one each."""
    first = Reader()
    alike = _reads_by(current) == _reads_by(candidate)
    return first.read, (first if alike else Reader()).read


def _reads_by(playbook: Playbook) -> tuple[Any, ...]:
    return playbook.taxonomy, playbook.brands, getattr(playbook, "classification", None)


def play(
    deliveries: Iterable[Delivery], playbook: Playbook, accounts: Accounts, read: Reading
) -> Iterator[Run | None]:
    """Route every delivery in order; yields None after each, and the run at the end.

    Nobody answers and no timer fires: the run shows what the traffic asks for. Time never goes
    back, as it does not at a queue.
    """
    store = MemoryStore()
    clock = FixedClock(datetime.min.replace(tzinfo=UTC))
    router = Router(store=store, clock=clock, accounts=accounts, playbook=playbook)
    for number, delivery in enumerate(deliveries):
        at = max(delivery.at, clock.now())
        clock.set(at)
        received = Received(
            receipt=f"delivery-{number}", received_at=at, source="replay", mention=delivery.mention
        )
        item = understand(received, playbook, classifier=read)
        router.route(item)
        yield None
    yield _run(store, playbook)


def _run(store: MemoryStore, playbook: Playbook) -> Run:
    posts: dict[MentionKey, MentionRecord] = {}
    opened: dict[str, CaseEvent] = {}
    for record in store.census():
        if isinstance(record, MentionRecord):
            posts[record.key] = record
        elif isinstance(record, CaseEvent) and record.kind == "case_opened":
            opened[record.case_id] = record
    judged = {key: _judged(record, opened) for key, record in posts.items()}
    cases = [fold([event]) for event in opened.values()]
    return Run(playbook=playbook, posts=judged, cases=sorted(cases, key=_order))


def _order(case: Case) -> tuple[datetime, str]:
    return case.opened_at, case.id


def _judged(record: MentionRecord, opened: dict[str, CaseEvent]) -> Judged:
    first = opened.get(record.case_id or "")
    return Judged(
        record.mention,
        Decision.from_dict(record.decision) if record.decision else None,
        record.classification,
        record.filtered,
        record.case_id,
        first is not None and first.mention_id == record.mention.id,
    )
