"""What connectors and those who use them hand each other."""

from datetime import datetime
from typing import Literal, NamedTuple

from earshot.domain.case import Reply
from earshot.domain.mention import Mention
from earshot.domain.notice import Notice
from earshot.errors import Rejected, Unavailable


class Unreadable(NamedTuple):
    """An element that is no mention: what came, why it is none, and the dotted field to blame.

    `account` is whose it is, where that is one of `family`.
    """

    raw: str
    reason: str
    field: str | None = None
    account: str | None = None


Element = Mention | Notice | Unreadable


class Spent(NamedTuple):
    """What calls cost: US dollars, and units of the platform's own quota."""

    usd: float = 0.0
    units: int = 0


class Fetched(NamedTuple):
    """One page of a poll.

    `cursor` is what to ask with next, saved after the page has been handed over; with `done` there
    was nothing after it. The cursor asked with comes back from a page that leads nowhere.
    `not_before` is set when the platform allows no further call until then. `trouble` is what one
    of several listings of the account failed with, while the others go on.
    """

    mentions: tuple[Mention, ...]
    unreadable: tuple[Unreadable, ...]
    cursor: str | None
    done: bool
    not_before: datetime | None = None
    notices: tuple[Notice, ...] = ()
    spent: Spent = Spent()
    trouble: Rejected | Unavailable | None = None


class Period(NamedTuple):
    """From an instant on, and until before another."""

    since: datetime
    until: datetime


class Challenge(NamedTuple):
    """The answer to a platform that asks whether a webhook is ours."""

    content_type: Literal["text/plain", "application/json"]
    body: str


class Posting(NamedTuple):
    """A reply on its way out, and what it answers.

    `parent` is the mention answered, as last heard of (None where it is not kept); `customer_at`
    when the customer last wrote in private, which windows of private messages count from. A later
    part of a thread stands below our own post `reply.in_reply_to`, and still answers `parent`.
    """

    reply: Reply
    parent: Mention | None
    now: datetime
    customer_at: datetime | None = None


class Sent(NamedTuple):
    """A post that certainly is on the platform; `platform_id` is None where it tells none."""

    platform_id: str | None
    permalink: str | None
    at: datetime
    spent: Spent = Spent()


class Reread(NamedTuple):
    """What has become of posts: those that are otherwise than we held them, and what it cost."""

    changed: tuple[Mention, ...] = ()
    spent: Spent = Spent()

    def plus(self, other: "Reread") -> "Reread":
        """Both, one after the other."""
        usd, units = self.spent.usd + other.spent.usd, self.spent.units + other.spent.units
        return Reread((*self.changed, *other.changed), Spent(usd, units))
