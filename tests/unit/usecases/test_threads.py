"""S53: what one post does not hold is said in a thread, each part once and after the one before."""

from dataclasses import replace
from typing import Any, Literal

import pytest

from earshot.channels.capabilities import Limit
from earshot.domain.case import Reply
from earshot.domain.envelope import ReplyOrder
from earshot.domain.playbook import Playbook
from earshot.errors import Ambiguous, EarshotError, Rejected, Repeated, Throttled, TooLarge
from earshot.usecases.answer import Words
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import CAPABILITIES, Desk
from tests.invariants import check_all, thread_of
from tests.trip import Trip

LONG = " ".join(f"This is sentence number {number}." for number in range(1, 13))
OTHER = " ".join(f"Parcel {word} is with the courier." for word in "abcdefghijk")
THREADS = replace(CAPABILITIES, public=(Limit(100),), private=(Limit(100),), threads=True)
CARE: dict[str, Any] = {"team": "care", "sla_policy": "standard"}


def policy(*, thread: bool = True, template: str = LONG) -> Playbook:
    lost = {"name": "lost", "when": {"keywords": ["lost"]}, "act": "acknowledge"}
    return builders.promising_playbook(
        clauses=[
            {**lost, "template": "seen", "thread": thread, **CARE},
            {"name": "default", "act": "respond", "thread": thread, **CARE},
        ],
        templates={"seen": {"text": template}},
    )


def desk_of(**over: Any) -> Desk:
    desk = Desk(over.pop("playbook", None) or policy(), **over)
    desk.platform.capabilities = THREADS
    return desk


def answered(desk: Desk, **post: Any) -> Reply:
    """A case with a planned answer of four parts."""
    desk.hear(**post)
    return desk.answer(LONG)


def states(desk: Desk) -> list[str]:
    (first,) = [reply for reply in desk.replies() if reply.part == 1]
    return [part.state for part in thread_of(desk, first)]


def test_s53_the_parts_are_planned_at_once_and_only_the_first_is_ordered() -> None:
    desk = desk_of()
    first = answered(desk)
    assert states(desk) == ["planned", "waiting", "waiting", "waiting"]
    assert desk.kinds() == ["case_opened", "case_claimed", *["reply_planned"] * 4]
    assert [e.data.get("part") for e in desk.events()[2:]] == [1, 2, 3, 4]
    desk.relay()
    assert [message.reply_id for message in orders(desk)] == [first.id]


def orders(desk: Desk) -> list[ReplyOrder]:
    message = desk.orders.receive()
    return [ReplyOrder.model_validate_json(message.body)] if message else []


def test_s53_each_part_is_posted_below_the_one_before_and_the_last_one_answers() -> None:
    desk = desk_of()
    first = answered(desk)
    desk.relay()
    for number in (1, 2, 3):
        desk.deliver()
        desk.relay()
        assert len(desk.platform.posted) == number
        assert (desk.case().state, desk.case().replied_at) == ("open", None)
    desk.deliver()
    assert (desk.case().state, desk.case().replied_at) == ("pending", MONDAY_NINE)
    ids = [first.id, *(f"{first.id}-{number}" for number in (2, 3, 4))]
    assert [post.id for post in desk.platform.posted] == ids
    below = [post.in_reply_to for post in desk.platform.posted]
    assert below == ["m1", *(f"post-{one}" for one in ids[:3])]
    assert {event.mention_id for event in desk.events() if event.reply_id} == {"m1"}
    check_all(desk)


def test_s53_no_clause_no_thread() -> None:
    desk = desk_of(playbook=policy(thread=False))
    desk.hear()
    with pytest.raises(TooLarge, match="characters"):
        desk.answer(LONG)


def test_s53_a_clause_without_it_beside_one_with_it_stays_without_it() -> None:
    desk = desk_of(
        playbook=builders.promising_playbook(
            clauses=[
                {"name": "lost", "when": {"keywords": ["lost"]}, "act": "respond", **CARE},
                {"name": "default", "act": "respond", "thread": True, **CARE},
            ]
        )
    )
    desk.hear(text="It is lost")
    with pytest.raises(TooLarge):
        desk.answer(LONG)
    assert desk.answer("It fits.").parts is None


def test_s53_a_private_message_or_a_channel_without_threads_stays_refused() -> None:
    desk = desk_of()
    desk.hear()
    with pytest.raises(TooLarge):
        words = Words(text=LONG, visibility="private", repeat=True)
        desk.answering.answer(desk.asked(), words)
    desk.platform.capabilities = replace(THREADS, threads=False)
    with pytest.raises(TooLarge):
        desk.answer(LONG)


def test_s53_more_than_four_parts_are_refused() -> None:
    desk = desk_of()
    desk.hear()
    with pytest.raises(TooLarge):
        desk.answer(LONG * 2)


def test_s53_the_same_request_finds_the_same_parts() -> None:
    desk = desk_of()
    desk.hear()
    asked = desk.asked()
    one = desk.answering.answer(asked, Words(text=LONG))
    desk.rest()
    again = desk.answering.answer(asked, Words(text=LONG))
    assert (one.id, again.id, len(desk.replies())) == (again.id, one.id, 4)


def test_s53_the_same_thread_again_is_a_repetition() -> None:
    desk = desk_of()
    first = answered(desk)
    desk.rest()
    with pytest.raises(Repeated) as refused:
        desk.answering.answer(desk.asked(), Words(text=LONG))
    assert refused.value.reply_id == first.id


def test_s53_a_part_that_is_refused_takes_the_rest_with_it() -> None:
    desk = desk_of()
    answered(desk)
    desk.relay()
    desk.deliver()
    desk.relay()
    desk.platform.answers = [Rejected("no", kind="blocked")]
    desk.rest()
    assert states(desk) == ["sent", "refused", "refused", "refused"]
    (first, *_) = desk.replies()
    reasons = [part.reason for part in thread_of(desk, first)]
    assert reasons == [None, "blocked", "part_refused", "part_refused"]
    assert desk.kinds()[-3:] == ["reply_refused"] * 3
    assert (desk.case().state, desk.case().replied_at) == ("open", None)
    check_all(desk)


def doubted(desk: Desk, *, posted: bool) -> Reply:
    """A thread whose second part nobody knows of."""
    answered(desk)
    desk.relay()
    desk.deliver()
    desk.relay()
    desk.platform.answers = [Ambiguous("timed out")]
    desk.platform.posts_before_failing = posted
    desk.rest()
    assert states(desk) == ["sent", "unknown", "waiting", "waiting"]
    check_all(desk)
    (part,) = [reply for reply in desk.replies() if reply.part == 2]
    return part


def test_s53_behind_one_that_nobody_knows_of_the_rest_wait_for_a_person_who_saw_it() -> None:
    desk = desk_of(blind=True)
    part = doubted(desk, posted=True)
    desk.decide(part, "sent", platform_id=f"post-{part.id}")
    desk.rest()
    assert states(desk) == ["sent"] * 4
    assert len(desk.platform.posted) == 4
    check_all(desk)


def test_s53_sent_without_an_id_the_thread_goes_on_below_the_post_before() -> None:
    desk = desk_of(blind=True)
    part = doubted(desk, posted=True)
    desk.decide(part, "sent")
    desk.rest()
    assert desk.platform.posted[2].in_reply_to == part.in_reply_to
    check_all(desk)


def test_s53_decided_not_sent_it_ends_there_and_sent_again_it_goes_on() -> None:
    desk = desk_of(blind=True)
    desk.decide(doubted(desk, posted=False), "not_sent")
    desk.rest()
    assert states(desk) == ["sent", "refused", "refused", "refused"]
    check_all(desk)
    desk = desk_of(blind=True)
    desk.decide(doubted(desk, posted=False), "not_sent", resend=True)
    desk.rest()
    assert states(desk) == ["sent"] * 4
    check_all(desk)


def test_s53_an_echo_of_a_part_clears_it_and_the_rest_goes_on() -> None:
    """The post is known by what it answers, our own post, and by its words."""
    desk = desk_of(blind=True, account=builders.account(own_ids=("acme",)))
    part = doubted(desk, posted=True)
    desk.hear(
        id=f"post-{part.id}",
        author={"id": "acme", "handle": "acmehelp"},
        text=part.text,
        in_reply_to=part.in_reply_to,
        root="m1",
    )
    desk.rest()
    assert states(desk) == ["sent"] * 4
    check_all(desk)


def test_s53_a_notice_of_a_part_clears_it_too() -> None:
    desk = desk_of(blind=True)
    part = doubted(desk, posted=True)
    told = f"{part.case_id}:{part.id}"
    desk.notice("delivered", platform_id=f"post-{part.id}", echo=told)
    desk.rest()
    assert states(desk) == ["sent"] * 4


def test_s53_when_the_customer_takes_their_post_away_the_rest_is_left_unsaid() -> None:
    desk = desk_of()
    answered(desk)
    desk.relay()
    desk.deliver()
    desk.hear(event="delete", text=None)
    desk.rest()
    assert states(desk) == ["sent", "refused", "refused", "refused"]


def test_s53_where_our_own_post_is_gone_the_customers_is_not_taken_for_gone() -> None:
    desk = desk_of()
    answered(desk)
    desk.relay()
    desk.deliver()
    desk.relay()
    desk.platform.answers = [Rejected("gone", kind="target_gone")]
    desk.rest()
    assert states(desk) == ["sent", "refused", "refused", "refused"]
    assert (desk.record("m1").deleted, desk.case().state) == (False, "open")
    assert [record.mention.id for record in desk.records()] == ["m1"]
    check_all(desk)


def test_s53_an_order_that_comes_before_its_turn_posts_nothing() -> None:
    desk = desk_of()
    first = answered(desk)
    waiting = desk.sender.send(first.case_id, f"{first.id}-2", last=True)
    assert (waiting.state, desk.platform.posted) == ("waiting", [])


def test_s53_what_a_clause_says_by_itself_may_be_a_thread() -> None:
    desk = desk_of()
    desk.hear(text="My parcel is lost")
    desk.rest()
    assert states(desk) == ["sent"] * 4
    assert {reply.kind for reply in desk.replies()} == {"auto"}
    check_all(desk)


def test_s53_by_itself_without_the_clause_it_stays_one_post() -> None:
    desk = desk_of(playbook=policy(thread=False))
    desk.hear(text="My parcel is lost")
    (reply,) = desk.replies()
    assert (reply.text, reply.part) == (LONG, None)


def test_s53_its_sign_off_stands_under_the_last_part_alone() -> None:
    signed = policy().model_copy(
        update={"disclosure": builders.playbook(disclosure={"sign_off": "— {agent}"}).disclosure}
    )
    desk = desk_of(playbook=signed)
    first = answered(desk)
    texts = [part.text for part in thread_of(desk, first)]
    assert [text.endswith("\n— Linus") for text in texts] == [False, False, False, True]


@pytest.mark.parametrize("kills", [True, False], ids=["killed", "failed"])
@pytest.mark.parametrize("blind", [False, True])
@pytest.mark.parametrize("side", ["before", "after"])
def test_s53_f61_wherever_a_stage_is_struck_each_part_is_posted_once_and_in_its_order(
    side: Literal["before", "after"], blind: bool, kills: bool
) -> None:
    at = 1
    points: list[str] = []
    while True:
        trip = Trip(at, side, kills=kills)
        desk = desk_of(trip=trip, blind=blind)
        desk.post(text="My parcel is lost" if kills else "Where is it?")
        desk.rest()
        if not kills and desk.cases():
            desk.answer(OTHER)
        desk.rest()
        if trip.killed_at is None:
            break
        check_all(desk, alerts_repeat=True)
        ended = {reply.state for reply in desk.replies()}
        assert ended <= ({"sent", "waiting", "unknown"} if blind else {"sent"})
        for reply in desk.replies():
            if reply.state == "unknown":
                there = any(post.id == reply.id for post in desk.platform.posted)
                more: dict[str, Any] = {"platform_id": f"post-{reply.id}"} if there else {}
                desk.decide(reply, "sent" if there else "not_sent", resend=not there, **more)
        desk.rest()
        assert [r for r in desk.replies() if r.state != "sent"] == [], trip.killed_at
        assert len(desk.platform.posted) == 4
        check_all(desk, alerts_repeat=True)
        points.append(trip.killed_at)
        at += 1
    print(f"{len(points)} points")
    assert len(points) >= 40
    assert {"commit", "move_reply", "send"} <= set(points)


def test_s53_a_platform_that_wants_a_pause_holds_the_thread_in_its_order() -> None:
    desk = desk_of()
    answered(desk)
    pause: list[EarshotError] = [Throttled("slow", after=desk.clock.now().replace(hour=10))]
    desk.platform.answers = pause
    desk.rest()
    assert states(desk) == ["sent"] * 4
    check_all(desk)
