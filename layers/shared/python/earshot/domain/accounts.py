"""The connected accounts, as `config/channels.yaml` lists them; what moves is in the table."""

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from earshot.domain.frozen import Frozen
from earshot.domain.pace import Pace
from earshot.domain.spending import Budget
from earshot.errors import Unknown

if TYPE_CHECKING:
    from earshot.domain.mention import Mention

Mode = Literal["listen_only", "advise", "act"]


class Account(Frozen):
    """One account of the brand on one channel.

    `connector` names the code that speaks to it, `options` are what that code alone understands.
    `own_ids` are author ids that are ourselves: their posts never become work. `bot_ids` are robots
    of others, which no machine of ours answers. `base_url` is the platform's API, where it is not
    the platform's usual one; `reply_url` is where the generic connector posts signed answers.
    `poll_minutes` is absent for accounts that are only pushed to us. `listen_since` leaves out what
    was written before it: a first poll otherwise takes in all that the platform still lists. `pace`
    is how fast we answer, where that is slower than what the platform allows. `budget` is the most
    that its platform may charge: polls stop before it is passed, and replies that it does not bear
    are refused. `searches` are looked for beside mentions. `webhook_of` names the account of the
    same channel to whose webhook the platform sends this one's news as well.
    """

    brand: str
    channel: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
    account: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
    connector: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
    mode: Mode = "listen_only"
    never_respond: bool = False
    base_url: str | None = None
    reply_url: str | None = None
    pace: Pace | None = None
    poll_minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    listen_since: AwareDatetime | None = None
    own_ids: tuple[str, ...] = ()
    blocked_ids: tuple[str, ...] = ()
    bot_ids: tuple[str, ...] = ()
    budget: Budget | None = None
    searches: tuple[Annotated[str, Field(min_length=1, max_length=512)], ...] = ()
    webhook_of: str | None = None
    options: dict[str, Any] = Field(default_factory=dict)
    listen_secret: str | None = None
    answer_secret: str | None = None

    def keeps_out(self, mention: "Mention") -> str | None:
        """Why this post never becomes work; None where it may.

        A reshare has no words of its own: the post that it repeats is heard for itself.
        """
        if mention.author.id in self.own_ids:
            return "own_post"
        if mention.author.id in self.blocked_ids:
            return "blocked_author"
        return "reshare" if mention.reshare_of else None

    def stops_at_the_door(self, mention: "Mention") -> bool:
        """Whether it is counted and not even taken in.

        Changes of what we may hold already are let in: a deletion has to be followed.
        """
        return mention.event == "create" and self.keeps_out(mention) == "blocked_author"


class Accounts(Frozen):
    """All of them; secret fields are filled in at deployment with the secrets' ARNs."""

    accounts: tuple[Account, ...]

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], Account]:
        return {(a.channel, a.account): a for a in self.accounts}

    def get(self, channel: str, account: str) -> Account:
        """Raise Unknown when it is not connected."""
        try:
            return self._by_key[channel, account]
        except KeyError:
            raise Unknown(f"no account {account!r} on channel {channel!r} is connected") from None

    def hearing(self, channel: str, account: str) -> Account:
        """The same, which knows the posts of all accounts that share its webhook for our own."""
        return self._hearing.get((channel, account)) or self.get(channel, account)

    @cached_property
    def _hearing(self) -> dict[tuple[str, str], Account]:
        """Those that have relatives."""
        found = {}
        for head in self.accounts:
            relatives = (head, *self.family(head))
            ids = dict.fromkeys(own for one in relatives for own in one.own_ids)
            if len(relatives) > 1:
                for one in relatives:
                    key = (one.channel, one.account)
                    found[key] = one.model_copy(update={"own_ids": tuple(ids)})
        return found

    def family(self, account: Account) -> tuple[Account, ...]:
        """The accounts whose news come to this account's webhook too."""
        return tuple(
            one
            for one in self.accounts
            if one.webhook_of == account.account
            and (one.channel, one.connector) == (account.channel, account.connector)
            and one.account != account.account
        )
