"""`earshot demo` as a program calls it: a small day of its own, played while other tests run."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from tests.e2e.deployed import ROOT, earshot

Json = dict[str, Any]

CHANNELS = ("x", "facebook", "instagram", "mastodon", "bluesky", "reddit", "youtube", "generic")
TEXTS = (
    "@acmehelp my order never arrived and nobody answers, this is terrible",
    "how do I reset the password of my acme account?",
    "thank you @acmehelp, the lamp is wonderful",
    "acme charged my card twice, I want my money back",
    "nice weather today",
    "@acmehelp die App stürzt seit dem Update immer ab",
    "@acmehelp is the website down for everyone?",
)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
EDITED, OWN = 3, 1
DELIVERED_TWICE = ("x", "mastodon", "generic")
OF_EACH = len(TEXTS)


def day() -> list[Json]:
    """Sixty-three events: 56 posts, three edits, three of the posts again, and one of our own."""
    posts = [
        _event(channel, f"{100 + at * len(TEXTS) + number}", text, minute=at + number * 8)
        for at, channel in enumerate(CHANNELS)
        for number, text in enumerate(TEXTS)
    ]
    twice = [next(post for post in posts if post["channel"] == c) for c in DELIVERED_TWICE]
    own = {**_event("x", "900", "We are on it.", minute=58), "author": {"id": "acmehelp"}}
    edits = [
        {
            **post,
            "event": "edit",
            "text": f"{post['text']} (still)",
            "edited_at": (NOON + timedelta(minutes=59)).isoformat(),
        }
        for post in posts[:EDITED]
    ]
    return sorted([*posts, own], key=lambda post: str(post["created_at"])) + twice + edits


def _event(channel: str, name: str, text: str, *, minute: int) -> Json:
    return {
        "id": name,
        "event": "create",
        "channel": channel,
        "account": "acmehelp",
        "author": {"id": f"7{name}", "handle": f"person{name}"},
        "text": text,
        "created_at": (NOON + timedelta(minutes=minute)).isoformat(),
    }


class Playing:
    """The running demo, with a local AWS of its own in `folder`; ended with the context."""

    def __init__(self, folder: Path) -> None:
        self._home = folder / "aws"
        self._said, self._told = folder / "stderr.txt", folder / "stdout.txt"
        day_file = folder / "day.jsonl"
        day_file.write_text("\n".join(map(json.dumps, day())), encoding="utf-8")
        options = ("--mentions", str(day_file), "--seconds", "5", "--json")
        self._command = [sys.executable, "-m", "cli.main", "demo", *options]

    def __enter__(self) -> Self:
        with self._told.open("wb") as told, self._said.open("wb") as said:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env={**os.environ, "EARSHOT_HOME": str(self._home)},
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=said,
            )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)
        earshot("down", "--wipe", home=self._home)

    def ended(self, within: float) -> Json:
        """What the demo told in its last line, once it has ended well."""
        status = self._process.wait(timeout=within)
        assert status == 0, self._said.read_text(encoding="utf-8")
        *_, last = self._told.read_text(encoding="utf-8").splitlines()
        told: Json = json.loads(last)
        return told
