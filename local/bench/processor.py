"""Processor time for understanding and deciding, in that of reading the same JSON."""

import json
from collections.abc import Callable
from time import process_time

from earshot.domain.classify import classify
from earshot.domain.decide import decide
from earshot.domain.mention import Mention
from local.bench import sample
from local.bench.figure import Figure

HOLD = 8.0
ROUNDS = 9


def measure() -> list[Figure]:
    """`cpu_ratio`: parse, classify and decide one body after another, against `json.loads`."""
    bodies = sample.DAY.read_bytes().splitlines()
    policy, sites = sample.playbook(), sample.accounts()

    def read() -> None:
        for body in bodies:
            json.loads(body)

    def work() -> None:
        for body in bodies:
            mention = Mention.model_validate_json(body)
            site = sites.get(mention.channel, mention.account)
            decide(mention, classify(mention, policy), None, site, policy, now=mention.created_at)

    reading, working = quickest(read, work)
    detail = {
        "bodies": len(bodies),
        "json_loads_us": round(reading / len(bodies) * 1e6, 2),
        "work_us": round(working / len(bodies) * 1e6, 2),
    }
    return [Figure(name="cpu_ratio", value=working / reading, unit="×", hold=HOLD, detail=detail)]


def quickest(*tasks: Callable[[], None], rounds: int = ROUNDS) -> list[float]:
    """The least processor time of each; they take turns, so that both meet the same weather."""
    best = [float("inf")] * len(tasks)
    for _ in range(rounds):
        for place, task in enumerate(tasks):
            began = process_time()
            task()
            best[place] = min(best[place], process_time() - began)
    return best
