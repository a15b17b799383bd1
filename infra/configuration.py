"""What a deployer edits under `config/`, read and checked before anything is synthesised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import ConfigDict, Field, ValidationError

from earshot.domain.accounts import Account
from earshot.domain.frozen import Frozen

LogRetention = Literal[1, 7, 14, 30, 90, 180, 365, 731]


class ConfigurationError(Exception):
    """A file that cannot be deployed; the text says where and what would be right."""


class _Channels(Frozen):
    """`channels.yaml`."""

    accounts: tuple[Account, ...]


class _Written(Frozen):
    """What people write: a misspelt field is an error."""

    model_config = ConfigDict(extra="forbid")


class Subscriber(_Written):
    """Who is told; `only` narrows by message attribute, as `kind: [breach]`."""

    protocol: Literal["email", "email_json", "https", "http", "sqs", "sms", "lambda"]
    endpoint: str
    only: Mapping[str, tuple[str, ...]] = {}


class Oidc(_Written):
    """An identity provider of one's own instead of the Cognito pool."""

    issuer: Annotated[str, Field(pattern=r"^https?://")]
    audience: tuple[str, ...]
    groups_claim: str = "groups"


class Deployment(_Written):
    """`deployment.yaml`; every field may be left out."""

    supervisors: tuple[Subscriber, ...] = ()
    operators: tuple[Subscriber, ...] = ()
    cors_origins: tuple[str, ...] = ()
    oidc: Oidc | None = None
    log_retention_days: LogRetention = 30
    requests_per_second: Annotated[int, Field(ge=1)] = 200
    burst: Annotated[int, Field(ge=1)] = 400
    batches_at_once: Annotated[int, Field(ge=2, le=1000)] = 10
    playbook_rollout_minutes: Annotated[int, Field(ge=0, le=1440)] = 0
    tags: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Everything that distinguishes one deployment from another."""

    deployment: Deployment
    accounts: tuple[Account, ...]
    playbook_json: str


M = TypeVar("M", bound=Frozen)


def load(folder: Path) -> Configuration:
    """Read the three files; ConfigurationError names the file and what would be right."""
    deployment = folder / "deployment.yaml"
    return Configuration(
        deployment=_checked(deployment, Deployment) if deployment.exists() else Deployment(),
        accounts=_checked(folder / "channels.yaml", _Channels).accounts,
        playbook_json=_playbook(folder / "playbook.yaml"),
    )


def _playbook(path: Path) -> str:
    from earshot.domain.playbook.playbook import Playbook, compiled

    return compiled(_checked(path, Playbook))


def _checked(path: Path, model: type[M]) -> M:
    text = _text(path)
    try:
        document = yaml.safe_load(text)
        return model.model_validate(document or {})
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigurationError(f"{path}:{line}: not YAML: {error.problem}") from None
    except ValidationError as error:
        root = yaml.compose(text)
        raise ConfigurationError(
            "\n".join(
                f"{path}:{_line(root, e['loc'])}: {'.'.join(map(str, e['loc']))}: {e['msg']}"
                for e in error.errors()
            )
        ) from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from None


def _line(node: yaml.Node | None, where: Sequence[int | str]) -> int:
    """The line of a value, or of the nearest thing around it that is written down."""
    if node is None:
        return 1
    for step in where:
        inner = _inner(node, step)
        if inner is None:
            break
        node = inner
    return int(node.start_mark.line) + 1


def _inner(node: yaml.Node, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None
