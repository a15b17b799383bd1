"""Each wire sample of each platform becomes the mention that stands beside it.

A folder of `tests/samples/` that has a connector's name holds its samples: an `element` and the
`mention` it becomes (only the fields that matter; null where it is none), and in `unreadable/` an
element and the field to blame.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from earshot import channels
from earshot.domain.accounts import Account
from earshot.errors import Malformed
from local.memory import MemorySecrets

FOLDER = Path(__file__).parents[2] / "samples"


def reader(connector: str) -> Any:
    account = Account(
        brand="acme",
        channel=connector,
        account="acme",
        connector=connector,
        base_url="https://social.example/",
        listen_secret="in",
    )
    return channels.reading(account, MemorySecrets())


def samples(*below: str) -> list[Any]:
    return [
        pytest.param(name, json.loads(path.read_text("utf-8")), id=f"{name}-{path.stem}")
        for name in channels.CONNECTORS
        for path in sorted(FOLDER.joinpath(name, *below).glob("*.json"))
    ]


def test_there_are_samples() -> None:
    assert len(samples()) >= 27
    assert len(samples("unreadable")) >= 20


@pytest.mark.parametrize(("connector", "case"), samples())
def test_f81_an_element_becomes_the_mention_beside_it(connector: str, case: Any) -> None:
    raw = json.dumps(case["element"])
    if case["mention"] is None:
        with pytest.raises(Malformed):
            reader(connector).read(raw)
        return
    mention = reader(connector).read(raw)
    shown = mention.model_dump(mode="json")
    assert {name: shown[name] for name in case["mention"]} == case["mention"]
    assert (mention.channel, mention.account) == (connector, "acme")


@pytest.mark.parametrize(("connector", "case"), samples("unreadable"))
def test_f81_what_is_no_mention_is_malformed_and_the_field_is_named(
    connector: str, case: Any
) -> None:
    with pytest.raises(Malformed) as refused:
        reader(connector).read(json.dumps(case["element"]))
    assert refused.value.field == case["field"]
