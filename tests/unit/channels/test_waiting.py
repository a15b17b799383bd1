"""When a platform may be asked again, in all the ways platforms say it."""

from datetime import datetime, timedelta

import pytest

from earshot.channels.waiting import retry_after
from tests.builders import MONDAY_NINE


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "3600"}, timedelta(hours=1)),
        ({"retry-after": "Mon, 02 Mar 2026 09:30:00 GMT"}, timedelta(minutes=30)),
        ({"x-ratelimit-reset": "2026-03-02T09:04:59.080000Z"}, timedelta(minutes=4, seconds=59.08)),
        ({"x-ratelimit-reset": "120"}, timedelta(minutes=2)),
        ({"x-ratelimit-reset": "0"}, timedelta(minutes=5)),
        ({"x-ratelimit-reset": "1772442120"}, timedelta(minutes=2)),
        ({"retry-after": "60", "x-ratelimit-reset": "2026-03-02T09:04:00Z"}, timedelta(minutes=1)),
        (
            {"retry-after": "soon", "x-ratelimit-reset": "2026-03-02T09:04:00Z"},
            timedelta(minutes=4),
        ),
        ({}, timedelta(minutes=5)),
        ({"retry-after": "0"}, timedelta(minutes=5)),
        ({"retry-after": "-5"}, timedelta(minutes=5)),
        ({"retry-after": "9" * 400}, timedelta(minutes=5)),
        ({"retry-after": f"Mon, 02 Mar {'9' * 20} 09:30:00 GMT"}, timedelta(minutes=5)),
        ({"x-ratelimit-reset": "2026-03-02T08:00:00Z"}, timedelta(minutes=5)),
        ({"x-ratelimit-reset": "2036-03-02T08:00:00Z"}, timedelta(minutes=5)),
        ({"x-ratelimit-reset": "later"}, timedelta(minutes=5)),
    ],
)
def test_f21_the_wait_is_what_the_platform_says_where_it_can_be_believed(
    headers: dict[str, str], wait: timedelta
) -> None:
    after = retry_after(headers, MONDAY_NINE)
    assert isinstance(after, datetime)
    assert after - MONDAY_NINE == wait
