"""Secrets and published documents: read rarely, renewed in time, kept when AWS is away."""

from io import BytesIO
from typing import Any

import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber

from earshot.aws.published import AppConfigDocument
from earshot.aws.secrets import Held, ManagedSecrets
from earshot.errors import Unavailable
from tests.contract.aws.conftest import Stubbed

NAME = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:listen"


class Watch:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def secret(stubber: Stubber, stage: str, value: str | None) -> None:
    asked = {"SecretId": NAME, "VersionStage": stage}
    if value is None:
        error = "ResourceNotFoundException"
        stubber.add_client_error("get_secret_value", error, expected_params=asked)
    else:
        stubber.add_response("get_secret_value", {"SecretString": value}, asked)


def test_a_secret_has_its_current_and_its_previous_value_f5(stubbed: Stubbed) -> None:
    client, stubber = stubbed("secretsmanager")
    secret(stubber, "AWSCURRENT", "new")
    secret(stubber, "AWSPREVIOUS", "old")
    assert ManagedSecrets(client).values(NAME) == ("new", "old")


def test_a_secret_that_never_rotated_has_one_value(stubbed: Stubbed) -> None:
    client, stubber = stubbed("secretsmanager")
    secret(stubber, "AWSCURRENT", "only")
    secret(stubber, "AWSPREVIOUS", None)
    assert ManagedSecrets(client).values(NAME) == ("only",)


def test_a_secret_is_read_again_after_five_minutes_f93(stubbed: Stubbed) -> None:
    client, stubber = stubbed("secretsmanager")
    watch = Watch()
    secrets = ManagedSecrets(client, seconds=watch)
    secret(stubber, "AWSCURRENT", "one")
    secret(stubber, "AWSPREVIOUS", None)
    assert secrets.values(NAME) == ("one",)
    watch.seconds += 299
    assert secrets.values(NAME) == ("one",)
    secret(stubber, "AWSCURRENT", "two")
    secret(stubber, "AWSPREVIOUS", "one")
    watch.seconds += 1
    assert secrets.values(NAME) == ("two", "one")


def test_a_secret_is_refreshed_at_once_but_not_more_often_than_every_ten_seconds_f5(
    stubbed: Stubbed,
) -> None:
    client, stubber = stubbed("secretsmanager")
    watch = Watch()
    secrets = ManagedSecrets(client, seconds=watch)
    secret(stubber, "AWSCURRENT", "one")
    secret(stubber, "AWSPREVIOUS", None)
    secrets.values(NAME)
    watch.seconds += 9
    assert secrets.refresh(NAME) == ("one",)
    secret(stubber, "AWSCURRENT", "two")
    secret(stubber, "AWSPREVIOUS", "one")
    watch.seconds += 1
    assert secrets.refresh(NAME) == ("two", "one")
    assert secrets.values(NAME) == ("two", "one")


def test_a_secret_without_a_value_is_named_f93(stubbed: Stubbed) -> None:
    client, stubber = stubbed("secretsmanager")
    secret(stubber, "AWSCURRENT", None)
    with pytest.raises(Unavailable, match="secret:listen has no value yet"):
        ManagedSecrets(client).values(NAME)


def test_a_secret_that_may_not_be_read_is_unavailable(stubbed: Stubbed) -> None:
    client, stubber = stubbed("secretsmanager")
    stubber.add_client_error("get_secret_value", "AccessDeniedException")
    with pytest.raises(Unavailable):
        ManagedSecrets(client).values(NAME)


def test_held_values_do_not_show_in_a_repr() -> None:
    assert "hunter2" not in repr(Held(("hunter2",), 0))


class Document:
    """A published number, read through a stubbed AppConfig."""

    def __init__(self, stubbed: Stubbed) -> None:
        client, self.stubber = stubbed("appconfigdata")
        self.watch = Watch()
        self.parsed: list[bytes] = []
        self.worries: list[str] = []
        self.document = AppConfigDocument(
            client,
            application="app",
            environment="live",
            profile="playbook",
            parse=self._parse,
            worry=self.worries.append,
            seconds=self.watch,
        )

    def _parse(self, content: bytes) -> int:
        self.parsed.append(content)
        return int(content)

    def current(self, *, later: float = 0) -> int:
        self.watch.seconds += later
        return self.document.current()

    def session(self, token: str) -> None:
        names = {
            "ApplicationIdentifier": "app",
            "EnvironmentIdentifier": "live",
            "ConfigurationProfileIdentifier": "playbook",
        }
        answer = {"InitialConfigurationToken": token}
        self.stubber.add_response("start_configuration_session", answer, names)

    def content(self, token: str, content: bytes, *, then: str) -> None:
        answer: dict[str, Any] = {
            "NextPollConfigurationToken": then,
            "NextPollIntervalInSeconds": 60,
            "ContentType": "application/json",
            "Configuration": StreamingBody(BytesIO(content), len(content)),
        }
        asked = {"ConfigurationToken": token}
        self.stubber.add_response("get_latest_configuration", answer, asked)

    def error(self, code: str) -> None:
        self.stubber.add_client_error("get_latest_configuration", code)


@pytest.fixture
def document(stubbed: Stubbed) -> Document:
    found = Document(stubbed)
    found.session("t0")
    found.content("t0", b"1", then="t1")
    assert found.current() == 1
    return found


def test_a_document_is_asked_for_once_a_minute_and_parsed_once(document: Document) -> None:
    assert document.current(later=59) == 1
    document.content("t1", b"", then="t2")
    assert document.current(later=1) == 1
    document.content("t2", b"2", then="t3")
    assert document.current(later=60) == 2
    assert document.parsed == [b"1", b"2"]
    assert document.worries == []


def test_a_document_stays_in_force_while_appconfig_is_away(document: Document) -> None:
    document.error("InternalServerException")
    assert document.current(later=60) == 1
    assert document.current(later=59) == 1
    document.content("t1", b"2", then="t2")
    assert document.current(later=1) == 2
    assert [type(worry) for worry in document.worries] == [Unavailable]


def test_a_document_that_does_not_parse_leaves_the_one_before_in_force_f45(
    document: Document,
) -> None:
    document.content("t1", b"nonsense", then="t2")
    assert document.current(later=60) == 1
    document.content("t2", b"", then="t3")
    assert document.current(later=60) == 1
    assert [type(worry) for worry in document.worries] == [ValueError]


def test_a_token_that_has_run_out_is_replaced(document: Document) -> None:
    document.error("BadRequestException")
    document.session("t9")
    document.content("t9", b"2", then="t10")
    assert document.current(later=90_000) == 2


def test_a_first_read_that_fails_is_tried_again_with_the_next_question(stubbed: Stubbed) -> None:
    document = Document(stubbed)
    document.session("t0")
    document.error("InternalServerException")
    with pytest.raises(Unavailable):
        document.current()
    document.session("t0")
    document.content("t0", b"nonsense", then="t1")
    with pytest.raises(ValueError, match="nonsense"):
        document.current()
    document.session("t0")
    document.content("t0", b"3", then="t1")
    assert document.current() == 3
