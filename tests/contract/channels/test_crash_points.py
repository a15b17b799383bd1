"""Struck at any request to a platform, or at any call at all, everything comes to rest whole.

One connector that is pushed to and one that polls are struck at each call of every port; the others
at each request that they make, since what the stages do is the same for all.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Literal

import pytest

from earshot.channels import connector_class
from tests.invariants import check_all
from tests.played import REQUESTS, PlayedDesk, a_matter, played
from tests.rigs import RIGS
from tests.trip import Trip

Side = Literal["before", "after"]
THROUGHOUT = ("generic", "mastodon")
ABLE = [n for n in RIGS if {"reply", "private"} & connector_class(n).capabilities.does]


def crashes(connector: str, side: Side, *, kills: bool) -> Iterator[tuple[PlayedDesk, str]]:
    """The matter with its first call struck, its second, and so on."""
    at = 1
    while True:
        only = None if connector in THROUGHOUT else REQUESTS
        trip = Trip(at, side, kills=kills, only=only)
        with played(connector, trip) as desk:
            said = a_matter(desk)
            desk.endure(desk.clock.now() + timedelta(hours=5))
            if trip.killed_at is None:
                return
            assert {mention.id for mention in said} <= desk.said()
            yield desk, trip.killed_at
        at += 1


@pytest.mark.parametrize("connector", ABLE)
def test_the_matter_goes_well_when_nothing_is_struck(connector: str) -> None:
    with played(connector) as desk:
        said = a_matter(desk)
        desk.endure(desk.clock.now() + timedelta(hours=5))
        check_all(desk)
        assert {mention.id for mention in said} <= desk.said()
        assert {reply.state for reply in desk.replies()} == {"sent"}
        assert len(desk.rig.posts) == len(desk.replies()) >= 2


@pytest.mark.parametrize("kills", [True, False], ids=["killed", "failed"])
@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize("connector", ABLE)
def test_f61_wherever_it_is_struck_nothing_is_lost_or_posted_twice(
    connector: str, side: Side, kills: bool
) -> None:
    points: Counter[str] = Counter()
    for desk, point in crashes(connector, side, kills=kills):
        repeats = point in ("publish", "count_outcomes", "case")
        check_all(desk, alerts_repeat=repeats, uncounted=desk.uncounted)
        assert len([reply for reply in desk.replies() if reply.state == "unknown"]) <= 1
        points[point] += 1
    print(f"{connector}: {points.total()} points")
    assert points.keys() & {"POST", "PUT"}
    if connector in THROUGHOUT:
        assert points.total() >= 60
        assert {"send", "count_received", "move_reply", "commit"} <= points.keys()
