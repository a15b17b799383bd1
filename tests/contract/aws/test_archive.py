"""Playbooks that were published before are found by their stamp and read once."""

from io import BytesIO
from typing import Any

import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber

from earshot.aws.archive import AppConfigArchive
from earshot.domain.playbook import Playbook, compiled
from earshot.errors import Unknown
from tests import builders
from tests.contract.aws.conftest import Stubbed

NAMES = {"ApplicationId": "app", "ConfigurationProfileId": "playbook"}
FIRST = builders.playbook(version=1)
SECOND = builders.playbook(version=2)
SECOND_AGAIN = builders.playbook(version=2, audience="Everybody")


def listed(stubber: Stubber, *versions: tuple[int, str | None], **more: str) -> None:
    asked = {**NAMES, **({"NextToken": more["token"]} if "token" in more else {})}
    rows = [
        {"VersionNumber": n, **({"VersionLabel": label} if label else {})} for n, label in versions
    ]
    answer: dict[str, Any] = {"Items": rows}
    if "then" in more:
        answer["NextToken"] = more["then"]
    stubber.add_response("list_hosted_configuration_versions", answer, asked)


def content(stubber: Stubber, number: int, playbook: Playbook) -> None:
    text = compiled(playbook).encode()
    answer = {"VersionNumber": number, "Content": StreamingBody(BytesIO(text), len(text))}
    asked = {**NAMES, "VersionNumber": number}
    stubber.add_response("get_hosted_configuration_version", answer, asked)


@pytest.fixture
def archive(stubbed: Stubbed) -> tuple[AppConfigArchive, Stubber]:
    client, stubber = stubbed("appconfig")
    return AppConfigArchive(client, application="app", profile="playbook"), stubber


def test_a_version_is_found_by_its_stamp_on_a_later_page_and_read_once(
    archive: tuple[AppConfigArchive, Stubber],
) -> None:
    found, stubber = archive
    listed(stubber, (2, SECOND.stamp), then="more")
    listed(stubber, (1, FIRST.stamp), token="more")
    content(stubber, 1, FIRST)
    assert found.version(FIRST.stamp).stamp == FIRST.stamp
    listed(stubber, (2, SECOND.stamp), (1, FIRST.stamp))
    assert found.version("v1").stamp == FIRST.stamp


def test_of_two_with_one_number_the_newest_is_meant(
    archive: tuple[AppConfigArchive, Stubber],
) -> None:
    found, stubber = archive
    listed(stubber, (1, FIRST.stamp), (2, SECOND.stamp), (3, SECOND_AGAIN.stamp))
    content(stubber, 3, SECOND_AGAIN)
    assert found.version("v2").stamp == SECOND_AGAIN.stamp


def test_what_was_published_without_a_label_is_known_by_its_content(
    archive: tuple[AppConfigArchive, Stubber],
) -> None:
    found, stubber = archive
    listed(stubber, (2, SECOND.stamp), (1, None))
    content(stubber, 1, FIRST)
    assert found.version(FIRST.stamp).stamp == FIRST.stamp


def test_a_version_that_was_never_published_is_unknown(
    archive: tuple[AppConfigArchive, Stubber],
) -> None:
    found, stubber = archive
    listed(stubber, (1, FIRST.stamp))
    with pytest.raises(Unknown, match="no playbook v7 has been published"):
        found.version("v7")
