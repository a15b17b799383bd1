"""Renewing a secret: one at a time, stored in one write, and a rotation by hand is left alone."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from earshot.aws.secrets import ManagedSecrets, Renewing
from earshot.errors import Rejected, Throttled, Unavailable
from local.memory import MemoryStore
from local.memory.inputs import FixedClock, NumberedIds
from tests.builders import MONDAY_NINE

NAME = "listen"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        made = boto3.client("secretsmanager", region_name="eu-west-1")
        made.create_secret(Name=NAME, SecretString="token-1")
        yield made


class Fleet:
    """Functions that share a table and a secret, each with a memory of its own."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.store = MemoryStore()
        self.clock = FixedClock(MONDAY_NINE)
        self.ids = NumberedIds()
        self.spent: list[str] = []

    def function(self, client: Any = None) -> ManagedSecrets:
        renewing = Renewing(self.store, self.clock, self.ids)
        return ManagedSecrets(client or self.client, renewing=lambda: renewing)

    def make(self, was: str) -> str:
        self.spent.append(was)
        return f"token-{int(was.removeprefix('token-')) + 1}"

    def stored(self, stage: str = "AWSCURRENT") -> str:
        found = self.client.get_secret_value(SecretId=NAME, VersionStage=stage)
        return str(found["SecretString"])


@pytest.fixture
def fleet(client: Any) -> Fleet:
    return Fleet(client)


def test_a_renewed_value_is_stored_before_anybody_sees_it(fleet: Fleet) -> None:
    one = fleet.function()
    assert one.renew(NAME, "token-1", fleet.make) == "token-2"
    assert fleet.stored() == one.values(NAME)[0] == "token-2"


def test_a_token_is_spent_once_however_many_would_renew_it(fleet: Fleet) -> None:
    many = [fleet.function() for _ in range(8)]
    for function in many:
        function.values(NAME)
    together = Barrier(len(many))

    def renew(function: ManagedSecrets) -> str:
        together.wait()
        try:
            return function.renew(NAME, "token-1", fleet.make)
        except Throttled as wait:
            assert wait.after is not None
            return "later"

    with ThreadPoolExecutor(len(many)) as pool:
        ended = list(pool.map(renew, many))
    assert fleet.spent == ["token-1"]
    assert set(ended) <= {"token-2", "later"}
    assert "token-2" in ended


def test_who_comes_meanwhile_hears_until_when_it_takes(fleet: Fleet) -> None:
    def slow(was: str) -> str:
        with pytest.raises(Throttled) as wait:
            fleet.function().renew(NAME, "token-1", fleet.make)
        assert wait.value.after == MONDAY_NINE + timedelta(seconds=60)
        return "token-2"

    assert fleet.function().renew(NAME, "token-1", slow) == "token-2"
    assert fleet.spent == []


def test_who_comes_afterwards_gets_the_new_value(fleet: Fleet) -> None:
    late = fleet.function()
    late.values(NAME)
    fleet.function().renew(NAME, "token-1", fleet.make)
    assert late.renew(NAME, "token-1", fleet.make) == "token-2"
    assert late.values(NAME)[0] == "token-2"
    assert fleet.spent == ["token-1"]


class Around:
    """The client, with one call done differently."""

    def __init__(self, client: Any, name: str, instead: Callable[..., Any]) -> None:
        self._client, self._name, self._instead = client, name, instead

    def __getattr__(self, name: str) -> Any:
        return self._instead if name == self._name else getattr(self._client, name)


def test_a_value_that_does_not_show_everywhere_yet_is_not_renewed_again(fleet: Fleet) -> None:
    before = fleet.client.get_secret_value(SecretId=NAME)
    fleet.function().renew(NAME, "token-1", fleet.make)
    behind = fleet.function(Around(fleet.client, "get_secret_value", lambda **_: before))
    with pytest.raises(Throttled) as wait:
        behind.renew(NAME, "token-1", fleet.make)
    assert wait.value.after == MONDAY_NINE + timedelta(seconds=5)
    assert fleet.spent == ["token-1"]


def test_what_was_made_and_not_stored_is_stored_later_and_not_made_again(fleet: Fleet) -> None:
    def refuse(**_: Any) -> Any:
        raise ClientError({"Error": {"Code": "InternalServiceError"}}, "PutSecretValue")

    broken = Around(fleet.client, "put_secret_value", refuse)
    function = fleet.function(broken)
    with pytest.raises(Unavailable):
        function.renew(NAME, "token-1", fleet.make)
    assert fleet.stored() == function.values(NAME)[0] == "token-1"
    broken._instead = fleet.client.put_secret_value
    assert function.renew(NAME, "token-1", fleet.make) == "token-2"
    assert fleet.stored() == "token-2"
    assert fleet.spent == ["token-1"]


def test_a_platform_that_refuses_changes_nothing_and_holds_nobody_up(fleet: Fleet) -> None:
    def refused(was: str) -> str:
        raise Rejected("invalid_grant", kind="reauth")

    with pytest.raises(Rejected):
        fleet.function().renew(NAME, "token-1", refused)
    assert fleet.function().renew(NAME, "token-1", fleet.make) == "token-2"


def test_a_rotation_by_hand_keeps_its_two_values_through_renewals(fleet: Fleet) -> None:
    fleet.client.put_secret_value(SecretId=NAME, SecretString="token-5")
    function = fleet.function()
    assert function.values(NAME) == ("token-5", "token-1")
    function.renew(NAME, "token-5", fleet.make)
    function.renew(NAME, "token-6", fleet.make)
    assert function.values(NAME) == ("token-7", "token-1")
    assert fleet.function().values(NAME) == ("token-7", "token-1")


def test_a_rotation_by_hand_after_a_renewal_has_the_renewed_value_as_its_previous(
    fleet: Fleet,
) -> None:
    fleet.function().renew(NAME, "token-1", fleet.make)
    fleet.client.put_secret_value(SecretId=NAME, SecretString="token-9")
    assert fleet.function().values(NAME) == ("token-9", "token-2")


def test_who_only_reads_renews_nothing(fleet: Fleet) -> None:
    with pytest.raises(Unavailable, match="renewed by the functions that use it"):
        ManagedSecrets(fleet.client).renew(NAME, "token-1", fleet.make)
    assert fleet.spent == []


def test_secrets_do_not_show_in_errors(fleet: Fleet) -> None:
    def refuse(**_: Any) -> Any:
        raise ClientError({"Error": {"Code": "AccessDeniedException"}}, "PutSecretValue")

    function = fleet.function(Around(fleet.client, "put_secret_value", refuse))
    with pytest.raises(Unavailable) as error:
        function.renew(NAME, "token-1", fleet.make)
    assert "token-" not in f"{error.value!r} {error.value} {function!r}"
