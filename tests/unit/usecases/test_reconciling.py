"""A send whose answer was lost is looked for, and only a proven absence allows another."""

from datetime import timedelta

import pytest

from earshot.domain.case import Reply
from earshot.errors import Ambiguous, EarshotError, Illegal, NotAcceptable, Rejected, Throttled
from tests.builders import MONDAY_NINE
from tests.desk import Desk, Platform
from tests.invariants import check_all

LOST = Ambiguous("timed out")


def lost(*answers: EarshotError, posts: bool = False, blind: bool = False) -> Desk:
    """A case with an ordered reply on a platform that first answers so."""
    desk = Desk(blind=blind)
    desk.hear()
    desk.answer()
    desk.relay()
    desk.platform.answers = list(answers)
    desk.platform.posts_before_failing = posts
    return desk


def ended(desk: Desk) -> Reply:
    (reply,) = desk.replies()
    return reply


def test_p2_what_is_found_at_once_is_sent() -> None:
    """P2."""
    desk = lost(LOST, posts=True)
    desk.deliver()
    assert (ended(desk).state, ended(desk).attempt, len(desk.platform.posted)) == ("sent", 1, 1)


def test_p2_what_is_not_there_at_once_may_be_under_way_and_waits_for_its_lease() -> None:
    """P2: the platform may take it while we look."""
    desk = lost(LOST)
    with pytest.raises(Throttled) as wait:
        desk.deliver()
    assert wait.value.after == MONDAY_NINE + timedelta(seconds=60)
    assert (ended(desk).state, ended(desk).attempt) == ("sending", 1)
    desk.platform.posted.append(ended(desk))  # it arrives late
    assert desk.orders.seen_next() == MONDAY_NINE + timedelta(seconds=60)
    desk.clock.advance(seconds=60)
    desk.deliver()
    assert (ended(desk).state, ended(desk).attempt, len(desk.platform.posted)) == ("sent", 1, 1)


def test_p2_what_certainly_is_not_there_is_sent_once_more() -> None:
    """P2."""
    desk = lost(LOST)
    desk.rest()
    check_all(desk)
    assert (ended(desk).state, ended(desk).attempt, ended(desk).unanswered) == ("sent", 2, 1)
    assert len(desk.platform.posted) == 1
    assert desk.kinds()[-1] == "reply_sent"


def test_p2_after_three_sends_without_an_answer_a_person_is_asked() -> None:
    """P2."""
    desk = lost(LOST, LOST, LOST, LOST)
    desk.rest()
    check_all(desk)
    assert (ended(desk).state, ended(desk).attempt) == ("unknown", 3)
    assert desk.platform.answers == [LOST]


@pytest.mark.parametrize(
    "unreadable", [Ambiguous("the listing is cut"), Rejected("no", kind="reauth")]
)
def test_p2_a_platform_that_does_not_show_enough_leaves_it_to_a_person(
    unreadable: EarshotError,
) -> None:
    """P2."""
    desk = lost(LOST, posts=True)
    assert isinstance(desk.platform, Platform)
    desk.platform.unreadable = [unreadable]
    desk.deliver()
    assert (ended(desk).state, ended(desk).reason) == ("unknown", "no_answer")
    check_all(desk)


def test_what_was_proven_absent_is_refused_where_it_may_not_be_sent_any_more() -> None:
    desk = lost(LOST)
    with pytest.raises(Throttled):
        desk.deliver()
    desk.platform.forbids = Rejected("a day has passed", kind="window_closed")
    desk.rest()
    check_all(desk)
    assert (ended(desk).state, ended(desk).reason) == ("refused", "window_closed")


def test_a_rule_of_the_platform_is_asked_again_before_it_is_sent() -> None:
    desk = lost()
    desk.platform.forbids = Rejected("nobody asked us", kind="not_allowed_by_policy")
    desk.rest()
    check_all(desk)
    assert (ended(desk).state, ended(desk).reason) == ("refused", "not_allowed_by_policy")


def test_p2_a_duplicate_behind_a_lost_answer_is_most_likely_ours_and_is_no_refusal() -> None:
    """P2: what was believed absent may have come late; its echo or a person says so."""
    desk = lost(LOST, Rejected("said that before", kind="duplicate"))
    desk.rest()
    check_all(desk)
    assert (ended(desk).state, ended(desk).reason) == ("unknown", "duplicate")


# What a person decides


def unknown(posts: bool = False) -> Desk:
    desk = lost(LOST, posts=posts, blind=True)
    desk.rest()
    assert ended(desk).state == "unknown"
    return desk


def test_a_person_who_found_it_says_that_it_was_sent_and_the_promise_is_kept() -> None:
    desk = unknown(posts=True)
    desk.clock.advance(minutes=50)
    case = desk.decide(ended(desk), "sent", platform_id="post-9")
    found = ended(desk)
    assert (found.state, found.platform_id, found.sent_at) == ("sent", "post-9", MONDAY_NINE)
    assert (case.state, case.replied_at) == ("pending", MONDAY_NINE)
    assert case.clocks["first_response"].stopped_at == MONDAY_NINE
    assert desk.kinds()[-3:] == ["reply_unknown", "reply_decided", "reply_sent"]
    decided = desk.events()[-2]
    assert (decided.actor, decided.data["decision"]) == ("linus", "sent")
    check_all(desk)


def test_a_person_who_did_not_find_it_says_so_and_it_is_refused() -> None:
    desk = unknown()
    desk.decide(ended(desk), "not_sent")
    desk.rest()
    assert (ended(desk).state, ended(desk).reason) == ("refused", "not_sent")
    assert desk.kinds()[-2:] == ["reply_decided", "reply_refused"]
    assert desk.platform.posted == []
    check_all(desk)


def test_the_same_intent_is_sent_again_when_a_person_says_so() -> None:
    desk = unknown()
    desk.decide(ended(desk), "not_sent", resend=True)
    desk.rest()
    assert (ended(desk).state, ended(desk).attempt) == ("sent", 3)
    assert len(desk.platform.posted) == 1
    assert desk.kinds()[-3:] == ["reply_unknown", "reply_decided", "reply_sent"]
    check_all(desk)


def test_d32_what_is_known_is_not_decided() -> None:
    """D32."""
    desk = lost()
    desk.deliver()
    with pytest.raises(Illegal, match="is sent"):
        desk.decide(ended(desk), "not_sent", resend=True)
    assert ended(desk).state == "sent"


def test_two_people_decide_only_once() -> None:
    desk = unknown()
    desk.decide(ended(desk), "not_sent", resend=True)
    with pytest.raises(Illegal, match="is planned"):
        desk.decide(ended(desk), "sent")
    desk.rest()
    assert len(desk.platform.posted) == 1


def test_a_post_of_another_reply_proves_nothing() -> None:
    desk = lost()
    desk.deliver()
    first = ended(desk)
    desk.platform.answers = [LOST]
    assert isinstance(desk.platform, Platform)
    desk.platform.unreadable = [Ambiguous("cut")]
    second = desk.answer("And more.")
    desk.rest()
    with pytest.raises(NotAcceptable, match="that post is reply"):
        desk.decide(second, "sent", platform_id=first.platform_id)
