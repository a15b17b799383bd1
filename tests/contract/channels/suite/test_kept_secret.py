"""D: whatever goes wrong, nothing that a secret holds stands in an error, a log or a `repr`."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from earshot.errors import EarshotError
from earshot.observability import Log
from tests.rigs.rig import Rig

SHORTEST = 6
"""Shorter values, as a port or a flag, stand in ordinary words as well."""


def values_of(rig: Rig) -> set[str]:
    """Every text that is told in the secrets of the account, whatever their form."""
    found: set[str] = set()
    for held in rig.secrets._held.values():
        for value in held:
            found.add(value)
            with suppress(ValueError):
                fields = json.loads(value)
                if isinstance(fields, dict):
                    found |= {one for one in fields.values() if isinstance(one, str)}
    return {value for value in found if len(value) >= SHORTEST and not value.startswith("http")}


def texts_of(work: Callable[[], Any]) -> Iterator[str]:
    """What is told of an error: by itself, by its values, and as our log tells it."""
    try:
        work()
    except EarshotError as error:
        yield from (str(error), repr(error), repr(error.args), repr(vars(error)))
        Log("test").failure("failed", error)


def check(rig: Rig, told: list[str], out: str) -> None:
    secrets = values_of(rig)
    assert secrets
    for text in (*told, out, repr(rig.channel()), str(rig.channel())):
        assert not [value for value in secrets if value in text]


def listening(rig: Rig) -> list[str]:
    return list(texts_of(lambda: rig.channel().fetch(None)))


def answering(rig: Rig) -> list[str]:
    posting = rig.posting(rig.say(1))
    told = list(texts_of(lambda: rig.channel().send(posting)))
    return told + list(texts_of(lambda: rig.channel().find(posting)))


@pytest.mark.certifies("polls")
@pytest.mark.parametrize("fault", ["500", "html", "cut"])
def test_a_listing_that_fails_tells_no_secret(
    rig: Rig, fault: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    rig.server.faults.plan(fault, times=99)
    told = listening(rig)
    check(rig, told, capsys.readouterr().out)


@pytest.mark.certifies("polls")
def test_a_token_that_is_refused_is_not_told(rig: Rig, capsys: pytest.CaptureFixture[str]) -> None:
    before = values_of(rig)
    rig.revoke()
    told = listening(rig)
    assert told
    check(rig, told, capsys.readouterr().out)
    assert not [value for value in before for text in told if value in text]


@pytest.mark.certifies("replies", "reads_back")
@pytest.mark.parametrize("fault", ["500", "html", "cut"])
def test_a_reply_that_fails_tells_no_secret(
    rig: Rig, fault: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    rig.server.faults.plan(fault, times=99)
    check(rig, answering(rig), capsys.readouterr().out)


@pytest.mark.certifies("pushes")
def test_a_webhook_that_is_refused_tells_no_secret(
    rig: Rig, capsys: pytest.CaptureFixture[str]
) -> None:
    rig.say(1)
    good = rig.push([1])
    wrong = {name: value[::-1] for name, value in good.headers.items()}
    channel, later = rig.channel(), rig.now + timedelta(hours=1)
    told = list(texts_of(lambda: channel.verify(wrong, good.body, now=rig.now)))
    told += texts_of(lambda: channel.verify(good.headers, good.body + b" ", now=rig.now))
    told += texts_of(lambda: channel.verify({}, good.body, now=rig.now))
    told += texts_of(lambda: channel.verify(good.headers, good.body, now=later))
    assert told
    check(rig, told, capsys.readouterr().out)
