"""Cases: one conditional write moves a case and all that belongs to it, in every store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from earshot.domain.mention import MentionKey
from earshot.domain.threads import Moved
from earshot.domain.timer import SHARDS
from earshot.errors import Conflict, Malformed
from earshot.ports import Commit, Store
from tests.builders import (
    MONDAY_NINE,
    author_record,
    case,
    case_event,
    clock,
    mention_record,
    opening,
    reply,
)

STEP, LATER = "2026-03-02T09:45:00Z", "2026-03-02T10:00:00Z"


def full_opening() -> Commit:
    opened = case(step=STEP, clocks={"first_response": clock()}, skills=("billing",))
    return Commit(
        case=opened,
        expected=0,
        events=[case_event(changes=opened.model_dump(mode="json"), mention_id="m1")],
        mention=mention_record(case_id="c1"),
        author=author_record(),
    )


def claim(agent: str, *, expected: int = 1) -> Commit:
    event = case_event(version=expected + 1, kind="case_claimed", actor=agent)
    return Commit(case=case(version=expected + 1, agent=agent), expected=expected, events=[event])


def test_an_opened_case_is_there_with_all_that_belongs_to_it(store: Store) -> None:
    commit = full_opening()
    store.commit(commit)
    assert store.case("c1") == commit.case
    assert store.history("c1") == (commit.case, list(commit.events), [])
    assert commit.mention is not None
    assert store.mention(commit.mention.key) == commit.mention
    assert store.author("generic", "acmehelp", "ada") == commit.author
    assert store.due_in(STEP) == ["c1"]


def test_a_case_that_nobody_opened_is_none(store: Store) -> None:
    assert store.case("c1") is None
    assert store.history("c1") is None
    assert store.reply("c1", "p1") is None
    assert store.due_in(STEP) == []


def test_the_same_commit_again_succeeds_and_changes_nothing_f31(store: Store) -> None:
    store.commit(full_opening())
    store.commit(full_opening())
    history = store.history("c1")
    assert history is not None
    assert len(history[1]) == 1


def test_p1_another_delivery_that_causes_the_same_event_is_not_taken_for_the_first(
    store: Store,
) -> None:
    """P1: two edits at one instant leave the same event, and the second must not be lost."""
    store.commit(full_opening())

    def edited(revision: str, receipt: str) -> Commit:
        seen = {"create": "r1", revision: receipt}
        event = case_event(version=2, kind="mention_edited", mention_id="m1")
        record = mention_record(case_id="c1", revision=2, seen=seen)
        return Commit(case=case(version=2), expected=1, events=[event], mention=record)

    store.commit(edited("edit@1", "r2"))
    store.commit(edited("edit@1", "r2"))
    with pytest.raises(Conflict):
        store.commit(edited("edit@2", "r3"))


def test_the_same_commit_again_succeeds_after_the_case_moved_on_f31(store: Store) -> None:
    store.commit(full_opening())
    store.commit(claim("grace"))
    store.commit(full_opening())
    found = store.case("c1")
    assert found is not None
    assert found.agent == "grace"


def test_of_two_claims_at_once_the_second_is_a_conflict_f41(store: Store) -> None:
    store.commit(opening())
    store.commit(claim("grace"))
    with pytest.raises(Conflict):
        store.commit(claim("linus"))
    found = store.case("c1")
    assert found is not None
    assert (found.agent, found.version) == ("grace", 2)


def test_a_case_cannot_be_opened_twice_f36(store: Store) -> None:
    store.commit(opening())
    other = replace(opening(), events=[case_event(actor="somebody else")])
    with pytest.raises(Conflict):
        store.commit(other)


def test_two_cases_for_one_author_at_the_same_instant_are_a_conflict_f36(store: Store) -> None:
    store.commit(full_opening())
    other = replace(
        opening(id="c2", step=STEP), author=author_record(threads={"m1": "c2"}, open_case="c2")
    )
    with pytest.raises(Conflict):
        store.commit(other)
    assert store.case("c2") is None
    assert store.due_in(STEP) == ["c1"]
    assert store.author("generic", "acmehelp", "ada") == author_record()


def test_a_mention_that_was_written_meanwhile_stops_the_whole_commit_f26(store: Store) -> None:
    store.put_mention(mention_record(seen={"create": "another receipt"}))
    with pytest.raises(Conflict):
        store.commit(full_opening())
    assert store.case("c1") is None
    assert store.author("generic", "acmehelp", "ada") is None


def test_author_and_mention_are_written_over_the_revision_before(store: Store) -> None:
    store.commit(full_opening())
    second = Commit(
        case=case(version=2, mentions=2),
        expected=1,
        events=[case_event(version=2, kind="mention_added")],
        was_step=STEP,
        mention=mention_record(revision=2, case_id="c1"),
        author=author_record(revision=2, cases=2),
    )
    store.commit(second)
    assert store.author("generic", "acmehelp", "ada") == second.author


def test_a_timer_moves_with_its_case(store: Store) -> None:
    store.commit(full_opening())
    moved = replace(claim("grace"), case=case(version=2, step=LATER), was_step=STEP)
    store.commit(moved)
    assert store.due_in(STEP) == []
    assert store.due_in(LATER) == ["c1"]


def test_a_timer_goes_when_nothing_is_due_any_more(store: Store) -> None:
    store.commit(full_opening())
    store.commit(replace(claim("grace"), was_step=STEP))
    assert store.due_in(STEP) == []


def test_a_timer_moves_without_an_event_and_back(store: Store) -> None:
    store.commit(full_opening())
    for was, step in ((STEP, LATER), (LATER, STEP), (STEP, LATER)):
        store.commit(Commit(case=case(step=step), expected=1, events=[], was_step=was))
    assert store.due_in(STEP) == []
    assert store.due_in(LATER) == ["c1"]


def test_a_commit_without_events_over_an_older_version_is_a_conflict(store: Store) -> None:
    store.commit(full_opening())
    store.commit(claim("grace"))
    with pytest.raises(Conflict):
        store.commit(Commit(case=case(step=LATER), expected=1, events=[], was_step=STEP))


def test_one_step_holds_the_timers_of_many_cases(store: Store) -> None:
    for name in ("c#1", "c2", "c%231"):
        store.commit(opening(id=name, step=STEP))
    assert sorted(store.due_in(STEP)) == ["c#1", "c%231", "c2"]


def test_the_shards_of_a_step_hold_every_timer_whatever_its_case_is_called(store: Store) -> None:
    names = ["c2aa", "c7aa", "caaa", "cmaa", "czzz", "c1", "c9", "cA", "b", "d#1", "0", "zz"]
    for name in names:
        store.commit(opening(id=name, step=STEP))
    shards = [store.due_in(STEP, shard=shard) for shard in range(SHARDS)]
    assert sorted(name for shard in shards for name in shard) == sorted(names)
    assert shards == [
        ["0", "b", "c1", "c2aa", "c7aa", "c9", "cA", "caaa"],
        [],
        ["cmaa"],
        ["czzz", "d#1", "zz"],
    ]


def test_no_more_timers_are_read_than_were_asked_for(store: Store) -> None:
    for name in ("c1", "c2", "c3"):
        store.commit(opening(id=name, step=STEP))
    assert store.due_in(STEP, most=2) == ["c1", "c2"]
    assert store.due_in(STEP, shard=0, most=1) == ["c1"]
    assert store.due_in(STEP, most=5) == ["c1", "c2", "c3"]


def test_events_come_in_the_order_of_their_versions(store: Store) -> None:
    store.commit(opening())
    for version in range(2, 13):
        event = case_event(version=version, kind="note_added", data={"text": f"note {version}"})
        store.commit(Commit(case=case(version=version), expected=version - 1, events=[event]))
    history = store.history("c1")
    assert history is not None
    assert [event.version for event in history[1]] == list(range(1, 13))


def test_a_planned_reply_is_in_its_cases_history(store: Store) -> None:
    planned = reply()
    store.commit(opening())
    store.commit(replace(claim("grace"), reply=planned))
    assert store.reply("c1", "p1") == planned
    history = store.history("c1")
    assert history is not None
    assert history[2] == [planned]


def test_a_reply_is_planned_once(store: Store) -> None:
    store.commit(opening())
    store.commit(replace(claim("grace"), reply=reply()))
    with pytest.raises(Conflict):
        store.commit(replace(claim("grace", expected=2), reply=reply(text="Something else")))


def test_a_reply_moves_from_where_it_stands_and_only_once(store: Store) -> None:
    store.commit(opening())
    store.commit(replace(claim("grace"), reply=reply()))
    sending = reply(state="sending", attempt=1, lease_until=MONDAY_NINE + timedelta(minutes=1))
    store.move_reply(sending, was=("planned", 0))
    store.move_reply(sending, was=("planned", 0))
    assert store.reply("c1", "p1") == sending
    with pytest.raises(Conflict):
        other = MONDAY_NINE + timedelta(minutes=2)
        store.move_reply(reply(state="sending", attempt=1, lease_until=other), was=("planned", 0))


def test_a_reply_moves_together_with_its_case(store: Store) -> None:
    store.commit(opening())
    store.commit(replace(claim("grace"), reply=reply()))
    store.move_reply(reply(state="sending", attempt=1), was=("planned", 0))
    sent = reply(state="sent", attempt=1, platform_id="x1")
    done = Commit(
        case=case(version=3),
        expected=2,
        events=[case_event(version=3, kind="reply_sent", reply_id="p1")],
        reply=sent,
        reply_was=("sending", 1),
    )
    store.commit(done)
    store.commit(done)
    assert store.reply("c1", "p1") == sent
    assert store.reply_of_post(MentionKey("generic", "acmehelp", "x1")) == sent
    assert store.reply_of_post(MentionKey("generic", "acmehelp", "x2")) is None


def test_s53_the_parts_of_a_reply_are_planned_and_moved_in_one_write(store: Store) -> None:
    first = reply(part=1, parts=2)
    second = reply(id="p1-2", part=2, parts=2, state="waiting", answers="m1")
    store.commit(opening())
    store.commit(replace(claim("grace"), reply=first, parts=[Moved(second, None)]))
    history = store.history("c1")
    assert history is not None
    assert history[2] == [first, second]
    sent = first.model_copy(update={"state": "sent", "platform_id": "x1"})
    planned = second.model_copy(update={"state": "planned", "in_reply_to": "x1"})
    done = Commit(
        case=case(version=3),
        expected=2,
        events=[case_event(version=3, kind="reply_sent", reply_id="p1")],
        reply=sent,
        reply_was=("planned", 0),
        parts=[Moved(planned, ("waiting", 0))],
    )
    store.commit(done)
    store.commit(done)
    assert (store.reply("c1", "p1"), store.reply("c1", "p1-2")) == (sent, planned)


def test_s53_where_a_part_stands_elsewhere_nothing_is_written(store: Store) -> None:
    first = reply(part=1, parts=2)
    second = reply(id="p1-2", part=2, parts=2, state="refused", answers="m1")
    store.commit(opening())
    store.commit(replace(claim("grace"), reply=first, parts=[Moved(second, None)]))
    planned = second.model_copy(update={"state": "planned"})
    with pytest.raises(Conflict):
        store.commit(
            Commit(
                case=case(version=3),
                expected=2,
                events=[case_event(version=3, kind="reply_sent", reply_id="p1")],
                reply=first.model_copy(update={"state": "sent"}),
                reply_was=("planned", 0),
                parts=[Moved(planned, ("waiting", 0))],
            )
        )
    assert (store.reply("c1", "p1"), store.reply("c1", "p1-2")) == (first, second)


def test_of_two_that_tell_how_far_a_reply_came_the_second_reads_again(store: Store) -> None:
    store.commit(opening())
    store.commit(replace(claim("grace"), reply=reply(state="sent", attempt=1)))
    store.move_reply(reply(state="sent", attempt=1, delivery="read"), was=("sent", 1))
    with pytest.raises(Conflict):
        store.move_reply(reply(state="sent", attempt=1, delivery="delivered"), was=("sent", 1))
    assert store.reply("c1", "p1") == reply(state="sent", attempt=1, delivery="read")


def test_a_reply_that_nobody_planned_cannot_move(store: Store) -> None:
    with pytest.raises(Conflict):
        store.move_reply(reply(state="sending", attempt=1), was=("planned", 0))


def due(hour: int) -> dict[str, object]:
    at = datetime(2026, 3, 2, hour, 0, tzinfo=UTC)
    return {"first_response": clock(due_at=at)}


def test_a_queue_lists_the_most_urgent_first(store: Store) -> None:
    store.commit(opening(id="calm", priority=5))
    store.commit(opening(id="later", priority=70, clocks=due(12)))
    store.commit(opening(id="sooner", priority=70, clocks=due(11)))
    store.commit(opening(id="burning", priority=100))
    store.commit(opening(id="elsewhere", team="marketing"))
    page = store.queue_of("acme", "care", limit=10)
    assert [found.id for found in page.items] == ["burning", "sooner", "later", "calm"]
    assert page.cursor is None


def test_s22_a_queue_lists_outside_cases_behind_all_of_our_own(store: Store) -> None:
    for name, priority, tier in (("a", 100, "outside"), ("b", 0, "own"), ("c", 40, "outside")):
        store.commit(opening(id=name, priority=priority, tier=tier))
    assert [c.id for c in store.queue_of("acme", "care", limit=10).items] == ["b", "a", "c"]


def test_a_queue_holds_what_is_unresolved_awake_and_unclaimed(store: Store) -> None:
    store.commit(opening(id="open"))
    store.commit(opening(id="pending", state="pending"))
    store.commit(opening(id="snoozed", state="snoozed"))
    store.commit(opening(id="resolved", state="resolved"))
    store.commit(opening(id="claimed", agent="grace"))
    store.commit(opening(id="claimed and snoozed", agent="grace", state="snoozed"))
    store.commit(opening(id="claimed and resolved", agent="grace", state="resolved"))
    queue = store.queue_of("acme", "care", limit=10).items
    assert sorted(found.id for found in queue) == ["open", "pending"]
    mine = store.cases_of_agent("grace", limit=10).items
    assert sorted(found.id for found in mine) == ["claimed", "claimed and snoozed"]


def test_a_claimed_case_leaves_the_queue_for_its_agents_list(store: Store) -> None:
    store.commit(opening())
    store.commit(claim("grace"))
    assert store.queue_of("acme", "care", limit=10).items == []
    assert [found.id for found in store.cases_of_agent("grace", limit=10).items] == ["c1"]


def test_a_page_continues_where_the_one_before_ended(store: Store) -> None:
    for number in range(7):
        store.commit(opening(id=f"c{number}"))
    first = store.queue_of("acme", "care", limit=3)
    second = store.queue_of("acme", "care", limit=3, cursor=first.cursor)
    third = store.queue_of("acme", "care", limit=3, cursor=second.cursor)
    pages = [[found.id for found in page.items] for page in (first, second, third)]
    assert pages == [["c0", "c1", "c2"], ["c3", "c4", "c5"], ["c6"]]
    assert third.cursor is None


def test_a_page_that_ends_with_the_list_has_no_cursor(store: Store) -> None:
    for number in range(3):
        store.commit(opening(id=f"c{number}"))
    assert store.queue_of("acme", "care", limit=3).cursor is None


def test_a_page_goes_on_although_its_last_case_has_left_the_list(store: Store) -> None:
    for number in range(4):
        store.commit(opening(id=f"c{number}"))
    first = store.queue_of("acme", "care", limit=2)
    left = case(id="c1", version=2, agent="grace")
    event = case_event(case_id="c1", version=2, kind="case_claimed")
    store.commit(Commit(case=left, expected=1, events=[event]))
    second = store.queue_of("acme", "care", limit=2, cursor=first.cursor)
    assert [found.id for found in second.items] == ["c2", "c3"]


def test_an_agents_cases_come_next_due_first_page_by_page(store: Store) -> None:
    store.commit(opening(id="late", agent="grace", clocks=due(15)))
    store.commit(opening(id="soon", agent="grace", clocks=due(11)))
    store.commit(opening(id="never", agent="grace"))
    first = store.cases_of_agent("grace", limit=2)
    second = store.cases_of_agent("grace", limit=2, cursor=first.cursor)
    assert [found.id for found in [*first.items, *second.items]] == ["soon", "late", "never"]


@pytest.mark.parametrize("cursor", ["é", "A", "_w"])
def test_what_is_no_cursor_is_malformed(store: Store, cursor: str) -> None:
    with pytest.raises(Malformed):
        store.queue_of("acme", "care", limit=3, cursor=cursor)


def test_many_cases_come_in_the_order_asked_for_without_the_unknown(store: Store) -> None:
    for name in ("c1", "c2", "c3"):
        event = case_event(case_id=name, changes=case(id=name).model_dump(mode="json"))
        store.commit(Commit(case=case(id=name), expected=0, events=[event]))
    assert [one.id for one in store.cases(["c3", "c9", "c1", "c3"])] == ["c3", "c1"]
    assert store.cases([]) == []
