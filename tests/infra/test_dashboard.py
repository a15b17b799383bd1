"""The dashboard shows every account, every queue and every end of a reply."""

import json
from typing import Any

import pytest


def text_of(value: Any) -> str:
    """The body with its references as plain words."""
    parts = value["Fn::Join"][1]
    return "".join(
        part if isinstance(part, str) else str(part.get("Ref") or part["Fn::GetAtt"][0])
        for part in parts
    )


@pytest.fixture(scope="module")
def widgets(of_type: Any) -> dict[str, list[Any]]:
    """The metrics of each widget, by the widget's title."""
    (page,) = of_type("AWS::CloudWatch::Dashboard").values()
    body = json.loads(text_of(page["Properties"]["DashboardBody"]))
    graphs = [w["properties"] for w in body["widgets"] if w["type"] == "metric"]
    return {graph["title"]: graph["metrics"] for graph in graphs}


def metrics(widgets: dict[str, list[Any]], title: str) -> list[Any]:
    (found,) = [shown for name, shown in widgets.items() if name.startswith(title)]
    return found


@pytest.mark.parametrize(
    ("title", "name"),
    [("Accounts", "Unhealthy"), ("Received", "Received"), ("Missing", "Missing")],
)
def test_every_account_is_shown(widgets: dict[str, list[Any]], title: str, name: str) -> None:
    shown = metrics(widgets, title)
    assert [(m[0], m[1]) for m in shown] == [("Earshot", name)] * 2
    assert {m[-1]["label"] for m in shown} == {"mastodon/acmehelp", "x/acmehelp"}
    assert {m[-1]["stat"] for m in shown} == {"Maximum"}
    for metric in shown:
        assert metric[metric.index("stage") + 1] == "sweep"


def test_the_age_of_every_queue_is_shown(widgets: dict[str, list[Any]]) -> None:
    shown = metrics(widgets, "Age")
    assert [m[1] for m in shown] == ["ApproximateAgeOfOldestMessage"] * 3
    names = {str(m[3]).partition("Queue")[0] for m in shown}
    assert names == {"IntakeMentions", "IntakeClassified", "DeskReplies"}


def test_every_end_of_a_reply_is_shown(widgets: dict[str, list[Any]]) -> None:
    assert [m[-1]["label"] for m in metrics(widgets, "Replies")] == ["sent", "refused", "unknown"]
