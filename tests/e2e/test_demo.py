"""`earshot demo --mentions FILE --json`: what a program gets to know of a day that was played."""

import pytest

from tests.e2e.playing import CHANNELS, DELIVERED_TWICE, EDITED, OF_EACH, OWN, Json, Playing, day

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

LONGEST_S = 240
OUTCOMES = ("stored", "duplicate", "filtered", "quarantined")


@pytest.fixture(scope="module")
def told(playing: Playing) -> Json:
    return playing.ended(within=LONGEST_S)


def test_the_demo_tells_what_became_of_every_event_of_the_file(told: Json) -> None:
    assert told["received"] == len(day())
    assert told["duplicate"] == len(DELIVERED_TWICE)
    assert (told["filtered"], told["quarantined"]) == (OWN, 0)
    assert told["stored"] == len(CHANNELS) * OF_EACH + EDITED


def test_the_equation_holds_for_every_account_of_the_demo(told: Json) -> None:
    accounts = told["accounts"]
    assert set(accounts) == {f"{channel}/acmehelp" for channel in CHANNELS}
    for counts in (told, *accounts.values()):
        assert counts["received"] == sum(counts[name] for name in OUTCOMES)
    for name in ("received", *OUTCOMES):
        assert told[name] == sum(counts[name] for counts in accounts.values())
    assert accounts["mastodon/acmehelp"]["received"] == OF_EACH + 1


def test_the_demo_opens_cases_raises_alerts_and_posts_no_reply_twice(told: Json) -> None:
    assert 0 < told["cases"] <= len(day())
    assert 0 < told["replies_sent"] <= told["cases"] + told["rules"]["acknowledged"]
    assert told["replies_doubled"] == 0
    assert told["alerts"] == sum(told["alerts_by_kind"].values())
    assert told["alerts_by_kind"] == told["alerts_raised"]
    assert 0 < told["seconds"] < LONGEST_S
