"""`earshot search try`: what a search would bring and cost, before it is enabled."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from cli.deployment import StackName, account_of, reach
from cli.lines import stop
from earshot.errors import EarshotError, Unknown

if TYPE_CHECKING:
    from earshot.channels.values import Fetched
    from earshot.domain.mention import Mention

app = typer.Typer(help="What a search would bring, before it is enabled.", no_args_is_help=True)

SHOWN = 20
WORDS = 60
DAYS = 30
DAY = timedelta(days=1)
LEAST = timedelta(minutes=1)


class Estimate(NamedTuple):
    """Of one page: `per_day` is None where it shows no post to count by."""

    posts: int
    span: timedelta
    per_day: float | None
    usd_per_post: float

    @property
    def usd_per_month(self) -> float:
        return (self.per_day or 0.0) * DAYS * self.usd_per_post


def estimated(times: list[datetime], usd_per_post: float, now: datetime) -> Estimate:
    """How often such posts are written: those of the page, in the time since its oldest.

    The silence since the newest one counts, so that an old burst is not taken for its pace.
    """
    if not times:
        return Estimate(0, timedelta(0), None, usd_per_post)
    span = max(now - min(times), LEAST)
    return Estimate(len(times), span, len(times) / (span / DAY), usd_per_post)


@app.callback()
def group() -> None:
    """What a search would bring, before it is enabled."""


@app.command("try")
def sample(
    query: Annotated[str, typer.Argument(help="as it would stand under `searches`")],
    account: Annotated[str, typer.Option(help="CHANNEL/ACCOUNT, as in channels.yaml")],
    stack_name: StackName = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object for programs")] = False,
) -> None:
    """Ask the platform once for the newest posts that a search finds: which, how many, the cost.

    Nothing is kept. The number a day is that of the page's posts in the time since its oldest, the
    cost of a month what the platform takes for reading them. People's words are shown here and
    nowhere else. Exit code 1 when the search finds nothing.

    Example: `earshot search try --account x/acmehelp '"acme router" -is:retweet'`
    """
    page, usd_per_post = _asked(account, query, stack_name)
    times = [one.created_at for one in page.mentions]
    estimate = estimated(times, usd_per_post, datetime.now(UTC))
    if as_json:
        typer.echo(json.dumps(_told(account, query, page, estimate), ensure_ascii=False))
    else:
        _show(page, estimate)
    raise typer.Exit(0 if page.mentions else 1)


def _asked(named: str, query: str, stack_name: str | None) -> tuple["Fetched", float]:
    """The page, and what the platform takes for each post in one."""
    from earshot import channels

    deployment = reach(stack_name)
    account = account_of(deployment, named)
    prices = channels.connector_class(account.connector).capabilities.prices
    try:
        page = channels.searching(account, deployment.secrets).sample(query)
    except Unknown as error:
        stop(f"{named}: {error}")
    except EarshotError as error:
        stop(f"{named}: the platform refused: {error}")
    return page, prices.get("post_read", 0.0)


def _told(account: str, query: str, page: "Fetched", estimate: Estimate) -> dict[str, Any]:
    return {
        "account": account,
        "query": query,
        "posts": estimate.posts,
        "unreadable": len(page.unreadable),
        "span_hours": round(estimate.span / timedelta(hours=1), 2),
        "per_day": None if estimate.per_day is None else round(estimate.per_day, 2),
        "usd_per_month": round(estimate.usd_per_month, 2),
        "spent": page.spent._asdict(),
        "sample": [
            {"id": one.id, "created_at": one.created_at.isoformat(), "words": _words(one)}
            for one in _newest(page)
        ],
    }


def _show(page: "Fetched", estimate: Estimate) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    table = Table("written", "id", "first words")
    for one in _newest(page):
        # As text: what people write is no markup.
        row = (f"{one.created_at.astimezone(UTC):%Y-%m-%d %H:%M}", one.id, _words(one))
        table.add_row(*map(Text, row))
    if page.mentions:
        console.print(table)
    for line in _lines(page, estimate):
        typer.echo(line)


def _lines(page: "Fetched", estimate: Estimate) -> Iterator[str]:
    if estimate.per_day is None:
        yield "the search finds nothing now"
    else:
        yield (
            f"{estimate.posts} posts in {estimate.span / DAY:.1f} days:"
            f" about {estimate.per_day:,.1f} a day, {estimate.per_day * DAYS:,.0f} a month"
        )
    if estimate.usd_per_post:
        yield (
            f"about ${estimate.usd_per_month:,.2f} a month at ${estimate.usd_per_post} for each"
            f" post read; this try took ${page.spent.usd:,.2f}"
        )
    else:
        yield "the platform takes no money for reading"


def _newest(page: "Fetched") -> "list[Mention]":
    return sorted(page.mentions, key=lambda one: one.created_at, reverse=True)[:SHOWN]


def _words(mention: "Mention") -> str:
    words = "".join(c if c.isprintable() else " " for c in mention.text or "")
    told = " ".join(words.split())
    return told if len(told) <= WORDS else told[: WORDS - 1] + "…"
