"""Reading from a Mastodon-API server: a status code decides what a refusal means."""

import re
from datetime import UTC, datetime
from typing import Any

from earshot.channels.http import Answer, Http, read_json
from earshot.channels.waiting import retry_after
from earshot.errors import EarshotError, Rejected, Throttled, Unavailable

# What may stand in an address as the id of a post.
SAFE_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")
KINDS = {401: "reauth", 403: "forbidden", 404: "target_gone", 410: "target_gone"}


def refusal(answer: Answer, what: str) -> EarshotError | None:
    """The error for a status that is not 2xx, for a call that changes nothing."""
    if 200 <= answer.status < 300:
        return None
    if answer.status == 429:
        after = retry_after(answer.headers, datetime.now(UTC))
        return Throttled(f"{what}: asked too often", after=after)
    if 400 <= answer.status < 500:
        kind = KINDS.get(answer.status, "invalid")
        # One kind of server says this with 400 and as plain text.
        if answer.body.strip() == b"Invalid Bearer token":
            kind = "reauth"
        return Rejected(f"{what}: answered {answer.status}", kind=kind)
    return Unavailable(f"{what}: answered {answer.status}")


def get(http: Http, path: str, params: list[tuple[str, str]] | None = None) -> tuple[Any, Answer]:
    """The JSON of a successful read, with the answer it came in."""
    answer = http.get(path, params)
    if error := refusal(answer, path.rpartition("/")[2]):
        raise error
    return read_json(answer, path.rpartition("/")[2]), answer
