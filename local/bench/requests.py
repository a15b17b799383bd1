"""AWS requests that a batch of 25 mentions causes, from the webhook to the effects."""

from local.bench import traffic
from local.bench.figure import Figure
from local.bench.traffic import Traffic

HOLD_SQS, HOLD_WRITES = 1.0, 33
IN_ONE_REQUEST = 10
WRITES = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")
READS = ("GetItem", "BatchGetItem", "Query", "Scan")
HOPS = ("webhook", "classify")
STAGES = (*HOPS, "route", "relay")


def measure() -> list[Figure]:
    """`requests_for_25.*`: SQS per ten mentions at the worse hop, table writes, needless reads."""
    batch, quiet = traffic.batch(), traffic.quiet_batch()
    hops = {hop: sends_per_ten(batch, hop) for hop in HOPS}
    reads = {stage: batch.number(stage, "dynamodb", *READS) for stage in STAGES}
    told = {
        f"{stage} {service} {operation}": number
        for (stage, service, operation), number in sorted(batch.requests.items())
    }
    return [
        Figure(
            name="requests_for_25.sqs_per_ten",
            value=max(hops.values()),
            unit="requests",
            hold=HOLD_SQS,
            detail=hops,
        ),
        Figure(
            name="requests_for_25.writes",
            value=sum(batch.number(stage, "dynamodb", *WRITES) for stage in STAGES),
            unit="requests",
            hold=HOLD_WRITES,
            detail={"cases": batch.cases, "requests": told},
        ),
        Figure(
            name="requests_for_25.needless_reads",
            value=quiet.number("route", "dynamodb", *READS),
            unit="requests",
            hold=0,
            detail={"reads_with_8_cases": reads},
        ),
    ]


def sends_per_ten(run: Traffic, hop: str) -> float:
    """Requests to a queue for each ten mentions begun."""
    tens = -(-len(run.events) // IN_ONE_REQUEST)
    return run.number(hop, "sqs") / tens
