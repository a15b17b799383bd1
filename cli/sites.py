"""The accounts that commands decide for: those listed, and ordinary ones for what is not."""

from pathlib import Path

from cli.lines import stop
from earshot.domain.accounts import Account, Accounts
from earshot.domain.playbook import Playbook
from earshot.errors import EarshotError, Unknown


def listed(channels: Path | None, policy: Playbook) -> Accounts:
    """The accounts of a `channels.yaml`; none without one. Ends with 2 where it makes no sense."""
    if channels is None:
        return Accounts(accounts=())
    from earshot.config import ConfigError, load_accounts

    try:
        return load_accounts(channels, policy)
    except (ConfigError, EarshotError) as error:
        stop(str(error))


def site(sites: Accounts, channel: str, account: str, policy: Playbook) -> Account:
    """The account as listed, else our own, of the playbook's first brand, in mode `act`."""
    try:
        return sites.get(channel, account)
    except Unknown:
        return Account(
            brand=next(iter(policy.brands)),
            channel=channel,
            account=account,
            connector="generic",
            mode="act",
        )
