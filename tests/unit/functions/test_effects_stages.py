"""Relay, check, sweep and the API: what wakes them and what they tell."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext

from earshot import retraining, wiring
from earshot.errors import Unavailable
from earshot.store import items
from earshot.usecases.balance import settled
from earshot.usecases.check import Checker
from earshot.usecases.relay import Relay
from earshot.usecases.retrain import Retrained
from earshot.usecases.sources import Sources
from local.memory import MemoryAlerts, MemoryOrderedQueue, MemoryStore, MemoryTimers
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.unit.functions.entries import CONTEXT, entry
from tests.unit.rest.client import PERSON, gateway_event
from tests.unit.rest.world import World


def stream(*new: dict[str, Any]) -> dict[str, Any]:
    """New items as DynamoDB's stream tells of them."""
    return {
        "Records": [
            {"eventID": f"e{n}", "dynamodb": {"NewImage": item, "SequenceNumber": str(100 + n)}}
            for n, item in enumerate(new)
        ]
    }


class Deaf(MemoryTimers):
    def start(self, step: str, due_at: Any) -> None:
        raise Unavailable("Step Functions did not answer")


def relaying(monkeypatch: pytest.MonkeyPatch, timers: MemoryTimers) -> MemoryStore:
    store = MemoryStore()
    relay = Relay(store=store, timers=timers, replies=MemoryOrderedQueue(), alerts=MemoryAlerts())
    monkeypatch.setattr(wiring, "relay", lambda: relay)
    return store


TIMER = items.timer_item("20260302T094500Z", "c1")
MENTION = items.mention_item(builders.mention_record())


def test_a_stream_batch_becomes_timers_and_counts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    timers = MemoryTimers()
    store = relaying(monkeypatch, timers)
    for _ in range(2):
        entry("relay/relay").lambda_handler(stream(TIMER, MENTION), CONTEXT)
    assert list(timers.started) == ["20260302T094500Z"]
    hour = "2026-03-02T09"
    assert store.counts("generic", "acmehelp", since=hour, until=hour)[hour].stored == 1
    line = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (line["event"], line["records"], line["number"]) == ("relayed", 2, 2)


def test_an_effect_that_fails_sends_the_batch_round_again(monkeypatch: pytest.MonkeyPatch) -> None:
    store = relaying(monkeypatch, Deaf())
    with pytest.raises(Unavailable):
        entry("relay/relay").lambda_handler(stream(TIMER, MENTION), CONTEXT)
    assert store.counts("generic", "acmehelp", since="2000", until="2999") == {}


def test_a_batch_that_means_nothing_wakes_nobody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    removed = {"Records": [{"eventID": "e1", "dynamodb": {"OldImage": MENTION}}]}
    entry("relay/relay").lambda_handler(removed, CONTEXT)
    assert capsys.readouterr().out == ""


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk()
    desk.hear()
    checker = Checker(store=desk.store, clock=desk.clock, calendars=desk.playbook.calendars)
    monkeypatch.setattr(wiring, "clock", desk.clock)
    monkeypatch.setattr(wiring, "check_step", lambda step, machine: checker.check(step))
    monkeypatch.setattr(wiring, "sweep_until", checker.sweep)
    monkeypatch.setattr(wiring, "store", lambda: desk.store)
    monkeypatch.setattr(wiring, "playbook", lambda: desk.playbook)
    accounts = desk.accounts.accounts
    monkeypatch.setattr(
        wiring,
        "settled",
        lambda: settled(accounts, store=desk.store, now=desk.clock.now()),
    )
    sources = Sources(store=desk.store, clock=desk.clock, ids=desk.ids)
    monkeypatch.setattr(wiring, "sources", lambda: sources.look(accounts))
    return desk


def test_a_step_that_is_due_is_checked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.clock.set(MONDAY_NINE + timedelta(minutes=45))
    told = entry("sla/check").lambda_handler({"step": "20260302T094500Z"}, CONTEXT)
    assert told == {"cases": 1}
    assert desk.kinds() == ["case_opened", "sla_warned"]
    assert json.loads(capsys.readouterr().out)["step"] == "20260302T094500Z"


def test_the_log_tells_a_step_that_was_divided_from_an_empty_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    crowded = replace(wiring._checker("check"), at_once=1)
    monkeypatch.setattr(
        wiring,
        "check_step",
        lambda step, machine: crowded.check(step, timers=MemoryTimers(), alone=0),
    )
    assert entry("sla/check").lambda_handler({"step": "20260302T094500Z"}, CONTEXT) == {"cases": 0}
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["event"], first["step"], first["number"]) == ("divided", "20260302T094500Z", 4)
    assert (second["event"], second["number"]) == ("checked", 0)


def test_a_step_that_is_not_due_yet_is_an_error_for_the_state_machine(desk: Desk) -> None:
    with pytest.raises(Unavailable):
        entry("sla/check").lambda_handler({"step": "20260302T094500Z"}, CONTEXT)


def test_a_sweep_tells_how_many_were_late(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.clock.set(MONDAY_NINE + timedelta(minutes=50))
    assert entry("sla/sweep").lambda_handler({}, CONTEXT) == {"late": 1, "missing": 0}
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0]["late"] == 1
    assert any(line.get("LateTimers") == 1 for line in lines)


def test_a_sweep_that_finds_nothing_says_so(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """The alarm on missed sweeps counts how often this metric is told, zero or not."""
    assert entry("sla/sweep").lambda_handler({}, CONTEXT)["late"] == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (told,) = [line for line in lines if "LateTimers" in line]
    assert (told["LateTimers"], told["stage"]) == (0, "sweep")


def test_s25_a_sweep_gives_what_waits_to_who_has_come_on_duty(desk: Desk) -> None:
    """S25, D44: nobody says that a shift begins."""
    desk.store.put_agent(builders.agent())
    entry("sla/sweep").lambda_handler({}, CONTEXT)
    assert desk.case().agent is None
    desk.playbook = builders.promising_playbook(assignment={"mode": "push"})
    entry("sla/sweep").lambda_handler({}, CONTEXT)
    assert desk.case().agent == "linus"


def test_f43_a_sweep_mends_a_load_that_went_wrong_and_says_so(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """F43: in an hour everybody has had a turn."""
    desk.store.put_agent(builders.agent())
    (linus,) = desk.store.agents()
    desk.store.mend_load(linus, 4, at=MONDAY_NINE)
    desk.clock.advance(seconds=120)
    for _ in range(12):
        desk.clock.advance(seconds=300)
        entry("sla/sweep").lambda_handler({}, CONTEXT)
    assert [one.load for one in desk.store.agents()] == [0]
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (told,) = [line for line in lines if line.get("event") == "load_mended"]
    assert (told["caller"], told["number"]) == ("linus", -4)


def test_p1_a_sweep_tells_of_a_mention_that_came_in_and_went_nowhere(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """P1: what was heard at nine is settled at eleven."""
    desk.rest()
    desk.post(id="m2")
    desk.mentions.take()
    desk.clock.set(MONDAY_NINE + timedelta(hours=2, minutes=30))
    assert entry("sla/sweep").lambda_handler({}, CONTEXT)["missing"] == 1
    out = capsys.readouterr().out
    assert '"event":"imbalance"' in out
    lines = [json.loads(line) for line in out.splitlines()]
    (counted,) = [line for line in lines if "Received" in line]
    assert (counted["account"], counted["Received"], counted["Missing"]) == ("acmehelp", 2, 1)


def test_the_api_answers_and_turns_away_who_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "api_desk", World().desk)
    handler = entry("api/api").lambda_handler

    def status(path: str, claims: dict[str, Any] | None) -> int:
        answered: int = handler(gateway_event("GET", path, {}, {}, None, claims), LambdaContext())[
            "statusCode"
        ]
        return answered

    assert status("/health", None) == 200
    assert status("/v1/me", PERSON) == 200
    assert status("/v1/me", None) == 401
    assert status("/nowhere", PERSON) == 404


def test_training_says_how_it_ended(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done = Retrained("declined", "", 12, ("intent: 12 corrections, at least 200 are needed",))
    monkeypatch.setattr(retraining, "retrain", lambda: done)
    answer = entry("train/train").lambda_handler({}, CONTEXT)
    assert answer == {"state": "declined", "version": ""}
    line, counted = (json.loads(row) for row in capsys.readouterr().out.splitlines())
    assert (line["event"], line["state"], line["number"]) == ("trained", "declined", 12)
    assert line["reason"] == "intent: 12 corrections, at least 200 are needed"
    assert (counted["state"], counted["Trained"]) == ("declined", 1)


def test_the_corpus_is_read_from_the_package_that_the_layer_adds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / retraining.CORPUS
    package.mkdir()
    for name in ("b", "a"):
        row = {"id": name, "text": f"text {name}", "intent": "praise"}
        (package / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (package / "report.md").write_text("no texts", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert [(one.id, one.labels["intent"]) for one in retraining.corpus()] == [
        ("a", "praise"),
        ("b", "praise"),
    ]
