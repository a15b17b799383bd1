"""`earshot backfill` and `earshot search try` over a deployment in memory."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import backfill
from cli.main import app
from earshot import channels
from earshot.channels.values import Fetched, Period
from earshot.domain.accounts import Accounts
from earshot.domain.envelope import Received
from earshot.errors import Throttled
from local.memory import MemoryQueue, MemorySecrets, MemoryStore
from tests import builders

HEADER = "id,created_at,author.id,author.followers,text,rating,visibility"


@pytest.fixture
def deployment(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    account = builders.account(channel="mastodon", connector="mastodon", own_ids=())
    made = SimpleNamespace(
        store=MemoryStore(),
        mentions_queue=MemoryQueue(),
        accounts=Accounts(accounts=(account,)),
        secrets=MemorySecrets(),
    )
    monkeypatch.setattr(backfill, "reach", lambda stack_name: made)
    return made


def run(*arguments: str) -> Result:
    named = ["backfill", "--account", "mastodon/acmehelp", "--json", *arguments]
    return CliRunner().invoke(app, named)


def told(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def refused(result: Result) -> list[tuple[int, str | None]]:
    lines = [json.loads(line) for line in result.stderr.splitlines()]
    return [(line["line"], line["field"]) for line in lines]


def queued(deployment: SimpleNamespace) -> list[Received]:
    return [Received.model_validate_json(body) for body in deployment.mentions_queue.take()]


def test_a_file_of_mentions_comes_in_as_history(
    deployment: SimpleNamespace, tmp_path: Path
) -> None:
    lines = [
        {"id": "1", "author": {"id": "a"}, "created_at": "2026-01-02T09:00:00Z", "text": "One 😡"},
        {
            "id": "2",
            "channel": "mastodon",
            "account": "acmehelp",
            "author": {"id": "a"},
            "created_at": "2025-12-31T09:00:00Z",
        },
    ]
    file = tmp_path / "mentions.jsonl"
    file.write_text("\n\n".join(map(json.dumps, lines)))
    result = run("--file", str(file), "--since", "2026-01-01T00:00:00Z")
    assert result.exit_code == 0
    assert (told(result)["received"], told(result)["too_old"]) == (1, 1)
    (received,) = queued(deployment)
    assert (received.source, received.opens_cases, received.is_history) == ("backfill", False, True)
    assert (received.mention.text, received.mention.channel) == ("One 😡", "mastodon")


def test_every_bad_line_is_told_with_its_number_and_the_others_go_on(
    deployment: SimpleNamespace, tmp_path: Path
) -> None:
    good = {"id": "1", "author": {"id": "a"}, "created_at": "2026-01-02T09:00:00Z"}
    lines = [
        json.dumps(good).encode(),
        b"{not json",
        json.dumps({**good, "id": "2", "account": "other"}).encode(),
        json.dumps({**good, "id": "3", "created_at": "lately"}).encode(),
        json.dumps({**good, "id": "4", "text": "x"}).encode().replace(b'"x"', b'"\xe9t\xe9"'),
        b"[]",
        json.dumps({**good, "id": "5"}).encode(),
    ]
    file = tmp_path / "mentions.jsonl"
    file.write_bytes(b"\n".join(lines))
    result = run("--file", str(file))
    assert result.exit_code == 1
    assert refused(result) == [
        (2, None),
        (3, "account"),
        (4, "created_at"),
        (5, None),
        (6, None),
    ]
    assert told(result)["refused"] == 5
    assert [one.mention.id for one in queued(deployment)] == ["1", "5"]


def test_a_table_has_the_names_of_the_fields_in_its_header(
    deployment: SimpleNamespace, tmp_path: Path
) -> None:
    file = tmp_path / "mentions.csv"
    rows = [
        "\ufeff" + HEADER,
        '1,2026-01-02T09:00:00Z,a,12,"Two lines,\nand a ""quote"" שלום",4,',
        "2,2026-01-02T10:00:00Z,b,,,,private",
        "3,2026-01-02T11:00:00Z,b,many,,,",
        "4,2026-01-02T12:00:00Z,b,1,,,,too,many",
        "5,2026-01-02T13:00:00Z,,,,,",
        "6,2026-01-02T14:00:00Z,c,,six,6,",
        "7,2026-01-02T15:00:00Z,c,,seven,5,public",
    ]
    file.write_text("\r\n".join(rows), encoding="utf-8", newline="")
    result = run("--file", str(file), "--open-cases")
    found = queued(deployment)
    assert [one.mention.id for one in found] == ["1", "2", "7"]
    first, second, _ = (one.mention for one in found)
    assert first.text == 'Two lines,\nand a "quote" שלום'
    assert (first.author.followers, first.rating) == (12, 4)
    assert (second.text, second.visibility, second.rating) == (None, "private", None)
    assert all(one.opens_cases for one in found)
    assert refused(result) == [
        (5, "author.followers"),
        (6, None),
        (7, "author"),
        (8, "rating"),
    ]


@pytest.mark.parametrize(
    ("header", "said"),
    [("id,created_at,text", "'author.id' is missing"), (HEADER + ",likes", "unknown column")],
)
def test_a_header_that_is_wrong_stops_before_anything_is_sent(
    deployment: SimpleNamespace, tmp_path: Path, header: str, said: str
) -> None:
    file = tmp_path / "mentions.csv"
    file.write_text(header + "\n1,2,3\n")
    result = run("--file", str(file))
    assert result.exit_code == 2
    assert said in result.stderr
    assert queued(deployment) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--since"),
        (("--since", "yesterday"), "want an instant"),
        (("--file", "nowhere.csv"), "No such file"),
    ],
)
def test_wrong_use_is_told(
    deployment: SimpleNamespace, arguments: tuple[str, ...], said: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_account_that_is_not_connected_is_told_with_those_there_are(
    deployment: SimpleNamespace,
) -> None:
    result = CliRunner().invoke(app, ["backfill", "--account", "x/acme", "--since", "2026-01-01"])
    assert result.exit_code == 2
    assert "there are mastodon/acmehelp" in result.stderr


class Archive:
    """Two pages, of which the second is refused once."""

    def __init__(self) -> None:
        self.refusals = [Throttled("too fast", after=datetime(2026, 3, 2, 9, tzinfo=UTC))]

    def fetch(self, cursor: str | None) -> Fetched:
        at = datetime.now(UTC) - timedelta(days=2 if cursor else 1)
        if cursor and self.refusals:
            raise self.refusals.pop()
        page = (builders.mention(id=f"h{cursor}", channel="mastodon", created_at=at),)
        return Fetched(page, (), "1", cursor is not None)


def test_a_walk_that_the_platform_broke_off_says_when_to_run_it_again_and_carries_on(
    deployment: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive()
    monkeypatch.setattr(channels, "polling", lambda account, secrets: archive)
    result = run("--since", "2026-01-01T00:00:00Z")
    assert result.exit_code == 1
    assert (told(result)["ending"], told(result)["received"]) == ("throttled", 1)
    assert told(result)["retry_at"] == "2026-03-02T09:00:00+00:00"
    again = run("--since", "2026-01-01T00:00:00Z")
    assert again.exit_code == 0
    assert [one.mention.id for one in queued(deployment)] == ["hNone", "h1"]


def test_what_a_webhook_missed_is_ordered_again(
    deployment: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Period] = []

    class Pusher:
        def redeliver(self, period: Period) -> Period:
            asked.append(period)
            return period._replace(until=datetime(2026, 3, 2, 9, tzinfo=UTC))

    monkeypatch.setattr(channels, "redelivering", lambda account, secrets: Pusher())
    result = run("--redeliver", "--since", "2026-03-02T08:00:00+01:00")
    assert result.exit_code == 0
    assert told(result)["until"] == "2026-03-02T09:00:00+00:00"
    assert [period.since.hour for period in asked] == [8]
    assert queued(deployment) == []


def test_an_account_whose_platform_pushes_nothing_again_is_told(
    deployment: SimpleNamespace,
) -> None:
    result = run("--redeliver", "--since", "2026-03-02T08:00:00Z")
    assert result.exit_code == 2
    assert "its poller catches up" in result.stderr
