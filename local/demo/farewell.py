"""What a person can do next with the stack that stays up."""

from pathlib import Path

from rich.console import Group, RenderableType
from rich.text import Text

from local.demo.outcome import Outcome
from local.demo.run import SUPERVISOR, Played
from local.paths import HOME, ROOT

TOKEN = HOME / "demo" / "token"


def farewell(played: Played) -> RenderableType:
    """The URL, where the token is, and three requests to try."""
    TOKEN.touch(mode=0o600)
    TOKEN.write_text(played.tokens[SUPERVISOR.username], encoding="utf-8")
    api, token = played.stack.api_url, f'"Authorization: Bearer $(cat {_short(TOKEN)})"'
    case = _case_to_look_at(played.outcome)
    lines = [
        f"The stack stays up: {api}",
        f"{SUPERVISOR.name}, a supervisor, is logged in; her token is good for an hour. Try:",
        "",
        f"  curl -s '{api}/version'",
        f"  curl -s -H {token} '{api}/v1/queues/care/cases?limit=3'",
        f"  curl -s -H {token} '{api}/v1/cases/{case}'",
        "",
        "earshot status shows what runs where, earshot down stops it.",
        f"This took {played.seconds:.0f} s.",
    ]
    if played.dead:
        lines.insert(
            0, f"{played.dead} messages lie in dead-letter queues: see docs/operations.md."
        )
    return Group("", *(Text(line, no_wrap=True, overflow="ignore") for line in lines))


def _short(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


def _case_to_look_at(outcome: Outcome) -> str:
    """One with much to see: answered, with more than one mention, or whichever there is."""
    best = max(
        outcome.cases, key=lambda case: (case.replied_at is not None, case.mentions), default=None
    )
    return best.id if best else "CASE"
