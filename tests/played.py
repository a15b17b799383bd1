"""The desk on a real connector, which speaks HTTP to the fake of its platform, at both ends."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from earshot.channels import http
from earshot.channels.values import Fetched
from earshot.domain.accounts import Accounts
from earshot.domain.case import Reply
from earshot.domain.mention import Mention
from earshot.domain.records import Counts
from earshot.errors import Retryable
from earshot.usecases.poll import Poller
from earshot.usecases.receive import Delivery, Receiver
from earshot.usecases.reply import Sender
from tests import builders
from tests.desk import Desk
from tests.rigs import RIGS
from tests.rigs.rig import Rig
from tests.simulated import simulate
from tests.trip import Killed, Trip, Tripwire

ROUND_THE_CLOCK = {
    "weekdays": {
        "time_zone": "UTC",
        "weekly": dict.fromkeys(
            ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
            "00:00-24:00",
        ),
    }
}
REQUESTS = ("GET", "POST", "PUT", "PATCH", "DELETE")
TRIES = 12
RUN_MS = 900_000


class OnThePlatform:
    """What the fake holds of our replies, told apart by their words."""

    def __init__(self, desk: "PlayedDesk") -> None:
        self._desk = desk

    @property
    def posted(self) -> list[Reply]:
        said = {reply.text: reply for reply in self._desk.replies()}
        return [said[post.text] for post in self._desk.rig.posts]


class Heeding:
    """A connector whose pages are looked at for trouble."""

    def __init__(self, channel: Any) -> None:
        self._channel = channel
        self.troubled = False

    def fetch(self, cursor: str | None) -> Fetched:
        page: Fetched = self._channel.fetch(cursor)
        self.troubled = self.troubled or page.trouble is not None
        return page


class PlayedDesk(Desk):
    """Posts come in as the connector hears them, replies go out as it posts them.

    The clock begins with the rig's minute. A platform tries its delivery again until it is
    taken; a poll comes again after its lease.
    """

    def __init__(self, rig: Rig, trip: Trip | None = None) -> None:
        rig.now = rig.now.replace(second=0)
        rig.account = rig.account.model_copy(update={"mode": "act"})
        policy = builders.promising_playbook(calendars=ROUND_THE_CLOCK)
        super().__init__(policy, rig.account, trip=trip, clock=rig.clock)
        self.rig = rig
        self.platform: Any = OnThePlatform(self)
        self.uncounted = 0

    def hear_of(self, *numbers: int) -> None:
        """What was played comes in by every way that the connector listens by."""
        listens = self.rig.capabilities().listens
        if "push" in listens:
            self._until_taken(lambda: self._pushed(numbers))
        if "poll" in listens:
            self._until_taken(self._polled)
        self.rest()

    def _until_taken(self, take: Any) -> None:
        for _ in range(TRIES):
            held = len(self.mentions)
            try:
                if take():
                    return
            except (Retryable, Killed):
                pass
            finally:
                self.trip.revive()
            self.uncounted += len(self.mentions) - held
            self.clock.advance(minutes=6)
        raise AssertionError("nobody takes in what is told again and again")

    def _pushed(self, numbers: Sequence[int]) -> bool:
        push = self.rig.push(numbers)
        account = self.rig.account
        receiver = Receiver(
            store=Tripwire(self.store, self.trip),
            queue=Tripwire(self.mentions, self.trip),
            clock=self.clock,
            ids=self.ids,
            accounts=self.accounts,
            pushing=lambda *_: self.rig.channel(),
            handshaking=lambda _: self.rig.channel(),
        )
        answer = receiver.receive(
            Delivery(account.channel, account.account, push.headers, push.body.decode())
        )
        assert answer.status in (200, 503), answer
        return answer.status == 200

    def _polled(self) -> bool:
        """Whether all was heard: one of several listings may have failed while the rest went on."""
        account = self.rig.account
        channel = Heeding(self.rig.channel())
        poller = Poller(
            store=Tripwire(self.store, self.trip),
            queue=Tripwire(self.mentions, self.trip),
            clock=self.clock,
            ids=self.ids,
            accounts=Accounts(accounts=(account,)),
            polling=lambda _: channel,
        )
        done = poller.poll(account.channel, account.account, remaining_ms=lambda: RUN_MS)
        return done.ending == "done" and not channel.troubled

    @property
    def sender(self) -> Sender:
        return replace(super().sender, answering=lambda _: self.rig.channel())

    def said(self) -> set[str]:
        """Ids of the mentions that are kept."""
        return {record.mention.id for record in self.records()}

    def hours(self) -> dict[str, Counts]:
        account = self.rig.account
        return self.store.counts(account.channel, account.account, since="2000", until="2999")


@contextmanager
def played(connector: str, trip: Trip | None = None) -> Iterator[PlayedDesk]:
    """A desk on that connector, all in the time of its clock, each request counted."""
    with RIGS[connector]() as rig, pytest.MonkeyPatch.context() as patch:
        desk = PlayedDesk(rig, trip)
        watch_calls(desk.trip, patch)
        simulate(desk.clock, patch)
        yield desk


def watch_calls(trip: Trip, patch: pytest.MonkeyPatch) -> None:
    """Count each request to a platform too: before it is written, after it is answered."""
    call = http.Http._call

    def watched(self: http.Http, method: str, path: str, **content: Any) -> http.Answer:
        failing = http.CertainlyNotSent if trip.side == "before" else http.Lost
        return trip.around(method, lambda: call(self, method, path, **content), failing)

    patch.setattr(http.Http, "_call", watched)


def a_matter(desk: PlayedDesk) -> list[Mention]:
    """Two posts, heard of twice; an agent answers; a third follows; a promise is broken.

    In private where the channel is for nothing else.
    """
    rig = desk.rig
    private = "reply" not in rig.capabilities().does
    said = [
        rig.say(1, text="My parcel is lost", private=private),
        rig.say(2, text="Is anybody there?", private=private),
    ]
    desk.hear_of(1, 2)
    desk.hear_of(2)
    for number, case in enumerate(desk.cases(), start=1):
        desk.answer(f"I look into it, {number}.", case_id=case.id)
    desk.rest()
    said.append(rig.say(3, text="And now?", private=private, at=desk.clock.now()))
    desk.hear_of(3)
    return said
