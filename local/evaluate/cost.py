"""What understanding costs: time for a post, loading, room."""

import subprocess
import sys
from pathlib import Path
from time import perf_counter

from earshot.domain.classify.model import SHIPPED, Model
from earshot.domain.classify.model.weights import Weights
from local.bench.embedded import seconds
from local.evaluate.judges import playbook
from local.evaluate.rows import mention, read
from local.evaluate.section import Section, Table

_ROUNDS = 5
_IMPORT = (
    "import earshot.domain.classify as c, earshot.domain.mention, time;"
    "b = time.process_time();"
    "import earshot.domain.classify.judged;"
    "print(1000 * (time.process_time() - b))"
)


def section(data: Path) -> Section:
    """Measured here and now; `earshot bench --only model` measures the same on the demo's day."""
    dev = read(data / "research-only" / "sentiment_airline.shared.jsonl", "dev")
    weights = SHIPPED.read_bytes()
    cues, model = _times([row["text"] for row in dev])
    return Section(
        title="Cost",
        about="On one core of the machine that made this page.",
        tables=(
            Table(
                title="time for a post",
                columns=("what", "p50 in ms", "p99 in ms"),
                rows=(("lexicon and rules", *cues), ("the model under them, all heads", *model)),
                places=2,
            ),
            Table(
                title=f"time to begin, of {_ROUNDS} times",
                columns=("what", "least in ms", "most in ms"),
                rows=(
                    ("importing the model's code", *_imports()),
                    ("loading its weights", *_loads(weights)),
                ),
                places=2,
            ),
            Table(
                title="room for the weights",
                columns=("in memory, in MB", "in the file, in MB"),
                rows=((_mb(weights), len(weights) / 1e6),),
                places=2,
            ),
        ),
    )


def _times(texts: list[str]) -> list[tuple[float, float]]:
    from earshot.domain.playbook import Playbook

    mentions = [mention(text) for text in texts]
    told = []
    for model in ("cues", "embedded"):
        written = {**playbook().model_dump(mode="json"), "classification": {"model": model}}
        half, most = seconds(mentions, Playbook.model_validate(written))
        told.append((1e3 * half, 1e3 * most))
    return told


def _imports() -> tuple[float, float]:
    command = [sys.executable, "-c", _IMPORT]
    times = [
        float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
        for _ in range(_ROUNDS)
    ]
    return min(times), max(times)


def _loads(weights: bytes) -> tuple[float, float]:
    times = []
    for _ in range(_ROUNDS):
        began = perf_counter()
        Model(weights)
        times.append(1e3 * (perf_counter() - began))
    return min(times), max(times)


def _mb(weights: bytes) -> float:
    return len(Weights.from_bytes(weights).rows) / 1e6
