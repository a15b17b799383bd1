"""Reading from a Mastodon-API server: a status code decides what a refusal means."""

import re

from earshot.channels.http import Answer
from earshot.channels.outcomes import Outcomes, by_status
from earshot.errors import Rejected

# What may stand in an address as the id of a post.
SAFE_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")


def kind_of(answer: Answer) -> str:
    """The class of a refusal: one kind of server says with 400 and plain text what 401 means."""
    if answer.body.strip() == b"Invalid Bearer token":
        return "reauth"
    return by_status(answer)


OUTCOMES = Outcomes(kind_of)
get = OUTCOMES.get


def path_safe(identifier: str) -> str:
    """The id, if it may stand in an address; else Rejected (`invalid`)."""
    if not SAFE_ID.fullmatch(identifier):
        raise Rejected("no id of this platform", kind="invalid")
    return identifier
