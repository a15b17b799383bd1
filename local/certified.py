"""`docs/channels.md`: what each channel can do, each cell with the tests that hold it."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from inspect import getmembers, isfunction
from typing import NamedTuple

from cli.channel_facts import BOUNDS, COSTS, DONE, HEARD, Fact, facts
from earshot.channels import CONNECTORS
from local.paths import ROOT

SUITE = "tests/contract/channels/suite"
HEAD = """# Channels: what each can do

Written by `earshot channels --markdown` from what the connectors say of themselves; a test holds
it up to date. A cell leads to the tests that certify it: the contract suite runs each of them for
every connector with that capability, over HTTP against a fake of the platform. Acts are those that
the connector does at all; what an account may do also depends on its rights and options. [How to
add a channel](adding-a-channel.md).

## Connecting an account

1. Do at the platform what the channel's own page says (the first column below leads there).
2. Write the account into `config/channels.yaml`, with `mode: listen_only` to begin with.
   `earshot channels check` tells what is wrong, and else the path of its webhook and its secrets.
3. [Deploy](../README.md#deploying): the stack makes the secrets, and a schedule where it is polled.
   `out ApiUrl` is where the path of a webhook begins.
4. Put what the platform gave you into [the secrets](../README.md#secrets); the pages use the shell
   function `secret` of the README to name one.
5. Register the webhook at the platform, where there is one. It asks for a proof at once, which
   Earshot gives by the secret of step 4.
6. `GET /v1/accounts` tells how the account is; raise `mode` when you like what you see.

Any account takes history from a file, too: `earshot backfill --account A --file export.csv`.
"""


class Test(NamedTuple):
    """A test of the suite, and the capabilities that a connector needs to be asked by it."""

    name: str
    file: str
    marks: frozenset[str]


def suite() -> list[Test]:
    """All tests of the contract suite, by file and name."""
    return [test for path in sorted((ROOT / SUITE).glob("test_*.py")) for test in _of(path.stem)]


def _of(module: str) -> Iterator[Test]:
    found = import_module(f"{SUITE.replace('/', '.')}.{module}")
    for name, function in getmembers(found, isfunction):
        marks = [m for m in getattr(function, "pytestmark", ()) if m.name == "certifies"]
        if marks and name.startswith("test_"):
            yield Test(name, f"{SUITE}/{module}.py", frozenset(x for m in marks for x in m.args))


def certified_by(capability: str, tests: Iterable[Test]) -> list[Test]:
    """The tests that are about it, or need it beside others."""
    return [test for test in tests if capability in test.marks]


def document() -> str:
    """The page."""
    tests = suite()
    parts = [
        HEAD,
        "## What is heard\n\n" + _table(HEARD),
        "## What is done\n\n" + _table(DONE),
        "## Limits\n\n" + _table(BOUNDS),
        "## Costs\n\nUS dollars, and units of the platform's own quota.\n\n" + _table(COSTS),
        "## The tests\n\n" + "\n".join(_tests(tests)),
    ]
    return "\n".join(parts)


def _table(columns: tuple[Fact, ...]) -> str:
    head = ["connector", *(fact.name for fact in columns)]
    lines = [_row(head), _row(["---"] * len(head))]
    for name in CONNECTORS:
        told = facts(name)
        cells = [_cell(told[fact.name], fact.certified) for fact in columns]
        lines.append(_row([_named(name), *cells]))
    return "\n".join(lines) + "\n"


def _named(name: str) -> str:
    page = f"channels/{name.replace('_', '-')}.md"
    return f"[{name}]({page})" if (ROOT / "docs" / page).exists() else name


def _cell(told: str | None, certified: str) -> str:
    if told is None:
        return "–"
    return f"[{told}](#{certified})" if certified else told


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _tests(tests: list[Test]) -> Iterator[str]:
    labels = dict.fromkeys(fact.certified for fact in (*HEARD, *DONE) if fact.certified)
    for label in labels:
        if not certified_by(label, tests):
            continue
        yield f"### {label}\n"
        for test in certified_by(label, tests):
            yield f"* [`{test.name}`](../{test.file})"
        yield ""
