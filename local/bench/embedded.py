"""What the embedded model costs: time for a post, loading, and room."""

import json
from collections.abc import Sequence
from time import process_time

from earshot.domain.classify import classify
from earshot.domain.classify.model import SHIPPED, Model
from earshot.domain.classify.model.weights import Weights
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook
from local.bench import sample
from local.bench.figure import Figure

ROUNDS = 5


def measure() -> list[Figure]:
    """`model_ms`: all labels of one post of the day on one core, by the model under the cues."""
    mentions = [Mention.model_validate(event) for event in sample.day()]
    half, most = seconds(mentions, sample.playbook())
    data = SHIPPED.read_bytes()
    return [
        _ms("model_ms.p50", half, hold=1.0),
        _ms("model_ms.p99", most),
        _ms("model_load_ms", min(_loading(data) for _ in range(ROUNDS)), hold=20.0),
        Figure(
            name="model_mb",
            value=len(Weights.from_bytes(data).rows) / 1e6,
            unit="MB",
            hold=5.2,
            detail={"file_mb": round(len(data) / 1e6, 2), **_made(data)},
        ),
    ]


def seconds(mentions: Sequence[Mention], policy: Playbook) -> tuple[float, float]:
    """Processor time within which half of the posts are understood, and 99 of a hundred."""
    best = [float("inf")] * len(mentions)
    for _ in range(ROUNDS):
        for place, mention in enumerate(mentions):
            began = process_time()
            classify(mention, policy)
            best[place] = min(best[place], process_time() - began)
    best.sort()
    return best[len(best) // 2], best[len(best) * 99 // 100]


def _loading(data: bytes) -> float:
    began = process_time()
    Model(data)
    return process_time() - began


def _made(data: bytes) -> dict[str, int]:
    return {"rows_learned": json.loads(data.partition(b"\n")[0])["made"]["rows"]}


def _ms(name: str, seconds: float, hold: float | None = None) -> Figure:
    return Figure(name=name, value=seconds * 1e3, unit="ms", hold=hold)
