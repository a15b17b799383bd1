"""The list of connectors, and what importing it costs."""

import subprocess
import sys

import pytest

from earshot import channels
from earshot.channels.protocol import Reconciles
from earshot.domain.accounts import Account
from earshot.errors import Unknown
from local.memory import MemorySecrets

GENERIC = Account(
    brand="acme", channel="x", account="acme", connector="generic", listen_secret="in"
)
MASTODON = Account(brand="acme", channel="mastodon", account="acme", connector="mastodon")
SECRETS = MemorySecrets()


@pytest.mark.parametrize("name", channels.CONNECTORS)
def test_a_connector_does_what_its_capabilities_say(name: str) -> None:
    found = channels.connector_class(name)
    listens, does = found.capabilities.listens, found.capabilities.does
    assert ("push" in listens) == hasattr(found, "elements")
    assert ("poll" in listens) == hasattr(found, "fetch")
    assert ("search" in listens) == hasattr(found, "sample")
    assert bool(does) == hasattr(found, "send")
    assert found.capabilities.threads == hasattr(found, "part_limits")
    assert found.renews or not hasattr(found, "expires"), "who renews must be let write its secret"


def test_a_name_that_nobody_knows_is_told_with_those_there_are() -> None:
    with pytest.raises(Unknown, match=r"no connector 'pigeon'; there are .*generic.*mastodon"):
        channels.connector_class("pigeon")


def test_a_connector_offers_what_its_platform_has() -> None:
    channels.pushing(GENERIC, SECRETS)
    channels.polling(MASTODON, SECRETS)
    with pytest.raises(Unknown):
        channels.polling(GENERIC, SECRETS)
    with pytest.raises(Unknown):
        channels.pushing(MASTODON, SECRETS)
    assert isinstance(channels.answering(MASTODON, SECRETS), Reconciles)
    assert not isinstance(channels.answering(GENERIC, SECRETS), Reconciles)


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("earshot.channels", ("pydantic", "requests", "earshot.channels.generic")),
        ("earshot.usecases.receive", ("requests", "html.parser", "regex")),
        ("earshot.channels.generic", ("requests", "html.parser", "regex")),
        ("earshot.channels.mastodon", ("requests", "regex")),
        ("earshot.channels.bluesky", ("requests", "regex")),
        ("earshot.channels.x", ("requests", "regex")),
        ("earshot.channels.facebook", ("requests", "regex", "earshot.channels.facebook.replies")),
        ("earshot.channels.instagram", ("requests", "regex", "earshot.channels.instagram.replies")),
        ("earshot.channels.whatsapp", ("requests", "regex", "earshot.channels.whatsapp.outgoing")),
    ],
)
def test_importing_brings_nothing_heavy(module: str, unwanted: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print(*(n for n in {unwanted!r} if n in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
