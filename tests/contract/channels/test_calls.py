"""What a hundred mentions and a hundred replies take of each platform: `earshot bench` tells it."""

import pytest

from earshot.channels import CONNECTORS
from local.bench import calls


def measured(name: str) -> dict[str, float]:
    return {figure.name.removeprefix(f"calls.{name}."): figure.value for figure in calls._of(name)}


def test_a_mastodon_server_is_asked_as_seldom_as_it_lets_us() -> None:
    assert measured("mastodon") == {
        "hundred_at_once": 3,
        "quiet_poll": 1,
        "hundred_by_tens": 20,
        "reply": 2.01,
        "read_back": 1,
    }


@pytest.mark.parametrize("name", CONNECTORS)
def test_no_channel_takes_a_call_for_each_mention_or_many_for_a_reply(name: str) -> None:
    told = measured(name)
    assert told
    assert told.get("hundred_at_once", 0) <= 100
    assert told.get("hundred_pushed", 0) <= 100
    assert told.get("quiet_poll", 0) <= 10
    assert told.get("reply", 0) <= 6
