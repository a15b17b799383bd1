"""Names and limits of the AT protocol, by its own cases."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earshot.channels.bluesky import Bluesky
from earshot.channels.bluesky.syntax import is_did, is_handle, is_record_key, is_tid, tid
from earshot.channels.lengths import graphemes, utf8_bytes
from earshot.errors import Rejected
from tests.lexicons import Lexicon, is_address, is_datetime

VECTORS = Path(__file__).parents[2] / "samples" / "vectors"
CHECKS = {
    "did": is_did,
    "handle": is_handle,
    "tid": is_tid,
    "recordkey": is_record_key,
    "aturi": is_address,
    "datetime": is_datetime,
}


def lines(name: str) -> list[str]:
    path = VECTORS / "atproto-interop" / "syntax" / name
    found = path.read_text("utf-8").split("\n")
    return [line for line in found if line and not line.startswith("#")]


@pytest.mark.parametrize("name", CHECKS)
def test_every_valid_name_is_taken_and_every_invalid_one_is_not(name: str) -> None:
    valid, invalid = lines(f"{name}_syntax_valid.txt"), lines(f"{name}_syntax_invalid.txt")
    assert [one for one in valid if not CHECKS[name](one)] == []
    assert [one for one in invalid if CHECKS[name](one)] == []
    assert len(valid) >= 4
    assert len(invalid) >= 7


def cases(name: str) -> list[Any]:
    path = VECTORS / "atproto-interop" / "lexicon" / name
    return [
        pytest.param(case["data"], id=f"{n}-{case['name']}")
        for n, case in enumerate(json.loads(path.read_text("utf-8")))
    ]


SCHEMA = json.loads((VECTORS / "atproto-interop" / "lexicon" / "record.json").read_text("utf-8"))


@pytest.mark.parametrize("data", cases("record-data-valid.json"))
def test_the_validator_takes_what_is_valid(data: Any) -> None:
    assert Lexicon(SCHEMA).record(data) == []


@pytest.mark.parametrize("data", cases("record-data-invalid.json"))
def test_the_validator_refuses_what_is_not(data: Any) -> None:
    assert Lexicon(SCHEMA).record(data)


LENGTHS = json.loads((VECTORS / "own" / "bluesky-length.json").read_text("utf-8"))


@pytest.mark.parametrize("case", LENGTHS["bluesky_post_text"], ids=lambda case: case["text"])
def test_f69_a_text_is_as_long_as_the_platform_counts_it(case: Any) -> None:
    one, times = case["build"]
    if case["ok"]:
        Bluesky.capabilities.check(one * times, private=False)
        return
    with pytest.raises(Rejected) as refused:
        Bluesky.capabilities.check(one * times, private=False)
    assert refused.value.kind == "too_long"
    counted = case["message_contains"].rpartition("got ")[2].rstrip(")")
    assert str(refused.value).startswith(f"{counted} ")


def test_characters_are_those_that_unicode_says() -> None:
    path = VECTORS / "unicode" / "GraphemeBreakTest.txt"
    rows = [line.partition("#")[0].split() for line in path.read_text("utf-8").splitlines()]
    rows = [row for row in rows if row]
    wrong = [row for row in rows if graphemes(_text(row)) != row.count("÷") - 1]
    # Newer versions of Unicode count U+2701 no longer among what joins to one picture.
    assert wrong == [["÷", "2701", "×", "200D", "×", "2701", "÷"]]
    assert len(rows) == 602


def _text(row: list[str]) -> str:
    return "".join(chr(int(point, 16)) for point in row if point not in "÷×")


def test_a_lone_surrogate_is_counted_as_what_stands_for_it() -> None:
    assert utf8_bytes("a\ud800é") == 1 + 3 + 2
    assert graphemes("a\ud800") == 2


MOMENT = datetime(2026, 9, 1, 9, 31, tzinfo=UTC)


@given(st.text(max_size=40), st.integers(0, 10**9))
def test_a_record_key_is_valid_and_follows_from_name_and_second(name: str, later: int) -> None:
    at = MOMENT + timedelta(seconds=later)
    assert is_tid(tid(name, at))
    assert tid(name, at) == tid(name, at + timedelta(microseconds=999_999))
    assert tid(name, at) < tid(name, at + timedelta(seconds=2))


def test_record_keys_of_one_instant_differ() -> None:
    assert len({tid(f"r{number}", MOMENT) for number in range(20_000)}) == 20_000
