"""Likes, hides and deletions go through the ledger too, and answer nobody."""

import pytest

from earshot.errors import Ambiguous, Illegal, Rejected, Unavailable
from tests.desk import Desk
from tests.invariants import check_all


def test_a_like_is_done_once_and_keeps_no_promise() -> None:
    desk = Desk()
    desk.hear()
    desk.act(act="like")
    desk.rest()
    check_all(desk)
    (like,) = desk.replies()
    assert (like.state, like.act, like.in_reply_to) == ("sent", "like", "m1")
    assert desk.case().clocks["first_response"].stopped_at is None
    assert [event.data.get("act") for event in desk.events()[-2:]] == ["like", "like"]


def test_a_sent_reply_is_taken_back() -> None:
    desk = Desk()
    desk.hear()
    said = desk.answer()
    desk.rest()
    desk.act(act="delete", reply_id=said.id)
    desk.rest()
    check_all(desk)
    deletion = next(reply for reply in desk.replies() if reply.act == "delete")
    assert (deletion.state, deletion.in_reply_to) == ("sent", f"post-{said.id}")


def test_only_what_is_known_to_be_there_is_taken_back() -> None:
    desk = Desk()
    desk.hear()
    said = desk.answer()
    with pytest.raises(Illegal, match="is planned"):
        desk.act(act="delete", reply_id=said.id)


def test_an_act_without_an_answer_is_done_again_since_twice_is_once() -> None:
    desk = Desk(blind=True)
    desk.hear()
    desk.act(act="hide")
    desk.platform.answers = [Ambiguous("timed out")]
    desk.rest()
    check_all(desk)
    (hidden,) = desk.replies()
    assert (hidden.state, hidden.attempt) == ("sent", 2)


def test_of_an_act_that_went_without_an_answer_nobody_says_that_it_was_not_done() -> None:
    desk = Desk(blind=True)
    desk.hear()
    desk.act(act="hide")
    desk.platform.answers = [Ambiguous("timed out"), Rejected("gone", kind="target_gone")]
    desk.rest()
    check_all(desk)
    (hidden,) = desk.replies()
    assert (hidden.state, hidden.reason) == ("unknown", "target_gone")


def test_an_act_that_certainly_was_not_done_is_refused_in_the_end() -> None:
    desk = Desk()
    desk.hear()
    desk.act(act="like")
    desk.platform.answers = [Unavailable("no connection")] * 60
    desk.rest()
    check_all(desk)
    (like,) = desk.replies()
    assert (like.state, like.reason) == ("refused", "not_sent")
