"""Answers that wait for their question: what every store must do. F36."""

from datetime import timedelta
from typing import Any

import pytest

from earshot.domain.mention import MentionKey
from earshot.domain.records import MentionRecord
from earshot.ports import EARLY_ANSWERS, Store
from tests import builders
from tests.builders import MONDAY_NINE


def answer(number: int = 1, **over: Any) -> MentionRecord:
    at = MONDAY_NINE + timedelta(minutes=number)
    said = builders.mention(id=f"a{number}", in_reply_to="q1", created_at=at)
    return builders.mention_record(**{"mention": said, "early": True} | over)


def to(post: str, account: str = "acmehelp") -> MentionKey:
    return MentionKey("generic", account, post)


def ids(store: Store, post: str = "q1") -> list[str]:
    return [record.mention.id for record in store.early_answers(to(post))]


def test_f36_early_answers_are_found_by_the_post_they_answer_the_oldest_first(store: Store) -> None:
    """Also those of a thread whose root, perhaps a post of ours, nobody has heard of."""
    for record in (answer(11), answer(2, thread="p1"), answer(4, early=False)):
        store.put_mention(record)
    store.put_mention(answer(3, mention=builders.mention(id="a3", root="q1")))
    store.put_mention(answer(5, mention=builders.mention(id="a5", in_reply_to="c1", root="q1")))
    assert ids(store) == ["a3", "a2", "a11"]
    assert ids(store, "c1") == ["a5"]
    assert (ids(store, "p1"), store.early_answers(to("q1", "other"))) == ([], [])


def test_the_oldest_fifty_are_looked_through(store: Store) -> None:
    for number in range(EARLY_ANSWERS + 2, 0, -1):
        store.put_mention(answer(number))
    assert ids(store) == [f"a{number}" for number in range(1, 51)]


def test_it_comes_back_whole_also_where_it_is_praise_on_a_list(store: Store) -> None:
    praise = builders.decision(act="amplify", team="marketing").as_dict()
    record = answer(1, decision=praise)
    store.put_mention(record)
    assert store.early_answers(to("q1")) == [record]
    assert list(store.highlights("acme", "marketing", limit=1).items) == [record]


@pytest.mark.parametrize(
    "over", [{"early": False}, {"answers": "c1"}, {"case_id": "c1"}, {"deleted": True}]
)
def test_what_has_found_its_question_or_is_gone_waits_no_more(
    store: Store, over: dict[str, Any]
) -> None:
    store.put_mention(answer(1))
    store.put_mention(answer(1).model_copy(update={"revision": 2, **over}))
    assert ids(store) == []
