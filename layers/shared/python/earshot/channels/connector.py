"""The base of every connector: whose it is, what it can do, and how it comes by its credentials."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from pydantic import ConfigDict, ValidationError

from earshot.channels.capabilities import Capabilities
from earshot.channels.protocol import Renews
from earshot.domain.accounts import Account
from earshot.domain.frozen import Frozen
from earshot.domain.standing import Direction
from earshot.errors import Rejected, Unavailable
from earshot.ports import Secrets

T = TypeVar("T")
# Where in an account something does not fit, why, and what would be right.
Misfit = tuple[tuple[str, ...], str, str]


class Options(Frozen):
    """The keys under `options` of an account; a misspelt one is an error."""

    model_config = ConfigDict(extra="forbid")


def _named(secret: str | None) -> str:
    if secret is None:
        raise Rejected("the account has no secret for this", kind="not_connected")
    return secret


def plain_token(value: str) -> str:
    """A secret that is one token; Rejected (`reauth`) if it cannot stand in a header."""
    token = value.strip()
    if not (token and token.isascii() and token.isprintable() and " " not in token):
        raise Rejected("the secret holds no token", kind="reauth")
    return token


def fields_of(value: str) -> dict[str, str]:
    """A secret that is a JSON object of texts; Rejected (`reauth`) if it is none."""
    try:
        found = json.loads(value)
    except ValueError:
        found = None
    if not isinstance(found, Mapping) or not all(isinstance(v, str) for v in found.values()):
        raise Rejected("the secret holds no JSON object of texts", kind="reauth")
    return dict(found)


def field_of(fields: Mapping[str, str], name: str) -> str:
    """One field of it; Rejected (`reauth`), naming it, if it is missing or empty."""
    value = fields.get(name, "").strip()
    if not value:
        raise Rejected(f"the secret lacks {name}", kind="reauth")
    return value


def _has_refresh_token(value: str) -> bool:
    try:
        return bool(fields_of(value).get("refresh_token"))
    except Rejected:
        return False


class Connector:
    """One account on one platform. `family` are accounts whose news come to its webhook too."""

    # Of a class what it can do at all, of an instance what its account lets it (`able`).
    capabilities: Capabilities = Capabilities(listens=frozenset())
    options_model: ClassVar[type[Options]] = Options
    # What the two secrets hold: names of the fields of a JSON object; empty: one plain token.
    listen_fields: ClassVar[tuple[str, ...]] = ()
    answer_fields: ClassVar[tuple[str, ...]] = ()
    # Whether its tokens are renewed by us, so that we may write its secrets (`with_token`).
    renews: ClassVar[bool] = False
    # See `protocol.Pushes`.
    most_bytes: ClassVar[int] = 256 * 1024
    sender_mends: ClassVar[bool] = False
    # Where the platform's API is when the account names no other place.
    base_url: ClassVar[str | None] = None
    # What the first of `own_ids` must be, where nothing can be asked without it, or posts of our
    # own would not be told from others'.
    needs_own_ids: ClassVar[str | None] = None

    def __init__(self, account: Account, secrets: Secrets, family: Sequence[Account] = ()) -> None:
        self._account = account
        self._secrets = secrets
        self._family = (account, *family)
        # Options that are wrong are told where they are used.
        with suppress(Rejected):
            self.capabilities = self.able(account)

    @classmethod
    def able(cls, account: Account) -> Capabilities:
        """What can be done with this account: as its options narrow or widen what the class can.

        Rejected (`invalid`) where they are wrong.
        """
        return cls.capabilities

    @classmethod
    def options_of(cls, account: Account) -> Any:
        """The account's options, as the connector's model; Rejected (`invalid`) for wrong ones."""
        try:
            return cls.options_model.model_validate(account.options)
        except ValidationError as error:
            where = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise Rejected(f"options.{where} of the account is wrong", kind="invalid") from None

    @classmethod
    def misfits(cls, account: Mapping[str, Any], options: Any) -> Iterator[Misfit]:
        """What of an account as written its platform will not have, beyond the form of each key."""
        yield from ()

    @property
    def base(self) -> str:
        """The address of the API, without a slash at the end."""
        url = self._account.base_url or self.base_url
        if url is None:
            raise Rejected("the account has no base_url", kind="invalid")
        return url.rstrip("/")

    @property
    def options(self) -> Any:
        """Those of this account, see `options_of`."""
        return self.options_of(self._account)

    @property
    def own_id(self) -> str:
        """The first of the account's `own_ids`: by what the platform knows us."""
        if not self._account.own_ids:
            raise Rejected(f"own_ids of the account: want {self.needs_own_ids}", kind="invalid")
        return self._account.own_ids[0]

    def listen_key(self) -> str:
        """The name of the secret that we hear by; Rejected where there is none."""
        return _named(self._account.listen_secret)

    def answer_key(self) -> str:
        """The name of the secret that we answer with; Rejected where there is none."""
        return _named(self._account.answer_secret)

    def ends(self, direction: Direction) -> datetime | None:
        """When only a person can make a new token of this direction; None: never, or not told.

        With a refresh token in the secret, a new one is made whenever it is needed.
        """
        name = self._account.listen_secret if direction == "listen" else self._account.answer_secret
        if name is None or not isinstance(self, Renews):
            return None
        value = self._secrets.values(name)[0]
        return None if _has_refresh_token(value) else self.expires(value)

    def fields(self, name: str) -> dict[str, str]:
        """The newest value of a secret that is a JSON object; Rejected (`reauth`) if it is none."""
        return fields_of(self._secrets.values(name)[0])

    def live_fields(self, name: str, *, anew: bool = False) -> list[dict[str, str]]:
        """All live values of such a secret, newest first: two during a rotation.

        What is no JSON object, as the value that a secret is made with, is left out; Unavailable
        where nothing is left, so that a sender tries again.
        """
        values = self._secrets.refresh(name) if anew else self._secrets.values(name)
        found = []
        for value in values:
            with suppress(Rejected):
                found.append(fields_of(value))
        if not found:
            raise Unavailable("the secret holds no JSON object of texts")
        return found

    def with_token(
        self,
        name: str,
        work: Callable[[str], T],
        *,
        renew: Callable[[str], str] | None = None,
        token_of: Callable[[str], str] = plain_token,
    ) -> T:
        """Do it with the current token; if that is refused (`reauth`), with a newer one.

        A newer one is what the secret meanwhile holds, else what `renew` makes of its value: the
        new value of the whole secret, stored in one write by one caller at a time.
        """
        value = self._secrets.values(name)[0]
        try:
            return work(token_of(value))
        except Rejected as error:
            if error.kind != "reauth":
                raise
            newer = self._secrets.refresh(name)[0]
            if newer == value:
                if renew is None:
                    raise
                newer = self._secrets.renew(name, value, renew)
        return work(token_of(newer))
