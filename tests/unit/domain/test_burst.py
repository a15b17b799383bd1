"""Counting a topic's mentions in memory: by the time of writing, bounded, per account."""

from datetime import timedelta

from earshot.domain import burst
from earshot.domain.burst import Recent
from earshot.domain.judgement import Label
from earshot.domain.mention import Mention
from tests.builders import MONDAY_NINE, mention, understood

ASKING = understood(topic="billing")
QUARTER = 15 * 60


def at(minutes: float, **over: str) -> Mention:
    return mention(created_at=MONDAY_NINE + timedelta(minutes=minutes), **over)


def test_only_those_written_in_the_window_count() -> None:
    recent = Recent()
    counted = [recent.count(at(m), ASKING, QUARTER) for m in (0, 5, 15, 15.1, 40)]
    assert counted == [1, 2, 3, 3, 1]


def test_a_backlog_in_the_wrong_order_is_no_burst() -> None:
    recent = Recent()
    counted = [recent.count(at(60 * n), ASKING, QUARTER) for n in range(30, 0, -1)]
    assert set(counted) == {1}


def test_other_topics_and_accounts_and_chatter_are_not_counted() -> None:
    recent = Recent()
    recent.count(at(0), ASKING, QUARTER)
    elsewhere = at(1, account="acmejobs")
    other = ASKING._replace(topic=Label("other", 0.4, "none"))
    chatter = ASKING._replace(relevance=Label("noise", 0.6, "none"))
    assert recent.count(elsewhere, ASKING, QUARTER) == 1
    assert recent.count(at(1), other, QUARTER) == 0
    assert recent.count(at(1), chatter, QUARTER) == 0
    assert recent.count(at(1), ASKING, QUARTER) == 2


def test_memory_is_bounded() -> None:
    recent = Recent()
    for number in range(burst.KEPT + 50):
        last = recent.count(at(number / 1000), ASKING, QUARTER)
    assert last == burst.KEPT
    for number in range(burst.TOPICS):
        topic = ASKING._replace(topic=Label(f"t{number}", 0.9, "playbook"))
        recent.count(at(0), topic, QUARTER)
    assert recent.count(at(2), ASKING, QUARTER) == 1
