"""What the Graph API's codes mean, and when it wants a pause."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from earshot.channels.http import Answer
from earshot.channels.meta.graph import safe
from earshot.channels.meta.refusals import error_of
from earshot.channels.meta.usage import pause
from earshot.errors import Ambiguous, Rejected, Throttled, Unavailable
from tests.builders import MONDAY_NINE


def answer(code: int, subcode: int | None = None, status: int = 400, **more: object) -> Answer:
    error = {"message": "Something personal", "code": code, "error_subcode": subcode, **more}
    return Answer(status, {}, json.dumps({"error": error}).encode())


@pytest.mark.parametrize(
    ("code", "subcode", "kind"),
    [
        (190, 463, "reauth"),
        (190, 458, "reauth"),
        (102, None, "reauth"),
        (3, None, "forbidden"),
        (10, None, "forbidden"),
        (200, None, "forbidden"),
        (299, None, "forbidden"),
        (10, 2018278, "window_closed"),
        (10, 2534022, "window_closed"),
        (10, 2018065, "window_closed"),
        (10, 2018108, "blocked"),
        (100, None, "invalid"),
        (100, 33, "target_gone"),
        (100, 2018001, "target_gone"),
        (200, 1545041, "blocked"),
        (551, None, "blocked"),
        (10903, None, "blocked"),
        (10900, None, "duplicate"),
        (506, None, "duplicate"),
        (131047, None, "window_closed"),
        (131026, None, "blocked"),
        (131031, None, "forbidden"),
        (132001, None, "invalid"),
    ],
)
@pytest.mark.parametrize("writes", [True, False])
def test_f63_code_and_subcode_name_the_class_and_the_status_does_not(
    code: int, subcode: int | None, kind: str, writes: bool
) -> None:
    for status in (400, 401, 403, 404):
        found = error_of(answer(code, subcode, status), "comments", writes=writes)
        assert isinstance(found, Rejected)
        assert found.kind == kind
        assert "personal" not in str(found)


@pytest.mark.parametrize("code", [4, 17, 32, 613, 80001, 80002, 80006, 80007, 130429, 131056])
@pytest.mark.parametrize("status", [400, 403])
def test_f21_a_rate_limit_is_no_429_and_asks_for_a_pause(code: int, status: int) -> None:
    found = error_of(answer(code, status=status), "comments", writes=True)
    assert isinstance(found, Throttled)
    assert found.after is not None
    assert timedelta(0) < found.after - datetime.now(UTC) <= timedelta(minutes=5)


@pytest.mark.parametrize("code", [368, 131048])
def test_what_is_held_to_be_abuse_waits_for_a_day(code: int) -> None:
    found = error_of(answer(code), "comments", writes=True)
    assert isinstance(found, Throttled)
    assert found.after is not None
    assert found.after - datetime.now(UTC) > timedelta(hours=23)


@pytest.mark.parametrize(
    "given", [answer(1, status=500), answer(2), answer(9, is_transient=True), Answer(503, {}, b"")]
)
def test_f62_what_failed_over_there_may_have_been_done(given: Answer) -> None:
    assert isinstance(error_of(given, "comments", writes=True), Ambiguous)
    assert isinstance(error_of(given, "comments", writes=False), Unavailable)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, "reauth"), (403, "forbidden"), (404, "target_gone"), (400, "invalid")],
)
@pytest.mark.parametrize("body", [b"", b"[]", b'{"error":7}', b'{"error":{"code":true}}'])
def test_without_a_code_the_status_says_it(status: int, kind: str, body: bytes) -> None:
    found = error_of(Answer(status, {}, body), "comments", writes=True)
    assert isinstance(found, Rejected)
    assert found.kind == kind


FIVE_MINUTES = timedelta(minutes=5)


def business(**usage: object) -> dict[str, str]:
    return {"x-business-use-case-usage": json.dumps({"1": [{"type": "pages", **usage}]})}


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"x-app-usage": '{"call_count":80,"total_time":25,"total_cputime":25}'}, None),
        ({"x-app-usage": '{"call_count":1,"total_time":81,"total_cputime":25}'}, FIVE_MINUTES),
        (business(call_count=99, estimated_time_to_regain_access=0), FIVE_MINUTES),
        ({"x-app-usage": '{"call_count":100,"total_time":25}'}, timedelta(hours=1)),
        ({"x-app-usage": '{"call_count":1,"total_cputime":130.5}'}, timedelta(hours=1)),
        ({"x-app-usage": "lots"}, None),
        ({"x-app-usage": "[1]"}, None),
        (business(call_count=28, estimated_time_to_regain_access=0), None),
        (business(call_count=100, estimated_time_to_regain_access=7), timedelta(minutes=7)),
        (business(call_count=100), timedelta(hours=1)),
        (business(estimated_time_to_regain_access=10_000), timedelta(days=1)),
        ({"x-business-use-case-usage": '{"1": 7, "2": [8]}'}, None),
    ],
)
def test_f21_a_budget_that_is_used_up_says_when_to_ask_again(
    headers: dict[str, str], wait: timedelta | None
) -> None:
    assert pause(headers, MONDAY_NINE) == (MONDAY_NINE + wait if wait else None)


@pytest.mark.parametrize("identifier", ["", ".", "..", "a/b", "a?b", "a b", "é", "x" * 129])
def test_what_is_no_id_is_refused(identifier: str) -> None:
    with pytest.raises(Rejected):
        safe(identifier)
