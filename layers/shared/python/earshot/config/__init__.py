"""What a deployer edits, checked with file and line; no function loads this at run time."""

from datetime import date
from itertools import chain
from pathlib import Path

from earshot.config.accounts import WrittenAccounts, account_doubts, account_findings, notices
from earshot.config.deployment import Deployment, Oidc, Subscriber, filter_findings
from earshot.config.document import read
from earshot.config.form import shaped
from earshot.config.holidays import with_holidays
from earshot.config.problems import ConfigError, Problem
from earshot.domain.accounts import Account, Accounts
from earshot.domain.playbook import Playbook, compiled, load
from earshot.domain.playbook.asking import unaskable
from earshot.domain.playbook.brands import strays
from earshot.domain.playbook.checks import findings
from earshot.domain.playbook.disclosures import disclosures
from earshot.domain.playbook.doubts import doubts
from earshot.domain.playbook.languages import unspoken
from earshot.domain.playbook.reach import unreached
from earshot.domain.playbook.terms import misfits

__all__ = [
    "ConfigError",
    "Deployment",
    "Oidc",
    "Problem",
    "Subscriber",
    "load_accounts",
    "load_deployment",
    "load_playbook",
    "notices",
    "second_looks",
]


def load_playbook(path: Path) -> Playbook:
    """Read a playbook and check form and sense; ConfigError lists every problem."""
    document, problems = with_holidays(read(path), path.parent)
    playbook, misshapen = shaped(document, Playbook)
    problems += misshapen
    checks = (findings, unreached, strays, misfits, disclosures, unaskable, unspoken)
    nonsense = chain.from_iterable(check(document.data) for check in checks)
    problems += [document.problem(*finding) for finding in nonsense]
    if playbook is None or problems:
        raise ConfigError(problems)
    return load(compiled(playbook))


def second_looks(
    path: Path, playbook: Playbook, channels: Path | None, today: date
) -> list[Problem]:
    """What in a playbook without problems is worth a second look; of accounts where they are known.

    ConfigError where `channels` is wrong or of other brands.
    """
    document = read(path)
    found = [*doubts(document.data, today)]
    if channels:
        found += account_doubts(document.data, load_accounts(channels, playbook))
    return sorted((document.problem(*finding) for finding in found), key=lambda p: p.line)


def load_accounts(path: Path, playbook: Playbook) -> Accounts:
    """Read the connected accounts, which must be of the playbook's brands."""
    document = read(path)
    written, problems = shaped(document, WrittenAccounts)
    problems += [
        document.problem(*finding) for finding in account_findings(document.data, playbook.brands)
    ]
    if written is None or problems:
        raise ConfigError(problems)
    return Accounts(accounts=tuple(Account(**dict(account)) for account in written.accounts))


def load_deployment(path: Path, playbook: Playbook, accounts: Accounts) -> Deployment:
    """Read what distinguishes a deployment; its filters are by names of the other two files."""
    document = read(path)
    deployment, problems = shaped(document, Deployment)
    names = {
        "team": list(playbook.teams),
        "brand": list(playbook.brands),
        "channel": sorted({account.channel for account in accounts.accounts}),
        "contact": [rung.contact for rung in playbook.escalation],
        "rung": [str(n) for n, _ in enumerate(playbook.escalation, 1)],
    }
    problems += [document.problem(*finding) for finding in filter_findings(document.data, names)]
    if deployment is None or problems:
        raise ConfigError(problems)
    return deployment
