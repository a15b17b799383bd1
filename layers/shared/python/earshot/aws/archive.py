"""Every playbook that was ever published, as AppConfig keeps them."""

from collections.abc import Iterator
from typing import Any

from earshot.aws.translation import translated
from earshot.domain.playbook import Playbook, load
from earshot.errors import Unknown


class AppConfigArchive:
    """`ports.Playbooks`: versions by the label that each was published with, its stamp.

    What was published without a label is read to learn its stamp. Contents never change, so each
    is read once.
    """

    def __init__(self, client: Any, *, application: str, profile: str) -> None:
        self._client = client
        self._names = {"ApplicationId": application, "ConfigurationProfileId": profile}
        self._read: dict[int, Playbook] = {}

    def version(self, name: str) -> Playbook:
        for number, label in sorted(self._listed(), reverse=True):
            stamp = label or self._content(number).stamp
            if name in (stamp, stamp.partition(":")[0]):
                return self._content(number)
        raise Unknown(f"no playbook {name} has been published")

    def _listed(self) -> Iterator[tuple[int, str]]:
        token: dict[str, str] = {}
        while True:
            with translated("AppConfig"):
                page = self._client.list_hosted_configuration_versions(**self._names, **token)
            for item in page.get("Items", ()):
                yield item["VersionNumber"], item.get("VersionLabel", "")
            if not page.get("NextToken"):
                return
            token = {"NextToken": page["NextToken"]}

    def _content(self, number: int) -> Playbook:
        if number not in self._read:
            with translated("AppConfig"):
                answer = self._client.get_hosted_configuration_version(
                    **self._names, VersionNumber=number
                )
                content: bytes = answer["Content"].read()
            self._read[number] = load(content.decode())
        return self._read[number]
