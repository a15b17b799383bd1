"""What is published apart from the code: the playbook, its earlier versions, the accounts."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from earshot import settings
from earshot.observability import Log, under_playbook_broken
from earshot.wiring.reach import client, told
from earshot.wiring.understanding import weighing

if TYPE_CHECKING:
    from earshot.aws.archive import AppConfigArchive
    from earshot.aws.published import AppConfigDocument
    from earshot.domain.accounts import Accounts
    from earshot.domain.playbook import Playbook
    from earshot.ports import Playbooks

T = TypeVar("T")


@cache
def playbooks() -> "AppConfigDocument[Playbook]":
    from earshot.domain.playbook import load

    profile = told(settings.ConfigurationSettings).playbook_profile
    return _document(profile, lambda content: load(content.decode()))


@cache
def archive() -> "AppConfigArchive":
    from earshot.aws.archive import AppConfigArchive

    names = told(settings.ConfigurationSettings)
    return AppConfigArchive(
        client("appconfig"),
        application=names.appconfig_application,
        profile=names.playbook_profile,
    )


def weighed(archive: "Playbooks", bucket: str) -> "Playbooks":
    """The archive, which also sees to the weights of the versions that are asked for."""
    if not bucket:
        return archive
    from earshot.usecases.weights import Weighed

    return Weighed(archive, weighing(bucket))


@cache
def account_lists() -> "AppConfigDocument[Accounts]":
    from earshot.domain.accounts import Accounts

    profile = told(settings.ConfigurationSettings).accounts_profile
    return _document(profile, Accounts.model_validate_json)


def _document(profile: str, parse: Callable[[bytes], T]) -> "AppConfigDocument[T]":
    from earshot.aws.published import AppConfigDocument

    names = told(settings.ConfigurationSettings)
    return AppConfigDocument(
        client("appconfigdata"),
        application=names.appconfig_application,
        environment=names.appconfig_environment,
        profile=profile,
        parse=parse,
        worry=_keep_configuration,
    )


def _keep_configuration(error: Exception) -> None:
    """Tell that the one before stays in force; what was published and refused raises an alarm."""
    Log("configuration").warning("configuration_kept", error=type(error).__name__)
    if isinstance(error, ValueError):
        under_playbook_broken()
