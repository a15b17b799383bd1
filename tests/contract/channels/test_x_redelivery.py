"""What X's webhook missed is pushed again, as far as X keeps it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from earshot import channels
from earshot.channels.values import Period
from earshot.errors import Rejected, Throttled, Unknown
from local.memory import MemorySecrets
from tests import builders
from tests.rigs.x import XRig

HOUR = timedelta(hours=1)


@pytest.fixture
def rig() -> Iterator[XRig]:
    with XRig() as made:
        made.account = made.account.model_copy(
            update={"options": {**made.account.options, "webhook_id": "123"}}
        )
        yield made


def asked(rig: XRig, since: datetime, until: datetime) -> Period:
    return channels.redelivering(rig.account, rig.secrets).redeliver(Period(since, until))


def test_what_was_missed_is_asked_for_in_whole_minutes(rig: XRig) -> None:
    now = datetime.now(UTC)
    period = asked(rig, now - 3 * HOUR, now - 2 * HOUR)
    (told,) = rig.server.hooks.replays
    assert told["webhook_id"] == "123"
    stamps = [f"{at:%Y%m%d%H%M}" for at in period]
    assert [told["from_date"], told["to_date"]] == stamps
    assert period.since <= now - 3 * HOUR < period.since + timedelta(minutes=1)


def test_a_longer_time_is_cut_to_what_x_still_has(rig: XRig) -> None:
    now = datetime.now(UTC)
    period = asked(rig, now - 50 * HOUR, now)
    assert timedelta(hours=23, minutes=58) < now - period.since <= timedelta(hours=24)
    assert timedelta(minutes=10) <= now - period.until < timedelta(minutes=12)
    assert len(rig.server.hooks.replays) == 1


@pytest.mark.parametrize(
    ("since", "until"), [(50 * HOUR, 30 * HOUR), (HOUR / 4, HOUR / 60), (2 * HOUR, 3 * HOUR)]
)
def test_what_x_has_no_more_or_not_yet_is_not_asked_for(
    rig: XRig, since: timedelta, until: timedelta
) -> None:
    now = datetime.now(UTC)
    with pytest.raises(Rejected) as refused:
        asked(rig, now - since, now - until)
    assert refused.value.kind == "window_closed"
    assert rig.server.hooks.replays == []


def test_without_the_id_of_the_webhook_nothing_is_asked(rig: XRig) -> None:
    rig.account = rig.account.model_copy(update={"options": {"user_id": "700000000000000007"}})
    now = datetime.now(UTC)
    with pytest.raises(Rejected, match="webhook_id"):
        asked(rig, now - 3 * HOUR, now)


def test_asked_too_often_x_is_left_alone(rig: XRig) -> None:
    rig.server.faults.plan("too_fast", path="/2/webhooks/replay")
    now = datetime.now(UTC)
    with pytest.raises(Throttled):
        asked(rig, now - 3 * HOUR, now)


def test_other_platforms_push_nothing_again() -> None:
    with pytest.raises(Unknown, match="its poller catches up"):
        channels.redelivering(builders.account(), MemorySecrets())
