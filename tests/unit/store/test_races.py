"""Many writers at once: one of them wins each time, and nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from earshot.domain.records import Counts
from earshot.errors import Conflict
from earshot.ports import Commit
from local.memory import MemoryStore
from tests.builders import MONDAY_NINE, author_record, case_event, mention_record, opening

WRITERS = 50


def at_once(act: Callable[[int], object]) -> list[object]:
    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(act, range(WRITERS)))


def test_fifty_writers_leave_a_linear_history_f33() -> None:
    store = MemoryStore()
    store.commit(opening())

    def note(number: int) -> int:
        for tries in range(10 * WRITERS):
            case = store.case("c1")
            assert case is not None
            after = case.model_copy(update={"version": case.version + 1})
            event = case_event(version=after.version, kind="note_added", actor=f"agent-{number}")
            try:
                store.commit(Commit(case=after, expected=case.version, events=[event]))
            except Conflict:
                continue
            return tries
        raise AssertionError("never got through")

    at_once(note)
    history = store.history("c1")
    assert history is not None
    case, events, _ = history
    assert case.version == 51
    assert [event.version for event in events] == list(range(1, 52))
    assert {event.actor for event in events[1:]} == {f"agent-{n}" for n in range(50)}


def test_of_fifty_claims_at_once_one_succeeds_f41() -> None:
    store = MemoryStore()
    store.commit(opening())

    def claim(number: int) -> bool:
        case = opening(version=2, agent=f"agent-{number}").case
        event = case_event(version=2, kind="case_claimed", actor=f"agent-{number}")
        try:
            store.commit(Commit(case=case, expected=1, events=[event]))
        except Conflict:
            return False
        return True

    assert sum(map(bool, at_once(claim))) == 1


def test_of_fifty_deliveries_at_once_one_is_written_f26() -> None:
    store = MemoryStore()
    written = at_once(lambda n: store.put_mention(mention_record(seen={"create": f"r{n}"})) is None)
    assert sum(map(bool, written)) == 1


def test_of_fifty_cases_for_one_thread_one_is_opened_f36() -> None:
    store = MemoryStore()

    def open_one(number: int) -> bool:
        name = f"c{number}"
        author = author_record(threads={"m1": name}, open_case=name)
        try:
            store.commit(replace(opening(id=name), author=author))
        except Conflict:
            return False
        return True

    assert sum(map(bool, at_once(open_one))) == 1
    assert len(store.queue_of("acme", "care", limit=100).items) == 1


def test_counts_of_fifty_writers_add_up() -> None:
    store = MemoryStore()

    def count(number: int) -> None:
        store.count_received("x", "acme", at=MONDAY_NINE, number=2)
        outcome = Counts(stored=1)
        store.count_outcomes(
            "x", "acme", hour="2026-03-02T09", outcomes=outcome, batch=f"{number // 2}"
        )

    at_once(count)
    found = store.counts("x", "acme", since="2026-03-02T09", until="2026-03-02T09")
    assert found["2026-03-02T09"] == Counts(received=100, stored=25)
