"""Every error has a status of its own choice, and tells nothing of our inside."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from earshot import errors
from earshot.domain.case import Case
from earshot.rest.problem import STATUS, TITLE, BodyTooLarge, Unconditional, problem_of, status_of
from tests.unit.rest.world import World


def family(root: type[errors.EarshotError]) -> Iterator[type[errors.EarshotError]]:
    """But for those that a connector keeps to itself, which have their parent's status."""
    yield root
    for child in root.__subclasses__():
        if not child.__module__.startswith("earshot.channels."):
            yield from family(child)


@pytest.mark.parametrize("error", sorted(set(family(errors.EarshotError)), key=str))
def test_every_error_class_has_a_line_in_the_table(error: type[errors.EarshotError]) -> None:
    assert error in STATUS
    assert STATUS[error] in TITLE


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.Malformed, 400),
        (errors.Unauthenticated, 401),
        (errors.Forbidden, 403),
        (errors.Unknown, 404),
        (errors.Held, 409),
        (errors.Illegal, 409),
        (errors.Conflict, 409),
        (errors.Stale, 412),
        (BodyTooLarge, 413),
        (errors.TooLarge, 422),
        (errors.Reused, 422),
        (Unconditional, 428),
        (errors.Throttled, 503),
        (errors.Unavailable, 503),
        (ValueError, 500),
    ],
)
def test_an_error_looks_like_this_from_outside(error: type[Exception], status: int) -> None:
    assert status_of(error) == status


def test_a_problem_names_what_is_to_blame_and_leaves_out_what_is_not_known() -> None:
    assert problem_of(errors.Malformed("until must lie ahead", field="until")) == {
        "type": "urn:earshot:problem:malformed-request",
        "title": "Malformed request",
        "status": 400,
        "detail": "until must lie ahead",
        "field": "until",
    }


def test_f79_an_unexpected_error_tells_nothing(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """F79: no stack and no ARN for the caller, nothing that people wrote in the log."""

    def broken(case_id: str) -> Case:
        raise ZeroDivisionError("arn:aws:dynamodb:eu-west-1:123456789012:table/x said: my words")

    world.store.history = broken  # type: ignore[assignment]  # breaks in a way nobody foresaw
    answer = world.grace.get("/v1/cases/c1")
    logged = capsys.readouterr().out

    assert (answer.status, answer.kind) == (500, "application/problem+json")
    assert answer.json == {
        "type": "urn:earshot:problem:internal-error",
        "title": "Internal error",
        "status": 500,
    }
    assert json.loads(logged)["error"] == "ZeroDivisionError"
    assert "arn:aws" not in logged


@pytest.mark.parametrize(
    "error",
    [
        errors.Unavailable("the table does not answer"),
        errors.Throttled("too fast", after=datetime(2026, 3, 2, tzinfo=UTC)),
    ],
)
def test_what_may_pass_says_when_to_come_back(world: World, error: errors.Retryable) -> None:
    def busy(case_id: str) -> Case:
        raise error

    world.store.history = busy  # type: ignore[assignment]  # a table that is too busy
    answer = world.grace.get("/v1/cases/c1")

    assert (answer.status, answer.headers["Retry-After"]) == (503, "1")


def test_f79_refusals_and_unknown_paths_are_problem_documents_too(world: World) -> None:
    """F79, F80."""
    for answer in (
        world.grace.get("/v1/nowhere"),
        world.grace.get("/v2/cases/c1"),
        world.nobody.get("/v1/me"),
        world.guest.get("/v1/accounts"),
    ):
        assert answer.kind == "application/problem+json"
        assert answer.json["status"] == answer.status
    assert world.grace.get("/v2/cases/c1").status == 404


def test_f79_another_sites_page_gets_no_leave_to_read(world: World) -> None:
    """F79: the function sets no CORS header; the gateway does, for the origins it is told."""
    answer = world.grace.get("/v1/me")

    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_f72_a_refusal_is_on_record_without_the_persons_name(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """F72: an audit entry."""
    world.bill.get("/v1/cases/c1")

    assert json.loads(capsys.readouterr().out) == {
        "level": "WARNING",
        "event": "hidden",
        "stage": "api",
        "caller": "sub-bill",
        "case_id": "c1",
    }
