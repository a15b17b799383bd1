"""`earshot playbook new`: a playbook of one's own, begun from one that fits the trade."""

import json
import re
from pathlib import Path
from typing import Annotated

import typer

from cli.lines import playbook_of, stop

STARTERS = Path(__file__).resolve().parent.parent / "config" / "starters"
# What starters call themselves, in this order: the longer one holds the shorter one.
HANDLE, DISPLAY, KEY = "yourbrandhelp", "YourBrand", "yourbrand"
ZONE, COUNTRY = "Europe/London", "GB"


def starters() -> list[str]:
    """The trades there is a starter for."""
    return sorted(file.stem for file in STARTERS.glob("*.yaml"))


def new(
    starter: Annotated[str, typer.Option(help="the trade, such as telecoms")],
    brand: Annotated[str, typer.Option(help="how people write your brand")] = "Acme",
    handle: Annotated[str | None, typer.Option(help="your handle; else the brand's name")] = None,
    time_zone: Annotated[str, typer.Option(help="where your desk is, an IANA name")] = ZONE,
    country: Annotated[
        str, typer.Option(help="whose holidays you keep, ISO 3166")
    ] = COUNTRY,
    out: Annotated[Path, typer.Option(help="the file to write")] = Path("playbook.yaml"),
    force: Annotated[bool, typer.Option(help="write over a file that is there")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object for programs")] = False,
) -> None:
    """Write a complete playbook for a trade under your brand's name, to be read and changed.

    Example: `earshot playbook new --starter telecoms --brand Volta --time-zone Europe/Berlin`
    """
    if starter not in starters():
        stop(f"--starter {starter}: want one of {', '.join(starters())}")
    if out.exists() and not force:
        stop(f"{out} is there already; name another with --out, or say --force")
    text = (STARTERS / f"{starter}.yaml").read_text(encoding="utf-8")
    out.write_text(named(text, brand, handle, time_zone, country), encoding="utf-8")
    made = playbook_of(out)
    if as_json:
        typer.echo(json.dumps({"file": str(out), "starter": starter, "stamp": made.stamp}))
        return
    typer.echo(
        f"{out}: {made.stamp}, {len(made.clauses)} clauses, {len(made.answers)} model answers\n"
        "Read it from top to bottom, then try it on mentions of yours:\n"
        f"  earshot playbook check {out}\n"
        f"  earshot decide mentions.jsonl --playbook {out} --explain"
    )


def named(text: str, brand: str, handle: str | None, time_zone: str, country: str) -> str:
    """A starter's text under another brand's name, in another place."""
    key = re.sub(r"[^a-z0-9]+", "-", brand.lower()).strip("-") or stop("--brand: want a name")
    handle = (handle or key.replace("-", "")).removeprefix("@")
    values = {HANDLE: handle, DISPLAY: brand, KEY: key}
    text = re.sub("|".join(values), lambda found: values[found[0]], text)
    text = text.replace(f"time_zone: {ZONE}", f"time_zone: {time_zone}")
    return text.replace(f"country: {COUNTRY}", f"country: {country}")
