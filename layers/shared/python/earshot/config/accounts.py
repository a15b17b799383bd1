"""`channels.yaml`: the form people write, and what must hold between its lines."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from pydantic import ConfigDict, ValidationError

from earshot.channels import CONNECTORS, connector_class
from earshot.channels.connector import Connector
from earshot.channels.http import check_url
from earshot.config.form import NO_SECRETS, misshapen
from earshot.domain.accounts import Account, Accounts
from earshot.domain.playbook.checks import CONDITIONS, Data, Finding, at, not_among
from earshot.domain.playbook.written import Written
from earshot.errors import Rejected


class WrittenAccount(Account):
    """An account as written: a misspelt key is an error."""

    model_config = ConfigDict(extra="forbid")


class WrittenAccounts(Written):
    """The whole file."""

    accounts: tuple[WrittenAccount, ...]


def account_findings(data: dict[str, Any], brands: Collection[str]) -> Iterator[Finding]:
    """Everything that makes no sense, however the form is."""
    listed = data.get("accounts")
    seen: dict[tuple[object, object], int] = {}
    for place, account in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(account, dict):
            continue
        path = ("accounts", place)
        if isinstance(account.get("brand"), str) and account["brand"] not in brands:
            yield not_among((*path, "brand"), account["brand"], brands, "brand of the playbook")
        key = (account.get("channel"), account.get("account"))
        if None not in key and seen.setdefault(key, place) != place:
            yield Finding(path, f"{key[0]} {key[1]} is listed twice", "remove one of them")
        yield from _one(path, account)
        yield from _relative(path, account, listed if isinstance(listed, list) else [])


def _relative(
    path: tuple[str | int, ...], account: dict[str, Any], listed: Collection[Any]
) -> Iterator[Finding]:
    """`webhook_of` names another account of the same channel and connector that is pushed to."""
    name = account.get("webhook_of")
    if name is None:
        return
    same = [
        one
        for one in listed
        if isinstance(one, dict)
        and one is not account
        and (one.get("channel"), one.get("connector"))
        == (account.get("channel"), account.get("connector"))
    ]
    known = sorted(str(one.get("account")) for one in same if "webhook_of" not in one)
    if name not in known:
        what = "other account of this channel and connector with a webhook of its own"
        yield not_among((*path, "webhook_of"), name, known, what)


def _one(path: tuple[str | int, ...], account: dict[str, Any]) -> Iterator[Finding]:
    name = account.get("connector")
    if name in CONNECTORS:
        yield from _as_connected(path, account, connector_class(str(name)))
    elif name is not None:
        yield not_among((*path, "connector"), name, sorted(CONNECTORS), "connector")
    yield from _addresses(path, account)
    if account.get("mode") == "act" and _mute(account):
        yield Finding(
            (*path, "mode"),
            "act needs a reply_url, without which nothing can be sent",
            "write where signed answers are posted, or `mode: advise` until there is one",
        )
    for key in ("listen_secret", "answer_secret"):
        if key in account:
            yield Finding((*path, key), "secrets do not belong here", "the stack makes them")


def _as_connected(
    path: tuple[str | int, ...], account: dict[str, Any], connector: type[Connector]
) -> Iterator[Finding]:
    """What the account's connector needs, and what it does not know."""
    if connector.needs_own_ids and not account.get("own_ids"):
        yield Finding(path, "own_ids is missing", f"write {connector.needs_own_ids}")
    if not connector.capabilities.does and account.get("mode") in ("advise", "act"):
        said = f"connector {account.get('connector')!r} answers nothing"
        yield Finding((*path, "mode"), said, "write `mode: listen_only`, or leave it out")
    yield from _asking(path, account, connector)
    yield from _useless(path, account, connector)
    yield from _options(path, account, connector)


def _asking(
    path: tuple[str | int, ...], account: dict[str, Any], connector: type[Connector]
) -> Iterator[Finding]:
    """What polling needs, and what needs polling."""
    listens, name = connector.capabilities.listens, account.get("connector")
    if "poll" not in listens:
        if "poll_minutes" in account:
            said = f"connector {name!r} is pushed to and never polls"
            yield Finding((*path, "poll_minutes"), said, "remove it")
        return
    if "push" not in listens and "poll_minutes" not in account:
        yield Finding(path, "poll_minutes is missing", "this connector only hears what it asks for")
    if connector.base_url is None and "base_url" not in account:
        yield Finding(path, "base_url is missing", "write the address of your instance, https://…")
    if "search" in listens and account.get("searches"):
        yield from _searching(path, account)


def _searching(path: tuple[str | int, ...], account: dict[str, Any]) -> Iterator[Finding]:
    if not account.get("own_ids"):
        said = "searches find our own posts, too, and own_ids does not name us"
        hint = "write the account's own id on the platform under own_ids"
        yield Finding((*path, "searches"), said, hint)
    if "poll_minutes" not in account:
        said = "poll_minutes is missing: searches are asked by polling alone"
        yield Finding((*path, "searches"), said, "write poll_minutes, or remove them")


def _useless(
    path: tuple[str | int, ...], account: dict[str, Any], connector: type[Connector]
) -> Iterator[Finding]:
    """What would be written in vain."""
    listens, name = connector.capabilities.listens, account.get("connector")
    if "webhook_of" in account and "push" not in listens:
        said = f"connector {name!r} takes no webhooks"
        yield Finding((*path, "webhook_of"), said, "remove it")
    if account.get("searches") and "search" not in listens:
        yield Finding((*path, "searches"), f"connector {name!r} cannot search", "remove them")
    if "reply_url" in account and name != "generic":
        said = f"connector {name!r} answers on the platform itself"
        yield Finding((*path, "reply_url"), said, "remove it")
    if "base_url" in account and name == "generic":
        said = "connector 'generic' calls no platform"
        yield Finding((*path, "base_url"), said, "remove it; answers go to reply_url")


def _options(
    path: tuple[str | int, ...], account: dict[str, Any], connector: type[Connector]
) -> Iterator[Finding]:
    try:
        options = connector.options_model.model_validate(
            {} if account.get("options") is None else account["options"]
        )
    except ValidationError as error:
        found = misshapen(error, connector.options_model)
        # Options that are no mapping are told with the form of the file.
        yield from (Finding((*path, "options", *place), *said) for place, *said in found if place)
        return
    for place, message, hint in connector.misfits(account, options):
        yield Finding((*path, *place), message, hint)


def _mute(account: dict[str, Any]) -> bool:
    """Whether it could be answered from but for an address."""
    pushed = account.get("connector") == "generic"
    return pushed and not account.get("reply_url") and account.get("never_respond") is not True


def _addresses(path: tuple[str | int, ...], account: dict[str, Any]) -> Iterator[Finding]:
    options = account.get("options")
    token_url = options.get("token_url") if isinstance(options, dict) else None
    places: dict[tuple[str, ...], object] = {
        ("base_url",): account.get("base_url"),
        ("reply_url",): account.get("reply_url"),
        ("options", "token_url"): token_url,
    }
    for place, value in places.items():
        if isinstance(value, str) and (said := _unreached(value)):
            yield Finding((*path, *place), *said)


def _unreached(url: str) -> tuple[str, str] | None:
    """Why it is never called, and what would be right; None where it is."""
    if not url.startswith(("https://", "http://")):
        return f"{url!r} is no address", "begin it with https://"
    try:
        check_url(url)
        named = urlsplit(url).username is not None
    except (Rejected, ValueError):
        said = f"{url!r} would never be called"
        return said, "begin it with https://; http:// is for this machine"
    return ("holds a name or a password", NO_SECRETS) if named else None


def notices(accounts: Iterable[Account]) -> Iterator[str]:
    """What connected accounts do not do yet, though nothing is wrong with them."""
    for one in accounts:
        if one.mode == "advise" and _mute(dict(one)):
            yield (
                f"{one.channel}/{one.account} hears and does not speak: it has no reply_url in"
                " channels.yaml, so that replies of agents are refused as not_connected and"
                " mode act is not possible"
            )


def account_doubts(data: Data, accounts: Accounts) -> Iterator[Finding]:
    """What a playbook says of accounts that are not connected, or that no machine answers at."""
    names = {account.account for account in accounts.accounts}
    rated = {str(name) for _, site in at(data, "sites", "*") for _, name in at(site, "account")}
    for condition in CONDITIONS:
        for path, name in at(data, *condition, "account", "*"):
            if isinstance(name, str) and name not in names | rated:
                yield not_among(path, name, sorted(names), "connected account")
    places = {(account.channel, account.account) for account in accounts.accounts}
    for path, site in at(data, "sites", "*"):
        place = (site.get("channel"), site.get("account")) if isinstance(site, dict) else None
        if place and place not in places:
            said = f"{place[0]} {place[1]} is not connected, so that nothing is heard of it"
            yield Finding(path, said, "list it in channels.yaml, or take it out")
    yield from _by_hand(data, accounts)


def _by_hand(data: Data, accounts: Accounts) -> Iterator[Finding]:
    """Automatic replies where every account that the clause can meet is answered by people."""
    for path, clause in at(data, "clauses", "*"):
        if not isinstance(clause, dict) or clause.get("act") != "auto_reply":
            continue
        when = clause.get("when") or {}
        met = [account for account in accounts.accounts if _meets(account, when)]
        if met and all(account.mode != "act" for account in met):
            said = "is done by a person: no account that it meets is in mode act"
            yield Finding((*path, "act"), said, "set `mode: act` in channels.yaml")


def _meets(account: Account, when: Any) -> bool:
    wanted = when if isinstance(when, dict) else {}
    return all(
        getattr(account, key) in (wanted[key] if isinstance(wanted[key], list) else [wanted[key]])
        for key in ("channel", "account", "brand")
        if wanted.get(key)
    )
