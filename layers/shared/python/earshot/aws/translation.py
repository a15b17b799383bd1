"""The one place where errors of the services beside the table become ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from earshot.errors import Throttled, Unavailable

THROTTLED = frozenset(
    {
        "ExecutionLimitExceeded",
        "KmsThrottled",
        "KMSThrottling",
        "KMSThrottlingException",
        "RequestThrottled",
        "Throttled",
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "TooManyRequestsException",
    }
)


@contextmanager
def translated(service: str) -> Iterator[None]:
    """Raise Throttled or Unavailable for what the client raises; both are tried again."""
    try:
        yield
    except ClientError as error:
        code = code_of(error)
        kind = Throttled if code.rpartition(".")[2] in THROTTLED else Unavailable
        raise kind(f"{service}: {code}") from error
    except BotoCoreError as error:
        raise Unavailable(f"{service} did not answer: {type(error).__name__}") from error


def code_of(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
