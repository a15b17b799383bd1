"""Secrets in Secrets Manager: the current value and, during a rotation, the previous one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from botocore.exceptions import ClientError

from earshot.aws.translation import code_of, translated
from earshot.errors import Throttled, Unavailable

if TYPE_CHECKING:
    from earshot.ports import Clock, Ids, Store

MAX_AGE_S = 300
REFRESH_EVERY_S = 10
CURRENT, PREVIOUS = STAGES = ("AWSCURRENT", "AWSPREVIOUS")
TURN = timedelta(seconds=60)
"""No function runs for longer, so nobody renews whose turn has ended."""
SEEN_BY_ALL = timedelta(seconds=5)
"""How soon to look again for a value that was stored a moment ago."""


@dataclass(frozen=True, slots=True, repr=False)
class Held:
    values: tuple[str, ...]
    read_at: float
    versions: tuple[str, ...] = ()


class Renewing(NamedTuple):
    """What renewing needs: `store` knows whose turn it is."""

    store: "Store"
    clock: "Clock"
    ids: "Ids"


class ManagedSecrets:
    """`ports.Secrets` with a memory of five minutes; without `renewing` it only reads."""

    def __init__(
        self,
        client: Any,
        *,
        renewing: Callable[[], Renewing] | None = None,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        self._client = client
        self._renewing = renewing
        self._seconds = seconds
        self._lock = Lock()
        self._held: dict[str, Held] = {}
        # Made and not stored yet: what it was made of is spent, so it is never made again.
        self._unsaved: dict[str, tuple[str, str]] = {}

    def values(self, name: str) -> tuple[str, ...]:
        return self._not_older(name, MAX_AGE_S).values

    def refresh(self, name: str) -> tuple[str, ...]:
        return self._not_older(name, REFRESH_EVERY_S).values

    def renew(self, name: str, was: str, make: Callable[[str], str]) -> str:
        if self._renewing is None:
            raise Unavailable(f"secret {name} is renewed by the functions that use it alone")
        store, clock, ids = self._renewing()
        now, mine = clock.now(), ids.new()
        turn = store.take_turn(name, holder=mine, now=now, until=now + TURN)
        if turn.holder != mine:
            raise Throttled(f"secret {name} is being renewed", after=turn.until)
        try:
            held = self._not_older(name, 0)
            if held.versions[0] == turn.replaced:
                # Secrets Manager shows what was stored a moment ago not to everybody at once.
                raise Throttled(f"secret {name} was just renewed", after=now + SEEN_BY_ALL)
            if held.values[0] != was:
                return held.values[0]
            made = self._store(name, held, was, make)
            turn = turn.model_copy(update={"replaced": held.versions[0]})
        finally:
            store.end_turn(turn, now=clock.now())
        self._keep_previous(name, held)
        return made

    def _store(self, name: str, held: Held, was: str, make: Callable[[str], str]) -> str:
        """Make the new value and put it there in one write."""
        of, made = self._unsaved.get(name, ("", ""))
        if of != was:
            made = make(was)
            self._unsaved[name] = was, made
        with translated("Secrets Manager"):
            answer = self._client.put_secret_value(SecretId=name, SecretString=made)
        self._unsaved.pop(name)
        versions = (answer["VersionId"], *held.versions[1:])
        with self._lock:
            self._held[name] = Held((made, *held.values[1:]), self._seconds(), versions)
        return made

    def _keep_previous(self, name: str, held: Held) -> None:
        """Let the previous value be the one that a person replaced, not the one that we renewed."""
        if len(held.versions) < len(STAGES):
            return
        with translated("Secrets Manager"):
            try:
                self._client.update_secret_version_stage(
                    SecretId=name,
                    VersionStage=PREVIOUS,
                    RemoveFromVersionId=held.versions[0],
                    MoveToVersionId=held.versions[1],
                )
            except ClientError as error:
                # It stood without a label for a moment, and may have been cleared away meanwhile.
                if code_of(error) != "ResourceNotFoundException":
                    raise

    def _not_older(self, name: str, age: float) -> Held:
        with self._lock:
            held = self._held.get(name)
            if held is None or self._seconds() - held.read_at >= age:
                read = list(self._read(name))
                values = tuple(value for value, _ in read)
                held = Held(values, self._seconds(), tuple(version for _, version in read))
                self._held[name] = held
            return held

    def _read(self, name: str) -> Iterator[tuple[str, str]]:
        """The live values, newest first, and their versions."""
        for stage in STAGES:
            with translated("Secrets Manager"):
                try:
                    answer = self._client.get_secret_value(SecretId=name, VersionStage=stage)
                except ClientError as error:
                    if code_of(error) != "ResourceNotFoundException":
                        raise
                    if stage == CURRENT:
                        raise Unavailable(f"secret {name} has no value yet") from None
                    return
            if not answer.get("SecretString"):
                raise Unavailable(f"secret {name} holds no text")
            yield answer["SecretString"], answer.get("VersionId", "")
