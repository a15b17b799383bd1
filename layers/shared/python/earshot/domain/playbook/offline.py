"""What goes with taking a matter offline: who hears of it in public, and when at the latest."""

from typing import Annotated

from pydantic import Field

from earshot.domain.duration import Duration
from earshot.domain.playbook.written import Written

TWO_WORKING_DAYS = 16 * 3600


class Offline(Written):
    """Templates for the public legs, and how long after the first leg the closure is missed.

    `close_within` is business time of the case's SLA policy. `please_message_us` takes the place of
    `acknowledgement` where the private message was refused.
    """

    close_within: Annotated[Duration, Field(ge=60)] = TWO_WORKING_DAYS
    acknowledgement: str | None = None
    please_message_us: str | None = None
    closure: str | None = None
