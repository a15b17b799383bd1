"""Processor time for understanding and deciding, in that of reading the same JSON."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from time import process_time

from earshot.domain.classify import classify
from earshot.domain.classify.language import words_met
from earshot.domain.decide import decide
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook, load
from local.bench import sample
from local.bench.figure import Figure

Bodies = Sequence[bytes]

HOLD = 8.0
ROUNDS, ROUNDS_ANEW = 15, 7
AT_ONCE = 50
"""Bodies in one measurement, so few that some go by undisturbed on a busy machine."""


def measure() -> list[Figure]:
    """`cpu_ratio`: parse, classify by cues and decide one body after another, against `json.loads`.

    Once for functions that have been at work for a while; and once for the second half of the day
    with functions that have seen the first alone, and so not all its words.
    """
    bodies = sample.DAY.read_bytes().splitlines()
    work(bodies, sample.by_cues())  # vocabularies are built once per playbook and language
    parts = [bodies[start : start + AT_ONCE] for start in range(0, len(bodies), AT_ONCE)]
    least = [quickest(partial(read, few), partial(work, few, sample.by_cues())) for few in parts]
    reading, working = (sum(seconds) for seconds in zip(*least, strict=True))
    half = len(parts) // 2
    fresh = unfamiliar(parts[:half], parts[half:])
    detail = {
        "bodies": len(bodies),
        "json_loads_us": round(reading / len(bodies) * 1e6, 2),
        "work_us": round(working / len(bodies) * 1e6, 2),
    }
    return [
        Figure(name="cpu_ratio", value=working / reading, unit="×", hold=HOLD, detail=detail),
        Figure(name="cpu_ratio.with_new_words", value=fresh, unit="×", hold=HOLD),
    ]


def read(bodies: Bodies) -> None:
    """What we compare with."""
    for body in bodies:
        json.loads(body)


def work(bodies: Bodies, policy: Playbook) -> None:
    """What classify and route do with each, besides reading and writing."""
    sites = sample.accounts()
    for body in bodies:
        mention = Mention.model_validate_json(body)
        site = sites.get(mention.channel, mention.account)
        decide(mention, classify(mention, policy), None, site, policy, now=mention.created_at)


def unfamiliar(known: Sequence[Bodies], new: Sequence[Bodies]) -> float:
    """The ratio for new bodies where only the words of the known ones have been met.

    Each round reads and works on every body once, so that neither finds its data at hand.
    """
    best = [(float("inf"), float("inf"))] * len(new)
    for number in range(ROUNDS_ANEW):
        # What is derived from a playbook is kept by its version.
        policy = sample.by_cues().model_copy(update={"version": 1_000 + number})
        policy = load(policy.model_dump_json())
        words_met().clear()
        for few in known:
            work(few, policy)
        for place, few in enumerate(new):
            took = quickest(partial(read, few), partial(work, few, policy), rounds=1)
            best[place] = min(best[place][0], took[0]), min(best[place][1], took[1])
    reading, working = map(sum, zip(*best, strict=True))
    return working / reading


def quickest(*tasks: Callable[[], None], rounds: int = ROUNDS) -> list[float]:
    """The least processor time of each; they take turns, so that both meet the same weather."""
    best = [float("inf")] * len(tasks)
    for _ in range(rounds):
        for place, task in enumerate(tasks):
            began = process_time()
            task()
            best[place] = min(best[place], process_time() - began)
    return best
