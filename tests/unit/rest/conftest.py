"""The world that the API's tests begin in."""

import pytest

from tests.unit.rest.world import World


@pytest.fixture
def world() -> World:
    """An unclaimed case `c1` of the team care with one mention `m1`, on Monday at nine."""
    made = World()
    made.open()
    made.say()
    return made
