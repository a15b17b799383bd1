"""What a deployer edits under `config/`, read and checked before anything is synthesised."""

from dataclasses import dataclass
from pathlib import Path

from earshot.config import Deployment, load_accounts, load_deployment, load_playbook, notices
from earshot.domain.accounts import Account
from earshot.domain.playbook import Playbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Everything that distinguishes one deployment from another."""

    deployment: Deployment
    accounts: tuple[Account, ...]
    playbook: Playbook

    @property
    def notices(self) -> tuple[str, ...]:
        """What it does not do yet, though it can be deployed."""
        return tuple(notices(self.accounts))


def load(folder: Path) -> Configuration:
    """Read the three files; ConfigError names file, line and what would be right."""
    playbook = load_playbook(folder / "playbook.yaml")
    accounts = load_accounts(folder / "channels.yaml", playbook)
    file = folder / "deployment.yaml"
    return Configuration(
        deployment=load_deployment(file, playbook, accounts) if file.exists() else Deployment(),
        accounts=accounts.accounts,
        playbook=playbook,
    )
