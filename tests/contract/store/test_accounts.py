"""Accounts: lease and cursor, quarantine, counts and the sweep, in every store."""

from datetime import timedelta

import pytest

from earshot.domain.records import AccountRecord, Counts
from earshot.domain.spending import Spending
from earshot.domain.standing import AnsweringRecord, Standing
from earshot.domain.upkeep import Act, Gap, Upkeep
from earshot.errors import Conflict
from earshot.ports import Store
from tests.builders import MONDAY_NINE, quarantined

MINUTE = timedelta(minutes=1)
ACME = ("mastodon", "acmehelp")


def lease(store: Store, holder: str, at: int = 0) -> AccountRecord | None:
    now = MONDAY_NINE + at * MINUTE
    return store.lease(*ACME, holder=holder, now=now, until=now + 5 * MINUTE)


def test_an_account_that_was_never_polled_has_no_cursor(store: Store) -> None:
    assert store.account(*ACME) == AccountRecord(channel="mastodon", account="acmehelp")


def test_of_two_pollers_at_once_one_gets_the_lease_f16(store: Store) -> None:
    taken = lease(store, "one")
    assert taken is not None
    assert (taken.lease, taken.lease_until) == ("one", MONDAY_NINE + 5 * MINUTE)
    assert lease(store, "two", at=4) is None


def test_the_same_holder_may_ask_again(store: Store) -> None:
    lease(store, "one")
    again = lease(store, "one", at=1)
    assert again is not None
    assert again.lease_until == MONDAY_NINE + 6 * MINUTE


def test_a_lease_that_ran_out_is_free(store: Store) -> None:
    lease(store, "one")
    taken = lease(store, "two", at=5)
    assert taken is not None
    assert taken.lease == "two"


def test_what_is_known_of_a_webhook_comes_back_as_it_was(store: Store) -> None:
    taken = lease(store, "one")
    assert taken is not None
    assert taken.upkeep == Upkeep()
    gap = Gap(since=MONDAY_NINE, until=MONDAY_NINE + 9 * MINUTE, ask_at=MONDAY_NINE + 31 * MINUTE)
    act = Act(at=MONDAY_NINE, did="mended", what="webhook_invalid")
    upkeep = Upkeep().lacking("webhook_invalid", MONDAY_NINE, MINUTE).with_gaps(gap)
    kept = {"upkeep": upkeep.mended(MONDAY_NINE).remembering(act)}
    store.release(taken.model_copy(update=kept), holder="one")
    assert store.account(*ACME).upkeep == kept["upkeep"]
    assert store.account(*ACME).standing[:3] == ("degraded", MONDAY_NINE, "webhook_invalid")


def test_release_saves_cursor_and_health_and_frees_the_lease(store: Store) -> None:
    taken = lease(store, "one")
    assert taken is not None
    news = {
        "cursor": "109",
        "health": "degraded",
        "health_since": MONDAY_NINE,
        "not_before": MONDAY_NINE + 9 * MINUTE,
        "detail": "429",
    }
    store.release(taken.model_copy(update=news), holder="one")
    found = store.account(*ACME)
    assert found == AccountRecord(channel="mastodon", account="acmehelp").model_copy(update=news)
    next_one = lease(store, "two", at=1)
    assert next_one is not None
    assert next_one.cursor == "109"


def test_who_lost_the_lease_saves_nothing_f16(store: Store) -> None:
    slow = lease(store, "slow")
    assert slow is not None
    quick = lease(store, "quick", at=6)
    assert quick is not None
    store.release(slow.model_copy(update={"cursor": "old"}), holder="slow")
    store.release(quick.model_copy(update={"cursor": "new"}), holder="quick")
    store.release(slow.model_copy(update={"cursor": "old"}), holder="slow")
    assert store.account(*ACME).cursor == "new"


def test_what_was_quarantined_is_listed_newest_first_page_by_page(store: Store) -> None:
    found = [quarantined(receipt=f"r{n}", received_at=MONDAY_NINE + n * MINUTE) for n in range(30)]
    store.quarantine(found)
    first = store.quarantined("generic", "acmehelp", limit=20)
    second = store.quarantined("generic", "acmehelp", limit=20, cursor=first.cursor)
    assert [*first.items, *second.items] == found[::-1]
    assert second.cursor is None


def test_quarantining_the_same_element_again_keeps_one(store: Store) -> None:
    store.quarantine([quarantined()])
    store.quarantine([quarantined()])
    assert store.quarantined("generic", "acmehelp", limit=10).items == [quarantined()]


def test_quarantining_again_does_not_undo_a_replay(store: Store) -> None:
    store.quarantine([quarantined()])
    store.mark_replayed(quarantined(), at=MONDAY_NINE)
    store.quarantine([quarantined(), quarantined(receipt="r2"), quarantined(receipt="r2")])
    found = store.quarantined("generic", "acmehelp", limit=10).items
    assert [(item.receipt, item.replayed_at) for item in found] == [
        ("r2", None),
        ("r1", MONDAY_NINE),
    ]


def test_many_elements_are_quarantined(store: Store) -> None:
    store.quarantine([quarantined(receipt=f"r{n:03d}") for n in range(230)])
    page = store.quarantined("generic", "acmehelp", limit=300)
    assert [item.receipt for item in page.items] == [f"r{n:03d}" for n in range(229, -1, -1)]


def test_large_elements_are_quarantined(store: Store) -> None:
    store.quarantine([quarantined(receipt=f"r{n:02d}", raw="x" * 250_000) for n in range(30)])
    assert len(store.quarantined("generic", "acmehelp", limit=50).items) == 30


def test_nothing_to_quarantine_is_no_fault(store: Store) -> None:
    store.quarantine([])
    assert store.quarantined("generic", "acmehelp", limit=10).items == []


def test_quarantine_keeps_the_first_256_kb_and_says_so(store: Store) -> None:
    store.quarantine([quarantined(raw="é" * 200_000)])
    kept = store.quarantined("generic", "acmehelp", limit=1).items[0]
    assert kept.raw == "é" * 131_072
    assert kept.reason.endswith("(raw cut to the first 262144 of 400000 bytes)")


def test_quarantine_keeps_a_lone_surrogate_readable_f9(store: Store) -> None:
    store.quarantine([quarantined(raw='{"text": "\ud83d"}')])
    kept = store.quarantined("generic", "acmehelp", limit=1).items[0]
    assert kept.raw == '{"text": "\\ud83d"}'


def test_an_element_is_replayed_once(store: Store) -> None:
    store.quarantine([quarantined()])
    assert store.mark_replayed(quarantined(), at=MONDAY_NINE + MINUTE) is True
    assert store.mark_replayed(quarantined(), at=MONDAY_NINE + 2 * MINUTE) is False
    found = store.quarantined("generic", "acmehelp", limit=1).items[0]
    assert found.replayed_at == MONDAY_NINE + MINUTE


def test_a_replay_whose_answer_was_lost_is_its_own_f31(store: Store) -> None:
    store.quarantine([quarantined()])
    assert store.mark_replayed(quarantined(), at=MONDAY_NINE) is True
    assert store.mark_replayed(quarantined(), at=MONDAY_NINE) is True


def test_what_is_not_in_quarantine_cannot_be_replayed(store: Store) -> None:
    assert store.mark_replayed(quarantined(), at=MONDAY_NINE) is False


def outcomes(store: Store, counted: Counts, batch: str) -> None:
    store.count_outcomes(*ACME, hour="2026-03-02T09", outcomes=counted, batch=batch)


def nine(store: Store) -> Counts:
    return store.counts(*ACME, since="2026-03-02T09", until="2026-03-02T09")["2026-03-02T09"]


def test_received_and_outcomes_of_an_hour_add_up(store: Store) -> None:
    store.count_received(*ACME, at=MONDAY_NINE, number=4)
    store.count_received(*ACME, at=MONDAY_NINE + 59 * MINUTE, number=3)
    outcomes(store, Counts(stored=3, duplicate=1), "05")
    outcomes(store, Counts(filtered=2, quarantined=1), "09")
    assert nine(store) == Counts(received=7, stored=3, duplicate=1, filtered=2, quarantined=1)
    assert nine(store).missing == 0


def test_p1_outcomes_are_told_by_their_reasons(store: Store) -> None:
    """P1: filtered(reason) and quarantined(reason), from the door and from the stream."""
    store.count_received(*ACME, at=MONDAY_NINE, number=5, filtered={"blocked_author": 2})
    outcomes(store, Counts.kept_out({"own_post": 1, "blocked_author": 1}), "05")
    unreadable = {"unreadable": 2, "malformed": 1}
    outcomes(store, Counts(quarantined=3, quarantined_by=unreadable), "06")
    outcomes(store, Counts(quarantined=-2, quarantined_by={"unreadable": -2}), "07")
    assert nine(store) == Counts(
        received=5,
        filtered=4,
        quarantined=1,
        filtered_by={"blocked_author": 3, "own_post": 1},
        quarantined_by={"malformed": 1},
    )


def test_a_replayed_element_is_taken_out_of_the_quarantined(store: Store) -> None:
    outcomes(store, Counts(quarantined=2), "05")
    outcomes(store, Counts(quarantined=-1, stored=1), "06")
    assert nine(store) == Counts(quarantined=1, stored=1)


def test_a_batch_is_counted_once_however_often_it_is_tried(store: Store) -> None:
    outcomes(store, Counts(stored=3), "05")
    outcomes(store, Counts(stored=1), "06")
    outcomes(store, Counts(stored=3), "05")
    outcomes(store, Counts(stored=1), "06")
    assert nine(store) == Counts(stored=4)


def test_a_batch_is_still_known_after_39_others(store: Store) -> None:
    for number in range(40):
        outcomes(store, Counts(stored=1), f"batch-{number}")
    outcomes(store, Counts(stored=1), "batch-0")
    assert nine(store) == Counts(stored=40)


def test_counting_what_was_received_does_not_hide_a_batch(store: Store) -> None:
    outcomes(store, Counts(stored=2), "05")
    store.count_received(*ACME, at=MONDAY_NINE, number=2)
    outcomes(store, Counts(stored=2), "05")
    assert nine(store) == Counts(received=2, stored=2)


def test_counts_are_given_for_the_hours_asked_for(store: Store) -> None:
    for hour in range(5):
        store.count_received(*ACME, at=MONDAY_NINE + hour * 60 * MINUTE, number=1)
    store.count_received("mastodon", "other", at=MONDAY_NINE, number=1)
    found = store.counts(*ACME, since="2026-03-02T10", until="2026-03-02T12")
    assert found == {f"2026-03-02T{hour}": Counts(received=1) for hour in (10, 11, 12)}


def test_the_sweep_remembers_how_far_it_has_come(store: Store) -> None:
    assert store.swept_until() is None
    store.save_swept("2026-03-02T09:00:00Z")
    store.save_swept("2026-03-02T09:05:00Z")
    assert store.swept_until() == "2026-03-02T09:05:00Z"


def test_answering_begins_well_and_is_written_revision_by_revision(store: Store) -> None:
    first = store.answering(*ACME)
    assert first == AnsweringRecord(channel="mastodon", account="acmehelp")
    refused = first.turned("reauth", "a reply was refused", MONDAY_NINE)
    refused = refused.model_copy(update={"revision": 1})
    store.put_answering(refused)
    store.put_answering(refused)
    assert store.answering(*ACME) == refused
    with pytest.raises(Conflict):
        store.put_answering(first.model_copy(update={"revision": 1, "detail": "other"}))


def test_answering_and_hearing_are_written_beside_each_other(store: Store) -> None:
    taken = lease(store, "one")
    assert taken is not None
    spending = Spending().plus(0.05, 3, MONDAY_NINE)
    store.put_answering(
        AnsweringRecord(channel="mastodon", account="acmehelp", revision=1, spending=spending)
    )
    news = {"silent_since": MONDAY_NINE, "heard_at": MONDAY_NINE, "spending": spending}
    store.release(taken.model_copy(update=news), holder="one")
    assert store.answering(*ACME).spending == spending
    found = store.account(*ACME)
    assert (found.silent_since, found.spending) == (MONDAY_NINE, spending)
    assert found.standing == Standing("silent", MONDAY_NINE)
