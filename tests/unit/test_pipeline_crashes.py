"""Killed at any point, before or after any call of the world, the desk comes to rest whole."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Literal

import pytest

from earshot.errors import Ambiguous
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all
from tests.trip import Trip

Side = Literal["before", "after"]
BOB = {"author": {"id": "bob", "handle": "bob"}}


def a_day(desk: Desk) -> None:
    """Two customers and an agent; a duplicate, an edit, a deletion, a promise that is broken."""
    desk.post(id="m1", text="My parcel is lost")
    desk.post(id="m1", text="My parcel is lost")
    desk.post(id="m2", root="m1", in_reply_to="m1", text="Is anybody there?")
    desk.post(id="m3", **BOB)
    desk.rest()
    for case in desk.cases():
        desk.answer(case_id=case.id)
    desk.rest()
    desk.post(id="m2", event="edit", text="Anybody?", edited_at=desk.clock.now())
    desk.post(id="m3", event="delete", text=None, **BOB)
    desk.post(id="m4", root="m1", created_at=desk.clock.now())
    desk.rest()
    desk.endure(MONDAY_NINE + timedelta(hours=5))


def crashes(side: Side, *, blind: bool, kills: bool) -> Iterator[tuple[Desk, str]]:
    """The day with its first call struck, its second, and so on."""
    at = 1
    while True:
        trip = Trip(at, side, kills=kills)
        desk = Desk(trip=trip, blind=blind)
        a_day(desk)
        if trip.killed_at is None:
            return
        yield desk, trip.killed_at
        at += 1


def uncertain(desk: Desk) -> set[str]:
    """How it was in truth with the replies that ended as `unknown`: at most one of them."""
    posted = {reply.id for reply in desk.platform.posted}
    unknown = [reply for reply in desk.replies() if reply.state == "unknown"]
    assert len(unknown) <= 1
    return {"posted" if reply.id in posted else "not posted" for reply in unknown}


def test_the_day_goes_well_when_nothing_crashes() -> None:
    desk = Desk()
    a_day(desk)
    check_all(desk)
    ada, bob = sorted(desk.cases(), key=lambda case: case.author_id)
    assert [event.kind for event in desk.events(ada.id)] == [
        "case_opened",
        "reply_planned",
        "mention_added",
        "reply_sent",
        "case_claimed",
        "reply_planned",
        "reply_sent",
        "mention_edited",
        "mention_added",
        "sla_warned",
        "sla_breached",
    ]
    assert (bob.state, bob.resolution) == ("resolved", "source_deleted")
    assert desk.told() == ["sla_warned", "sla_breached"]
    assert sum(counts.received for counts in desk.hours().values()) == 7


@pytest.mark.parametrize("kills", [True, False], ids=["killed", "failed"])
@pytest.mark.parametrize("blind", [False, True])
@pytest.mark.parametrize("side", ["before", "after"])
def test_f29_f61_wherever_a_stage_is_struck_nothing_is_lost_or_done_twice(
    side: Side, blind: bool, kills: bool
) -> None:
    """F29, F30, F31, F52, F53, F61: promises P1 to P3 at every crash point."""
    points: list[str] = []
    for desk, point in crashes(side, blind=blind, kills=kills):
        check_all(desk, alerts_repeat=point in ("publish", "count_outcomes", "case"))
        ada, bob = sorted(desk.cases(), key=lambda case: case.author_id)
        assert (ada.state, bob.resolution) == ("open", "source_deleted")
        assert len(desk.records()) == 4
        assert any(clock.breached_at for clock in ada.clocks.values())
        assert uncertain(desk) <= ({"posted", "not posted"} if blind else set())
        assert not uncertain(desk) or point in ("move_reply", "send", "reply", "case", "commit")
        points.append(point)
    print(f"{len(points)} points")
    assert len(points) >= 60
    assert {"commit", "put_mention", "move_reply", "send", "start", "publish"} <= set(points)


@pytest.mark.parametrize("posted", [False, True])
def test_f62_a_post_whose_answer_was_lost_is_looked_up_and_never_doubled(posted: bool) -> None:
    """F62: sent if it is found there, else sent once more when it certainly is not."""
    desk = Desk()
    desk.hear()
    desk.answer()
    desk.platform.answers = [Ambiguous("timed out")]
    desk.platform.posts_before_failing = posted
    desk.rest()
    check_all(desk)
    assert [(r.state, r.attempt) for r in desk.replies()] == [("sent", 1 if posted else 2)]
    assert len(desk.platform.posted) == 1
