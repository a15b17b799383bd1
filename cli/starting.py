"""`earshot playbook new`: a playbook of one's own, begun from one that fits the trade."""

import json
import re
from pathlib import Path
from typing import Annotated
from zoneinfo import available_timezones

import typer

from cli.fill_in import Blank, blanks, said
from cli.lines import playbook_of, stop, write

STARTERS = Path(__file__).resolve().parent.parent / "config" / "starters"
# What starters call themselves, in the order of replacing: the longer name holds the shorter one.
HANDLE, DISPLAY, KEY = "yourbrandhelp", "YourBrand", "yourbrand"
HANDLES = f"handles: [{HANDLE}, {KEY}]"
ZONE, COUNTRY = "Europe/London", "GB"


def starters() -> list[str]:
    """The trades there is a starter for."""
    return sorted(file.stem for file in STARTERS.glob("*.yaml"))


def new(
    starter: Annotated[str, typer.Option(help="the trade, such as telecoms")],
    brand: Annotated[str, typer.Option(help="how people write your brand")] = "Acme",
    handle: Annotated[str | None, typer.Option(help="your handle; else the brand's name")] = None,
    time_zone: Annotated[str, typer.Option(help="where your desk is, an IANA name")] = ZONE,
    country: Annotated[str, typer.Option(help="whose holidays you keep, ISO 3166")] = COUNTRY,
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
    text = placed(named(text, brand, handle), time_zone, country)
    write(out, text)
    _tell(out, starter, blanks(text), as_json=as_json)


def _tell(out: Path, starter: str, left: list[Blank], *, as_json: bool) -> None:
    made = playbook_of(out)
    if as_json:
        found = {"file": str(out), "starter": starter, "stamp": made.stamp}
        typer.echo(json.dumps(found | {"fill_in": [blank._asdict() for blank in left]}))
        return
    typer.echo(
        f"{out}: {made.stamp}, {len(made.clauses)} clauses, {len(made.answers)} model answers"
        f"{said(out, left)}\n"
        f"Write `brand: {next(iter(made.brands))}` for your accounts in config/channels.yaml.\n"
        "Read it from top to bottom, then try it on mentions of yours:\n"
        f"  earshot playbook check {out}\n"
        f"  earshot decide mentions.jsonl --playbook {out} --explain"
    )


def named(text: str, brand: str, handle: str | None) -> str:
    """A starter's text under another brand's name."""
    plain = re.sub(r"[^a-z0-9]+", "-", brand.lower()).strip("-")
    if not plain or re.search(r'["\\\x00-\x1f]', brand):
        stop("--brand: want a name with letters of a to z, without quotation marks")
    bare = plain.replace("-", "")
    guessed = "" if handle else "  # fill in: your handles, without @"
    handle = (handle or bare).removeprefix("@")
    if not re.fullmatch(r"[A-Za-z0-9_.-]+", handle):
        stop(f"--handle {handle}: want letters, digits, `_`, `.` or `-`")
    text = text.replace(HANDLES, f'handles: ["{handle}"]{guessed}')
    values = {HANDLE: handle, DISPLAY: brand, KEY: plain}
    return re.sub("|".join(values), lambda found: values[found[0]], text)


def placed(text: str, time_zone: str, country: str) -> str:
    """A starter's text with the hours and the public holidays of another place."""
    from holidays import list_supported_countries

    if time_zone not in available_timezones():
        stop(f"--time-zone {time_zone}: want an IANA name such as Europe/Berlin")
    if country not in list_supported_countries():
        stop(f"--country {country}: want two letters of ISO 3166 such as DE")
    text = text.replace(f"time_zone: {ZONE}", f"time_zone: {time_zone}")
    return text.replace(f"country: {COUNTRY}", f"country: {country}")
