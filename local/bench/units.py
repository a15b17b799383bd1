"""What a mention costs the table at 0.3 cases per mention, indexes included."""

from local.bench import traffic
from local.bench.figure import Figure

HOLD = 5.0


def measure() -> list[Figure]:
    """`write_units_per_mention`, and the read units beside it, from items as they are written."""
    run = traffic.stream()
    number = len(run.events)
    detail = {
        "mentions": number,
        "cases_per_mention": round(run.cases / number, 3),
        "mentions_per_post": round(number / run.posts, 1),
        "by_kind": {kind: round(units / number, 3) for kind, units in run.by_kind.items()},
    }
    return [
        Figure(
            name="write_units_per_mention",
            value=run.write_units / number,
            unit="units",
            hold=HOLD,
            detail=detail,
        ),
        Figure(name="read_units_per_mention", value=run.read_units / number, unit="units"),
    ]
