"""Everything that can go wrong, in two families that the runtime understands.

EarshotError
  Retryable             let it escape: the queue, the stream or the platform tries again
    Conflict            somebody else wrote first: read again
    Throttled           too fast for a store, a queue or a platform; `after` where it is known
      OverBudget        what was paid for, or what the platform grants in a cycle, is used up
    Unavailable         a dependency did not answer, and nothing was done
  Permanent             trying again changes nothing: record it and acknowledge
    Malformed           not what the schema says; names the field
      NotAcceptable       in the form asked for, but not possible here
    Unauthenticated     a signature or token that does not hold
    Unknown             no such channel, account, case, reply
      Hidden              there is one, but who asks may not know
    Forbidden           known who asks, and that they may not
    Illegal             the case's state does not allow it
      Held              another agent holds the case; `holder` is who
      Full              an agent has no room for the case; `load` of `capacity` is taken
      Repeated            nearly the same was said to them a short while ago, as `reply_id`
      Barred              the channel does not let us; `reason` says which rule of it
    Stale               written against an older version (If-Match)
    TooLarge            a body or a text over its limit; `count` of `limit` in `unit`
    Exposing            words that tell personal data to whom they may not; `findings` say where
    Reused                an idempotency key that came with another request before
  Ambiguous             a platform may have done it, and nobody knows
  Rejected              a platform said no; `kind` is one of its error classes
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any


class EarshotError(Exception):
    """The root; its text names what is wrong and what would be right, never a person's words."""


class Retryable(EarshotError):
    """Trying again later may help."""


class Conflict(Retryable):
    """The item changed between our read and our write."""


class Throttled(Retryable):
    """Asked too fast; `after` is the instant before which another try is useless, if known."""

    def __init__(self, message: str, *, after: datetime | None = None) -> None:
        super().__init__(message)
        self.after = after


class OverBudget(Throttled):
    """No call is answered until there is credit again; `after` is when to look."""


class Unavailable(Retryable):
    """A dependency did not answer and certainly did nothing."""


class Permanent(EarshotError):
    """Trying again changes nothing."""


class Malformed(Permanent):
    """Input that has not the form asked for; `field` is the dotted path to blame, if any."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class NotAcceptable(Malformed):
    """A value in the right form that cannot be; the message says what can, `field` where it is."""


def lacking(kind: str, name: str, known: Iterable[str]) -> str:
    """That the playbook has no such thing, and which it has."""
    return f"the playbook has no {kind} {name}; it has {', '.join(known) or 'none'}"


def problem_type(title: str) -> str:
    """The name of a kind of problem (RFC 9457), the same of the API and of webhooks."""
    return f"urn:earshot:problem:{title.lower().replace(' ', '-')}"


class Unauthenticated(Permanent):
    """A signature, secret or token that does not hold."""


class Unknown(Permanent):
    """Nothing goes by that name."""


class Hidden(Unknown):
    """Something that the caller may not know of; says what Unknown says, and goes on record."""

    def __init__(self, message: str, *, caller: str, thing: str) -> None:
        super().__init__(message)
        self.caller = caller
        self.thing = thing


class Forbidden(Permanent):
    """They may not do that."""


class Illegal(Permanent):
    """Not from this state; the message names the state and what would be allowed."""


class Held(Illegal):
    """Another agent holds the case, and only the holder may do that; `holder` is their name."""

    def __init__(self, message: str, *, holder: str) -> None:
        super().__init__(message)
        self.holder = holder


class Full(Illegal):
    """An agent holds as much as they may; `load` is how much, `capacity` the most."""

    def __init__(self, message: str, *, load: int, capacity: int) -> None:
        super().__init__(message)
        self.load = load
        self.capacity = capacity


class Barred(Illegal):
    """The channel does not let us do it.

    `reason` is a class of `Rejected`, `open_url` where a person can do it on the platform itself.
    """

    def __init__(self, message: str, *, reason: str, open_url: str | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.open_url = open_url


class Repeated(Illegal):
    """Nearly the same was said to the customer within a day; `reply_id` is which reply."""

    def __init__(self, message: str, *, reply_id: str) -> None:
        super().__init__(message)
        self.reason = "duplicate"
        self.reply_id = reply_id


class Stale(Permanent):
    """Written against a version that is no longer the newest; `current` is."""

    def __init__(self, message: str, *, current: int) -> None:
        super().__init__(message)
        self.current = current


class TooLarge(Permanent):
    """Over the limit that the message names; of a text also as numbers, in `unit`."""

    def __init__(
        self,
        message: str,
        *,
        count: int | None = None,
        limit: int | None = None,
        unit: str | None = None,
    ) -> None:
        super().__init__(message)
        self.count = count
        self.limit = limit
        self.unit = unit


class Exposing(Permanent):
    """Personal data in words of ours; `findings` are kind, start and end in `field`, no value."""

    def __init__(self, message: str, *, field: str, findings: list[dict[str, Any]]) -> None:
        super().__init__(message)
        self.field = field
        self.findings = findings


class Reused(Permanent):
    """An idempotency key that was used for another request on the same case."""


class Ambiguous(EarshotError):
    """A platform call whose outcome is unknown: never sent again without proof of absence."""


class Rejected(EarshotError):
    """A platform refused; `kind` is its class."""

    KINDS = (
        "reauth",
        "forbidden",
        "target_gone",
        "blocked",
        "window_closed",
        "not_allowed_by_policy",
        "too_long",
        "duplicate",
        "invalid",
        "not_connected",
    )

    def __init__(self, message: str, *, kind: str) -> None:
        if kind not in self.KINDS:
            raise ValueError(f"unknown kind {kind!r}; one of {', '.join(self.KINDS)}")
        super().__init__(message)
        self.kind = kind
