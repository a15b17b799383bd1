"""What a deployer edits under `config/`, read and checked before anything is synthesised."""

from dataclasses import dataclass
from pathlib import Path

from earshot.config import Deployment, load_accounts, load_deployment, load_playbook
from earshot.domain.accounts import Account
from earshot.domain.playbook import Playbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Everything that distinguishes one deployment from another."""

    deployment: Deployment
    accounts: tuple[Account, ...]
    playbook: Playbook


def load(folder: Path) -> Configuration:
    """Read the three files; ConfigError names file, line and what would be right."""
    playbook = load_playbook(folder / "playbook.yaml")
    deployment = folder / "deployment.yaml"
    return Configuration(
        deployment=load_deployment(deployment) if deployment.exists() else Deployment(),
        accounts=load_accounts(folder / "channels.yaml", playbook).accounts,
        playbook=playbook,
    )
