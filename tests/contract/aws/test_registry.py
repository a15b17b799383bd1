"""The model registry: the same in memory and on S3 (moto), and errors that are ours."""

from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from earshot.aws.registry import S3Registry
from earshot.errors import Unavailable, Unknown
from earshot.ports import ModelRegistry
from local.memory.registry import MemoryRegistry
from tests.contract.aws.conftest import Stubbed


@pytest.fixture(params=["memory", "s3"])
def registry(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ModelRegistry]:
    if request.param == "memory":
        yield MemoryRegistry()
        return
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="weights")
        yield S3Registry(client, "weights")


def test_weights_are_kept_by_version(registry: ModelRegistry) -> None:
    registry.put("w00000001", b"\x00one")
    registry.put("w00000002", b"two")
    assert registry.weights("w00000001") == b"\x00one"
    assert registry.weights("w00000002") == b"two"


def test_what_is_not_there_is_unknown(registry: ModelRegistry) -> None:
    with pytest.raises(Unknown, match="w00000009"):
        registry.weights("w00000009")


def test_a_version_is_finished_when_its_report_is_there(registry: ModelRegistry) -> None:
    registry.put("w00000001", b"one")
    assert not registry.is_finished("w00000001")
    registry.finish("w00000001", "{}")
    assert registry.is_finished("w00000001")


def test_what_may_not_be_read_is_unavailable(stubbed: Stubbed) -> None:
    client, stubber = stubbed("s3")
    stubber.add_client_error("get_object", "AccessDenied", http_status_code=403)
    with pytest.raises(Unavailable, match="AccessDenied"):
        S3Registry(client, "weights").weights("w00000001")
