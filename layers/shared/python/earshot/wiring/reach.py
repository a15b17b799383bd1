"""Clients, and the queues and settings that they work with: each made once, when first needed."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from earshot import settings
from earshot.errors import Rejected

if TYPE_CHECKING:
    from earshot.aws.queues import SqsOrderedQueue
    from earshot.ports import Queue

CONNECT_S, READ_S, ATTEMPTS = 1.5, 5, 2
"""A client gives up after 13 s: each function has time for two calls that are never answered."""

G = TypeVar("G", bound=settings.Settings)


@cache
def client(service: str, read_s: int = READ_S, attempts: int = ATTEMPTS) -> Any:
    """A low-level client with the time-outs that fit into a function's."""
    from botocore.config import Config

    retries = {"mode": "standard", "total_max_attempts": attempts}
    config = Config(connect_timeout=CONNECT_S, read_timeout=read_s, retries=retries)
    return session().create_client(service, config=config)


class NoSecrets:
    """Stands where a function may read none: what it is given to calls nobody."""

    def values(self, name: str) -> tuple[str, ...]:
        raise Rejected("no secret is read here", kind="not_connected")

    def refresh(self, name: str) -> tuple[str, ...]:
        return self.values(name)

    def renew(self, name: str, was: str, make: Callable[[str], str]) -> str:
        return self.values(name)[0]


@cache
def session() -> Any:
    from botocore.session import get_session

    return get_session()


@cache
def told(group: type[G]) -> G:
    return group.read()


@cache
def queue(url: str) -> "Queue":
    from earshot.aws.queues import SqsQueue

    return SqsQueue(client("sqs"), url)


@cache
def ordered_queue(url: str) -> "SqsOrderedQueue":
    from earshot.aws.queues import SqsOrderedQueue

    return SqsOrderedQueue(client("sqs"), url)
