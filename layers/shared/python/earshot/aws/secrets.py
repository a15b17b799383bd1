"""Secrets in Secrets Manager: the current value and, during a rotation, the previous one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any

from botocore.exceptions import ClientError

from earshot.aws.translation import code_of, translated
from earshot.errors import Unavailable

MAX_AGE_S = 300
REFRESH_EVERY_S = 10
STAGES = ("AWSCURRENT", "AWSPREVIOUS")


@dataclass(frozen=True, slots=True, repr=False)
class Held:
    values: tuple[str, ...]
    read_at: float


class ManagedSecrets:
    """`ports.Secrets` with a memory of five minutes."""

    def __init__(self, client: Any, *, seconds: Callable[[], float] = monotonic) -> None:
        self._client = client
        self._seconds = seconds
        self._lock = Lock()
        self._held: dict[str, Held] = {}

    def values(self, name: str) -> tuple[str, ...]:
        return self._not_older(name, MAX_AGE_S)

    def refresh(self, name: str) -> tuple[str, ...]:
        return self._not_older(name, REFRESH_EVERY_S)

    def renew(self, name: str, was: str, make: Callable[[str], str]) -> str:
        held = self.refresh(name)[0]
        if held != was:
            return held
        made = make(was)
        with translated("Secrets Manager"):
            self._client.put_secret_value(SecretId=name, SecretString=made)
        with self._lock:
            self._held[name] = Held((made, was), self._seconds())
        return made

    def _not_older(self, name: str, age: float) -> tuple[str, ...]:
        with self._lock:
            held = self._held.get(name)
            if held is None or self._seconds() - held.read_at >= age:
                held = Held(tuple(self._read(name)), self._seconds())
                self._held[name] = held
            return held.values

    def _read(self, name: str) -> Iterator[str]:
        for stage in STAGES:
            with translated("Secrets Manager"):
                try:
                    answer = self._client.get_secret_value(SecretId=name, VersionStage=stage)
                except ClientError as error:
                    if code_of(error) != "ResourceNotFoundException":
                        raise
                    if stage == STAGES[0]:
                        raise Unavailable(f"secret {name} has no value yet") from None
                    return
            if not answer.get("SecretString"):
                raise Unavailable(f"secret {name} holds no text")
            yield answer["SecretString"]
