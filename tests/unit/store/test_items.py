"""Items: compact, within one write unit where they can be, and exactly reversible."""

import zlib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from earshot.domain.judgement import Classification
from earshot.domain.mention import Author
from earshot.store import body, compact, items, opened
from earshot.store.preset import PRESET
from tests.builders import case, case_event, clock, mention, mention_record

LABEL = st.fixed_dictionaries(
    {"value": st.text(), "confidence": st.floats(0, 1), "source": st.text()}
)
SENTIMENT = st.fixed_dictionaries(
    {
        "value": st.text(),
        "confidence": st.floats(0, 1),
        "source": st.text(),
        "strength": st.floats(-1, 1),
    }
)
SPAN = st.fixed_dictionaries(
    {"kind": st.text(), "start": st.integers(0), "end": st.integers(0)},
    optional={"source": st.sampled_from(["detector", "comprehend"])},
)
SET_BY = st.fixed_dictionaries({"confidence": st.floats(0, 1), "source": st.text()})
CLASSIFICATION = st.fixed_dictionaries(
    {
        **dict.fromkeys(("relevance", "topic", "intent", "urgency", "language"), LABEL),
        "sentiment": SENTIMENT,
        "personal_data": st.lists(SPAN, max_size=3),
        "risk": st.lists(st.text(), max_size=3),
        "flags": st.lists(st.text() | st.just("unsure"), max_size=3),
        "unsure": st.lists(st.text(), max_size=3),
        "set_by": st.dictionaries(st.text(), SET_BY, max_size=3),
        "version": st.text(),
    },
    optional={
        "later": st.lists(st.text(), max_size=4),
        "nested": st.dictionaries(st.text(), LABEL),
    },
)
BLANK: dict[str, Any] = {
    "personal_data": [],
    "risk": [],
    "flags": [],
    "unsure": [],
    "set_by": {},
}
DECISION = st.fixed_dictionaries(
    {
        "act": st.text(),
        "factors": st.dictionaries(st.text(), st.integers()),
        "skills": st.lists(st.text(), max_size=2),
        "sla_policy": st.none() | st.text(),
        "template": st.none() | st.text(),
        "urgency": st.none() | LABEL,
        "recent": st.integers(0, 1000),
        "tier": st.sampled_from(["own", "outside"]),
        "expires_after": st.none() | st.integers(),
        "alert": st.booleans(),
    },
    optional={"later": st.none() | st.lists(st.text())},
)


@given(CLASSIFICATION)
def test_a_classification_comes_back_as_it_was(full: dict[str, Any]) -> None:
    assert compact.unpack_classification(compact.pack_classification(full)) == full


def test_a_classification_of_an_older_version_is_read() -> None:
    """Its spans and flags do not tell who found them, and it does not say which label is unsure."""
    packed = {
        "relevance": ["actionable", 0.4, "="],
        "personal_data": [["phone", 3, 9]],
        "risk": ["legal"],
        "flags": ["unsure"],
        "version": "w1a2b3c4d",
    }
    assert compact.unpack_classification(packed) == {
        "relevance": {"value": "actionable", "confidence": 0.4, "source": "model:w1a2b3c4d"},
        "personal_data": [{"kind": "phone", "start": 3, "end": 9, "source": "detector"}],
        "risk": ["legal"],
        "flags": ["unsure"],
        "set_by": {},
        "version": "w1a2b3c4d",
    }
    assert compact.unpack_classification({"flags": ["spam"], "version": "w0"})["unsure"] == []


def test_a_stored_classification_of_an_older_version_may_mean_any_label_by_unsure() -> None:
    labels = ("relevance", "topic", "intent", "urgency", "language")
    packed = {
        **{name: ["x", 0.4, "="] for name in labels},
        "sentiment": ["neutral", 0.4, "=", 0.0],
        "flags": ["unsure"],
        "version": "w1a2b3c4d",
    }
    item = items.mention_item(mention_record(classification=compact.unpack_classification(packed)))
    read = items.mention_from(item).classification
    assert read is not None
    assert Classification.from_dict(read).unsure == ("relevance", "topic", "intent", "sentiment")


def test_what_is_empty_is_not_stored_and_only_foreign_spans_name_their_finder() -> None:
    ours = {"kind": "phone", "start": 3, "end": 9, "source": "detector"}
    theirs = {"kind": "address", "start": 12, "end": 20, "source": "comprehend"}
    assert compact.pack_classification({**BLANK, "version": "w0"}) == {"version": "w0"}
    packed = compact.pack_classification({**BLANK, "personal_data": [ours, theirs]})
    assert packed == {"personal_data": [["phone", 3, 9], theirs]}


@given(DECISION)
def test_a_decision_comes_back_as_it_was(full: dict[str, Any]) -> None:
    assert compact.unpack_decision(compact.pack_decision(full)) == full


def test_labels_of_the_model_do_not_repeat_its_version() -> None:
    said = ["model:w1a2b3c4d", "cues", "model:w0", "="]
    names = ("relevance", "topic", "intent", "language")
    labels = {
        name: {"value": "x", "confidence": 0.5, "source": source}
        for name, source in zip(names, said, strict=True)
    }
    flags = {"spam": {"confidence": 0.9, "source": said[0]}}
    full = {**BLANK, **labels, "set_by": flags, "version": "w1a2b3c4d"}
    packed = compact.pack_classification(full)
    assert packed["set_by"] == {"spam": [0.9, "="]}
    assert [packed[name] for name in names] == [
        ["x", 0.5, "="],
        ["x", 0.5, "cues"],
        ["x", 0.5, "model:w0"],
        labels["language"],
    ]
    assert compact.unpack_classification(packed) == full


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=5000))
def test_a_text_of_any_length_and_script_comes_back_as_it_was(text: str) -> None:
    record = mention_record(mention=mention(text=text))
    assert items.mention_from(items.mention_item(record)) == record


def test_a_short_record_stays_legible() -> None:
    item = items.mention_item(mention_record())
    assert item["body"]["S"].startswith('{"mention":{"id":"m1","channel":"generic"')


def test_a_record_over_one_unit_is_deflated_into_one() -> None:
    said = " ".join(f"word{n}" for n in range(180))
    item = items.mention_item(mention_record(mention=mention(text=said)))
    assert isinstance(item["body"]["B"], bytes)
    assert items.size(item) <= 1024


def test_what_deflating_would_make_longer_is_left_as_it_is() -> None:
    assert body.attribute('{"id":"m1"}', beside=1020) == {"S": '{"id":"m1"}'}


def test_a_usual_case_and_its_first_event_cost_one_unit_each() -> None:
    clocks = {name: clock(name=name) for name in ("first_response", "resolution")}
    opened = case(id="c" * 22, clocks=clocks, author="Ada Lovelace", step="20260302T094500Z")
    first = case_event(case_id=opened.id, changes=opened.model_dump(mode="json"))
    assert items.size(items.case_item(opened)) <= 1024
    assert items.size(items.event_item(first)) <= 1024


def test_a_usual_case_holds_its_first_events_within_one_unit() -> None:
    names = ("first_response", "next_response", "resolution")
    state = case(id="c" * 22, clocks={name: clock(name=name) for name in names}, author="Ada")
    first = case_event(case_id=state.id, changes=state.model_dump(mode="json"))
    planned = case_event(case_id=state.id, version=2, kind="reply_planned", reply_id="r" * 21)
    item = opened.opening_item(state, [first, planned])
    assert item is not None
    assert items.size(item) <= opened.OPENED_WITHIN < 1024
    assert items.case_from(item) == state
    assert opened.opened_from(item) == [first, planned]
    assert opened.opened_from(items.case_item(state)) == []


def test_events_too_long_for_that_are_left_to_items_of_their_own() -> None:
    words = " ".join(f"{number * 7919:x}" for number in range(400))
    assert opened.opening_item(case(), [case_event(data={"evidence": words})]) is None


def test_what_was_deflated_without_the_preset_is_read() -> None:
    assert body.json_of({"B": zlib.compress(b'{"id":"m1"}', 9)}) == b'{"id":"m1"}'


def test_the_preset_that_items_are_read_by_is_the_one_they_were_written_by() -> None:
    """Items in tables name it by this checksum: change it, and none of them can be read."""
    assert zlib.adler32(PRESET) == 4259243463


def test_the_size_is_that_of_names_and_values() -> None:
    item: body.Item = {"pk": {"S": "äb"}, "n": {"N": "1234"}, "b": {"B": b"123"}}
    assert items.size(item) == (2 + 3) + (1 + 3) + (1 + 3)


def test_an_hours_counts_expire_in_seconds() -> None:
    assert items.counts_expiry("2026-03-02T07") == 1806994800


def test_fields_that_a_later_version_wrote_are_ignored() -> None:
    item = items.mention_item(mention_record())
    item["body"]["S"] = item["body"]["S"].replace("{", '{"invented_later":[1],', 1)
    assert items.mention_from(item) == mention_record()


def test_an_author_without_names_is_kept_without_them() -> None:
    record = mention_record(mention=mention(author=Author(id="ada"), text=None))
    assert "handle" not in items.mention_item(record)["body"]["S"]
