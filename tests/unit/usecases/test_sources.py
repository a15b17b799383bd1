"""How accounts are looked after: silence, access that ended, and one alert for each change."""

from datetime import timedelta

import pytest

from earshot.channels.values import Posting, Sent, Spent
from earshot.domain.envelope import Noticed
from earshot.domain.notice import Notice
from earshot.domain.standing import Standing
from earshot.errors import Conflict, Rejected
from earshot.usecases.sources import REVOKED, Looked
from tests import builders
from tests.desk import CAPABILITIES, Desk

WHERE = ("generic", "acmehelp")
HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)


def look(desk: Desk) -> Looked:
    (found,) = desk.sources.look(desk.accounts.accounts)
    return found


def told(desk: Desk) -> list[tuple[str, str, str]]:
    """What the operators were told: kind, direction and health."""
    desk.relay()
    names = ("kind", "direction", "health")
    return [
        (alert.attributes[names[0]], alert.attributes[names[1]], alert.attributes[names[2]])
        for alert in desk.operators.published
    ]


def busy(desk: Desk, *, today: int = 0) -> None:
    """An account that hears ten an hour since weeks, and today so many."""
    for week in range(5):
        for back in range(1, 25):
            at = desk.clock.now() - week * WEEK - back * HOUR
            desk.store.count_received(*WHERE, at=at, number=10 if week else today)


def test_an_account_that_has_fallen_silent_is_told_of_once_and_again_when_it_is_back() -> None:
    desk = Desk()
    busy(desk)
    since = desk.clock.now()
    assert look(desk).listen == Standing("silent", since)
    assert look(desk).ails
    assert told(desk) == [("health_changed", "listen", "silent")]
    desk.store.count_received(*WHERE, at=since - HOUR, number=200)
    assert look(desk).listen.health == "ok"
    assert not look(desk).ails
    assert told(desk)[1:] == [("health_changed", "listen", "ok")]


def test_an_account_as_ever_is_left_alone_and_nothing_is_written() -> None:
    desk = Desk()
    busy(desk, today=10)
    assert look(desk) == Looked(desk.accounts.accounts[0], Standing(), Standing())
    assert told(desk) == []


def test_an_outage_that_is_over_is_no_silence_before_it_can_have_been_heard_of_anything() -> None:
    desk = Desk()
    busy(desk)
    now = desk.clock.now()
    taken = desk.store.lease(*WHERE, holder="poll", now=now, until=now + HOUR)
    assert taken is not None
    back = taken.model_copy(update={"health": "ok", "health_since": now})
    desk.store.release(back.model_copy(update={"health": "degraded"}), holder="poll")
    assert look(desk).listen.health == "degraded"
    desk.store.lease(*WHERE, holder="poll", now=now, until=now + HOUR)
    desk.store.release(back, holder="poll")
    desk.clock.advance(hours=2, minutes=59)
    assert look(desk).listen.health == "ok"
    desk.clock.advance(minutes=1)
    assert look(desk).listen.health == "silent"


def test_while_a_poll_is_under_way_silence_waits_for_the_next_look() -> None:
    desk = Desk()
    busy(desk)
    now = desk.clock.now()
    taken = desk.store.lease(*WHERE, holder="poll", now=now, until=now + HOUR)
    assert taken is not None
    assert look(desk).listen.health == "ok"
    desk.store.release(taken, holder="poll")
    assert look(desk).listen.health == "silent"


def revoked() -> str:
    notice = Notice(kind="revoked", channel="generic", account="acmehelp")
    return Noticed(receipt="n1", received_at=builders.MONDAY_NINE, notice=notice).model_dump_json()


def test_d39_access_that_ended_needs_a_person_in_both_directions_and_is_told_once() -> None:
    desk = Desk()
    desk.mentions.send([revoked(), revoked()])
    desk.route()
    found = look(desk)
    assert (found.listen.health, found.answer.health) == ("reauth", "reauth")
    assert found.listen.detail == REVOKED
    assert told(desk) == [
        ("health_changed", "listen", "reauth"),
        ("health_changed", "answer", "reauth"),
    ]


def test_a_notice_that_comes_during_a_poll_comes_again() -> None:
    desk = Desk()
    now = desk.clock.now()
    desk.store.lease(*WHERE, holder="poll", now=now, until=now + HOUR)
    with pytest.raises(Conflict):
        desk.sources.revoked(*WHERE)
    desk.clock.advance(hours=1)
    desk.sources.revoked(*WHERE)
    assert desk.store.account(*WHERE).health == "reauth"


def test_a_pushed_account_is_well_again_when_news_come_after_its_access_ended() -> None:
    desk = Desk()
    desk.sources.revoked(*WHERE)
    desk.store.count_received(*WHERE, at=desk.clock.now(), number=1)
    desk.clock.advance(hours=2)
    assert look(desk).listen.health == "reauth"
    desk.store.count_received(*WHERE, at=desk.clock.now() - HOUR, number=1)
    assert look(desk).listen.health == "ok"


class Priced:
    """A platform that refuses what it is told to, charges for the rest, and whose token ends."""

    capabilities = CAPABILITIES

    def __init__(self) -> None:
        self.refusals: list[str] = []
        self.spent = Spent()
        self.end: object = None
        self.posts = 0

    def allow(self, posting: Posting) -> None:
        """It takes whatever it is given."""

    def send(self, posting: Posting) -> Sent:
        if self.refusals:
            raise Rejected("401", kind=self.refusals.pop(0))
        self.posts += 1
        return Sent(f"post-{self.posts}", None, posting.now, self.spent)

    def ends(self, direction: str) -> object:
        return self.end


def answering(desk: Desk) -> Priced:
    platform = Priced()
    desk.platform = platform  # type: ignore[assignment]
    desk.hear()
    return platform


def answer(desk: Desk) -> tuple[str, str | None]:
    desk.answer(f"I look into it {desk.ids.new()}")
    desk.relay()
    (ended,) = desk.deliver()
    return ended.state, ended.reason


def test_f22_a_refused_token_of_answering_shows_and_a_sent_reply_clears_it() -> None:
    """F22: by the class of the last real call."""
    desk = Desk()
    platform = answering(desk)
    platform.refusals = ["reauth", "blocked", "forbidden"]
    assert answer(desk) == ("refused", "reauth")
    assert look(desk).answer.health == "reauth"
    assert answer(desk) == ("refused", "blocked")
    assert look(desk).answer.health == "reauth"
    assert answer(desk) == ("refused", "forbidden")
    assert answer(desk) == ("sent", None)
    assert look(desk).answer == Standing("ok", desk.clock.now())
    assert told(desk) == [
        ("health_changed", "answer", "reauth"),
        ("health_changed", "answer", "forbidden"),
        ("health_changed", "answer", "ok"),
    ]


def test_a_reply_that_is_sent_as_ever_writes_nothing_of_the_account() -> None:
    desk = Desk()
    answering(desk)
    answer(desk)
    assert desk.store.answering(*WHERE).revision == 0


def test_what_replies_cost_is_summed() -> None:
    desk = Desk()
    answering(desk).spent = Spent(usd=0.2, units=3)
    answer(desk)
    answer(desk)
    spending = desk.store.answering(*WHERE).spending
    assert (spending.usd_micros, spending.units) == (400_000, 6)


def test_d38_nothing_is_sent_with_a_token_that_has_ended() -> None:
    """D38: it is refused before the platform is called, and operators hear of it."""
    desk = Desk()
    platform = answering(desk)
    platform.end = desk.clock.now() + timedelta(days=2)
    assert answer(desk) == ("sent", None)
    assert told(desk) == [("token_expires", "answer", "ok")]
    desk.clock.advance(hours=48)
    assert answer(desk) == ("refused", "reauth")
    assert platform.posts == 1
    assert told(desk)[1:] == [("health_changed", "answer", "reauth")]


def test_an_alert_says_what_to_do_and_holds_no_word_of_a_customer() -> None:
    desk = Desk()
    busy(desk)
    look(desk)
    desk.relay()
    (alert,) = desk.operators.published
    assert alert.subject == (
        "Earshot: Listening to generic/acmehelp brings far less than it usually does at these hours"
    )
    assert "since 2026-03-02T09:00:00Z; it was ok." in alert.bodies["default"]
    assert "docs/operations.md" in alert.bodies["default"]
