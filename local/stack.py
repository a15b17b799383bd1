"""The local stack as a whole: up, down, and what runs where."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from infra import configuration
from local import deploy
from local.emulator import HELD, Emulator
from local.paths import HOME, ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalStack:
    """A deployed local stack."""

    endpoint: str
    outputs: dict[str, str]

    @property
    def api_url(self) -> str:
        """Where its REST API and webhooks answer."""
        return f"{self.endpoint}/_aws/execute-api/{self.outputs['ApiId']}/$default"


def up(config: Path, progress: deploy.Progress, *, iam: bool = False) -> LocalStack:
    """Start the local AWS if it does not run, and deploy if anything has changed.

    ConfigError before anything is started; what was started for a deployment that fails is stopped.
    """
    config = ROOT / config
    if not deploy.is_deployed(config):
        configuration.load(config)
    emulator = Emulator.running()
    serves = emulator is not None and emulator.iam == iam
    if emulator is None or not serves:
        progress("local AWS", 0.0)
        emulator = _started(iam=iam)
    if not deploy.is_deployed(config):
        try:
            deploy.deploy(emulator.endpoint, config, progress)
        except deploy.DeployError:
            if not serves:
                emulator.stop()
            raise
    return LocalStack(endpoint=emulator.endpoint, outputs=deploy.outputs())


def notices(config: Path) -> tuple[str, ...]:
    """What this configuration does not do yet, though it can be deployed."""
    return configuration.load(ROOT / config).notices


def _started(*, iam: bool) -> Emulator:
    """Start it with what it held, or with nothing where it was killed before it could save that.

    What is left on the disk then fits nothing any more: a bucket without the stack that made it.
    """
    held = [path for path in HELD if path.exists()]
    emulator = Emulator.start(iam=iam)
    if deploy.stands(emulator.endpoint):
        return emulator
    deploy.forget()
    if held:
        emulator.stop()
        for path in held:
            shutil.rmtree(path)
        emulator = Emulator.start(iam=iam)
    return emulator


def current() -> LocalStack | None:
    """The stack, if it runs and is deployed."""
    emulator = Emulator.running()
    if emulator is None:
        return None
    try:
        return LocalStack(endpoint=emulator.endpoint, outputs=deploy.outputs())
    except (OSError, KeyError):
        return None


def down(*, wipe: bool) -> bool:
    """Stop the local AWS; with `wipe`, forget all that it held."""
    known = Emulator.known()
    stopped = known.stop() if known else False
    if wipe:
        shutil.rmtree(HOME, ignore_errors=True)
    return stopped
