"""History through the deployed stack: kept and decided on, and nobody's work."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from earshot.domain.mention import MentionKey
from earshot.domain.records import MentionRecord
from tests.e2e.deployed import Deployed, earshot, mention
from tests.e2e.waiting import eventually

pytestmark = pytest.mark.e2e

LAST_MONTH = datetime.now(UTC) - timedelta(days=30)


def test_a_file_is_brought_in_without_cases_and_again_as_duplicates(
    stack: Deployed, tmp_path: Path
) -> None:
    words = ("@acmehelp my order never came", "@acmehelp it is broken")
    said = [mention(one, created_at=LAST_MONTH.isoformat()) for one in words]
    file = tmp_path / "history.jsonl"
    file.write_text("\n".join(map(json.dumps, said)), encoding="utf-8")
    arguments = ("backfill", "--account", "generic/acmehelp", "--file", str(file), "--json")
    for _ in range(2):
        told = json.loads(earshot(*arguments, home=stack.home))
        assert (told["received"], told["refused"], told["ending"]) == (2, 0, "done")
        stack.taken["generic", "acmehelp"] += 2
    records = eventually(lambda: _kept(stack, [one["id"] for one in said]))
    assert all(record.history and record.decision and not record.case_id for record in records)


def test_a_platform_is_walked_with_the_accounts_secret_and_news_is_left_to_the_poller(
    stack: Deployed, toot: str
) -> None:
    since = (datetime.now(UTC) - timedelta(days=7)).isoformat()
    told = json.loads(
        earshot(
            *("backfill", "--account", "mastodon/acmehelp", "--since", since, "--json"),
            home=stack.home,
        )
    )
    assert (told["ending"], told["received"]) == ("done", 0)
    assert told["too_new"] >= 1


def test_a_search_is_tried_where_the_platform_has_none(stack: Deployed) -> None:
    earshot("search", "try", "--account", "generic/acmehelp", "acme", home=stack.home, status=2)


def _kept(stack: Deployed, ids: list[str]) -> list[MentionRecord] | None:
    found = stack.store.mentions([MentionKey("generic", "acmehelp", one) for one in ids])
    doubled = [record for record in found if record.duplicate_count]
    return found if len(doubled) == len(ids) else None
