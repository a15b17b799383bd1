"""Documents published with AppConfig, by its token protocol."""

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Any, Generic, TypeVar

from botocore.exceptions import ClientError

from earshot.aws.translation import code_of, translated
from earshot.errors import EarshotError

T = TypeVar("T")
MAX_AGE_S = 60


class AppConfigDocument(Generic[T]):
    """`ports.Published`: asks at most once a minute, parses each new content once.

    When AppConfig does not answer, or publishes what `parse` refuses, the one before stays in
    force; `worry` is told. Only the very first read can fail.
    """

    def __init__(
        self,
        client: Any,
        *,
        application: str,
        environment: str,
        profile: str,
        parse: Callable[[bytes], T],
        worry: Callable[[Exception], None],
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        self._client = client
        self._names = {
            "ApplicationIdentifier": application,
            "EnvironmentIdentifier": environment,
            "ConfigurationProfileIdentifier": profile,
        }
        self._parse = parse
        self._worry = worry
        self._seconds = seconds
        self._lock = Lock()
        self._token: str | None = None
        self._value: tuple[T] | None = None
        self._ask_at = 0.0

    def current(self) -> T:
        with self._lock:
            if self._value is None:
                self._token = None
                self._value = self._news()
            elif self._seconds() >= self._ask_at:
                self._value = self._news_or(self._value)
            if self._value is None:
                raise RuntimeError("AppConfig answered a first question with nothing")
            return self._value[0]

    def _news_or(self, held: tuple[T]) -> tuple[T]:
        try:
            return self._news() or held
        except (EarshotError, ValueError) as error:
            self._worry(error)
            return held

    def _news(self) -> tuple[T] | None:
        """The newest content; None when it is the one that was given last."""
        self._ask_at = self._seconds() + MAX_AGE_S
        content = self._ask()
        return (self._parse(content),) if content else None

    def _ask(self) -> bytes:
        with translated("AppConfig"):
            try:
                answer = self._client.get_latest_configuration(
                    ConfigurationToken=self._token or self._first_token()
                )
            except ClientError as error:
                # A token is good for a day and for one answer.
                if self._token is None or code_of(error) != "BadRequestException":
                    raise
                answer = self._client.get_latest_configuration(
                    ConfigurationToken=self._first_token()
                )
            self._token = answer["NextPollConfigurationToken"]
            content: bytes = answer["Configuration"].read()
        return content

    def _first_token(self) -> str:
        token: str = self._client.start_configuration_session(**self._names)[
            "InitialConfigurationToken"
        ]
        return token
