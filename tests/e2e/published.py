"""What AppConfig hands out to a function that starts now."""

from collections.abc import Mapping
from typing import Any


def content_of(data: Any, told: Mapping[str, str], profile: str) -> bytes:
    """The content of a profile; `data` is a client of `appconfigdata`, `told` what `up` said."""
    token = data.start_configuration_session(
        ApplicationIdentifier=told["AppConfigApplication"],
        EnvironmentIdentifier=told["AppConfigEnvironment"],
        ConfigurationProfileIdentifier=told[profile],
    )["InitialConfigurationToken"]
    answer = data.get_latest_configuration(ConfigurationToken=token)
    content: bytes = answer["Configuration"].read()
    return content
