"""The one place where DynamoDB's errors become ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from earshot.errors import Conflict, EarshotError, Malformed, Throttled, Unavailable
from earshot.store.body import Item

CODES: dict[str, type[EarshotError]] = {
    "ProvisionedThroughputExceededException": Throttled,
    "ProvisionedThroughputExceeded": Throttled,
    "RequestLimitExceeded": Throttled,
    "ThrottlingException": Throttled,
    "ThrottlingError": Throttled,
    "TransactionConflictException": Conflict,
    "TransactionConflict": Conflict,
    "TransactionInProgressException": Conflict,
    "ValidationException": Malformed,
    "ValidationError": Malformed,
    "ItemCollectionSizeLimitExceeded": Malformed,
}
"""All others (no access, key disabled, server error) are Unavailable: the message has to wait."""


class Refused(Exception):
    """A guard did not hold; `item` is what stands in the way, None if nothing does."""

    def __init__(self, item: Item | None) -> None:
        super().__init__("a condition did not hold")
        self.item = item


class Cancelled(Exception):
    """A transaction was cancelled; `codes` says why, in the order of its operations."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


@contextmanager
def translated() -> Iterator[None]:
    """Raise our errors for the client's, and Refused or Cancelled where a guard has spoken."""
    try:
        yield
    except ClientError as error:
        raise _ours(error.response) from error
    except BotoCoreError as error:
        raise Unavailable(f"DynamoDB did not answer: {type(error).__name__}") from error


def _ours(response: dict[str, Any]) -> Exception:
    code = response.get("Error", {}).get("Code", "")
    if code == "ConditionalCheckFailedException":
        return Refused(response.get("Item") or None)
    if code == "TransactionCanceledException":
        return Cancelled([str(r.get("Code")) for r in response.get("CancellationReasons", [])])
    return for_code(code, detail=_throttled_by(response))


def for_code(code: str, *, detail: str = "") -> EarshotError:
    """The error for a code of a request or of one operation of a transaction."""
    return CODES.get(code, Unavailable)(f"DynamoDB: {code}{detail}")


def _throttled_by(response: dict[str, Any]) -> str:
    """Which limit of which table or index it was, where DynamoDB tells."""
    reasons = response.get("ThrottlingReasons") or []
    return "".join(f" {r.get('reason')} {r.get('resource')}" for r in reasons)
