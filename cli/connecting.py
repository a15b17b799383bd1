"""What connecting an account takes: how it is heard, what its secrets hold, what it can do."""

from collections.abc import Iterator
from typing import Any

from earshot.channels import connector_class
from earshot.channels.connector import Connector
from earshot.domain.accounts import Account


def as_object(account: Account) -> dict[str, Any]:
    """For programs. A secret is named by its description; no fields: it is one text."""
    kind = connector_class(account.connector)
    directions = {"listen": kind.listen_fields, "answer": kind.answer_fields}
    if account.mode == "listen_only":
        del directions["answer"]
    return {
        "channel": account.channel,
        "account": account.account,
        "connector": account.connector,
        "mode": account.mode,
        "poll_minutes": account.poll_minutes,
        "webhook": _webhook(account, kind),
        "does": sorted(kind.able(account).does) if "answer" in directions else [],
        "secrets": [
            {
                "description": f"Earshot: {direction}, {account.channel}/{account.account}",
                "fields": list(fields),
            }
            for direction, fields in directions.items()
        ],
    }


def _webhook(account: Account, kind: type[Connector]) -> str | None:
    """The path below the output ApiUrl; of an account that shares one, the other's."""
    if "push" not in kind.capabilities.listens:
        return None
    return f"/webhooks/{account.channel}/{account.webhook_of or account.account}"


def lines(account: Account) -> Iterator[str]:
    """For people."""
    told = as_object(account)
    yield f"{account.channel}/{account.account}: {account.connector}, {account.mode}"
    if minutes := account.poll_minutes:
        yield f"  polled     every {minutes} min" + _searched(account)
    if told["webhook"]:
        yield f"  pushed to  <ApiUrl>{told['webhook']}"
    yield f"  answers    {', '.join(told['does']) or 'nothing'}"
    for secret in told["secrets"]:
        holds = ", ".join(secret["fields"])
        form = f"a JSON object of {holds}" if holds else "one text: a token, or a signing key"
        yield f"  secret     {secret['description']!r}: {form}"
    yield f"  see        docs/channels/{account.connector.replace('_', '-')}.md"


def _searched(account: Account) -> str:
    number = len(account.searches)
    return f", with {number} search{'es' if number > 1 else ''}" if number else ""
