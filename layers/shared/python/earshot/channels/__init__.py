"""The platforms Earshot speaks to: the one list of connectors, each imported when first needed."""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from earshot.errors import Unknown

if TYPE_CHECKING:
    from datetime import timedelta

    from earshot.channels.connector import Connector
    from earshot.channels.protocol import (
        Answers,
        Handshakes,
        Keeps,
        Pollable,
        Pushes,
        Reads,
        Redelivers,
        Rereads,
        Searches,
    )
    from earshot.domain.accounts import Account, Accounts
    from earshot.ports import Secrets

# Name in channels.yaml: module under earshot.channels, and the class in it.
CONNECTORS: dict[str, tuple[str, str]] = {
    "app_store": ("app_store", "AppStore"),
    "bluesky": ("bluesky", "Bluesky"),
    "discourse": ("discourse", "Discourse"),
    "facebook": ("facebook", "Facebook"),
    "feed": ("feed", "Feed"),
    "generic": ("generic", "Generic"),
    "google_play": ("google_play", "GooglePlay"),
    "instagram": ("instagram", "Instagram"),
    "mastodon": ("mastodon", "Mastodon"),
    "reddit": ("reddit", "Reddit"),
    "whatsapp": ("whatsapp", "Whatsapp"),
    "wordpress": ("wordpress", "WordPress"),
    "x": ("x", "X"),
    "youtube": ("youtube", "Youtube"),
}


def connector_class(name: str) -> "type[Connector]":
    """The class behind a name in channels.yaml; Unknown, naming those there are."""
    if name not in CONNECTORS:
        raise Unknown(f"no connector {name!r}; there are {', '.join(sorted(CONNECTORS))}")
    module, kind = CONNECTORS[name]
    found: type[Connector] = getattr(import_module(f"earshot.channels.{module}"), kind)
    return found


def _made(account: "Account", secrets: "Secrets", family: "Sequence[Account]" = ()) -> Any:
    return connector_class(account.connector)(account, secrets, family)


def pushing(account: "Account", secrets: "Secrets", family: "Sequence[Account]" = ()) -> "Pushes":
    """What takes this account's webhook; Unknown if its platform, or the account, has none."""
    from earshot.channels.protocol import Pushes

    connector = _made(account, secrets, family)
    if isinstance(connector, Pushes) and account.listen_secret:
        return connector
    raise Unknown(f"account {account.account!r} on {account.channel!r} takes no webhooks")


def handshaking(account: "Account", secrets: "Secrets") -> "Handshakes":
    """What proves to a platform that the webhook is ours; Unknown where none asks."""
    from earshot.channels.protocol import Handshakes

    connector = _made(account, secrets)
    if isinstance(connector, Handshakes) and account.listen_secret:
        return connector
    raise Unknown(f"account {account.account!r} on {account.channel!r} is asked nothing by GET")


def polling(account: "Account", secrets: "Secrets") -> "Pollable":
    """What polls this account; Unknown if its platform cannot be asked."""
    from earshot.channels.protocol import Pollable

    connector = _made(account, secrets)
    if isinstance(connector, Pollable):
        return connector
    raise Unknown(f"connector {account.connector!r} cannot be polled")


def rereading(account: "Account", secrets: "Secrets") -> "Rereads | None":
    """What looks at posts of this account again; None where its platform shows them no more."""
    from earshot.channels.protocol import Rereads

    connector = _made(account, secrets)
    return connector if isinstance(connector, Rereads) else None


def shows_posts(accounts: "Accounts", channel: str, account: str) -> bool:
    """Whether an account's platform says for certain that a post is gone: it can be looked at."""
    try:
        return hasattr(connector_class(accounts.get(channel, account).connector), "reread")
    except Unknown:
        return False


def searching(account: "Account", secrets: "Secrets") -> "Searches":
    """What tries a search; Unknown if its platform has none."""
    from earshot.channels.protocol import Searches

    connector = _made(account, secrets)
    if isinstance(connector, Searches):
        return connector
    raise Unknown(f"connector {account.connector!r} cannot search")


def redelivering(account: "Account", secrets: "Secrets") -> "Redelivers":
    """What has its webhook's news pushed again; Unknown if its platform cannot."""
    from earshot.channels.protocol import Redelivers

    connector = _made(account, secrets)
    if isinstance(connector, Redelivers):
        return connector
    raise Unknown(f"connector {account.connector!r} pushes nothing again: its poller catches up")


def keeping(account: "Account", secrets: "Secrets") -> "Keeps | None":
    """What looks after the platform's side of this account's webhook; None: nothing can."""
    from earshot.channels.protocol import Keeps

    connector = _made(account, secrets)
    return connector if isinstance(connector, Keeps) and account.listen_secret else None


def looks_every(account: "Account") -> "timedelta | None":
    """How often that is looked at; None: never."""
    kind = connector_class(account.connector)
    found: timedelta | None = kind.looks_every(account) if hasattr(kind, "looks_every") else None
    return found


def answering(account: "Account", secrets: "Secrets") -> "Answers":
    """What posts this account's replies; Unknown if its platform takes none."""
    from earshot.channels.protocol import Answers

    connector = _made(account, secrets)
    if isinstance(connector, Answers):
        return connector
    raise Unknown(f"connector {account.connector!r} posts no replies")


def reading(account: "Account", secrets: "Secrets") -> "Reads":
    """What understands an element of this account that was kept in quarantine."""
    from earshot.channels.protocol import Reads

    connector = _made(account, secrets)
    if isinstance(connector, Reads):
        return connector
    raise Unknown(f"connector {account.connector!r} reads nothing back from quarantine")
