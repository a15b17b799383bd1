"""The platforms Earshot speaks to: the one list of connectors, each imported when first needed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from earshot.errors import Unknown

if TYPE_CHECKING:
    from earshot.channels.protocol import Answers, Pollable, Pushes, Reads
    from earshot.domain.accounts import Account
    from earshot.ports import Secrets


def _generic(account: "Account", secrets: "Secrets") -> object:
    from earshot.channels.generic import Generic

    return Generic(account, secrets)


def _mastodon(account: "Account", secrets: "Secrets") -> object:
    from earshot.channels.mastodon import Mastodon

    return Mastodon(account, secrets)


CONNECTORS: dict[str, Callable[["Account", "Secrets"], object]] = {
    "generic": _generic,
    "mastodon": _mastodon,
}


def pushing(account: "Account", secrets: "Secrets") -> "Pushes":
    """What takes this account's webhook; Unknown if its platform, or the account, has none."""
    from earshot.channels.protocol import Pushes

    connector = CONNECTORS[account.connector](account, secrets)
    if isinstance(connector, Pushes) and account.listen_secret:
        return connector
    raise Unknown(f"account {account.account!r} on {account.channel!r} takes no webhooks")


def polling(account: "Account", secrets: "Secrets") -> "Pollable":
    """What polls this account; Unknown if its platform cannot be asked."""
    from earshot.channels.protocol import Pollable

    connector = CONNECTORS[account.connector](account, secrets)
    if isinstance(connector, Pollable):
        return connector
    raise Unknown(f"connector {account.connector!r} cannot be polled")


def answering(account: "Account", secrets: "Secrets") -> "Answers":
    """What posts this account's replies; Unknown if its platform takes none."""
    from earshot.channels.protocol import Answers

    connector = CONNECTORS[account.connector](account, secrets)
    if isinstance(connector, Answers):
        return connector
    raise Unknown(f"connector {account.connector!r} posts no replies")


def reading(account: "Account", secrets: "Secrets") -> "Reads":
    """What understands an element of this account that was kept in quarantine."""
    from earshot.channels.protocol import Reads

    connector = CONNECTORS[account.connector](account, secrets)
    if isinstance(connector, Reads):
        return connector
    raise Unknown(f"connector {account.connector!r} reads nothing back from quarantine")
