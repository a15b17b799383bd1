"""What travels between the stages: additive schemas, so that old and new code read each other."""

from typing import Any, Literal, TypeVar

from pydantic import AwareDatetime, ValidationError

from earshot.domain.frozen import Frozen
from earshot.domain.judgement import Classification
from earshot.domain.mention import Mention
from earshot.domain.notice import Notice


class Received(Frozen):
    """A mention on the `mentions` queue. `receipt` is unique to this delivery.

    It tells a second delivery by the platform from our own retry of the first. What comes by
    `backfill` is history: it starts no clock and alerts nobody, and makes cases only where it says
    that it `opens_cases`. What comes by `reread` was asked for: how a post that we hold is now.
    """

    schema_version: Literal[1] = 1
    receipt: str
    received_at: AwareDatetime
    source: Literal["webhook", "poll", "replay", "backfill", "reread"]
    mention: Mention
    opens_cases: bool = True

    @property
    def is_history(self) -> bool:
        """Whether it was written before anybody listened."""
        return self.source == "backfill"


class Classified(Received):
    """The same on the `classified` queue, with what was understood of it."""

    classification: dict[str, Any]

    def understood(self) -> Classification:
        return Classification.from_dict(self.classification)


class Noticed(Frozen):
    """A notice on the same two queues: a message carries either a mention or a notice."""

    schema_version: Literal[1] = 1
    receipt: str
    received_at: AwareDatetime
    notice: Notice


Carried = TypeVar("Carried", bound=Received)


def opened(body: str, carried: type[Carried]) -> Carried | Noticed:
    """What a message holds; ValidationError, as of the mention that it should have, if neither.

    Mentions are tried first: they are by far the most.
    """
    try:
        return carried.model_validate_json(body)
    except ValidationError as error:
        try:
            return Noticed.model_validate_json(body)
        except ValidationError:
            raise error from None


class ReplyOrder(Frozen):
    """A message on `replies.fifo`: which reply to send; all else is read from the ledger."""

    case_id: str
    reply_id: str
