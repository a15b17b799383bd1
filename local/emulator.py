"""The local AWS: one MiniStack process on the loopback, its state in `.earshot/`."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import requests

from local import certificate
from local.paths import HOME, LOG, OUTPUTS, ROOT, STACK, TLS
from local.process import runs

HOST = "127.0.0.1"
REGION = "us-east-1"
STATE = HOME / "state"
BUCKETS = HOME / "s3"
HELD = (STATE, BUCKETS)
START_SECONDS = 60
STOP_SECONDS = 20


class EmulatorError(Exception):
    """The local AWS does not do what it should; the text says what to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emulator:
    """A process that we started."""

    port: int
    pid: int
    iam: bool

    @property
    def endpoint(self) -> str:
        """The one address of all its services."""
        return f"{'https' if self.iam else 'http'}://{HOST}:{self.port}"

    @property
    def trusted(self) -> str | None:
        """The certificate file to trust, when it speaks TLS."""
        return str(TLS / "server.crt") if self.iam else None

    @classmethod
    def known(cls) -> Self | None:
        """The one we started last, running or not."""
        try:
            noted = json.loads(STACK.read_text(encoding="utf-8"))
            return cls(port=noted["port"], pid=noted["pid"], iam=noted["iam"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @classmethod
    def running(cls) -> Self | None:
        """The one we started, if it is alive and answers."""
        known = cls.known()
        return known if known and known.is_alive() and known.answers() else None

    @classmethod
    def start(cls, *, iam: bool = False) -> Self:
        """Start it on the port it had before, if that is free; EmulatorError if it stays silent.

        With `iam`, it speaks TLS and every call needs a role that allows it.
        """
        known = cls.known()
        if known:
            known.stop()
        port = _free_port(known.port if known else 0)
        if known and port != known.port and OUTPUTS.exists():
            raise EmulatorError(
                f"port {known.port} is taken, and the addresses of the deployed stack hold it:"
                " free it, or begin anew with `earshot down --wipe`"
            )
        HOME.mkdir(exist_ok=True)
        (HOME / "tmp").mkdir(exist_ok=True)
        _begin_streams_anew(STATE / "lambda.json")
        with LOG.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "ministack"],
                cwd=ROOT,
                env=_environment(port, iam=iam),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        emulator = cls(port=port, pid=process.pid, iam=iam)
        STACK.write_text(json.dumps(asdict(emulator) | {"endpoint": emulator.endpoint}))
        deadline = time.monotonic() + START_SECONDS
        while not emulator.answers():
            if process.poll() is not None or time.monotonic() > deadline:
                raise EmulatorError(f"the local AWS did not start; see {LOG}")
            time.sleep(0.1)
        return emulator

    def stop(self) -> bool:
        """End the process and wait for its state to be saved; False if it was not there."""
        if not self.is_alive():
            return False
        # The functions' processes with it: their open connections would hold it up, by TLS for
        # longer than we wait.
        os.killpg(self.pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while self.is_alive() and time.monotonic() < deadline:
            _reap(self.pid)
            time.sleep(0.1)
        if self.is_alive():
            os.killpg(self.pid, signal.SIGKILL)
        return True

    def is_alive(self) -> bool:
        """Whether the process is there and is still the one we started."""
        return runs(self.pid, "ministack")

    def answers(self) -> bool:
        """Whether it is ready to be called."""
        try:
            return requests.get(
                f"{self.endpoint}/_ministack/health", timeout=10, verify=self.trusted or True
            ).ok
        except requests.RequestException:
            return False


def client_environment(endpoint: str) -> dict[str, str]:
    """What makes an AWS client of a child process speak to the local AWS and to nothing else.

    The key is the local root's: it may do everything, as the one who deploys does.
    """
    ours = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
    nothing = str(HOME / "no-such-file")
    return {
        **ours,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_CONFIG_FILE": nothing,
        "AWS_SHARED_CREDENTIALS_FILE": nothing,
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": HOST,
        "no_proxy": HOST,
        **(_trust() if endpoint.startswith("https:") else {}),
    }


def _trust() -> dict[str, str]:
    ours = str(TLS / "server.crt")
    return dict.fromkeys(("AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"), ours)


def _environment(port: int, *, iam: bool) -> dict[str, str]:
    ours = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
    return {
        **ours,
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(port),
        "MINISTACK_HOST": HOST,
        "MINISTACK_REGION": REGION,
        "PERSIST_STATE": "1",
        "STATE_DIR": str(STATE),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(BUCKETS),
        "TMPDIR": str(HOME / "tmp"),
        "LOG_LEVEL": "WARNING",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        **(_enforcement() if iam else {}),
        "NO_PROXY": HOST,
        "no_proxy": HOST,
    }


def _enforcement() -> dict[str, str]:
    # The staging bucket of the CDK refuses plain HTTP as soon as policies count: hence TLS.
    ours, key = certificate.ensure(TLS)
    return {
        "AUTH": "true",
        "USE_SSL": "1",
        "MINISTACK_SSL_CERT": str(ours),
        "MINISTACK_SSL_KEY": str(key),
    }


def _begin_streams_anew(saved: Path) -> None:
    """Forget how far the table's stream was read when the state was saved.

    The stream itself is not saved and counts from nothing: a reader that went on from the old place
    would not hear of as many changes as there had been before.
    """
    try:
        state = json.loads(saved.read_text(encoding="utf-8"))
        state["payload"].pop("dynamodb_stream_positions", None)
    except (OSError, ValueError, KeyError):
        return
    saved.write_text(json.dumps(state), encoding="utf-8")


def _free_port(wished: int) -> int:
    for port in (wished, 0):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise EmulatorError("no port is free on the loopback")


def _reap(pid: int) -> None:
    """Collect the process if it is our own child, so that it does not linger as a zombie."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return
