"""Logs: one JSON line each, from a closed list of fields."""

import json
from typing import Any

import pytest

from earshot.errors import Malformed
from earshot.observability import Log


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_line_has_level_event_stage_and_fields(capsys: pytest.CaptureFixture[str]) -> None:
    Log("route").info("batch_done", records=25, failed=0, case_id=None)
    assert lines(capsys) == [
        {"level": "INFO", "event": "batch_done", "stage": "route", "records": 25, "failed": 0}
    ]


def test_fields_off_the_list_are_dropped_and_counted_f90(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Log("route").warning("odd", text="I am Ada", handle="ada", token="s3cret", case_id="c1")
    assert lines(capsys) == [
        {"level": "WARNING", "event": "odd", "stage": "route", "case_id": "c1", "dropped": 3}
    ]


def test_a_failure_tells_our_words_but_not_those_of_others_f90(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for error in (Malformed("created_at is no instant"), ValueError("I am Ada")):
        try:
            raise error
        except type(error) as caught:
            Log("route").failure("record_failed", caught, message_id="m1")
    ours, theirs = lines(capsys)
    assert (ours["error"], ours["reason"]) == ("Malformed", "created_at is no instant")
    assert theirs["error"] == "ValueError"
    assert "Ada" not in json.dumps(theirs)
    assert theirs["frames"][-1].startswith("test_observability.py:")


def test_a_count_is_a_metric_in_the_embedded_format(capsys: pytest.CaptureFixture[str]) -> None:
    Log("route").count({"channel": "x"}, Stored=3, Filtered=1)
    [line] = lines(capsys)
    assert line["_aws"]["CloudWatchMetrics"] == [
        {
            "Namespace": "Earshot",
            "Dimensions": [["stage", "channel"]],
            "Metrics": [
                {"Name": "Stored", "Unit": "Count"},
                {"Name": "Filtered", "Unit": "Count"},
            ],
        }
    ]
    assert (line["stage"], line["channel"], line["Stored"], line["Filtered"]) == (
        "route",
        "x",
        3,
        1,
    )
