"""Nothing lost, nothing doubled: the balance after all the other tests."""

import pytest

from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.records import Counts, MentionRecord, Quarantined
from tests.e2e.conftest import PUSHED, Platforms
from tests.e2e.deployed import Deployed, mention
from tests.e2e.waiting import eventually

pytestmark = pytest.mark.e2e

QUEUES = ("Mentions", "Classified", "Replies")


@pytest.fixture(scope="module")
def counts(stack: Deployed) -> dict[str, Counts]:
    """The equation of each pushed account, once the last thing said has arrived."""
    for account in PUSHED:
        own = mention("our own words", account=account, author={"id": "ourselves"})
        stack.deliver(mention("chatter, the last", account=account), own)
    return {account: stack.settled("generic", account) for account in PUSHED}


def test_what_was_acknowledged_is_stored_duplicate_filtered_or_quarantined(
    stack: Deployed, counts: dict[str, Counts]
) -> None:
    for account, found in counts.items():
        assert found.received == stack.taken["generic", account]
        assert found.received == (
            found.stored + found.duplicate + found.filtered + found.quarantined
        )
        assert found.filtered == 1


def test_the_counts_are_what_the_table_holds(stack: Deployed, counts: dict[str, Counts]) -> None:
    records = stack.records()
    for account, found in counts.items():
        mentions = [r for r in records if isinstance(r, MentionRecord)]
        mentions = [r for r in mentions if r.key[:2] == ("generic", account)]
        quarantined = [r for r in records if isinstance(r, Quarantined) and r.account == account]
        assert found.duplicate == sum(r.duplicate_count for r in mentions)
        assert found.filtered == sum(r.filtered is not None for r in mentions)
        assert found.stored == sum(len(r.seen) for r in mentions if r.filtered is None)
        assert found.quarantined == sum(r.replayed_at is None for r in quarantined)


def test_no_queue_holds_anything_and_dead_letters_only_what_was_poisoned(stack: Deployed) -> None:
    eventually(lambda: all(stack.drained(name) for name in QUEUES))
    dead = [
        message["Body"]
        for name in (*(f"{queue}DeadLettersUrl" for queue in QUEUES), "UndeliveredQueueUrl")
        for message in stack.dead(name)
    ]
    assert sorted(dead) == sorted(stack.poisoned)


def test_every_history_is_without_gaps_and_every_reply_is_posted_once(
    stack: Deployed, platforms: Platforms, counts: dict[str, Counts]
) -> None:
    assert counts
    records = stack.records()
    for case in (r for r in records if isinstance(r, Case)):
        events = [r for r in records if isinstance(r, CaseEvent) and r.case_id == case.id]
        assert sorted(e.version for e in events) == list(range(1, case.version + 1))
    sent = [r.id for r in records if isinstance(r, Reply) and r.state == "sent"]
    posted = [reply.id for receiver in platforms.receivers.values() for reply in receiver.replies]
    posted += [status["idempotency_key"] for status in platforms.mastodon.posts]
    assert sorted(posted) == sorted(sent)
    assert [receiver.doubled for receiver in platforms.receivers.values()] == [0, 0]
