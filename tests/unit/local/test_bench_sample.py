"""How the parts of the day are chosen that the figures are measured on."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from local.bench import sample
from local.bench.logs import leaks
from local.bench.played import fresh
from local.bench.requests import sends_per_ten
from local.bench.traffic import Traffic, posts


def event(name: str, author: str = "a", **over: Any) -> dict[str, Any]:
    return {
        "id": name,
        "event": "create",
        "channel": "x",
        "author": {"id": author, "handle": "@maria", "display_name": "Maria L."},
        "text": "where is it",
        **over,
    }


def names(events: list[dict[str, Any]]) -> list[str]:
    return [one["id"] for one in events]


def test_a_batch_has_the_wanted_cases_of_different_authors_on_one_account() -> None:
    batch = sample.batch(25, cases=8)
    assert len(batch) == 25
    assert sum(map(sample.opens_case, batch)) == 8
    assert len({one["author"]["id"] for one in batch}) == 25
    assert {one["channel"] for one in batch} == {"x"}
    assert not any(one["in_reply_to"] or one["root"] for one in batch)


def test_a_later_batch_shares_nothing_with_the_first() -> None:
    first, later = sample.batch(25, cases=8), sample.batch(1, cases=1, skip=25)
    assert not set(names(first)) & set(names(later))


def test_few_are_spread_evenly_among_many() -> None:
    few, many = [event("f1"), event("f2")], [event(f"m{n}") for n in range(4)]
    assert names(sample.spread(few, many)) == ["m0", "f1", "m1", "m2", "f2", "m3"]


def test_thinning_keeps_whatever_an_author_wrote_together() -> None:
    """Of eight authors with a case, three belong to seven quiet mentions at a share of 0.3."""
    quiet = [event(f"q{n}", f"quiet{n}") for n in range(7)]
    cases = [event(f"c{n}", f"author{n // 2}") for n in range(16)]
    kept = names(sample.thinned([*quiet, *cases], 0.3, opens=lambda e: e["id"].startswith("c")))
    assert kept[:7] == names(quiet)
    pairs = [name for name in kept if name.startswith("c")]
    assert all(
        {f"c{n}", f"c{n + 1}"} <= set(pairs) or not {f"c{n}", f"c{n + 1}"} & set(pairs)
        for n in range(0, 16, 2)
    )
    assert len(pairs) == 10
    assert 5 / len(kept) == 5 / 17


@given(st.integers(0, 500), st.floats(0, 1))
def test_a_part_of_a_list_has_the_wanted_length_and_keeps_the_order(n: int, wanted: float) -> None:
    found = sample.part(list(range(n)), wanted)
    assert len(found) == int(n * wanted)
    assert found == sorted(set(found))


def test_posts_bundle_by_channel_and_hold_twenty_at_most() -> None:
    events = [event(str(n), channel="x" if n % 2 else "reddit") for n in range(50)]
    bundled = list(posts(events))
    assert [(post[0]["channel"], len(post)) for post in bundled] == [
        ("reddit", 20),
        ("reddit", 5),
        ("x", 20),
        ("x", 5),
    ]


def test_what_is_sent_end_to_end_is_new_and_not_ours() -> None:
    events = [
        event("1"),
        event("1"),
        event("1", event="edit"),
        event("2", "acmehelp"),
        event("3"),
        event("4"),
    ]
    assert names(fresh(events, number=2)) == ["1", "3"]


def test_text_handle_name_and_ids_in_a_log_are_found() -> None:
    one = event("m-1001", "author-7")
    assert list(leaks('{"event":"routed","number":25}', [one])) == []
    for said in ("where is it", "@maria", "Maria L.", "m-1001", "author-7"):
        assert list(leaks(f'{{"reason":"{said}"}}', [one])) == [said]


def test_requests_to_a_queue_are_counted_for_each_ten_begun() -> None:
    sent = Traffic(
        events=[event(str(n)) for n in range(25)],
        posts=1,
        cases=8,
        requests={("classify", "sqs", "SendMessageBatch"): 6},
        write_units=0,
        by_kind={},
        read_units=0,
        log="",
    )
    assert sends_per_ten(sent, "classify") == 2
