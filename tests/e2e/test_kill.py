"""A local AWS that dies without a word, or finds its port taken, can be started again."""

import json
import os
import signal
import socket
from pathlib import Path

from local.process import runs
from tests.e2e.deployed import ROOT, earshot
from tests.e2e.waiting import eventually

CONFIG = ROOT / "config"


def test_a_killed_local_aws_begins_anew_and_a_taken_port_is_named(tmp_path: Path) -> None:
    home = tmp_path / "stack"
    try:
        earshot("up", "--config", str(CONFIG), home=home)
        noted = json.loads((home / "stack.json").read_text(encoding="utf-8"))
        os.killpg(noted["pid"], signal.SIGKILL)
        eventually(lambda: not runs(noted["pid"], "ministack"))
        earshot("status", home=home, status=1)

        told = json.loads(earshot("up", "--json", "--config", str(CONFIG), home=home))
        assert told["ApiId"]
        earshot("status", home=home)

        earshot("down", home=home)
        with socket.create_server(("127.0.0.1", noted["port"])):
            earshot("up", "--config", str(CONFIG), home=home, status=1)
        earshot("up", "--config", str(CONFIG), home=home)
    finally:
        earshot("down", "--wipe", home=home)
