"""What `earshot playbook simulate` takes for ten thousand recorded mentions."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from local.bench import sample
from local.bench.figure import Figure
from local.paths import ROOT

NUMBER, HOLD_S = 10_000, 60.0


def measure() -> list[Figure]:
    """`simulate_s`: processor seconds of one core for two playbooks that read texts differently."""
    with TemporaryDirectory() as folder:
        mentions, candidate = Path(folder, "mentions.jsonl"), Path(folder, "candidate.yaml")
        mentions.write_text("".join(json.dumps(one) + "\n" for one in recorded()), encoding="utf-8")
        candidate.write_text(by_cues(sample.PLAYBOOK.read_text("utf-8")), encoding="utf-8")
        command = ["playbook", "simulate", "--json", "--candidate", str(candidate)]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-m", "cli.main", *command, "--against", str(mentions)],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if not done.stdout.startswith(b"{"):
        raise RuntimeError(done.stderr.decode())
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [Figure(name="simulate_s", value=seconds, unit="s", hold=HOLD_S)]


def recorded() -> Iterator[dict[str, Any]]:
    """The day again and again, each time by other people about other posts."""
    events = [json.loads(line) for line in sample.DAY.read_bytes().splitlines()]
    return islice((renamed(event, day) for day in count() for event in events), NUMBER)


def renamed(event: dict[str, Any], day: int) -> dict[str, Any]:
    """The same event of another day's people."""
    names = ("id", "in_reply_to", "root")
    ids = {name: f"{event[name]}-{day}" for name in names if event.get(name)}
    author = {**event["author"], "id": f"{event['author']['id']}-{day}"}
    return {**event, **ids, "author": author}


def by_cues(written: str) -> str:
    """The project's playbook with another classifier, so that nothing read serves both runs."""
    return yaml.safe_dump({**yaml.safe_load(written), "classification": {"model": "cues"}})
