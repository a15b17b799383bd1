"""What a function is told by its environment, which `infra/` builds from these models."""

import os
from typing import Self

from pydantic import ValidationError

from earshot.domain.frozen import Frozen

PREFIX = "EARSHOT_"
RECEIVES = 5
"""How often a queue hands out a message before it sets it aside."""
SWEEP_S = 300
"""How long it is from one safety sweep to the next."""


class Settings(Frozen):
    """A group of settings; each field is the variable `EARSHOT_<FIELD>`, and none has a default."""

    @classmethod
    def environment(cls, **values: str) -> dict[str, str]:
        """The variables for these values; ValidationError when one is missing or misspelt."""
        unknown = values.keys() - cls.model_fields.keys()
        if unknown:
            raise ValueError(f"{cls.__name__} has no {', '.join(sorted(unknown))}")
        checked = cls.model_validate(values).model_dump()
        return {PREFIX + name.upper(): value for name, value in checked.items()}

    @classmethod
    def read(cls) -> Self:
        """This group from the process's environment."""
        found = {
            name: os.environ[PREFIX + name.upper()]
            for name in cls.model_fields
            if PREFIX + name.upper() in os.environ
        }
        try:
            return cls.model_validate(found)
        except ValidationError as error:
            names = ", ".join(PREFIX + str(e["loc"][0]).upper() for e in error.errors())
            raise RuntimeError(f"settings missing or wrong: {names}") from None


class TableSettings(Settings):
    table_name: str


class ConfigurationSettings(Settings):
    """Where the playbook and the accounts are published (AppConfig names)."""

    appconfig_application: str
    appconfig_environment: str
    playbook_profile: str
    accounts_profile: str


class WebhookSettings(TableSettings, ConfigurationSettings):
    mentions_queue_url: str


class PollSettings(TableSettings, ConfigurationSettings):
    mentions_queue_url: str


class ClassifySettings(TableSettings, ConfigurationSettings):
    """The table is for the quarantine and the budgets; `weights_bucket` is empty for none."""

    classified_queue_url: str
    weights_bucket: str


class RouteSettings(TableSettings, ConfigurationSettings):
    pass


class RelaySettings(TableSettings, ConfigurationSettings):
    """`case_url` is the page of a case for people, with `{case_id}` in it; empty for none."""

    replies_queue_url: str
    mentions_queue_url: str
    alerts_topic_arn: str
    operations_topic_arn: str
    timer_machine_arn: str
    case_url: str


class CheckSettings(TableSettings, ConfigurationSettings):
    pass


class SweepSettings(TableSettings, ConfigurationSettings):
    pass


class ReplySettings(TableSettings, ConfigurationSettings):
    """The queue is the one that it takes from: what has to wait goes back to it."""

    replies_queue_url: str


class ApiSettings(TableSettings, ConfigurationSettings):
    """`page_secret_arn` seals page tokens; `groups_claim` names the claim that holds groups.

    `weights_bucket` is where weights of our own lie, empty for none.
    """

    page_secret_arn: str
    groups_claim: str
    weights_bucket: str


class TrainSettings(TableSettings, ConfigurationSettings):
    """Only where `retraining` is switched on."""

    weights_bucket: str
    operations_topic_arn: str
