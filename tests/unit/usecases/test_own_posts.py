"""Our own posts come back as proof and as news, and never as work; deliveries only go forward."""

from datetime import timedelta
from typing import Any

import pytest

from earshot.domain.accounts import Accounts
from earshot.domain.case import Reply
from earshot.errors import Ambiguous
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all

OURS = {"author": {"id": "acme", "handle": "acmehelp"}}


def desk_of(**account: Any) -> Desk:
    return Desk(account=builders.account(**{"own_ids": ("acme",)} | account), blind=True)


def unknown() -> Desk:
    """A reply of which nobody knows whether it was posted, on a platform that cannot be read."""
    desk = desk_of()
    desk.hear()
    desk.answer("On our way.")
    desk.platform.answers = [Ambiguous("timed out")]
    desk.platform.posts_before_failing = True
    desk.rest()
    assert reply(desk).state == "unknown"
    return desk


def sent() -> Desk:
    desk = desk_of()
    desk.hear()
    desk.answer("On our way.")
    desk.rest()
    assert reply(desk).state == "sent"
    return desk


def reply(desk: Desk) -> Reply:
    (found,) = desk.replies()
    return found


def echo(desk: Desk, **over: Any) -> None:
    post = {"id": "p9", "in_reply_to": "m1", "text": "@ada On our  way.", **OURS} | over
    desk.hear(created_at=desk.clock.now(), **post)


def test_an_own_post_with_the_same_words_below_the_same_post_proves_the_reply() -> None:
    desk = unknown()
    assert reply(desk).text == "On our way.\n— Linus, Acme"
    echo(desk, text="@ada On our  way. — Linus, Acme")
    desk.rest()
    assert (reply(desk).state, reply(desk).platform_id) == ("sent", "p9")
    assert desk.case().state == "pending"
    assert len(desk.cases()) == 1
    record = desk.record("p9")
    assert (record.filtered, record.case_id) == ("own_post", None)
    assert record.own_reply == f"{reply(desk).case_id}:{reply(desk).id}"
    desk.rest()
    check_all(desk)


@pytest.mark.parametrize(
    "over",
    [
        {"text": "Something that a colleague wrote there"},
        {"text": "On our way. — Linus, Acme", "in_reply_to": "m7"},
        {"text": "On our way. — Linus, Acme", "in_reply_to": None},
    ],
)
def test_an_own_post_of_other_words_or_elsewhere_proves_nothing(over: dict[str, Any]) -> None:
    desk = unknown()
    echo(desk, **over)
    desk.rest()
    assert reply(desk).state == "unknown"
    assert (desk.record("p9").filtered, desk.record("p9").own_reply) == ("own_post", None)
    desk.rest()
    check_all(desk)


def test_what_the_platform_gives_back_proves_it_whatever_its_words() -> None:
    desk = unknown()
    name = f"{reply(desk).case_id}:{reply(desk).id}"
    echo(desk, text="cut off", in_reply_to=None, echo=name)
    assert (reply(desk).state, reply(desk).platform_id) == ("sent", "p9")


def test_an_echo_of_another_account_names_nothing_here() -> None:
    desk = unknown()
    name = f"{reply(desk).case_id}:{reply(desk).id}"
    desk.accounts = Accounts(accounts=(*desk.accounts.accounts, builders.account(account="b")))
    desk.hear(id="p9", account="b", echo=name, **OURS)
    desk.notice("delivered", account="b", echo=name)
    assert reply(desk).state == "unknown"


def test_an_own_post_of_an_account_that_shares_the_webhook_is_ours_too() -> None:
    desk = desk_of()
    shop = builders.account(account="shop", webhook_of="acmehelp", own_ids=("acmeshop",))
    desk.accounts = Accounts(accounts=(*desk.accounts.accounts, shop))
    desk.hear(id="p9", text="Where is it?", author={"id": "acmeshop"})
    desk.hear(id="p8", account="shop", text="Where is it?", **OURS)
    assert [record.filtered for record in desk.records()] == ["own_post", "own_post"]
    assert desk.cases() == []


def test_a_post_of_ours_that_is_changed_or_taken_away_there_is_in_the_timeline() -> None:
    desk = sent()
    platform_id = reply(desk).platform_id
    assert platform_id
    echo(desk, id=platform_id, text="@ada On our way. — Linus, Acme")
    desk.clock.advance(minutes=1)
    edit = {"event": "edit", "edited_at": desk.clock.now()}
    echo(desk, id=platform_id, text="No.", **edit)
    echo(desk, id=platform_id, text=None, event="delete")
    assert desk.kinds()[-3:] == ["reply_sent", "reply_edited", "reply_removed"]
    edited, removed = desk.events()[-2:]
    assert (edited.actor, edited.data["text"]) == ("platform", "No.")
    assert (removed.data["platform_id"], removed.reply_id) == (platform_id, reply(desk).id)
    desk.rest()
    check_all(desk)


def test_a_post_of_ours_that_is_gone_is_noticed_although_nobody_says_whose_it_was() -> None:
    desk = sent()
    desk.hear(id=str(reply(desk).platform_id), event="delete", text=None, author={"id": "?"})
    assert desk.kinds()[-1] == "reply_removed"
    assert desk.record(str(reply(desk).platform_id)).filtered == "own_post"
    desk.rest()
    check_all(desk)


def test_an_edit_that_changes_no_word_is_no_news() -> None:
    desk = sent()
    platform_id = str(reply(desk).platform_id)
    edit = {"event": "edit", "edited_at": desk.clock.now()}
    echo(desk, id=platform_id, text="On our way. — Linus, Acme", **edit)
    assert desk.kinds()[-1] == "reply_sent"


# Deliveries


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        (["delivered", "read"], "read"),
        (["read", "delivered"], "read"),
        (["read", "failed"], "read"),
        (["failed", "delivered"], "failed"),
        (["delivered", "delivered"], "delivered"),
    ],
)
def test_deliveries_only_go_forward(told: list[Any], ends: str) -> None:
    desk = sent()
    for kind in told:
        desk.notice(kind, platform_id=reply(desk).platform_id)
    assert (reply(desk).state, reply(desk).delivery) == ("sent", ends)
    desk.rest()
    check_all(desk)


def test_of_what_could_not_be_delivered_the_case_is_told_and_an_answer_is_owed_again() -> None:
    desk = sent()
    assert desk.case().state == "pending"
    desk.clock.advance(minutes=5)
    desk.notice("failed", platform_id=reply(desk).platform_id, reason="131026")
    assert (desk.case().state, desk.kinds()[-1]) == ("open", "reply_failed")
    assert desk.events()[-1].data["reason"] == "131026"
    assert (reply(desk).delivery, reply(desk).reason) == ("failed", "131026")
    owed = desk.case().clocks["next_response"]
    assert (owed.started_at, owed.stopped_at) == (MONDAY_NINE + timedelta(minutes=5), None)
    desk.rest()
    check_all(desk)


def test_what_is_told_of_a_message_proves_that_it_was_sent() -> None:
    desk = unknown()
    name = f"{reply(desk).case_id}:{reply(desk).id}"
    desk.notice("delivered", platform_id="w1", echo=name)
    assert (reply(desk).state, reply(desk).delivery) == ("sent", "delivered")
    assert reply(desk).platform_id == "w1"
    desk.rest()
    check_all(desk)


def test_news_of_what_is_not_ours_is_counted_and_changes_nothing() -> None:
    desk = sent()
    for over in ({"platform_id": "x"}, {"echo": "c9:r9"}, {"echo": "gibberish"}, {}):
        desk.notice("read", **over)
    assert (reply(desk).delivery, len(desk.noticed)) == (None, 4)
