"""The playbook as data: its compiled form, its stamp, and whether it makes sense."""

from typing import Any

import pytest
from pydantic import ValidationError

from earshot.domain.playbook import Playbook, compiled, load
from earshot.domain.playbook.checks import findings
from earshot.domain.playbook.reach import unreached
from tests.builders import playbook

DEFAULT = {"name": "default", "act": "listen", "team": "care"}


def written(**over: Any) -> dict[str, Any]:
    """A playbook as people write it, without sense or form checked."""
    return playbook().model_dump(mode="json", exclude_defaults=True) | over


def told(**over: Any) -> list[str]:
    data = written(**over)
    found = [*findings(data), *unreached(data)]
    return [f"{'.'.join(map(str, f.path))}: {f.message}" for f in found]


def test_a_playbook_without_faults_gives_no_findings() -> None:
    assert told() == []


def test_the_compiled_form_is_read_back_as_the_same_playbook_with_the_same_stamp() -> None:
    policy = playbook()
    again = load(compiled(policy))
    assert again.stamp == policy.stamp
    assert again.clauses == policy.clauses
    assert compiled(again) == compiled(policy)


def test_the_stamp_is_version_and_content() -> None:
    first, other = playbook(version=3), playbook(version=3, audience="Everyone else")
    assert first.stamp.startswith("v3:")
    assert len(first.stamp) == len("v3:") + 12
    assert first.stamp != other.stamp


def test_a_text_that_was_published_keeps_its_stamp_in_later_versions_of_the_code() -> None:
    text = compiled(playbook()).replace('"sites":[],', "")
    assert load(text).stamp != playbook().stamp
    assert compiled(load(text)) == text


@pytest.mark.parametrize(
    "chapter", ["audience", "goals", "brands", "clauses", "teams", "calendars", "escalation"]
)
def test_s29_an_empty_chapter_is_refused(chapter: str) -> None:
    empty: Any = "" if chapter == "audience" else [] if chapter in ("goals", "clauses") else {}
    with pytest.raises(ValidationError, match=chapter):
        Playbook.model_validate(written(**{chapter: empty}))


def test_f45_a_misspelt_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="clause_s"):
        Playbook.model_validate(written(clause_s=[]))


def test_a_single_value_means_a_list_of_one() -> None:
    clause = {"name": "a", "act": "respond", "when": {"channel": "x"}}
    policy = playbook(clauses=[clause, DEFAULT])
    assert policy.clauses[0].when.channel == ("x",)


@pytest.mark.parametrize(
    ("clause", "finding"),
    [
        ({"team": "caer"}, "clauses.0.team: 'caer' is no team"),
        ({"sla_policy": "fast"}, "clauses.0.sla_policy: 'fast' is no SLA policy"),
        ({"template": "sorry"}, "clauses.0.template: 'sorry' is no template"),
        ({"when": {"topic": "cars"}}, "clauses.0.when.topic: 'cars' is no topic"),
        ({"when": {"brand": ["acme", "b"]}}, "clauses.0.when.brand.1: 'b' is no brand"),
        (
            {"when": {"channel": "x", "outside_hours": "night"}},
            "clauses.0.when.outside_hours: 'night' is no calendar",
        ),
        ({"unless": {"topic": "cars"}}, "clauses.0.unless.topic: 'cars' is no topic"),
        ({"skills": ["a:{author}"]}, "clauses.0.skills.0: 'author' is no placeholder"),
        ({"act": "auto_reply"}, "clauses.0: auto_reply has nothing to say"),
        ({"act": "acknowledge"}, "clauses.0: acknowledge has nothing to say"),
        (
            {"unless": {"channel": ["x", "y"]}},
            "clauses.0.unless: takes back all that `when` asks for",
        ),
        (
            {"when": {"own_channel": True, "rating": "rant"}},
            "clauses.0.when.own_channel: no place is of rating rant and own_channel: true",
        ),
        (
            {"when": {"own_channel": False, "rating": ["own"]}},
            "clauses.0.when.own_channel: no place is of rating own and own_channel: false",
        ),
        ({"priority": {"cap": 5}}, "clauses.0.priority.cap: 'cap' is what is cut off at 0 and 100"),
        (
            {"when": {"pattern": "(?=ahead)"}},
            "clauses.0.when.pattern: google-re2 refuses '(?=ahead)': invalid perl operator: (?=",
        ),
        (
            {"when": {"pattern": r"(a)\1"}},
            r"clauses.0.when.pattern: google-re2 refuses '(a)\\1': invalid escape sequence: \1",
        ),
    ],
)
def test_f45_what_a_clause_names_must_exist(clause: dict[str, Any], finding: str) -> None:
    first = {"name": "a", "act": "respond", "when": {"channel": "x"}} | clause
    assert told(clauses=[first, DEFAULT]) == [finding]


@pytest.mark.parametrize(
    ("earlier", "later", "reached"),
    [
        ({"channel": "x"}, {"channel": "x"}, False),
        ({"channel": ["x", "y"]}, {"channel": "x", "intent": "praise"}, False),
        ({"channel": "x"}, {"channel": ["x", "y"]}, True),
        ({"min_followers": 10}, {"min_followers": 20}, False),
        ({"min_followers": 20}, {"min_followers": 10}, True),
        ({"channel": "x", "intent": "praise"}, {"channel": "x"}, True),
    ],
)
def test_f45_a_clause_that_nothing_reaches_is_found(
    earlier: dict[str, Any], later: dict[str, Any], reached: bool
) -> None:
    clauses = [
        {"name": "a", "act": "respond", "when": earlier},
        {"name": "b", "act": "ignore", "when": later},
        DEFAULT,
    ]
    found = any(line.startswith("clauses.1: is never reached") for line in told(clauses=clauses))
    assert found is not reached


def test_a_clause_that_takes_everything_is_told_once_and_not_of_all_behind_it() -> None:
    clauses = [
        {"name": "a", "act": "respond", "when": {}},
        {"name": "b", "act": "ignore", "when": {"channel": "x"}},
        DEFAULT,
    ]
    assert told(clauses=clauses) == ["clauses.0: takes everything: 2 clauses behind it never hold"]


@pytest.mark.parametrize(
    ("earlier", "later", "reached"),
    [
        ({"channel": "x"}, {"channel": "x"}, False),
        ({"channel": "x"}, {"channel": ["x", "y"]}, False),
        ({"channel": ["x", "y"]}, {"channel": "x"}, True),
        ({"channel": "x"}, None, True),
    ],
)
def test_a_clause_that_repeats_an_earlier_one_with_its_exception_is_found(
    earlier: dict[str, Any], later: dict[str, Any] | None, reached: bool
) -> None:
    when = {"intent": "praise"}
    clauses = [
        {"name": "a", "act": "respond", "when": when, "unless": earlier},
        {"name": "b", "act": "ignore", "when": when, **({"unless": later} if later else {})},
        DEFAULT,
    ]
    found = any(line.startswith("clauses.1: is never reached") for line in told(clauses=clauses))
    assert found is not reached


def test_an_exception_leaves_something_for_later_clauses() -> None:
    clauses = [
        {"name": "a", "act": "respond", "unless": {"channel": "x"}},
        {"name": "b", "act": "ignore", "when": {"channel": "x"}},
        DEFAULT,
    ]
    assert told(clauses=clauses) == []


def test_s30_the_last_clause_must_take_everything_and_name_a_team() -> None:
    narrow = [{"name": "a", "act": "respond", "when": {"channel": "x"}}]
    assert told(clauses=narrow) == [
        "clauses.0: the default clause is missing: mentions can fall through"
    ]
    assert told(clauses=[{"name": "a", "act": "listen"}]) == [
        "clauses.0: the default clause names no team"
    ]


def test_names_are_given_once() -> None:
    factors = [{"name": "reach", "when": {"min_followers": n}, "points": 5} for n in (1, 2)]
    first = {
        "name": "default",
        "act": "respond",
        "when": {"channel": "x"},
        "priority": {"reach": 1},
    }
    assert told(clauses=[first, DEFAULT], priority=factors) == [
        "clauses.1.name: there is another clause 'default'",
        "priority.1.name: there is another priority factor 'reach'",
        "clauses.0.priority.reach: 'reach' is also a factor under `priority`",
    ]


def test_templates_know_three_placeholders_and_a_sign_off_names_a_person() -> None:
    templates = {"a": {"text": "Hi {author}, {name}"}, "b": {"text": "half a {brace"}}
    assert told(templates=templates, disclosure={"sign_off": "Yours, {brand}"}) == [
        "templates.a.text: 'name' is no placeholder",
        "templates.b.text: has a single brace",
        "disclosure.sign_off: names no person",
    ]


def test_data_of_the_wrong_form_is_left_to_the_models() -> None:
    assert told(clauses="none", teams=3, priority={"a": 1}, templates=[1], taxonomy=None) == []
