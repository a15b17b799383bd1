"""The real CDK command against the local AWS: bootstrap, synth, deploy."""

import hashlib
import json
import re
import subprocess
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from local.emulator import REGION, client_environment
from local.paths import ASSEMBLY, DEPLOYED, HOME, OUTPUTS, ROOT

ACCOUNT = "000000000000"
STACK_NAME = "Earshot"
CDK = ROOT / "node_modules" / ".bin" / "cdk"
NODE = ROOT / ".venv" / "bin" / "node"
SOURCES = ("infra", "functions", "layers", "cdk.json", "requirements.txt", "package-lock.json")
CACHE = ROOT / ".cache"
STEP = re.compile(r"\|\s*(\d+)/(\d+)\s*\|")

Progress = Callable[[str, float], None]


class DeployError(Exception):
    """The CDK command failed; the text is what it said."""


def fingerprint(config: Path) -> str:
    """A hash over all that decides what is deployed."""
    digest = hashlib.sha256()
    for path in sorted(_files([*(ROOT / name for name in SOURCES), config])):
        digest.update(str(path).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_deployed(config: Path) -> bool:
    """Whether the local AWS already holds exactly this."""
    try:
        return DEPLOYED.read_text(encoding="utf-8") == fingerprint(config)
    except OSError:
        return False


def forget() -> None:
    """Deploy again next time."""
    DEPLOYED.unlink(missing_ok=True)
    OUTPUTS.unlink(missing_ok=True)


def stands(endpoint: str) -> bool:
    """Whether the stack is there and whole."""
    from botocore.exceptions import BotoCoreError, ClientError

    from local.clients import client

    try:
        found = client("cloudformation", endpoint).describe_stacks(StackName=STACK_NAME)
        stack = found["Stacks"][0]
    except (BotoCoreError, ClientError):
        return False
    return str(stack["StackStatus"]) in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}


def deploy(endpoint: str, config: Path, progress: Progress) -> None:
    """Bring the local AWS to what the project says; DeployError with the CDK's own words."""
    mark = fingerprint(config)
    progress("cdk bootstrap and synth", 0.0)
    with ThreadPoolExecutor(max_workers=2) as pool:
        # Bootstrapping needs no app; in a folder without cdk.json it does not look for one.
        bootstrap = pool.submit(_cdk, endpoint, HOME, "bootstrap", f"aws://{ACCOUNT}/{REGION}")
        context = ("-c", f"config={config}", "-c", "target=local")
        synth = ("--quiet", *context, "--output", str(ASSEMBLY))
        _cdk(endpoint, ROOT, "synth", *synth)
        bootstrap.result()
    forget()
    progress("cdk deploy", 0.0)
    _cdk(
        endpoint,
        ROOT,
        *("deploy", STACK_NAME, "--app", str(ASSEMBLY), "--require-approval", "never"),
        *("--method", "direct", "--progress", "events", "--outputs-file", str(OUTPUTS)),
        *("--concurrency", "4", "--asset-parallelism"),
        step=lambda done: progress("cdk deploy", done),
    )
    DEPLOYED.write_text(mark, encoding="utf-8")


def outputs() -> dict[str, str]:
    """What the stack told at its last deployment."""
    found: dict[str, str] = json.loads(OUTPUTS.read_text(encoding="utf-8"))[STACK_NAME]
    return found


def _cdk(
    endpoint: str,
    folder: Path,
    *arguments: str,
    step: Callable[[float], None] | None = None,
) -> None:
    said: list[str] = []
    with subprocess.Popen(
        [str(NODE), str(CDK), *arguments, "--ci", "--no-notices"],
        cwd=folder,
        env={**client_environment(endpoint), **caches()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            said.append(line)
            found = STEP.search(line)
            if step and found:
                step(int(found[1]) / max(1, int(found[2])))
    HOME.mkdir(exist_ok=True)
    (HOME / f"cdk-{arguments[0]}.log").write_text("".join(said), encoding="utf-8")
    if process.returncode:
        raise DeployError(f"cdk {arguments[0]} failed:\n{''.join(said[-40:])}")


def caches() -> dict[str, str]:
    """What keeps Node, the CDK and jsii inside the project folder, and silent."""
    return {
        "CDK_HOME": str(CACHE / "cdk"),
        "CDK_DISABLE_CLI_TELEMETRY": "true",
        "CDK_DISABLE_VERSION_CHECK": "1",
        "JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(CACHE / "jsii"),
        "JSII_NODE": str(NODE),
        "NODE_COMPILE_CACHE": str(CACHE / "node"),
    }


def _files(roots: Iterable[Path]) -> Iterable[Path]:
    for root in roots:
        if root.is_file():
            yield root
        else:
            yield from (
                path
                for path in root.rglob("*")
                if path.is_file() and "__pycache__" not in path.parts
            )
