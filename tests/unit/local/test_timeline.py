"""A day's file is checked line by line, and played in its own order at another scale."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from local.demo.timeline import Event, Timeline, arrivals, posts, read, spoiled, timeline

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def event(number: int, at: str = "12:00:00", **over: Any) -> Event:
    return {
        "id": f"p{number}",
        "channel": "x",
        "account": "acmehelp",
        "author": {"id": "ada"},
        "created_at": f"2026-03-10T{at}Z",
        **over,
    }


def written(folder: Path, *lines: str) -> Path:
    path = folder / "day.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def line(*events: Event) -> Timeline:
    return timeline(events, start=START, seconds=60, run="77")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{", "day.jsonl:2: not JSON"),
        ("[]", "day.jsonl:2: channel must be one of bluesky, facebook"),
        (json.dumps(event(1, channel=["x"])), "day.jsonl:2: channel must be one of"),
        (json.dumps(event(1, account="other")), "day.jsonl:2: account must be 'acmehelp'"),
        (json.dumps(event(1, author="bob")), "day.jsonl:2: author: "),
        (json.dumps(event(1, created_at="nonsense")), "day.jsonl:2: created_at: "),
        (json.dumps(event(1, created_at=5)), "day.jsonl:2: created_at: "),
    ],
)
def test_a_line_that_is_no_event_is_named(wrong: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=said.replace("[", r"\[")):
        read(written(tmp_path, json.dumps(event(0)), wrong))


def test_a_file_without_events_says_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no events in it"):
        read(written(tmp_path, "", " "))


def test_the_day_becomes_the_run() -> None:
    first, middle, last = event(1, "00:00:00"), event(2, "12:00:00"), event(3, "23:59:59")
    times = [at for at, _ in arrivals([first, middle, last], line(first, middle, last))]
    assert times[0] == START
    assert abs(times[1] - START - timedelta(seconds=30)) < timedelta(milliseconds=1)
    assert times[2] == START + timedelta(seconds=60)


def test_what_arrives_late_keeps_its_place_and_its_time() -> None:
    early, late = event(1, "12:00:00"), event(2, "11:00:00")
    line_of = line(event(0, "00:00:00"), early, late)
    (at_early, _), (at_late, moved) = arrivals([early, late], line_of)
    assert at_late == at_early
    assert datetime.fromisoformat(moved["created_at"]) < at_late


def test_a_second_delivery_is_the_same_to_the_letter() -> None:
    twice = event(1)
    (_, one), (_, other) = arrivals([twice, twice], line(twice, event(2, "13:00:00")))
    assert json.dumps(one) == json.dumps(other)


def test_ids_belong_to_the_run_but_ours_stays_ours() -> None:
    reply = event(2, in_reply_to="p1", root="p0", author={"id": "acmehelp"})
    moved = line(event(1), reply).moved(reply)
    assert (moved["id"], moved["in_reply_to"], moved["root"]) == ("p277", "p177", "p077")
    assert moved["author"] == {"id": "acmehelp"}
    assert line(event(1), reply).moved(event(1))["author"] == {"id": "ada77"}


def test_posts_bundle_a_channel_and_hold_nothing_back_for_long() -> None:
    arriving = [(START + timedelta(seconds=at), event(at)) for at in (0, 0, 5, 5, 5)]
    other = (START, event(9, channel="reddit"))
    bundled = posts([*arriving, other], most=2)
    assert [(post.channel, len(post.events)) for post in bundled] == [
        ("x", 2),
        ("reddit", 1),
        ("x", 2),
        ("x", 1),
    ]


def test_three_elements_are_spoiled_each_in_its_own_way() -> None:
    whole = posts([(START, event(n)) for n in range(9)], most=3)
    broken = [post.events[-1] for post in spoiled(list(whole))]
    assert [sorted(set(event(0)) & set(e)) != [] for e in broken] == [True, True, True]
    assert [e["created_at"] == "yesterday" for e in broken] == [True, False, False]
