"""Sends keep the account's pace, and the order within a case; nobody sleeps."""

from datetime import timedelta

import pytest

from earshot.channels.capabilities import Capabilities
from earshot.errors import Conflict, Throttled
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import CAPABILITIES, Desk
from tests.invariants import check_all

SLOW = Capabilities(
    listens=frozenset({"push"}), does=CAPABILITIES.does, pace=(2, timedelta(minutes=10))
)


def answered(desk: Desk, customers: int) -> None:
    """So many customers, each with an answer that waits to be sent."""
    for number in range(customers):
        desk.hear(id=f"m{number}", author={"id": f"a{number}"})
    for case in desk.cases():
        desk.answer(f"Answer to {case.author_id}", case_id=case.id)


def sent_at(desk: Desk) -> list[timedelta]:
    return sorted(reply.sent_at - MONDAY_NINE for reply in desk.replies() if reply.sent_at)


def test_d37_what_the_platform_allows_goes_at_once_and_the_rest_turn_by_turn() -> None:
    """D37: none of them is asked for more often than its turn needs."""
    desk = Desk()
    desk.platform.capabilities = SLOW
    answered(desk, 5)
    desk.rest()
    check_all(desk)
    minutes = [at // timedelta(minutes=1) for at in sent_at(desk)]
    assert minutes == [0, 0, 5, 10, 15]
    assert {reply.attempt for reply in desk.replies()} == {1}


def test_an_account_may_be_slower_than_its_platform() -> None:
    desk = Desk(account=builders.account(pace={"sends": 1, "within": "1h"}))
    desk.platform.capabilities = SLOW
    answered(desk, 3)
    desk.rest()
    check_all(desk)
    assert [at // timedelta(hours=1) for at in sent_at(desk)] == [0, 1, 2]


def test_what_waits_for_its_turn_says_until_when_and_holds_up_no_other_account() -> None:
    desk = Desk(account=builders.account(pace={"sends": 1, "within": "1h"}))
    answered(desk, 2)
    desk.relay()
    with pytest.raises(Throttled) as wait:
        desk.deliver()
    assert wait.value.after == MONDAY_NINE + timedelta(hours=1)
    waiting = next(reply for reply in desk.replies() if reply.state == "planned")
    assert waiting.not_before == MONDAY_NINE + timedelta(hours=1)
    assert desk.store.gate("generic", "another").opens(MONDAY_NINE) == MONDAY_NINE


def test_a_pause_that_the_platform_asks_for_holds_the_whole_account() -> None:
    """What another case has to say would only be refused too."""
    desk = Desk()
    answered(desk, 3)
    pause = MONDAY_NINE + timedelta(minutes=15)
    desk.platform.answers = [Throttled("too fast", after=pause)]
    desk.rest()
    check_all(desk)
    assert sent_at(desk) == [timedelta(minutes=15)] * 3
    assert desk.platform.answers == []
    assert sorted(reply.attempt for reply in desk.replies()) == [1, 1, 2]


def test_p2_what_was_certainly_not_sent_is_in_no_doubt_where_the_pause_cannot_be_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """P2: many who are refused at once write one after another."""

    def crossed(gate: object) -> None:
        raise Conflict("sends keep crossing")

    desk = Desk(blind=True)
    answered(desk, 1)
    desk.relay()
    desk.platform.answers = [Throttled("too fast", after=MONDAY_NINE + timedelta(minutes=15))]
    with monkeypatch.context() as busy:
        busy.setattr(desk.store, "put_gate", crossed)
        with pytest.raises(Conflict):
            desk.deliver()
    desk.rest()
    check_all(desk)
    assert [reply.state for reply in desk.replies()] == ["sent"]


def test_replies_of_one_case_keep_their_order_through_a_wait() -> None:
    desk = Desk(account=builders.account(pace={"sends": 1, "within": "30m"}))
    desk.hear()
    for words in ("First.", "Second.", "Third."):
        desk.answer(words)
    desk.rest()
    check_all(desk)
    assert [reply.text[:3] for reply in desk.platform.posted] == ["Fir", "Sec", "Thi"]


def test_replies_of_one_case_keep_their_order_though_the_first_is_ordered_anew() -> None:
    """Whose message was received too often stands behind the others from then on."""
    desk = Desk()
    desk.hear()
    for words in ("First.", "Second."):
        desk.answer(words)
    pauses = [MONDAY_NINE + timedelta(minutes=15 * number) for number in range(1, 9)]
    desk.platform.answers = [Throttled("too fast", after=at) for at in pauses]
    desk.rest()
    check_all(desk)
    assert [reply.text[:3] for reply in desk.platform.posted] == ["Fir", "Sec"]
    assert {reply.state for reply in desk.replies()} == {"sent"}


def test_a_reply_that_was_not_sent_takes_another_turn() -> None:
    from earshot.errors import Unavailable

    desk = Desk(account=builders.account(pace={"sends": 1, "within": "1h"}))
    desk.hear()
    desk.answer()
    desk.platform.answers = [Unavailable("no connection")]
    desk.rest()
    (reply,) = desk.replies()
    assert (reply.state, sent_at(desk)) == ("sent", [timedelta(hours=1)])
