"""How the demo's day happens on fake platforms that have an API of their own."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from local.demo.played import OnBluesky, OnFacebook
from local.platforms.bluesky import FakeBluesky
from local.platforms.meta import PAGE, FakeGraph


@pytest.fixture
def bluesky() -> Iterator[FakeBluesky]:
    with FakeBluesky() as server:
        yield server


@pytest.fixture
def graph() -> Iterator[FakeGraph]:
    with FakeGraph() as server:
        yield server


def event(name: str, **over: Any) -> dict[str, Any]:
    fields = {
        "id": name,
        "author": {"id": f"author of {name}", "handle": "robin"},
        "text": f"text of {name}",
        "created_at": "2026-03-02T09:00:00+00:00",
        "root": "1_7",
    }
    return fields | over


def test_on_bluesky_only_a_first_telling_is_news(bluesky: FakeBluesky) -> None:
    said = [
        event("1", in_reply_to="unheard of"),
        event("1"),
        event("2"),
        event("2", event="edit", text="other words"),
        event("1", event="delete", text=None),
    ]
    assert OnBluesky(bluesky).play(said) == {"heard": 2}
    assert [record["text"] for record in bluesky.posts.records.values()] == [
        "text of 1",
        "text of 2",
    ]


def test_on_facebook_each_event_is_pushed_as_the_page_tells_it(graph: FakeGraph) -> None:
    told = OnFacebook(graph).play(
        [
            event("1_9", in_reply_to="1_8"),
            event("1_8", author={"id": "acmehelp"}),
            event("1_9", event="edit", text="better", edited_at="2026-03-02T09:01:00+00:00"),
            event("1_9", event="delete", text=None),
            event("m_1", visibility="private", root="conversation"),
        ]
    )
    assert told["heard"] == 5
    *changes, message = json.loads(told["body"])["entry"]
    values = [entry["changes"][0]["value"] for entry in changes]
    assert [value["verb"] for value in values] == ["add", "add", "edited", "remove"]
    assert [value.get("message") for value in values] == [
        "text of 1_9",
        "text of 1_8",
        "better",
        None,
    ]
    assert values[0]["parent_id"] == "1_8"
    assert values[1]["from"] == PAGE
    assert message["messaging"][0]["message"] == {"mid": "m_1", "text": "text of m_1"}


def test_on_facebook_what_is_answered_is_there(graph: FakeGraph) -> None:
    OnFacebook(graph).play([event("1_9", in_reply_to="1_8")])
    assert all(graph.things.there(name) for name in ("1_7", "1_8", "1_9"))
