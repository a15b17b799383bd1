"""Bring in what was written before an account was listened to: from a file, or its platform.

It goes the way of all mentions and counts like them. What reads the platform has a cursor and a
lease of its own beside the poller's, so that it can be broken off and run again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Literal

from pydantic import AwareDatetime, ValidationError

from earshot.channels.protocol import Pollable
from earshot.channels.values import Fetched, Unreadable
from earshot.domain.accounts import Account
from earshot.domain.envelope import Received
from earshot.domain.frozen import Frozen
from earshot.domain.mention import Mention
from earshot.domain.records import AccountRecord, Quarantined
from earshot.errors import Illegal, Rejected, Throttled, Unavailable
from earshot.ports import Clock, Ids, Queue, Store

LEASE = timedelta(minutes=5)
AT_ONCE = 100
NEWS = timedelta(hours=1)
Ending = Literal["done", "more", "throttled", "no_progress", "failed"]


class Window(Frozen):
    """What is brought in: written at `since` or later, and before `until`."""

    since: AwareDatetime
    until: AwareDatetime

    def place(self, mention: Mention) -> Literal["too_old", "in", "too_new"]:
        """Where a mention lies."""
        if mention.created_at < self.since:
            return "too_old"
        return "in" if mention.created_at < self.until else "too_new"


class Reached(Frozen):
    """How far a walk has come, kept as the cursor of its own record."""

    since: AwareDatetime
    cursor: str | None = None


@dataclass(slots=True)
class Brought:
    """The sums so far; `problem` says why a walk ended before its end."""

    received: int = 0
    quarantined: int = 0
    too_old: int = 0
    too_new: int = 0
    pages: int = 0
    ending: Ending = "more"
    problem: str | None = None
    retry_at: datetime | None = None
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfiller:
    """The ports that bringing history in works with, for one account."""

    store: Store
    queue: Queue
    clock: Clock
    ids: Ids
    account: Account
    open_cases: bool = False
    brought: Brought = field(default_factory=Brought)

    def until(self) -> datetime:
        """What is newer is the poller's: an hour ago, or when the account began to fail."""
        record = self.store.account(self.account.channel, self.account.account)
        latest = self.clock.now() - NEWS
        failing = record.health_since if record.health != "ok" else None
        return min(latest, failing) if failing else latest

    def take(self, mentions: Iterable[Mention], window: Window) -> Iterator[Brought]:
        """Hand on what lies in the window, a hundred at a time, with the sums after each."""
        waiting = iter(mentions)
        while chunk := list(islice(waiting, AT_ONCE)):
            self._take(chunk, window)
            yield self.brought
        self.brought.ending = "done"

    def walk(self, polling: Callable[[Account], Pollable], window: Window) -> Iterator[Brought]:
        """Page by page back to the window's beginning, with the sums after each page.

        A walk to the same beginning carries on where the last one stopped. Illegal while
        another one is under way.
        """
        holder, now = self.ids.new(), self.clock.now()
        place = (self.account.channel, f"{self.account.account}~backfill")
        record = self.store.lease(*place, holder=holder, now=now, until=now + LEASE)
        if record is None:
            raise Illegal("another backfill of this account is under way")
        reading = polling(self.account.model_copy(update={"listen_since": window.since}))
        reached = _reached(record, window)
        try:
            while self.brought.ending == "more":
                reached = self._page(reading, reached, window)
                record = self._saved(record, reached, holder)
                yield self.brought
        finally:
            self.store.release(record, holder=holder)

    def _page(self, reading: Pollable, reached: Reached, window: Window) -> Reached:
        brought = self.brought
        brought.pages += 1
        try:
            page = reading.fetch(reached.cursor)
        except Throttled as error:
            brought.retry_at = error.after
            return self._ended(reached, "throttled", str(error))
        except (Rejected, Unavailable) as error:
            return self._ended(reached, "failed", str(error))
        if page.cursor == reached.cursor and not page.done:
            return self._ended(reached, "no_progress", "the platform gives the same page again")
        self._take(page.mentions, window)
        self._set_aside(page)
        after = Reached(since=window.since, cursor=page.cursor)
        if page.trouble:
            return self._ended(after, "failed", str(page.trouble))
        if page.done:
            brought.ending = "done"
        elif page.not_before:
            brought.retry_at = page.not_before
            return self._ended(after, "throttled", "the platform wants a pause")
        return after

    def _ended(self, reached: Reached, ending: Ending, problem: str) -> Reached:
        self.brought.ending, self.brought.problem = ending, problem
        return reached

    def _saved(self, record: AccountRecord, reached: Reached, holder: str) -> AccountRecord:
        """The place is saved after the page was handed over, and the lease goes on."""
        cursor = None if self.brought.ending == "done" else reached.model_dump_json()
        saved = record.model_copy(update={"cursor": cursor})
        self.store.release(saved, holder=holder)
        if self.brought.ending != "more":
            return saved
        now = self.clock.now()
        again = self.store.lease(
            record.channel, record.account, holder=holder, now=now, until=now + LEASE
        )
        if again is None:
            raise Illegal("another backfill of this account took over")
        return again

    def _take(self, mentions: Sequence[Mention], window: Window) -> None:
        """Queue first, then the count."""
        brought, now = self.brought, self.clock.now()
        placed = [(mention, window.place(mention)) for mention in mentions]
        wanted = [mention for mention, place in placed if place == "in"]
        brought.too_old += sum(place == "too_old" for _, place in placed)
        brought.too_new += sum(place == "too_new" for _, place in placed)
        if wanted:
            self.queue.send([self._enveloped(mention, now) for mention in wanted])
            self._count(len(wanted), now)
            brought.received += len(wanted)
            oldest = min(mention.created_at for mention in wanted)
            brought.oldest = min(oldest, brought.oldest or oldest)

    def _enveloped(self, mention: Mention, now: datetime) -> str:
        return Received(
            receipt=self.ids.new(),
            received_at=now,
            source="backfill",
            opens_cases=self.open_cases,
            mention=mention,
        ).model_dump_json()

    def _set_aside(self, page: Fetched) -> None:
        now = self.clock.now()
        if page.unreadable:
            self.store.quarantine([self._quarantined(one, now) for one in page.unreadable])
            self._count(len(page.unreadable), now)
            self.brought.quarantined += len(page.unreadable)

    def _quarantined(self, one: Unreadable, now: datetime) -> Quarantined:
        return Quarantined(
            channel=self.account.channel,
            account=self.account.account,
            receipt=self.ids.new(),
            received_at=now,
            stage="backfill",
            reason=one.reason,
            field=one.field,
            raw=one.raw,
        )

    def _count(self, number: int, now: datetime) -> None:
        place = (self.account.channel, self.account.account)
        self.store.count_received(*place, at=now, number=number)


def _reached(record: AccountRecord, window: Window) -> Reached:
    """Where an earlier walk to the same beginning stopped; else the beginning."""
    try:
        reached = Reached.model_validate_json(record.cursor or "")
    except ValidationError:
        reached = None
    same = reached is not None and reached.since == window.since
    return reached if reached and same else Reached(since=window.since)
