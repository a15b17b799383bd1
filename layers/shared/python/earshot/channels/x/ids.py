"""X's ids: digits that rise with time, compared as numbers of any size."""

from datetime import UTC, datetime, timedelta

from earshot.errors import Rejected

EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657_000, UTC)
TIME_BITS = 22
MOST_DIGITS = 19


def is_id(value: object) -> bool:
    """Whether it is the id of a post, a message or a user."""
    return (
        isinstance(value, str)
        and value.isascii()
        and value.isdigit()
        and 0 < len(value) <= MOST_DIGITS
    )


def written_at(identifier: str) -> datetime:
    """When an id was given out, as its upper bits tell."""
    return EPOCH + timedelta(milliseconds=int(identifier) >> TIME_BITS)


def safe(identifier: str) -> str:
    """An id as part of an address; Rejected (`invalid`) if it is none."""
    if not is_id(identifier):
        raise Rejected("in_reply_to is no id of this platform", kind="invalid")
    return identifier
