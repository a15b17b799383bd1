"""The demo's own look at the platforms: which replies stand there, and which of them twice."""

from typing import Any

import pytest

from local.demo.outcome import Outcome, heard
from tests import builders

NAMED = {"reply_id": "p1"}
KNOWN = {"id": "post-1", "text": "Sorry!"}
STRAY = {"id": "post-2", "text": "Sorry!"}
OTHERS = {"id": "post-3", "text": "News of the week"}


def told(posts: list[dict[str, str]], **over: Any) -> tuple[int, int]:
    reply = builders.reply(**{"channel": "forum", "text": "Sorry!", "state": "sent", **over})
    found = heard({"posts": {"forum": posts}, "alerts": []}, Outcome(replies=[reply]))
    return found.replies["forum"], found.doubled


@pytest.mark.parametrize(
    ("posts", "platform_id", "wanted"),
    [
        ([], None, (0, 0)),
        ([NAMED], None, (1, 0)),
        ([NAMED, NAMED], None, (1, 1)),
        ([KNOWN], "post-1", (1, 0)),
        ([KNOWN, STRAY], "post-1", (1, 1)),
        ([STRAY], None, (1, 0)),
        ([STRAY, KNOWN], None, (1, 1)),
        ([OTHERS], "post-1", (0, 0)),
    ],
)
def test_a_reply_that_stands_there_twice_is_counted(
    posts: list[dict[str, str]], platform_id: str | None, wanted: tuple[int, int]
) -> None:
    assert told(posts, platform_id=platform_id) == wanted
