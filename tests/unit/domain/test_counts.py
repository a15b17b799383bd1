"""Sums of the equation keep each number and each reason."""

from hypothesis import given
from hypothesis import strategies as st

from earshot.domain.records import COUNTED, Counts
from earshot.store import items, keys

NUMBERS = st.integers(0, 1000)
REASONS = st.dictionaries(st.sampled_from(["own_post", "reshare", "malformed"]), NUMBERS)
COUNTS = st.builds(
    Counts,
    **dict.fromkeys(COUNTED, NUMBERS),
    filtered_by=REASONS,
    quarantined_by=REASONS,
)


def test_sums_are_taken_number_by_number() -> None:
    both = Counts(received=3, filtered=1, filtered_by={"own_post": 1}).plus(
        Counts(received=1, filtered=2, filtered_by={"own_post": 1, "reshare": 1})
    )
    assert both == Counts(received=4, filtered=3, filtered_by={"own_post": 2, "reshare": 1})


@given(COUNTS, COUNTS)
def test_what_was_added_can_be_taken_away(one: Counts, other: Counts) -> None:
    assert one.plus(other).plus(other, -1).flat() == one.flat()


@given(COUNTS)
def test_the_flat_form_says_all(one: Counts) -> None:
    assert Counts.from_flat(one.flat()).flat() == one.flat()


def test_what_is_kept_out_is_the_sum_of_its_reasons() -> None:
    assert Counts.kept_out({"own_post": 2, "reshare": 1, "blocked_author": 0}) == Counts(
        filtered=3, filtered_by={"own_post": 2, "reshare": 1}
    )


def test_an_hour_with_several_reasons_fits_into_one_write_unit() -> None:
    key = keys.count_key("google_play", "com.acme.selfservice", "2026-03-02T09")
    reasons = {"own_post": 100, "blocked_author": 100, "reshare": 100}
    numbers = Counts.kept_out(reasons).plus(
        Counts(
            received=99_999,
            stored=99_999,
            duplicate=9_999,
            quarantined=99,
            quarantined_by={"malformed": 99},
        )
    )
    item = items.key_item(key) | {name: {"N": str(n)} for name, n in numbers.flat().items()}
    item["expires_at"] = {"N": str(items.counts_expiry("2026-03-02T09"))}
    item["batches"] = {"S": " ".join(["0123456789"] * items.BATCHES_REMEMBERED)}
    assert items.size(item) <= 1024
