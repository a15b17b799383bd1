"""Each platform's own payloads become the mentions that stand beside them.

A folder of `tests/samples` with an `account.json` (the account that hears it) is read here: each
`*.json` beside it holds an `element` and the `mention` it becomes (the fields that matter; null
where it is none); each in `unreadable/` an `element` and the `field` to blame.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from earshot import channels
from earshot.domain.accounts import Account
from earshot.errors import Malformed
from local.memory import MemorySecrets

SAMPLES = Path(__file__).parents[2] / "samples"
PLATFORMS = sorted(path.parent for path in SAMPLES.glob("*/account.json"))


def loaded(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def files(under: str) -> list[Any]:
    return [
        pytest.param(folder, path, id=f"{folder.name}-{path.stem}")
        for folder in PLATFORMS
        for path in sorted((folder / under).glob("*.json"))
        if path.name != "account.json"
    ]


def reader(folder: Path) -> Any:
    return channels.reading(
        Account.model_validate(loaded(folder / "account.json")), MemorySecrets()
    )


@pytest.mark.parametrize("folder", PLATFORMS, ids=lambda folder: folder.name)
def test_there_are_samples_of_both_kinds(folder: Path) -> None:
    assert len(list(folder.glob("*.json"))) > 3
    assert len(list((folder / "unreadable").glob("*.json"))) > 1


@pytest.mark.parametrize(("folder", "path"), files("."))
def test_f81_an_element_becomes_the_mention_beside_it(folder: Path, path: Path) -> None:
    case = loaded(path)
    if case["mention"] is None:
        with pytest.raises(Malformed):
            reader(folder).read(json.dumps(case["element"]))
        return
    mention = reader(folder).read(json.dumps(case["element"]))
    shown = mention.model_dump(mode="json")
    assert told(shown, case["mention"]) == case["mention"]


def told(shown: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """Of what is shown, the fields that somebody wrote down, also those within."""
    return {
        name: told(shown[name], value) if isinstance(value, dict) else shown[name]
        for name, value in wanted.items()
    }


@pytest.mark.parametrize(("folder", "path"), files("unreadable"))
def test_f81_what_is_no_element_is_malformed_and_the_field_is_named(
    folder: Path, path: Path
) -> None:
    case = loaded(path)
    with pytest.raises(Malformed) as refused:
        reader(folder).read(json.dumps(case["element"]))
    assert refused.value.field == case["field"]
