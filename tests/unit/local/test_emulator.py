"""The local AWS is stopped by number, and never anything that took its number since."""

import json
import os
import subprocess
import sys
from pathlib import Path
from select import select

import pytest

from local import emulator
from local.emulator import Emulator


@pytest.fixture
def noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "stack.json"
    monkeypatch.setattr(emulator, "STACK", file)
    return file


def test_without_a_note_none_is_known(noted: Path) -> None:
    assert not noted.exists()
    assert Emulator.known() is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"port": 1}'])
def test_a_damaged_note_is_no_note(text: str, noted: Path) -> None:
    noted.write_text(text, encoding="utf-8")
    assert Emulator.known() is None


def test_a_number_that_another_program_has_now_is_left_alone() -> None:
    ours = Emulator(port=1, pid=os.getpid(), iam=False)
    assert not ours.is_alive()
    assert ours.stop() is False


def test_a_stream_that_was_not_saved_is_read_from_its_beginning(tmp_path: Path) -> None:
    saved = tmp_path / "lambda.json"
    payload = {"esms": {"a": 1}, "dynamodb_stream_positions": {"a": 120}}
    saved.write_text(json.dumps({"__ministack_format__": 2, "payload": payload}), encoding="utf-8")
    emulator._begin_streams_anew(saved)
    assert json.loads(saved.read_text(encoding="utf-8")) == {
        "__ministack_format__": 2,
        "payload": {"esms": {"a": 1}},
    }


@pytest.mark.parametrize("text", [None, "", "{}"])
def test_a_state_that_is_not_there_or_damaged_is_left_as_it_is(
    text: str | None, tmp_path: Path
) -> None:
    saved = tmp_path / "lambda.json"
    if text is not None:
        saved.write_text(text, encoding="utf-8")
    emulator._begin_streams_anew(saved)
    assert (saved.read_text(encoding="utf-8") if saved.exists() else None) == text


def test_what_it_has_started_is_stopped_with_it() -> None:
    """A function's process with an open TLS connection kept it from saving its state in time."""
    function = "import time; print('up', flush=True); time.sleep(30)"
    started = f"import subprocess as s, sys; s.run([sys.executable, '-c', {function!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", started, "ministack"],
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"up\n"
        assert Emulator(port=1, pid=process.pid, iam=True).stop() is True
        # Ends once nobody can write any more: neither the process nor what it has started.
        assert select([process.stdout], [], [], 10)[0]


def test_with_iam_it_is_spoken_to_by_tls() -> None:
    assert Emulator(port=4566, pid=1, iam=True).endpoint == "https://127.0.0.1:4566"
    assert Emulator(port=4566, pid=1, iam=False).endpoint == "http://127.0.0.1:4566"


def test_a_client_of_the_local_aws_cannot_reach_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "production")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "secret")
    environment = emulator.client_environment("http://127.0.0.1:4566")
    assert environment["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4566"
    assert "AWS_PROFILE" not in environment
    assert "AWS_SESSION_TOKEN" not in environment
