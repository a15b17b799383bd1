"""A platform that no longer has what we answer: the post is taken back, as if we had been told."""

from datetime import timedelta

import pytest

from earshot.domain.records import Counts
from earshot.errors import Rejected, Unavailable
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all
from tests.trip import Trip

HOUR = "2026-03-02T09"
GONE = Rejected("gone", kind="target_gone")


def refused(desk: Desk, **over: object) -> None:
    """A case whose first answer is refused, because the post answered is gone."""
    desk.hear(author={"id": "ada", "handle": "ada"}, text="It is offline", **over)
    desk.answer()
    desk.platform.answers = [GONE]
    desk.rest()


def counts(desk: Desk) -> Counts:
    return desk.store.counts("generic", "acmehelp", since=HOUR, until=HOUR)[HOUR]


def test_d51_a_post_that_is_gone_when_it_is_answered_is_blanked_and_its_case_ends() -> None:
    """D51, F35, F88: on platforms that tell nobody, this is when we hear of it."""
    desk = Desk()
    refused(desk)
    check_all(desk)
    (reply,) = desk.replies()
    record = desk.record()
    assert (reply.state, reply.reason) == ("refused", "target_gone")
    assert (record.deleted, record.mention.text) == (True, None)
    assert (record.mention.author.id, record.mention.author.handle) == ("ada", None)
    assert desk.case().state == "resolved"
    assert desk.kinds()[-2:] == ["mention_deleted", "case_resolved"]


def test_p1_what_was_taken_back_so_closes_the_equation() -> None:
    """P1: the deletion was received, by our own asking."""
    desk = Desk()
    refused(desk)
    assert (counts(desk).received, counts(desk).stored, counts(desk).missing) == (2, 2, 0)


def test_p1_a_deletion_that_is_pushed_as_well_is_a_duplicate() -> None:
    desk = Desk()
    refused(desk)
    desk.hear(author={"id": "ada"}, event="delete", text=None)
    desk.rest()
    assert (counts(desk).stored, counts(desk).duplicate, counts(desk).missing) == (2, 1, 0)


@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize("at", range(1, 9))
def test_p1_wherever_the_relay_is_killed_the_post_is_taken_back_once(at: int, side: str) -> None:
    """P1, F35: the stream's batch comes again, and brings the very same delivery."""
    trip = Trip()
    desk = Desk(trip=trip)
    desk.hear(text="It is offline")
    desk.answer()
    desk.rest()
    desk.answer()
    desk.platform.answers = [GONE]
    desk.relay()
    desk.deliver()
    trip.calls, trip.at, trip.side = 0, at, side  # type: ignore[assignment]
    desk.rest()
    check_all(desk)
    assert desk.record().deleted
    assert (counts(desk).received, counts(desk).missing) == (2, 0)


@pytest.mark.parametrize("kind", ["blocked", "forbidden", "window_closed"])
def test_what_is_refused_for_another_reason_keeps_its_words(kind: str) -> None:
    desk = Desk()
    desk.hear(text="It is offline")
    desk.answer()
    desk.platform.answers = [Rejected("no", kind=kind)]
    desk.rest()
    assert desk.record().mention.text == "It is offline"
    assert desk.case().state == "open"


def test_a_platform_that_says_gone_where_a_right_is_missing_is_not_believed() -> None:
    desk = Desk()
    desk.platform.tells_gone = False
    refused(desk)
    assert desk.record().mention.text == "It is offline"


def test_in_private_it_may_be_the_conversation_that_is_gone() -> None:
    desk = Desk()
    refused(desk, visibility="private")
    assert desk.record().mention.text == "It is offline"


def test_our_own_record_takes_nothing_back_a_second_time() -> None:
    """It knew that the post was gone before the platform was asked."""
    desk = Desk()
    desk.hear(author={"id": "ada"}, text="It is offline")
    desk.hear(id="m2", root="m1", in_reply_to="m1", author={"id": "ada"}, text="Hello?")
    desk.answer()
    desk.clock.set(MONDAY_NINE + timedelta(minutes=1))
    for gone in ("m1", "m2"):
        desk.hear(id=gone, author={"id": "ada"}, event="delete", text=None)
    desk.rest()
    assert [(r.state, r.reason) for r in desk.replies()] == [("refused", "target_gone")]
    assert counts(desk).duplicate == 0


def test_while_the_queue_is_away_the_deletion_waits_in_the_stream() -> None:
    desk = Desk()
    trip = desk.trip
    trip.only, trip.kills = ("send",), False
    desk.hear(text="It is offline")
    desk.answer()
    desk.relay()
    desk.platform.answers = [GONE]
    desk.deliver()
    trip.calls, trip.at = 0, 1
    with pytest.raises(Unavailable):
        desk.relay()
    desk.rest()
    assert desk.record().deleted
    assert counts(desk).missing == 0
