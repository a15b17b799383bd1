"""Whatever a request holds, the answer is one that the OpenAPI document announces."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from earshot.rest.openapi import document
from tests.unit.rest.client import Client
from tests.unit.rest.world import World

ANNOUNCED = {
    (method.upper(), path): {int(status) for status in operation["responses"]}
    for path, operations in document()["paths"].items()
    for method, operation in operations.items()
}
TOO_LONG = "a number of very many digits"
"""Stands for one of `long_numbers`, which Python itself would not write."""
long_numbers = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "-"]),
    st.sampled_from([4_299, 4_300, 4_301, 20_000]).map("7".__mul__),
    st.sampled_from(["", "", ".5", "e7", "e-9"]),
)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
values = st.recursive(
    scalars | st.sampled_from(["solved", "private", "care", "2026-03-03T09:00:00Z", TOO_LONG]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
RIGHT: dict[str, dict[str, Any]] = {
    "assign": {"agent": "linus", "team": "billing", "reason": "A refund"},
    "notes": {"text": "Called"},
    "resolve": {"resolution": "solved", "note": "Voucher"},
    "reopen": {"reason": "It broke again"},
    "snooze": {"until": "2026-03-03T09:00:00Z"},
    "replies": {"text": "Hello", "visibility": "private", "mention_id": "m1", "force": False},
    "acts": {"act": "like", "mention_id": "m1"},
    "decision": {"decision": "not_sent", "resend": True},
}
headers = st.text(st.characters(codec="utf-8"), max_size=20) | st.none()


@st.composite
def requests(draw: st.DrawFn) -> tuple[tuple[str, str], str, dict[str, str | None]]:
    """A route, a body that is right in most of its fields, and headers that are right mostly."""
    route = draw(st.sampled_from(sorted(ANNOUNCED)))
    right = RIGHT.get(route[1].rpartition("/")[2], {})
    wrong = values | st.just(TOO_LONG)
    fields = {name: st.just(value) | st.just(value) | wrong for name, value in right.items()}
    body = draw(st.fixed_dictionaries({}, optional=fields) | st.just(right) | values)
    written = json.dumps(body).replace(json.dumps(TOO_LONG), draw(long_numbers))
    text = draw(st.just(written) | st.just(written) | st.text(max_size=40))
    key = draw(st.just("key-1") | st.just("key-1") | headers)
    match = draw(st.just('"1"') | st.just("1") | headers | st.integers(0, 3).map(str))
    return route, text, {"idempotency-key": key, "if-match": match}


def person(world: World, number: int) -> Client:
    return (world.grace, world.boss, world.guest, world.nobody)[number]


@settings(max_examples=200, deadline=None)
@given(
    requests(),
    st.sampled_from([0, 0, 0, 1, 2, 3]),
    st.dictionaries(st.sampled_from(["limit", "page", "brand"]), st.text(max_size=10)),
)
def test_any_request_gets_an_announced_answer(
    request: tuple[tuple[str, str], str, dict[str, str | None]], who: int, query: dict[str, str]
) -> None:
    route, text, sent = request
    world = World()
    world.open()
    world.say()
    method, path = route
    for place, value in {"case_id": "c1", "team": "care", "agent": "me", "reply_id": "r"}.items():
        path = path.replace(f"{{{place}}}", value)
    path = path.replace("{channel}", "generic").replace("{account}", "acmehelp")

    answer = person(world, who).call(
        method,
        path,
        query=query if method == "GET" else {},
        headers={name: value for name, value in sent.items() if value is not None},
        body=text if method == "POST" else None,
    )

    assert answer.status in ANNOUNCED[route]
    assert answer.status != 500
    expected = "application/json" if answer.status < 300 else "application/problem+json"
    assert answer.kind == expected
