"""`earshot search try` over a deployment in memory."""

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner, Result

from cli import search
from cli.main import app
from earshot import channels
from earshot.channels.values import Fetched, Spent
from earshot.domain.accounts import Accounts
from earshot.errors import Rejected
from local.memory import MemorySecrets
from tests import builders

WORDS = ("[bold]no markup[/]\x1b[31m", "שלום " * 40, "three", "")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Platform:
    def __init__(self) -> None:
        self.queries: list[str] = []
        now = datetime.now(UTC)
        self.page = Fetched(
            tuple(
                builders.mention(
                    id=f"p{n}", channel="x", created_at=now - timedelta(hours=6 * n), text=text
                )
                for n, text in enumerate(
                    ["[bold]no markup[/]\x1b[31m", "שלום " * 40, "three", ""], 1
                )
            ),
            (),
            None,
            True,
            spent=Spent(usd=0.02),
        )

    def sample(self, query: str) -> Fetched:
        self.queries.append(query)
        return self.page


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch) -> Platform:
    accounts = (
        builders.account(channel="x", connector="x"),
        builders.account(channel="generic", connector="generic"),
    )
    made, asked = SimpleNamespace(accounts=Accounts(accounts=accounts)), Platform()
    made.secrets = MemorySecrets()
    real = channels.searching
    monkeypatch.setattr(search, "reach", lambda stack_name: made)
    monkeypatch.setattr(
        channels,
        "searching",
        lambda one, secrets: asked if one.connector == "x" else real(one, secrets),
    )
    return asked


def run(*arguments: str, account: str = "x/acmehelp") -> Result:
    return CliRunner().invoke(app, ["search", "try", "--account", account, *arguments])


def test_d25_a_search_is_tried_for_its_volume_sample_and_cost(platform: Platform) -> None:
    result = run("acme router", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert platform.queries == ["acme router"]
    assert (found["posts"], found["span_hours"], found["per_day"]) == (4, 24.0, 4.0)
    # Four a day for thirty days at half a cent each.
    assert found["usd_per_month"] == 0.6
    assert found["spent"] == {"usd": 0.02, "units": 0}
    assert [one["id"] for one in found["sample"]] == ["p1", "p2", "p3", "p4"]
    assert len(found["sample"][1]["words"]) == 60


def test_the_table_shows_words_as_they_are_and_no_control_of_the_terminal(
    platform: Platform,
) -> None:
    told = run("acme router").stdout
    assert "[bold]no markup[/] [31m" in told
    assert "\x1b" not in told
    assert "4 posts in 1.0 days: about 4.0 a day, 120 a month" in told
    assert "about $0.60 a month at $0.005 for each post read; this try took $0.02" in told


def test_a_search_that_finds_nothing_says_so(platform: Platform) -> None:
    platform.page = Fetched((), (), None, True)
    result = run("acme router")
    assert result.exit_code == 1
    assert "finds nothing now" in result.stdout


def test_an_account_that_cannot_search_is_wrong_use(platform: Platform) -> None:
    result = run("acme", account="generic/acmehelp")
    assert result.exit_code == 2
    assert "connector 'generic' cannot search" in result.stderr


def test_a_platform_that_refuses_is_told(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(query: str) -> Fetched:
        raise Rejected("search: answered 403", kind="forbidden")

    monkeypatch.setattr(platform, "sample", refuse)
    result = run("acme")
    assert result.exit_code == 2
    assert "the platform refused: search: answered 403" in result.stderr


@pytest.mark.parametrize(
    ("ago", "per_day"),
    [
        ([timedelta(hours=1), timedelta(hours=2)], 24.0),
        ([timedelta(days=10)], 0.1),
        ([timedelta(0)], 1440.0),
        ([], None),
    ],
)
def test_the_silence_since_the_newest_post_counts(
    ago: list[timedelta], per_day: float | None
) -> None:
    estimate = search.estimated([NOON - one for one in ago], 0.005, NOON)
    assert estimate.per_day == per_day
    assert estimate.usd_per_month == pytest.approx((per_day or 0) * 0.15)
