"""One intent to say something ends in exactly one way, and what is said of it is true."""

from datetime import timedelta

import pytest

from earshot.domain.accounts import Accounts
from earshot.domain.case import Reply
from earshot.errors import Ambiguous, Conflict, Rejected, Throttled, Unavailable, Unknown
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk, Platform
from tests.invariants import check_all
from tests.trip import Trip


def answered(desk: Desk) -> Reply:
    """A case with a planned and ordered reply."""
    desk.hear()
    planned = desk.answer()
    desk.relay()
    return planned


def ended(desk: Desk) -> tuple[str, str | None]:
    (reply,) = desk.replies()
    return reply.state, reply.reason


def test_a_reply_is_posted_and_the_case_waits_for_the_customer() -> None:
    desk = Desk()
    planned = answered(desk)
    (sent,) = desk.deliver()
    assert (sent.state, sent.attempt, sent.platform_id) == ("sent", 1, f"post-{planned.id}")
    assert (desk.case().state, desk.case().replied_at) == ("pending", MONDAY_NINE)
    assert desk.kinds()[-2:] == ["reply_planned", "reply_sent"]


def test_an_order_that_comes_twice_posts_once() -> None:
    desk = Desk()
    planned = answered(desk)
    desk.deliver()
    again = desk.sender.send(planned.case_id, planned.id)
    assert (again.state, len(desk.platform.posted)) == ("sent", 1)


def test_f61_a_sender_that_was_killed_after_posting_is_found_out() -> None:
    """F61: nobody else sends while its lease runs; then the platform is asked."""
    desk = Desk(trip=Trip())
    planned = answered(desk)
    desk.store.move_reply(sending(planned, desk), was=("planned", 0))
    desk.platform.posted.append(planned)
    with pytest.raises(Throttled, match="being sent"):
        desk.deliver()
    desk.clock.advance(seconds=60)
    assert [reply.state for reply in desk.deliver()] == ["sent"]
    assert len(desk.platform.posted) == 1


def sending(planned: Reply, desk: Desk) -> Reply:
    until = desk.clock.now() + timedelta(seconds=60)
    return planned.model_copy(update={"state": "sending", "attempt": 1, "lease_until": until})


def test_f61_what_cannot_be_looked_up_is_unknown() -> None:
    """F61: on a platform that cannot be read back."""
    desk = Desk(blind=True)
    planned = answered(desk)
    desk.store.move_reply(sending(planned, desk), was=("planned", 0))
    desk.clock.advance(seconds=61)
    desk.deliver()
    assert ended(desk) == ("unknown", "no_answer")
    assert desk.kinds()[-1] == "reply_unknown"
    assert desk.platform.posted == []


def test_d34_f63_a_platform_that_did_not_take_it_is_asked_again() -> None:
    """D34, F63: certainly not sent, so planned again."""
    desk = Desk()
    answered(desk)
    desk.platform.answers = [Unavailable("no connection")]
    with pytest.raises(Unavailable):
        desk.deliver()
    (reply,) = desk.replies()
    assert (reply.state, reply.attempt, reply.lease_until) == ("planned", 1, None)
    desk.rest()
    check_all(desk)
    assert (ended(desk), len(desk.platform.posted)) == (("sent", None), 1)


def test_p2_d34_at_the_last_try_a_reply_that_was_not_sent_is_refused() -> None:
    """P2, D34: after five tries nobody comes again; it must look failed, with the reason."""
    desk = Desk()
    answered(desk)
    desk.platform.answers = [Unavailable("no connection")] * 60
    desk.rest()
    check_all(desk)
    assert ended(desk) == ("refused", "not_sent")
    assert desk.kinds()[-1] == "reply_refused"


def test_p2_at_the_last_try_a_reply_that_may_be_posted_is_unknown() -> None:
    """P2: the platform took it, did not answer, and cannot be asked."""
    desk = Desk()
    answered(desk)
    desk.platform.answers = [Ambiguous("timed out")]
    desk.platform.posts_before_failing = True
    assert isinstance(desk.platform, Platform)
    desk.platform.unreadable = [Unavailable("no connection")] * 60
    desk.rest()
    check_all(desk)
    assert ended(desk) == ("unknown", "no_answer")
    assert len(desk.platform.posted) == 1


@pytest.mark.parametrize("kind", ["target_gone", "blocked", "forbidden", "reauth", "too_long"])
def test_f70_what_the_platform_forbids_is_refused_with_its_reason_and_not_tried_again(
    kind: str,
) -> None:
    """F70, D34."""
    desk = Desk()
    desk.platform.tells_gone = False
    answered(desk)
    desk.platform.answers = [Rejected("no", kind=kind)]
    desk.rest()
    check_all(desk)
    assert ended(desk) == ("refused", kind)
    assert desk.events()[-1].data["reason"] == kind
    assert desk.case().clocks["first_response"].stopped_at is None


def test_p2_f62_a_post_proves_only_one_reply() -> None:
    """P2, F62: a platform knows our posts by their words, and the first said the same."""
    desk = Desk()
    answered(desk)
    (first,) = desk.deliver()
    second = desk.answer()
    desk.platform.answers = [Ambiguous("timed out")]
    assert isinstance(desk.platform, Platform)
    desk.platform.found_by_words = True
    desk.rest()
    assert {r.id: (r.state, r.platform_id, r.reason) for r in desk.replies()} == {
        first.id: ("sent", f"post-{first.id}", None),
        second.id: ("unknown", None, "no_answer"),
    }
    assert len(desk.platform.posted) == 1


@pytest.mark.parametrize(
    ("there", "blind", "how"),
    [
        (True, False, ("sent", None)),
        (False, False, ("refused", "duplicate")),
        (False, True, ("unknown", "duplicate")),
    ],
)
def test_f68_a_text_that_the_platform_has_already_is_looked_up(
    there: bool, blind: bool, how: tuple[str, str | None]
) -> None:
    """F68: probably ours; where ours certainly is not there, it is to be worded anew."""
    desk = Desk(blind=blind)
    answered(desk)
    desk.platform.answers = [Rejected("said that before", kind="duplicate")]
    desk.platform.posts_before_failing = there
    desk.rest()
    assert ended(desk) == how


def test_f70_a_reply_whose_account_was_disconnected_is_refused() -> None:
    """F70."""
    desk = Desk()
    answered(desk)
    desk.accounts = Accounts(accounts=(builders.account(account="another"),))
    desk.rest()
    check_all(desk)
    assert ended(desk) == ("refused", "not_connected")


def test_f70_a_reply_to_a_post_that_was_deleted_meanwhile_is_not_posted() -> None:
    """F70, D51: the platform need not be asked."""
    desk = Desk()
    answered(desk)
    desk.hear(event="delete", text=None)
    desk.rest()
    check_all(desk)
    assert ended(desk) == ("refused", "target_gone")


@pytest.mark.parametrize("limits", [{"never_respond": True}, {"mode": "listen_only"}])
def test_s04_a_place_that_is_never_answered_is_not_whoever_asked(limits: dict[str, object]) -> None:
    """S04: the limit came after the reply was planned."""
    desk = Desk()
    answered(desk)
    desk.accounts = Accounts(accounts=(builders.account(**limits),))
    desk.rest()
    check_all(desk)
    assert ended(desk) == ("refused", "not_allowed_by_policy")


def test_s04_a_site_that_the_playbook_says_is_never_answered_is_not() -> None:
    """S04: the playbook was changed after the reply was planned; the refusal is on record."""
    desk = Desk()
    answered(desk)
    site = {"channel": "generic", "account": "acmehelp", "rating": "rant", "never_respond": True}
    desk.playbook = builders.promising_playbook(sites=[site])
    desk.rest()
    check_all(desk)
    assert ended(desk) == ("refused", "not_allowed_by_policy")
    assert desk.kinds()[-1] == "reply_refused"
    assert desk.platform.posted == []


@pytest.mark.parametrize("connected", [True, False])
def test_what_may_be_posted_is_never_said_to_be_refused(connected: bool) -> None:
    """A limit that comes while a reply is on its way cannot unsay it."""
    desk = Desk(blind=True)
    planned = answered(desk)
    desk.store.move_reply(sending(planned, desk), was=("planned", 0))
    desk.platform.posted.append(planned)
    gone = builders.account(**({"mode": "listen_only"} if connected else {"account": "another"}))
    desk.accounts = Accounts(accounts=(gone,))
    desk.clock.advance(seconds=61)
    desk.deliver()
    assert ended(desk) == ("unknown", "no_answer")


def test_d32_a_reply_that_has_ended_never_goes_back() -> None:
    """D32: whoever comes late finds it ended, and the ledger refuses any other move."""
    desk = Desk()
    planned = answered(desk)
    desk.deliver()
    (sent,) = desk.replies()
    with pytest.raises(Conflict):
        desk.store.move_reply(sending(planned, desk), was=("planned", 0))
    assert desk.sender.send(sent.case_id, sent.id, last=True) == sent


def test_d09_nothing_is_owed_when_the_agent_spoke_last() -> None:
    """D09: and the next message of the customer arms the next promise."""
    desk = Desk()
    answered(desk)
    desk.rest()
    desk.pass_time(MONDAY_NINE + timedelta(hours=7))
    assert desk.told() == []
    desk.hear(id="m2", root="m1", created_at=desk.clock.now())
    desk.pass_time(MONDAY_NINE + timedelta(days=2))
    assert desk.told() == ["sla_warned", "sla_breached"]


def test_d14_an_acknowledgement_by_machine_satisfies_no_promise() -> None:
    """D14."""
    desk = Desk()
    desk.hear(text="My parcel is lost")
    desk.rest()
    (said,) = desk.platform.posted
    assert (said.kind, said.text) == ("auto", "Hi ada, we are looking for it. Acme")
    assert (desk.case().state, desk.case().agent, desk.case().replied_at) == ("open", None, None)
    desk.pass_time(MONDAY_NINE + timedelta(hours=2))
    assert desk.told() == ["sla_warned", "sla_breached", "case_escalated"]
    check_all(desk)


def test_d36_two_machines_do_not_talk_to_each_other() -> None:
    """D36: a robot that answers each of our answers with a new post gets one answer a day."""
    desk = Desk()
    for number in range(8):
        desk.hear(id=f"m{number}", text="lost lost lost", created_at=desk.clock.now())
        desk.rest()
        desk.clock.advance(minutes=10)
    assert len(desk.platform.posted) == 1
    desk.clock.advance(hours=25)
    desk.hear(id="m9", text="Another parcel is lost", created_at=desk.clock.now())
    desk.rest()
    assert len(desk.platform.posted) == 2
    check_all(desk)


@pytest.mark.parametrize(
    ("age", "answered"),
    [(timedelta(hours=24), 1), (timedelta(hours=24, seconds=1), 0), (timedelta(days=2_600), 0)],
)
def test_d36_a_post_older_than_a_day_is_not_answered_by_machine(
    age: timedelta, answered: int
) -> None:
    """D36: a first poll goes back for years; a person still gets the case."""
    desk = Desk()
    desk.hear(text="My parcel is lost", created_at=MONDAY_NINE - age)
    desk.rest()
    assert len(desk.platform.posted) == len(desk.replies()) == answered
    assert desk.case().state == "open"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Zoë O’Neill-Smith", "Hi Zoë O’Neill-Smith, we"),
        ("अदिति", "Hi अदिति, we"),
        ("win at evil.example", "Hi, we"),
        ("@everyone", "Hi, we"),
        ("{brand}", "Hi, we"),
        ("x" * 41, "Hi, we"),
    ],
)
def test_f48_a_customers_name_is_said_in_public_only_if_it_can_be_nothing_else(
    name: str, said: str
) -> None:
    """F48: nobody makes us publish a link, or call others, by the name they take."""
    desk = Desk()
    desk.hear(text="lost", author={"id": "ada", "display_name": name})
    (reply,) = desk.replies()
    assert reply.text.startswith(said)


@pytest.mark.parametrize("mode", ["advise", "listen_only"])
def test_s76_only_a_site_in_mode_act_is_ever_answered_by_machine(mode: str) -> None:
    """S76."""
    desk = Desk(account=builders.account(mode=mode))
    desk.hear(text="My parcel is lost")
    desk.rest()
    assert desk.replies() == []


def test_an_order_for_a_reply_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(Unknown):
        Desk().sender.send("c1", "r1", last=True)


def test_s56_personal_data_is_not_posted_in_public_whoever_planned_it() -> None:
    """S56: asked again when it is sent, since what is planned may be of an older version."""
    desk = Desk()
    planned = answered(desk)
    older = planned.model_copy(update={"text": "We call you on 07700 900461", "attempt": 1})
    desk.store.move_reply(older, was=("planned", 0))
    desk.deliver()
    assert ended(desk) == ("refused", "personal_data")
    assert desk.platform.posted == []


def test_what_we_publish_ourselves_is_posted() -> None:
    policy = builders.promising_playbook(privacy={"own_contacts": "+44 20 7946 0000"})
    desk = Desk(policy)
    desk.hear()
    desk.answer("Call us on 020 7946 0000")
    desk.relay()
    desk.deliver()
    assert ended(desk) == ("sent", None)
