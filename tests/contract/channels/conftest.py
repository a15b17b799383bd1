"""A fake platform for each test, and an account connected to it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from earshot.channels import http
from earshot.channels.generic import Generic
from earshot.channels.mastodon import Mastodon, instance
from earshot.domain.accounts import Account
from local.memory import MemorySecrets
from local.platforms.mastodon import FakeMastodon
from local.platforms.receiver import FakeReceiver
from tests.webhooks import SECRET


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patience of a third of a second, so that tests of slow platforms are quick."""
    monkeypatch.setattr(http, "READ_S", 0.3)
    monkeypatch.setattr(http, "TOTAL_S", 0.4)


@pytest.fixture
def server() -> Iterator[FakeMastodon]:
    instance.forget()
    with FakeMastodon() as fake:
        fake.faults.slow_s = 1
        yield fake


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets(token="fake-token", signing=SECRET)


@pytest.fixture
def channel(server: FakeMastodon, secrets: MemorySecrets) -> Mastodon:
    return Mastodon(
        Account(
            brand="acme",
            channel="mastodon",
            account="acmehelp",
            connector="mastodon",
            base_url=server.base_url,
            own_ids=("1",),
            listen_secret="token",
            answer_secret="token",
        ),
        secrets,
    )


@pytest.fixture
def receiver() -> Iterator[FakeReceiver]:
    with FakeReceiver(SECRET) as fake:
        fake.faults.slow_s = 1
        yield fake


@pytest.fixture
def generic(receiver: FakeReceiver, secrets: MemorySecrets) -> Generic:
    return Generic(
        Account(
            brand="acme",
            channel="generic",
            account="acmehelp",
            connector="generic",
            reply_url=f"{receiver.base_url}/replies/?from=earshot",
            answer_secret="signing",
        ),
        secrets,
    )


@pytest.fixture
def say(server: FakeMastodon) -> Callable[..., str | None]:
    """Let somebody mention the brand."""

    def play(number: int = 1, **over: Any) -> str | None:
        return server.play(
            {
                "id": f"11300000000000000{number}",
                "author": {"id": "900", "handle": "casey@other.example", "followers": 7},
                "text": f"@acmehelp mention {number}",
                "created_at": "2026-03-02T08:00:00Z",
                **over,
            }
        )

    return play
