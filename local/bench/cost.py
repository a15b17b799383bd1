"""What a million mentions cost on AWS, by the estimate over the measured figures."""

from cli.estimate import Volume, bill, total
from local.bench import traffic
from local.bench.figure import Figure

HOLD = 12.0
MILLION = 1_000_000
TIMERS = "timer state transitions"


def measure() -> list[Figure]:
    """`cost_per_million`: each mention posted by itself, 0.3 cases per mention, without timers."""
    volume = measured()
    lines = [line for line in bill(volume) if line.what != TIMERS]
    detail = {
        "dollars": {line.what: round(line.dollars, 3) for line in lines if line.dollars},
        "write_units": round(volume.write_units, 2),
        "case_write_units": round(volume.case_write_units, 2),
    }
    return [
        Figure(name="cost_per_million", value=total(lines), unit="US $", hold=HOLD, detail=detail)
    ]


def measured() -> Volume:
    """A million mentions with what was measured instead of the estimate's defaults."""
    run, quiet, single = traffic.stream(), traffic.quiet_batch(), traffic.one_by_one()
    number = len(run.events)
    alone = (quiet.write_units - quiet.posts) / len(quiet.events)
    return Volume(
        mentions=MILLION,
        cases=round(MILLION * traffic.SHARE),
        write_units=alone,
        case_write_units=(run.write_units - run.posts - alone * number) / run.cases,
        read_units=run.read_units / number,
        log_bytes=len(single.log.encode()) / len(single.events),
    )
