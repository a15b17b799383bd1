"""Which clause a mention meets, and all that follows from it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earshot.domain.accounts import Account
from earshot.domain.decide import decide, limited
from earshot.domain.judgement import Act, Decision, Factor, Label, Skipped, Span
from earshot.domain.mention import Mention
from earshot.domain.records import AuthorRecord
from tests.builders import MONDAY_NINE, account, author_record, mention, playbook, understood

DEFAULT = {"name": "default", "act": "listen", "team": "care"}


def decided(
    *clauses: dict[str, Any],
    said: Mention | None = None,
    seen: dict[str, Any] | None = None,
    author: AuthorRecord | None = None,
    site: Account | None = None,
    explain: bool = False,
    **chapters: Any,
) -> Decision:
    named = [{"name": f"c{n}", "act": "respond", **clause} for n, clause in enumerate(clauses)]
    policy = playbook(clauses=[*named, DEFAULT], **chapters)
    classification = understood()._replace(**(seen or {}))
    return decide(
        said or mention(),
        classification,
        author,
        site or account(),
        policy,
        MONDAY_NINE,
        explain=explain,
    )


def test_s31_the_first_clause_that_holds_decides() -> None:
    found = decided({"when": {"reply": True}}, {"when": {"reply": False}}, {"when": {}})
    assert found.clause == "c1"


def test_s30_what_no_clause_takes_falls_to_the_default() -> None:
    found = decided({"when": {"channel": "mastodon"}})
    assert (found.clause, found.act, found.team) == ("default", "listen", "care")


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        ({"channel": "generic"}, True),
        ({"channel": ["mastodon", "generic"]}, True),
        ({"channel": "mastodon"}, False),
        ({"account": "acmehelp"}, True),
        ({"brand": "acme"}, True),
        ({"visibility": "public"}, True),
        ({"visibility": ["private", "followers"]}, False),
        ({"rating": "own"}, True),
        ({"own_channel": False}, False),
        ({"reply": False}, True),
        ({"has_text": True}, True),
        ({"open_case": True}, False),
        ({"min_followers": 100}, True),
        ({"min_followers": 101}, False),
        ({"min_reposts": 1}, False),
        ({"min_cases": 1}, False),
        ({"keywords": "router"}, True),
        ({"keywords": ["OFFLINE AGAIN"]}, True),
        ({"keywords": "rout"}, False),
        ({"pattern": r"off\w+"}, True),
        ({"pattern": r"^off"}, False),
        ({"older_than": "1h"}, False),
        ({"outside_hours": "weekdays"}, False),
        ({"risk": "legal"}, False),
        ({"personal_data": "any"}, False),
        ({"flags": "spam"}, False),
        ({"unsure": "topic"}, False),
        ({"channel": "generic", "min_followers": 101}, False),
    ],
)
def test_s20_each_condition_looks_at_one_thing(when: dict[str, Any], holds: bool) -> None:
    said = mention(author={"id": "ada", "followers": 100})
    assert (decided({"when": when}, said=said).clause == "c0") is holds


def test_risk_flags_and_personal_data_are_met_by_any_of_them() -> None:
    seen: dict[str, Any] = {
        "risk": ("legal", "press"),
        "flags": ("reshare",),
        "personal_data": (Span("card", 0, 4),),
    }
    when = {"risk": ["safety", "press"], "flags": "reshare", "personal_data": "card"}
    assert decided({"when": when}, seen=seen).clause == "c0"


@pytest.mark.parametrize(
    ("heads", "holds"), [("topic", True), (["relevance", "intent"], True), ("relevance", False)]
)
def test_a_clause_may_ask_which_label_is_in_doubt(heads: Any, holds: bool) -> None:
    seen = {"flags": ("unsure",), "unsure": ("topic", "intent")}
    asked = {"when": {"unsure": heads}}
    found = decided(asked, seen=seen, explain=True)
    assert (found.clause == "c0") is holds
    because = Skipped("c0", "unsure: topic, intent is not relevance")
    assert found.skipped == (() if holds else (because,))


def test_a_label_must_be_as_sure_as_the_clause_asks() -> None:
    seen = {"topic": understood().topic._replace(value="billing", confidence=0.7)}
    topics: dict[str, Any] = {"taxonomy": {"topics": {"billing": {}}}}
    sure = {"when": {"topic": "billing", "min_confidence": 0.7}}
    surer = {"when": {"topic": "billing", "min_confidence": 0.71}}
    assert decided(surer, sure, seen=seen, **topics).clause == "c1"


def test_an_exception_keeps_a_clause_from_holding() -> None:
    clause = {"when": {"channel": "generic"}, "unless": {"keywords": "router"}}
    assert decided(clause).clause == "default"


def test_s14_repeat_contact_is_seen() -> None:
    clause = {"when": {"min_cases": 2}}
    assert decided(clause, author=author_record(cases=2)).clause == "c0"
    assert decided(clause, author=author_record(cases=1)).clause == "default"


def test_s34_a_clause_may_hold_outside_hours_only() -> None:
    calendars = {"sundays": {"time_zone": "UTC", "weekly": {"sunday": "09:00-12:00"}}}
    weekdays = playbook().model_dump(mode="json")["calendars"]
    clause = {"when": {"outside_hours": "sundays"}}
    assert decided(clause, calendars=calendars | weekdays).clause == "c0"


def test_s21_priority_sums_the_clauses_points_and_every_factor_that_holds() -> None:
    found = decided(
        {"priority": {"complaint": 30}},
        said=mention(author={"id": "ada", "followers": 20_000}),
        priority=[
            {"name": "reach", "when": {"min_followers": 10_000}, "points": 15},
            {"name": "wide-reach", "when": {"min_followers": 100_000}, "points": 15},
        ],
    )
    assert found.priority == 45
    assert found.factors == (Factor("complaint", 30), Factor("reach", 15))


def test_s23_the_topics_owner_takes_it_unless_the_clause_names_a_team() -> None:
    topics: dict[str, Any] = {"taxonomy": {"topics": {"money": {"team": "billing"}}}}
    seen = {"topic": understood().topic._replace(value="money")}
    assert decided({}, seen=seen, **topics).team == "billing"
    assert decided({"team": "care"}, seen=seen, **topics).team == "care"
    assert decided({}, **topics).team == "care"


def test_s20_skills_may_name_what_is_known_of_the_mention() -> None:
    clause = {"skills": ["language:{language}", "channel:{channel}", "patience"]}
    german = {"language": understood().language._replace(value="de")}
    unknown = {"language": understood().language._replace(value="und")}
    assert decided(clause, seen=german).skills == ("language:de", "channel:generic", "patience")
    assert decided(clause, seen=unknown).skills == ("channel:generic", "patience")
    guessed = {"language": Label("de", 0.59, "words")}
    assert decided(clause, seen=guessed).skills == ("channel:generic", "patience")


@pytest.mark.parametrize(
    ("act", "mode", "never_respond", "allowed"),
    [
        ("respond", "act", False, "respond"),
        ("respond", "advise", False, "respond"),
        ("auto_reply", "advise", False, "respond"),
        ("auto_reply", "act", False, "auto_reply"),
        ("respond", "listen_only", False, "listen"),
        ("move_private", "listen_only", False, "listen"),
        ("moderate", "listen_only", False, "listen"),
        ("escalate", "listen_only", False, "escalate"),
        ("amplify", "listen_only", False, "amplify"),
        ("ignore", "listen_only", False, "ignore"),
        ("respond", "act", True, "listen"),
        ("acknowledge", "act", True, "listen"),
        ("escalate", "act", True, "escalate"),
        ("moderate", "act", True, "moderate"),
    ],
)
def test_s76_the_site_limits_what_is_done(
    act: Act, mode: Any, never_respond: bool, allowed: Act
) -> None:
    assert limited(act, mode, never_respond=never_respond) == allowed


def test_s04_a_rant_site_of_the_playbook_is_never_answered() -> None:
    sites = [{"channel": "generic", "account": "acmehelp", "rating": "rant", "never_respond": True}]
    found = decided({"when": {"rating": "rant"}}, sites=sites, explain=True)
    assert (found.act, found.clause) == ("listen", "c0")
    assert found.skipped == (Skipped("c0", "respond became listen: the site is never answered"),)
    advised = decided({"when": {}}, site=account(mode="advise"), sites=sites, explain=True)
    assert advised.skipped == found.skipped


def test_why_earlier_clauses_did_not_hold_is_told_without_the_posts_words() -> None:
    found = decided(
        {"when": {"channel": "mastodon"}},
        {"when": {"keywords": "kettle"}},
        {"when": {}, "unless": {"channel": "generic"}},
        {"when": {"risk": "legal"}},
        explain=True,
    )
    assert found.skipped == (
        Skipped("c0", "channel: generic is not mastodon"),
        Skipped("c1", "keywords: not in the text"),
        Skipped("c2", "its exception holds"),
        Skipped("c3", "risk: none is not legal"),
    )


def test_a_decision_names_the_playbook_and_the_classifier() -> None:
    found = decided({}, seen={"version": "cues-1"})
    assert found.playbook.startswith("v1:")
    assert found.classifier == "cues-1"
    assert found.skipped == ()


@given(
    relevance=st.sampled_from(["noise", "informational", "actionable"]),
    intent=st.sampled_from(["complaint", "question", "praise", "other"]),
    risk=st.sampled_from([(), ("legal",)]),
    clauses=st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "relevance": st.sampled_from(["noise", "informational", "actionable"]),
                "intent": st.sampled_from(["complaint", "question", "praise"]),
                "risk": st.sampled_from(["legal", "safety"]),
                "channel": st.sampled_from(["generic", "mastodon"]),
            },
        ),
        max_size=5,
    ),
)
def test_looking_only_at_clauses_of_the_right_kind_changes_no_decision(
    relevance: str, intent: str, risk: tuple[str, ...], clauses: list[dict[str, str]]
) -> None:
    base = understood(relevance=relevance, intent=intent)
    found = decided(*({"when": when} for when in clauses), seen={**base._asdict(), "risk": risk})
    truth = {"relevance": relevance, "intent": intent, "channel": "generic"}
    holding = [
        f"c{n}"
        for n, when in enumerate(clauses)
        if all(wanted in risk if k == "risk" else truth[k] == wanted for k, wanted in when.items())
    ]
    assert found.clause == (holding[0] if holding else "default")
