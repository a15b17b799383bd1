"""Clauses narrowed to a kind of mention decide as the clauses themselves, read one by one."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earshot.domain.decide import decide
from earshot.domain.judgement import Classification, Label, Span
from earshot.domain.matching import Facts, checks, failing
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook, When
from earshot.domain.records import AuthorRecord
from tests.builders import MONDAY_NINE, account, author_record, mention, playbook, understood
from tests.unit.domain.test_decide import decided

REACH = (1, 25, 700)
FEW = (None, 0, 1, 24, 25, 699, 700, 70_000)


@pytest.mark.parametrize("key", ["min_followers", "min_reposts", "min_reposts_per_hour"])
@pytest.mark.parametrize(("reached", "clause"), [(39, "c0"), (40, "default"), (4000, "default")])
def test_an_exception_of_reach_excuses_what_reaches_it(key: str, reached: int, clause: str) -> None:
    said = mention(author={"id": "a", "followers": reached}, engagement={"reposts": reached})
    assert decided({"unless": {key: 40}}, said=said).clause == clause


CONDITION = st.fixed_dictionaries(
    {},
    optional={
        "relevance": st.sampled_from(["noise", "actionable"]),
        "intent": st.sampled_from(["question", "praise"]),
        "sentiment": st.sampled_from(["negative", "positive"]),
        "risk": st.just("legal"),
        "flags": st.sampled_from(["spam", "unsure"]),
        "unsure": st.just("relevance"),
        "personal_data": st.sampled_from(["any", "card"]),
        "visibility": st.sampled_from(["public", "private"]),
        "rating": st.sampled_from(["own", "rant"]),
        "own_channel": st.booleans(),
        "min_followers": st.sampled_from(REACH),
        "min_reposts": st.sampled_from(REACH),
        "min_reposts_per_hour": st.sampled_from([0.5, *REACH]),
        "min_cases": st.just(1),
        "open_case": st.booleans(),
        "known_for": st.sampled_from(["0s", "1d"]),
    },
)


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, Any]:
    """Of few keys, so that many of them hold; sometimes they ask for sure labels."""
    full = draw(CONDITION)
    keys = draw(st.permutations(sorted(full)))[: draw(st.integers(0, 2))]
    asked = {key: full[key] for key in keys}
    if asked.keys() & {"relevance", "intent", "sentiment"} and draw(st.booleans()):
        asked["min_confidence"] = 0.8
    return asked


OF_REACH = st.dictionaries(
    st.sampled_from(["min_followers", "min_reposts", "min_reposts_per_hour"]),
    st.sampled_from(REACH),
    min_size=1,
    max_size=1,
)


@st.composite
def playbooks(draw: st.DrawFn) -> Playbook:
    clauses = [
        {"name": f"c{n}", "when": when, "unless": unless or None, "act": "listen"}
        for n, (when, unless) in enumerate(
            draw(st.lists(st.tuples(conditions(), conditions() | OF_REACH), max_size=4))
        )
    ]
    bonuses = draw(st.lists(conditions(), max_size=2))
    return playbook(
        clauses=[*clauses, {"name": "default", "act": "listen", "team": "care"}],
        priority=[{"name": f"f{n}", "when": w, "points": n + 1} for n, w in enumerate(bonuses)],
        sites=[{"channel": "generic", "account": "acmehelp", "rating": draw(RATINGS)}],
    )


RATINGS = st.sampled_from(["own", "rant"])
MENTIONS = st.builds(
    lambda followers, reposts, hours, visibility: mention(
        author={"id": "a", "followers": followers},
        engagement={"reposts": reposts},
        created_at=MONDAY_NINE - timedelta(hours=hours),
        visibility=visibility,
    ),
    st.sampled_from(FEW),
    st.sampled_from(FEW),
    st.sampled_from([0, 2, 30]),
    st.sampled_from(["public", "private"]),
)
AUTHORS = st.sampled_from([None, author_record(), author_record(open_case=None)])


@st.composite
def classifications(draw: st.DrawFn) -> Classification:
    def label(*values: str) -> Label:
        return Label(draw(st.sampled_from(values)), draw(st.sampled_from([0.4, 0.9])), "test")

    unsure = draw(st.sampled_from([(), ("relevance",), ("topic",)]))
    flags = draw(st.sampled_from([(), ("spam",)]))
    return understood()._replace(
        relevance=label("noise", "actionable"),
        intent=label("question", "praise"),
        sentiment=label("negative", "positive"),
        risk=draw(st.sampled_from([(), ("legal",)])),
        personal_data=draw(st.sampled_from([(), (Span("card", 0, 2),), (Span("email", 0, 2),)])),
        flags=(*flags, "unsure") if unsure else flags,
        unsure=unsure,
    )


@settings(max_examples=300)
@given(playbooks(), MENTIONS, classifications(), AUTHORS)
def test_the_narrowed_clauses_decide_as_the_clauses_read_one_by_one(
    policy: Playbook, said: Mention, seen: Classification, author: AuthorRecord | None
) -> None:
    found = decide(said, seen, author, account(), policy, MONDAY_NINE)
    facts = Facts(said, seen, author, account(), policy.sites[0].rating, MONDAY_NINE)

    def holds(when: When) -> bool:
        return failing(checks(when, policy), facts) is None

    clauses = (c for c in policy.clauses if not (c.unless and holds(c.unless)))
    assert found.clause == next(c.name for c in clauses if holds(c.when))
    assert {f.name for f in found.factors} == {f.name for f in policy.priority if holds(f.when)}
