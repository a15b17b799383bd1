"""Time and ids of the running system."""

from datetime import UTC

from earshot.system import SortableIds, SystemClock


def test_the_clock_shows_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_ids_are_26_unambiguous_characters_and_never_the_same() -> None:
    ids = [SortableIds().new() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert {len(name) for name in ids} == {26}
    assert set("".join(ids)) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_ids_sort_by_the_millisecond_they_were_made_in() -> None:
    instants = iter([1_772_442_000_000_999_999, 1_772_442_000_001_000_000])
    ids = SortableIds(lambda: next(instants))
    first, second = ids.new(), ids.new()
    assert (first[:10], second[:10]) == ("01KJPWD6M0", "01KJPWD6M1")
