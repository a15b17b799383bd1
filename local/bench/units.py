"""What a mention costs the table at 0.3 cases a mention, indexes included, by day and by night."""

from local.bench import traffic
from local.bench.figure import Figure
from local.bench.hours import NIGHT
from local.bench.traffic import Traffic

HOLD = 5.0


def measure() -> list[Figure]:
    """`write_units_per_mention` by day and at night, and read units, from items as written.

    At night the project's playbook acknowledges by itself, which by day a person's answer makes
    needless: two writes more for every case that it greets so.
    """
    run = traffic.stream()
    return [
        written("write_units_per_mention", run),
        written("write_units_per_mention.at_night", traffic.stream(NIGHT)),
        Figure(name="read_units_per_mention", value=run.read_units / len(run.events), unit="units"),
    ]


def written(name: str, run: Traffic) -> Figure:
    """The write units of a run for each of its mentions."""
    number = len(run.events)
    detail = {
        "mentions": number,
        "cases_per_mention": round(run.cases / number, 3),
        "mentions_per_post": round(number / run.posts, 1),
        "by_kind": {kind: round(units / number, 3) for kind, units in run.by_kind.items()},
    }
    return Figure(name=name, value=run.write_units / number, unit="units", hold=HOLD, detail=detail)
