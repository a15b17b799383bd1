"""What each starter makes of posts of its trade: the clause, the act and the team for each.

A row of `tests/samples/starters/<trade>.jsonl` has `text`, what is expected, and what matters
besides: `mention` (fields), `at` (when it is decided), `flags`, `labels` (that no words tell) and
which of them are `unsure`.
What is ignored goes to nobody, so that such a row names no team.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from cli.starting import KEY, STARTERS, starters
from earshot.config import load_playbook
from earshot.domain.classify import classify
from earshot.domain.decide import decide
from earshot.domain.judgement import Decision, Label
from earshot.domain.playbook import Playbook
from tests import builders

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "starters"
WORKDAY = "2026-12-01T10:00:00Z"
LEAST_POSTS = 20

Row = dict[str, Any]


def rows(trade: str) -> list[Row]:
    text = (SAMPLES / f"{trade}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


PLAYBOOKS = {trade: load_playbook(STARTERS / f"{trade}.yaml") for trade in starters()}
POSTS = [(trade, number, row) for trade in PLAYBOOKS for number, row in enumerate(rows(trade), 1)]


def decided(row: Row, playbook: Playbook) -> Decision:
    now = datetime.fromisoformat(row.get("at", WORKDAY))
    mention = builders.mention(text=row["text"], created_at=now, **row.get("mention", {}))
    understood = classify(mention, playbook)
    told = {name: Label(value, 0.5, "test") for name, value in row.get("labels", {}).items()}
    doubted = tuple(row.get("unsure", understood.unsure))
    flags = {*understood.flags, *row.get("flags", ()), *(["unsure"] if doubted else ())}
    understood = understood._replace(flags=tuple(flags), unsure=doubted, **told)
    site = builders.account(brand=KEY, mode="act")
    return decide(mention, understood, None, site, playbook, now)


@pytest.mark.parametrize(
    ("trade", "row"),
    [pytest.param(trade, row, id=f"{trade}:{number}") for trade, number, row in POSTS],
)
def test_a_post_of_the_trade_goes_where_its_head_of_service_would_send_it(
    trade: str, row: Row
) -> None:
    decision = decided(row, PLAYBOOKS[trade])
    found = {key: getattr(decision, key) for key in ("clause", "act", "team") if key in row}
    expected = {key: row[key] for key in found}
    assert found == expected, row["text"]
    assert "team" in row or decision.act == "ignore", "want a team"


@pytest.mark.parametrize("trade", PLAYBOOKS)
def test_every_clause_of_a_starter_is_reached_by_a_post(trade: str) -> None:
    assert len(rows(trade)) >= LEAST_POSTS
    reached = {row["clause"] for row in rows(trade)}
    assert reached == {clause.name for clause in PLAYBOOKS[trade].clauses}


HELD = [(trade, row) for trade, _, row in POSTS if row["act"] == "hold"]


def test_five_starters_leave_questions_to_peers() -> None:
    assert len({trade for trade, _ in HELD}) == len(PLAYBOOKS) - 1  # finance leaves them none


@pytest.mark.parametrize(
    "widely_read",
    [{"engagement": {"reposts": 500}}, {"author": {"id": "bo", "followers": 50_000}}],
)
@pytest.mark.parametrize(("trade", "row"), HELD)
def test_s32_no_starter_leaves_a_question_that_many_read_to_peers(
    trade: str, row: Row, widely_read: dict[str, Any]
) -> None:
    read = {**row, "mention": {**row.get("mention", {}), **widely_read}}
    assert decided(read, PLAYBOOKS[trade]).act == "respond"
