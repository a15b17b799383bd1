"""The base of the three Meta connectors: signature, handshake, envelope, calls."""

import hmac
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import Field

from earshot.channels import elements
from earshot.channels.connector import Connector, Options, field_of, fields_of, plain_token
from earshot.channels.meta.envelope import Change, changes
from earshot.channels.meta.graph import Graph, calling
from earshot.channels.values import Challenge, Element, Unreadable
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.errors import Malformed, Rejected, Throttled, Unauthenticated, Unavailable

T = TypeVar("T")

VERSION = "v26.0"
SIGNATURE = "x-hub-signature-256"
# A webhook wants its answer within five seconds: what is looked up meanwhile has half of that.
SECONDS_TO_LOOK_UP = 2.5


class MetaOptions(Options):
    """`version` is the Graph API's, as it stands in every path."""

    version: Annotated[str, Field(pattern=r"^v\d{1,3}\.\d$")] = VERSION


class Meta(Connector, ABC):
    """Pushes, Handshakes and Reads for the accounts of one app; `own_ids` begin with our id."""

    options_model: ClassVar[type[Options]] = MetaOptions
    listen_fields: ClassVar[tuple[str, ...]] = ("app_secret", "verify_token", "token")
    answer_fields = ("token",)
    base_url = "https://graph.facebook.com"
    most_bytes = 3 * 1024 * 1024
    _look_up_until = 0.0

    def verify(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> None:
        offered = headers.get(SIGNATURE, "").encode("utf-8", "replace")
        for anew in (False, True):
            wanted = [_signature(secret, body) for secret in self._live("app_secret", anew=anew)]
            # Every one is compared, so that the time taken does not tell which.
            if any([hmac.compare_digest(one, offered) for one in wanted]):
                return
        raise Unauthenticated(f"no signature in {SIGNATURE} matches the body")

    def challenge(self, params: Mapping[str, str]) -> Challenge:
        offered = params.get("hub.verify_token", "").encode("utf-8", "replace")
        asked = params.get("hub.challenge", "")
        if params.get("hub.mode") != "subscribe" or not asked:
            raise Unauthenticated("hub.mode and hub.challenge: want a question of the platform")
        for anew in (False, True):
            wanted = [token.encode() for token in self._live("verify_token", anew=anew)]
            if any([hmac.compare_digest(one, offered) for one in wanted]):
                return Challenge("text/plain", asked)
        raise Unauthenticated("hub.verify_token is not the one agreed upon")

    def _live(self, name: str, *, anew: bool) -> list[str]:
        """That field of each live value of the secret; Unavailable where none has it."""
        live = self.live_fields(self.listen_key(), anew=anew)
        found = [fields[name] for fields in live if fields.get(name)]
        if not found:
            raise Unavailable(f"the secret lacks {name}")
        return found

    def elements(self, body: bytes) -> Sequence[Element]:
        self._look_up_until = time.monotonic() + SECONDS_TO_LOOK_UP
        return [one for change in changes(elements.parse(body)) for one in self._understood(change)]

    def _understood(self, change: Change) -> list[Element]:
        account = self.owner(change)
        if account is None:
            error = Malformed("entry.id: is no account of ours", field="entry.id")
            return [elements.unreadable(change.raw, error)]
        try:
            return list(self._of(account).told(change))
        except Malformed as error:
            return [elements.unreadable(change.raw, error, account=account.account)]

    def owner(self, change: Change) -> Account | None:
        """Whose change it is: ours, or that of an account which shares the webhook."""
        return next((a for a in self._family if change.entry_id in a.own_ids[:1]), None)

    def _of(self, account: Account) -> "Meta":
        if account is self._account:
            return self
        other = type(self)(account, self._secrets)
        other._look_up_until = self._look_up_until
        return other

    @abstractmethod
    def told(self, change: Change) -> Iterator[Element]:
        """What one change of this account says; Malformed, naming the field."""

    def listed(self, found: dict[str, Any]) -> Mention:
        """The mention in an object as a listing shows it; Malformed, naming the field."""
        raise Malformed("entry: want a list", field="entry")

    def read(self, raw: str) -> Mention:
        found = elements.parse(raw)
        if not isinstance(found, dict):
            raise Malformed("want an object")
        if "entry" not in found:
            return self.listed(found)
        said = self.elements(raw.encode("utf-8", "replace"))
        if len(said) == 1 and isinstance(said[0], Unreadable):
            raise Malformed(said[0].reason, field=said[0].field)
        if len(said) != 1 or not isinstance(said[0], Mention):
            raise Malformed("want one mention")
        return said[0]

    def looked_up(self, work: Callable[[Graph], dict[str, Any]]) -> dict[str, Any] | None:
        """What the platform itself says of an id it named; None where it shows nothing.

        Malformed where it could not be asked now: kept in quarantine, it can be read later.
        """
        left = self._look_up_until - time.monotonic()
        if left <= 0:
            raise Malformed("could not be looked up in time; replay it")
        try:
            return self.calling(self.listen_key(), work, patience_s=left)
        except Rejected as error:
            if error.kind == "target_gone":
                return None
            raise Malformed(f"could not be looked up: {error}") from None
        except (Throttled, Unavailable) as error:
            raise Malformed(f"could not be looked up: {error}; replay it") from None

    def calling(self, key: str, work: Callable[[Graph], T], patience_s: float | None = None) -> T:
        """Work under the token in that secret; `patience_s` is for each call."""

        def call(secret: str) -> T:
            fields = fields_of(secret)
            token = plain_token(field_of(fields, "token"))
            with calling(self.base, self.options.version, fields, token, patience_s) as graph:
                return work(graph)

        return self.with_token(key, call, token_of=str)


def _signature(secret: str, body: bytes) -> bytes:
    made = hmac.new(secret.strip().encode(), body, sha256).hexdigest()
    return f"sha256={made}".encode()
