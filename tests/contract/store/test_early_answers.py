"""Answers that wait for their question: what every store must do. F36."""

from datetime import timedelta
from typing import Any

import pytest

from earshot.domain.records import MentionRecord
from earshot.ports import Store
from tests import builders
from tests.builders import MONDAY_NINE


def answer(number: int = 1, **over: Any) -> MentionRecord:
    at = MONDAY_NINE + timedelta(minutes=number)
    said = builders.mention(id=f"a{number}", in_reply_to="q1", created_at=at)
    return builders.mention_record(**{"mention": said, "early": True} | over)


def ids(store: Store, *threads: str) -> list[str]:
    found = store.early_answers("generic", "acmehelp", threads)
    return [record.mention.id for record in found]


def test_f36_early_answers_are_found_by_their_thread_the_oldest_first(store: Store) -> None:
    for record in (answer(11), answer(2), answer(3, thread="q2"), answer(4, early=False)):
        store.put_mention(record)
    assert ids(store, "q1") == ["a2", "a11"]
    assert ids(store, "q2", "q1") == ["a3", "a2", "a11"]
    assert ids(store, "q3") == []
    assert store.early_answers("generic", "other", ["q1"]) == []


def test_it_comes_back_whole_also_where_it_is_praise_on_a_list(store: Store) -> None:
    praise = builders.decision(act="amplify", team="marketing").as_dict()
    record = answer(1, decision=praise)
    store.put_mention(record)
    assert store.early_answers("generic", "acmehelp", ["q1"]) == [record]
    assert list(store.highlights("acme", "marketing", limit=1).items) == [record]


@pytest.mark.parametrize(
    "over", [{"early": False}, {"answers": "c1"}, {"case_id": "c1"}, {"deleted": True}]
)
def test_what_has_found_its_question_or_is_gone_waits_no_more(
    store: Store, over: dict[str, Any]
) -> None:
    store.put_mention(answer(1))
    store.put_mention(answer(1).model_copy(update={"revision": 2, **over}))
    assert ids(store, "q1") == []
