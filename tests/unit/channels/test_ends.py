"""When the token of a direction ends for good, as its connector reads the secret."""

import json
from datetime import UTC, datetime

from earshot.channels.connector import Connector, fields_of
from earshot.channels.protocol import Expires
from local.memory import MemorySecrets
from tests import builders

END = datetime(2026, 12, 1, tzinfo=UTC)


class Ending(Connector):
    def expires(self, secret: str) -> datetime | None:
        return datetime.fromisoformat(fields_of(secret)["expires_at"])


def ends(**fields: str) -> datetime | None:
    value = json.dumps({"access_token": "t", "expires_at": END.isoformat(), **fields})
    account = builders.account(listen_secret="in")
    return Ending(account, MemorySecrets(**{"in": value})).ends("listen")


def test_a_token_that_only_a_person_can_make_anew_ends() -> None:
    assert ends() == END


def test_a_token_with_a_refresh_token_is_renewed_whenever_it_is_needed() -> None:
    assert ends(refresh_token="r") is None
    assert ends(refresh_token="") == END


def test_a_direction_without_a_secret_and_a_platform_that_tells_nothing_never_end() -> None:
    account = builders.account(listen_secret="in")
    secrets = MemorySecrets(**{"in": "plain"})
    assert Ending(account, secrets).ends("answer") is None
    plain = Connector(account, secrets)
    assert isinstance(plain, Expires)
    assert plain.ends("listen") is None
