"""Each wire sample becomes the mention that stands beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from earshot import channels
from earshot.channels.mastodon.posts import mention_of
from earshot.domain.accounts import Account
from earshot.errors import Malformed
from local.memory import MemorySecrets

SAMPLES = Path(__file__).parents[2] / "samples" / "mastodon"
ACCOUNT = Account(
    brand="acme",
    channel="mastodon",
    account="acme",
    connector="mastodon",
    base_url="https://social.example/",
    listen_secret="in",
)


def sample(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def files(folder: Path) -> list[Any]:
    return [pytest.param(path, id=path.stem) for path in sorted(folder.glob("*.json"))]


def test_there_are_samples() -> None:
    assert len(files(SAMPLES)) == 11
    assert len(files(SAMPLES / "unreadable")) == 9


@pytest.mark.parametrize("path", files(SAMPLES))
def test_f81_a_notification_becomes_the_mention_beside_it(path: Path) -> None:
    case = sample(path)
    mention = mention_of(case["notification"], ACCOUNT, "social.example")
    if case["mention"] is None:
        assert mention is None
        return
    assert mention is not None
    shown = mention.model_dump(mode="json")
    assert {name: shown[name] for name in case["mention"]} == case["mention"]
    assert (mention.channel, mention.account) == ("mastodon", "acme")


@pytest.mark.parametrize("path", files(SAMPLES / "unreadable"))
def test_f81_what_is_no_notification_is_malformed_and_the_field_is_named(path: Path) -> None:
    case = sample(path)
    with pytest.raises(Malformed) as refused:
        mention_of(case["notification"], ACCOUNT, "social.example")
    assert refused.value.field == case["field"]


def test_a_notification_can_be_read_back_from_quarantine() -> None:
    raw = json.dumps(sample(SAMPLES / "public_mention.json")["notification"])
    reader = channels.reading(ACCOUNT, MemorySecrets())
    assert reader.read(raw).id == "117020577157693549"
    with pytest.raises(Malformed):
        reader.read(json.dumps(sample(SAMPLES / "follow.json")["notification"]))
