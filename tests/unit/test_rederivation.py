"""P4: every decision of a recorded day can be made again, bit for bit, from what was recorded."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.simulation.recorded import connected, from_file
from earshot.config import load_playbook
from earshot.domain.accounts import Accounts
from earshot.domain.basis import Basis, basis_of, decide_again
from earshot.domain.classify import classify
from earshot.domain.envelope import Received
from earshot.domain.judgement import Classification, Decision
from earshot.domain.playbook import Playbook, compiled, load
from earshot.domain.records import MentionRecord
from earshot.store import items
from earshot.usecases.classify import understand
from earshot.usecases.route import Router
from local.memory import FixedClock, MemoryStore

ROOT = Path(__file__).parents[2]
DAY = ROOT / "local" / "demo" / "day" / "day.jsonl"


@pytest.mark.slow
def test_p4_every_decision_of_a_recorded_day_is_made_again_bit_for_bit() -> None:
    """Each right after it was written, since an edit or a deletion takes its words away later."""
    playbook = load_playbook(ROOT / "config" / "playbook.yaml")
    published = load(compiled(playbook))
    deliveries, _ = from_file(DAY)
    store, clock = MemoryStore(), FixedClock(datetime(2000, 1, 1, tzinfo=UTC))
    accounts = connected(Accounts(accounts=()), deliveries, playbook)
    router = Router(store=store, clock=clock, accounts=accounts, playbook=playbook)
    made = 0
    for number, (mention, at) in enumerate(deliveries):
        clock.set(max(at, clock.now()))
        received = Received(
            receipt=f"d{number}", received_at=clock.now(), source="replay", mention=mention
        )
        before = store.mention(mention.key)
        router.route(understand(received, playbook))
        record = store.mention(mention.key)
        if record and record.decision and (before is None or before.decision is None):
            made += 1
            assert_made_again(record, published)
    assert made > 2000


def assert_made_again(record: MentionRecord, published: Playbook) -> None:
    """From the item as DynamoDB holds it and the playbook as AppConfig does, and nothing else."""
    read = items.mention_from(items.mention_item(record))
    basis = basis_of(read)
    assert isinstance(basis, Basis)
    understood = Classification.from_dict(read.classification or {})
    assert classify(read.mention, published) == understood
    again = decide_again(read, understood, basis, published)
    recorded = {k: v for k, v in (read.decision or {}).items() if k != "basis"}
    assert json.dumps(again.as_dict(), sort_keys=True) == json.dumps(recorded, sort_keys=True)
    assert Decision.from_dict(recorded) == again._replace(skipped=())


def test_p4_labels_do_not_depend_on_the_process_that_makes_them(tmp_path: Path) -> None:
    """Python orders sets anew in every process; what is said of a mention must not follow."""
    some = tmp_path / "some.jsonl"
    some.write_text("".join(DAY.read_text(encoding="utf-8").splitlines(keepends=True)[:400]))
    told = {
        subprocess.run(
            [sys.executable, "-m", "cli.main", "classify", str(some)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
