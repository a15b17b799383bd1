"""Bodies that are not what was asked for, and what names the part to blame."""

from typing import Any

import pytest

from tests.unit.rest.client import Answer, gateway_event
from tests.unit.rest.world import World


def note(world: World, body: Any) -> Answer:
    return world.grace.post("/v1/cases/c1/notes", body)


@pytest.mark.parametrize(
    "field", ["status", "tenant", "version", "sla_due", "agent", "id", "__proto__"]
)
def test_f74_a_field_that_is_not_asked_for_is_refused_by_name(world: World, field: str) -> None:
    """F74."""
    answer = note(world, {"text": "Called", field: "resolved"})

    assert (answer.status, answer.json["field"]) == (422, field)
    assert answer.json["errors"] == [{"field": field, "message": "is not known here"}]
    assert world.case().version == 1


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ("", 422, "body"),
        ("{", 400, "body"),
        ("null", 422, "body"),
        ("[]", 422, "body"),
        ('"text"', 422, "body"),
        ("7", 422, "body"),
        ("{}", 422, "text"),
        ('{"text": null}', 422, "text"),
        ('{"text": 7}', 422, "text"),
        ('{"text": {}}', 422, "text"),
        ('{"text": ["a"]}', 422, "text"),
        ('{"text": "a", "text": "b"}', 400, None),
        ('{"text": NaN}', 400, None),
        ('{"text": -Infinity}', 400, None),
        ("[" * 100_000, 400, None),
        ('{"text": ' + "1" * 5_000 + "}", 400, None),
        ('{"text": -' + "1" * 5_000 + "}", 400, None),
        ('{"text": ' + "1" * 4_300 + "}", 422, "text"),
        ('{"text": 1' + "0" * 5_000 + ".5}", 422, "text"),
        ('{"text": 1e999999}', 422, "text"),
    ],
)
def test_a_body_of_another_form_is_refused_and_the_part_named(
    world: World, body: str, status: int, field: str | None
) -> None:
    answer = note(world, body)

    assert (answer.status, answer.json.get("field")) == (status, field)
    assert answer.kind == "application/problem+json"


NO_INSTANTS: list[Any] = [1772528400, 1.5, True, "1772528400", [], {}]
NO_TRUTHS: list[Any] = [0, 1, "yes", "true", [], {}]


@pytest.mark.parametrize(
    ("verb", "field", "value"),
    [("snooze", "until", value) for value in NO_INSTANTS]
    + [("replies", "force", value) for value in NO_TRUTHS],
)
def test_a_value_of_another_type_is_refused_by_name_and_never_converted(
    world: World, verb: str, field: str, value: Any
) -> None:
    answer = world.boss.post(f"/v1/cases/c1/{verb}", {"text": "Hello", field: value}, match=1)

    assert answer.status == 422
    assert field in [error["field"] for error in answer.json["errors"]]


def test_all_that_is_wrong_is_listed_and_no_value_repeated(world: World) -> None:
    body = {"resolution": "4111 1111 1111 1111", "note": "", "version": 4}

    answer = world.grace.post("/v1/cases/c1/resolve", body, match=1)

    assert [e["field"] for e in answer.json["errors"]] == ["resolution", "note", "version"]
    assert "4111" not in answer.text


def test_a_body_over_256_kilobytes_is_refused(world: World) -> None:
    answer = note(world, {"text": "x" * 262_144})

    assert (answer.status, answer.json["detail"]) == (413, "a body may have 262144 bytes")


@pytest.mark.parametrize("kind", ["text/plain", "application/xml"])
def test_a_body_of_another_kind_is_refused(world: World, kind: str) -> None:
    answer = world.grace.post("/v1/cases/c1/notes", "text=Called", **{"content-type": kind})

    assert answer.status == 415


def test_a_form_is_no_json(world: World) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}

    assert world.grace.post("/v1/cases/c1/notes", "text=Called", **headers).status in (415, 422)
    assert world.case().version == 1


@pytest.mark.parametrize("body", ["/w==", "not base64!", "AAA"])
def test_a_body_that_is_no_text_is_refused(world: World, body: str) -> None:
    headers = {"content-type": "application/json", "idempotency-key": "k"}
    event = gateway_event("POST", "/v1/cases/c1/notes", {}, headers, body, world.grace.claims)

    result = world.app.resolve(event | {"isBase64Encoded": True}, None)  # type: ignore[arg-type]

    assert result["statusCode"] == 400


def test_texts_of_all_alphabets_are_taken_as_they_are(world: World) -> None:
    text = "नमस्ते 👩‍👩‍👧 \u202eabc"

    note(world, {"text": text})

    assert world.grace.get("/v1/cases/c1").json["timeline"][-1]["data"]["text"] == text
