"""The demo's fake platforms in a process of their own, so that they outlive the run like the stack.

`python -m local.demo.platforms FILE` reads ports and secrets from FILE and serves until told to
stop: a Mastodon-API server, a server of the AT protocol, a Graph API with a Page, a receiver of
signed replies for each channel that is pushed by the generic scheme, a subscriber of alerts, and a
control port that only the demo uses. All on loopback.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_urlsafe
from typing import Any, Self

import requests

from local.demo.played import OnBluesky, OnFacebook, OnMastodon, Played
from local.demo.timeline import POLLED, PUSHED, Event
from local.paths import HOME, ROOT
from local.platforms.bluesky import FakeBluesky
from local.platforms.mastodon import FakeMastodon
from local.platforms.meta import FakeGraph
from local.platforms.receiver import FakeReceiver
from local.platforms.serving import FakeServer, Request, Response, as_json
from local.platforms.subscriber import FakeSubscriber
from local.process import runs

FOLDER = HOME / "demo"
NOTED = FOLDER / "platforms.json"
START_S = 15.0
TIMEOUT_S = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Where each of them answers; kept, because the deployment points at them."""

    control: int
    subscriber: int
    graph: int
    polled: dict[str, int]
    receivers: dict[str, int]

    @classmethod
    def kept(cls) -> Self:
        """Those of the last run, or free ones."""
        with suppress(OSError, ValueError, TypeError):
            return cls(**json.loads((FOLDER / "ports.json").read_text(encoding="utf-8")))
        free = iter(_free_ports(3 + len(POLLED) + len(PUSHED)))
        ports = cls(
            control=next(free),
            subscriber=next(free),
            graph=next(free),
            polled={channel: next(free) for channel in POLLED},
            receivers={channel: next(free) for channel in PUSHED},
        )
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / "ports.json").write_text(json.dumps(asdict(ports)), encoding="utf-8")
        return ports


@dataclass(frozen=True, slots=True, kw_only=True)
class Platforms:
    """The running process, seen from the demo."""

    ports: Ports

    @property
    def control(self) -> str:
        return f"http://127.0.0.1:{self.ports.control}"

    @property
    def subscriber(self) -> str:
        return f"http://127.0.0.1:{self.ports.subscriber}"

    @classmethod
    def start(cls, ports: Ports, *, token: str, secrets: dict[str, str]) -> Self:
        """Start them anew, with the secrets that the deployment made."""
        stop()
        FOLDER.mkdir(parents=True, exist_ok=True)
        told = {"ports": asdict(ports), "token": token, "secrets": secrets}
        NOTED.touch(mode=0o600)
        NOTED.write_text(json.dumps(told), encoding="utf-8")
        with (FOLDER / "platforms.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "local.demo.platforms", str(NOTED)],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        NOTED.write_text(json.dumps({**told, "pid": process.pid}), encoding="utf-8")
        platforms = cls(ports=ports)
        deadline = time.monotonic() + START_S
        while not platforms.answers():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the fake platforms did not start; see .earshot/demo")
            time.sleep(0.05)
        return platforms

    def answers(self) -> bool:
        with suppress(requests.RequestException):
            return requests.get(f"{self.control}/report", timeout=2).ok
        return False

    def play(self, channel: str, events: Sequence[Event]) -> int:
        """Let these happen on that platform; return how many can be heard of there."""
        return int(self._asked(f"play/{channel}", events)["heard"])

    def written(self, channel: str, events: Sequence[Event]) -> bytes:
        """Let these happen on that platform; what it posts to a webhook of them."""
        return str(self._asked(f"play/{channel}", events)["body"]).encode()

    def _asked(self, path: str, events: Sequence[Event]) -> dict[str, Any]:
        answer = requests.post(f"{self.control}/{path}", json=list(events), timeout=TIMEOUT_S)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told

    def report(self) -> dict[str, Any]:
        """`posts` by channel, `alerts`, `confirmed`."""
        answer = requests.get(f"{self.control}/report", timeout=TIMEOUT_S)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told


class Control(FakeServer):
    """The demo's own port."""

    def __init__(
        self,
        *,
        port: int,
        played: dict[str, Played],
        receivers: dict[str, FakeReceiver],
        subscriber: FakeSubscriber,
    ) -> None:
        super().__init__(port=port)
        self._played = played
        self._receivers = receivers
        self._subscriber = subscriber

    def answer(self, request: Request) -> Response:
        channel = request.path.removeprefix("/play/")
        if request.method == "POST" and channel in self._played:
            return as_json(200, self._played[channel].play(request.json()))
        if request.path == "/report":
            return as_json(200, self._report())
        return as_json(404, {"error": "play or report"})

    def _report(self) -> dict[str, Any]:
        received = {
            channel: [
                {"reply_id": one.id} for one in receiver.replies for _ in range(one.deliveries)
            ]
            for channel, receiver in self._receivers.items()
        }
        return {
            "posts": received | {name: one.posts for name, one in self._played.items()},
            "alerts": self._subscriber.notifications,
            "confirmed": self._subscriber.confirmed.is_set(),
        }


def kept_token() -> str:
    """The token of the accounts that have one, the same for every run on one deployment.

    A new one would be refused until the functions read the secret again, which they do every five
    minutes, and the account would be left alone for a while, as a real one would.
    """
    kept = FOLDER / "mastodon-token"
    if not kept.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(token_urlsafe(24), encoding="utf-8")
    return kept.read_text(encoding="utf-8")


def running() -> bool:
    """Whether the process that we started last still runs."""
    return _pid() is not None


def stop() -> bool:
    """Stop the process that we started last; False if there was none."""
    pid = _pid()
    if pid is None:
        return False
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        _wait_for_end(pid)
    NOTED.unlink(missing_ok=True)
    return True


def _pid() -> int | None:
    """Its number, unless that has gone to another program since."""
    try:
        pid = int(json.loads(NOTED.read_text(encoding="utf-8"))["pid"])
    except (OSError, ValueError, KeyError):
        return None
    return pid if runs(pid, "local.demo.platforms") else None


def _wait_for_end(pid: int) -> None:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        with suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)


def _free_ports(number: int) -> list[int]:
    sockets = [socket.socket() for _ in range(number)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]
    finally:
        for one in sockets:
            one.close()


def serve(told: dict[str, Any]) -> None:
    """Serve until the process is told to end."""
    ports = Ports(**told["ports"])
    mastodon = FakeMastodon(token=told["token"], port=ports.polled["mastodon"])
    bluesky = FakeBluesky(port=ports.polled["bluesky"])
    graph = FakeGraph(token=told["token"], port=ports.graph)
    played: dict[str, Played] = {
        "mastodon": OnMastodon(mastodon.start()),
        "bluesky": OnBluesky(bluesky.start()),
        "facebook": OnFacebook(graph.start()),
    }
    receivers = {
        channel: FakeReceiver(told["secrets"][channel], port=port).start()
        for channel, port in ports.receivers.items()
    }
    subscriber = FakeSubscriber(port=ports.subscriber).start()
    Control(port=ports.control, played=played, receivers=receivers, subscriber=subscriber).start()
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    ended.wait()


if __name__ == "__main__":
    serve(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
