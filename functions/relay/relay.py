"""Carry out what the table's stream says has happened."""

from hashlib import sha256
from typing import Any

from earshot import wiring
from earshot.observability import Log
from earshot.store.stream import changes_of

log = Log("relay")


def lambda_handler(event: dict[str, Any], context: object) -> None:
    """Perform the effects of one stream batch.

    Every effect may be repeated, so an error sends the whole batch round again.
    """
    records = event["Records"]
    changes = [change for record in records for change in changes_of(record)]
    if not changes:
        return
    ids = "".join(record["eventID"] for record in records)
    wiring.relay().carry_out(changes, batch=sha256(ids.encode()).hexdigest()[:16])
    log.info("relayed", records=len(records), number=len(changes))
