"""Praise that is handed to a team: what every store must do. S08, S44."""

from datetime import timedelta
from typing import Any

import pytest

from earshot.domain.records import MentionRecord
from earshot.errors import Malformed
from earshot.ports import Store
from tests import builders
from tests.builders import MONDAY_NINE


def praise(number: int = 1, **over: Any) -> MentionRecord:
    """The mention `m<number>`, so many minutes after nine; keywords are its decision's."""
    said = builders.mention(
        id=f"m{number}", text="Love it!", created_at=MONDAY_NINE + timedelta(minutes=number)
    )
    decided = builders.decision(
        **{"act": "amplify", "team": "marketing", "clause": "praise"} | over
    )
    return builders.mention_record(mention=said, decision=decided.as_dict())


def ids(store: Store, brand: str = "acme", team: str = "marketing") -> list[str]:
    return [r.mention.id for r in store.highlights(brand, team, limit=100).items]


def test_s08_praise_is_listed_for_its_team_and_brand_the_newest_first(store: Store) -> None:
    for number in (2, 11, 1):
        store.put_mention(praise(number))
    store.put_mention(praise(4, team="care"))
    store.put_mention(praise(5, brand="zeta"))
    store.put_mention(praise(6, act="respond"))
    assert ids(store) == ["m11", "m2", "m1"]
    assert (ids(store, team="care"), ids(store, brand="zeta")) == (["m4"], ["m5"])
    assert ids(store, team="billing") == []


def test_it_comes_back_whole(store: Store) -> None:
    record = praise(1, alert=True)
    store.put_mention(record)
    assert list(store.highlights("acme", "marketing", limit=1).items) == [record]


def test_pages_follow_each_other_to_the_end_without_a_gap(store: Store) -> None:
    for number in range(9):
        store.put_mention(praise(number))
    found, cursor, pages = [], None, 0
    while pages == 0 or cursor:
        page = store.highlights("acme", "marketing", limit=4, cursor=cursor)
        found += [record.mention.id for record in page.items]
        cursor, pages = page.cursor, pages + 1
    assert (found, pages) == ([f"m{number}" for number in range(8, -1, -1)], 3)


def test_what_was_written_in_one_instant_is_listed_once_each(store: Store) -> None:
    for number in range(4):
        at_nine = builders.mention(id=f"m{number}")
        store.put_mention(praise(number).model_copy(update={"mention": at_nine}))
    first = store.highlights("acme", "marketing", limit=3)
    rest = store.highlights("acme", "marketing", limit=3, cursor=first.cursor)
    names = {record.mention.id for record in [*first.items, *rest.items]}
    assert (names, rest.cursor) == ({"m0", "m1", "m2", "m3"}, None)


@pytest.mark.parametrize("gone", [{"deleted": True}, {"filtered": "blocked_author"}])
def test_what_is_deleted_or_kept_out_leaves_the_list(store: Store, gone: dict[str, Any]) -> None:
    store.put_mention(praise(1))
    store.put_mention(praise(1).model_copy(update={"revision": 2, **gone}))
    assert ids(store) == []


def test_what_is_decided_anew_to_be_none_leaves_the_list(store: Store) -> None:
    store.put_mention(praise(1))
    store.put_mention(praise(1, act="respond").model_copy(update={"revision": 2}))
    assert ids(store) == []


def test_a_cursor_of_others_is_refused(store: Store) -> None:
    with pytest.raises(Malformed):
        store.highlights("acme", "marketing", limit=1, cursor="é")
