"""The committed OpenAPI document is what the code says, and its examples are true."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from earshot.config import load_playbook
from earshot.rest import (
    account_views,
    agent_views,
    case_views,
    highlight_views,
    models,
    playbook_views,
    routes_queues,
    service_views,
    sla_views,
    views,
    why_views,
)
from earshot.rest.openapi import OPEN, document
from earshot.rest.openapi_examples import REQUESTS, RESPONSES
from earshot.rest.openapi_fields import FIELDS
from earshot.rest.openapi_schemas import OF
from earshot.rest.problem import STATUS
from tests.unit.rest.test_rights import ROUTES

ROOT = Path(__file__).parents[3]
WHOLE = document()
OPERATIONS: list[tuple[str, str, dict[str, Any]]] = [
    (method, path, operation)
    for path, operations in WHOLE["paths"].items()
    for method, operation in operations.items()
]
MODELS = {
    name: getattr(module, name)
    for module in (
        account_views,
        agent_views,
        case_views,
        highlight_views,
        models,
        playbook_views,
        routes_queues,
        service_views,
        sla_views,
        views,
        why_views,
    )
    for name in dir(module)
}
VERSIONLESS = (
    "reply",
    "act",
    "decideReply",
    "addNote",
    "correctLabels",
    "takeNext",
    "acknowledgeAlert",
    "recomputeSla",
)
TAKES: dict[str, type[models.Input]] = {
    "assignCase": models.Assignment,
    "recomputeSla": models.Recomputation,
    "reply": models.Answer,
    "act": models.Deed,
    "decideReply": models.ReplyDecision,
    "addNote": models.Note,
    "resolveCase": models.Resolution,
    "reopenCase": models.Reopening,
    "snoozeCase": models.Snooze,
    "putAgent": models.AgentLine,
    "putPresence": models.BeingThere,
    "movePrivate": models.Offline,
    "correctLabels": models.Labels,
}


def test_the_committed_document_is_what_the_code_says() -> None:
    """Write it anew with `earshot openapi > docs/openapi.json`."""
    committed = json.loads((ROOT / "docs/openapi.json").read_text("utf-8"))

    assert committed == WHOLE


def test_f80_the_document_lists_the_routes_and_no_other() -> None:
    """F80."""
    listed = {(method.upper(), path) for method, path, _ in OPERATIONS}

    assert listed == {(method, path.replace("<", "{").replace(">", "}")) for method, path in ROUTES}


def test_it_is_openapi_3_1_with_a_bearer_token_for_all_but_two() -> None:
    assert WHOLE["openapi"].startswith("3.1.")
    assert WHOLE["security"] == [{"token": []}]
    scheme = WHOLE["components"]["securitySchemes"]["token"]
    assert (scheme["type"], scheme["scheme"], scheme["bearerFormat"]) == ("http", "bearer", "JWT")
    open_to_all = {o["operationId"] for _, _, o in OPERATIONS if o.get("security") == []}
    assert open_to_all == OPEN == {"health", "version"}


def test_operation_ids_differ_and_tags_are_described() -> None:
    ids = [operation["operationId"] for _, _, operation in OPERATIONS]
    described = {tag["name"] for tag in WHOLE["tags"]}

    assert len(set(ids)) == len(ids)
    assert {tag for _, _, o in OPERATIONS for tag in o["tags"]} == described


def test_every_error_is_a_problem_document_with_an_example() -> None:
    documented = set()
    for _, _, operation in OPERATIONS:
        for status, response in operation["responses"].items():
            if int(status) < 400:
                continue
            problem = WHOLE["components"]["responses"][response["$ref"].rpartition("/")[2]]
            assert "application/problem+json" in problem["content"]
            assert (len(problem["content"]) == 1) is (status != "401")
            content = problem["content"]["application/problem+json"]
            assert content["example"]["status"] == int(status)
            documented.add(int(status))
    assert documented == (set(STATUS.values()) - {502}) | {415}


def test_the_gateways_own_401_stands_beside_ours() -> None:
    content = WHOLE["components"]["responses"]["Problem401"]["content"]["application/json"]
    assert content["example"] == {"message": "Unauthorized"}


@pytest.mark.parametrize(
    "operation", [o for m, _, o in OPERATIONS if m == "post"], ids=lambda o: str(o["operationId"])
)
def test_every_write_needs_a_key_and_says_which_version_it_takes(operation: dict[str, Any]) -> None:
    headers = {p["name"]: p["required"] for p in operation["parameters"] if p["in"] == "header"}

    assert headers["Idempotency-Key"] is True
    needs_version = operation["operationId"] not in VERSIONLESS
    assert headers.get("If-Match", False) is needs_version
    assert ("428" in operation["responses"]) is needs_version


def test_every_reference_leads_somewhere_and_every_schema_is_used() -> None:
    text = json.dumps(WHOLE)
    there = {
        f"{kind}/{name}" for kind in ("schemas", "responses") for name in WHOLE["components"][kind]
    }
    meant = {part.partition('"')[0] for part in text.split('"#/components/')[1:]}
    assert there == meant


@pytest.mark.parametrize("name", RESPONSES)
def test_an_example_of_an_answer_is_one(name: str) -> None:
    view = TypeAdapter(MODELS[name])

    assert view.dump_python(view.validate_python(RESPONSES[name]), mode="json") == RESPONSES[name]


@pytest.mark.parametrize("name", WHOLE["components"]["schemas"])
def test_every_field_says_what_it_means(name: str) -> None:
    """Say it in the model, or in rest/openapi_fields.py or openapi_schemas.py."""
    fields = WHOLE["components"]["schemas"][name].get("properties", {})
    assert [field for field, told in fields.items() if "description" not in told] == []


def test_no_field_is_described_that_is_not_there() -> None:
    there = {n: s.get("properties", {}) for n, s in WHOLE["components"]["schemas"].items()}
    assert [(n, f) for n, fields in OF.items() for f in fields if f not in there[n]] == []
    assert FIELDS.keys() <= {field for fields in there.values() for field in fields}


def test_what_examples_are_about_is_a_topic_of_the_shipped_playbook() -> None:
    topics = load_playbook(ROOT / "config/playbook.yaml").topics
    assert RESPONSES["CaseView"]["topic"] in topics
    assert REQUESTS["correctLabels"]["topic"]["value"]["topic"] in topics


def test_every_answer_and_every_body_has_an_example() -> None:
    for _, _, operation in OPERATIONS:
        content = operation["responses"].get("200", {}).get("content", {})
        assert all("example" in one for one in content.values()), operation["operationId"]
        body = operation.get("requestBody", {}).get("content", {})
        assert all("examples" in one for one in body.values()), operation["operationId"]


@pytest.mark.parametrize("operation", REQUESTS)
def test_an_example_of_a_request_is_one(operation: str) -> None:
    for example in REQUESTS[operation].values():
        TAKES[operation].model_validate(example["value"])
