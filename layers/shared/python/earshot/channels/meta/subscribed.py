"""The base of Meta connectors whose webhook hangs on a subscription that Meta may end."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from earshot.channels.meta.connector import Meta, MetaOptions
from earshot.domain.accounts import Account
from earshot.errors import Rejected

LOOKS_EVERY = timedelta(days=1)
FieldName = Annotated[str, Field(pattern=r"^[a-z_]{1,64}$")]


class SubscribedOptions(MetaOptions):
    """`app_id` tells our app from others that are subscribed to the account's news as well.

    `webhook_fields` are the news that our app is subscribed to.
    """

    app_id: Annotated[str, Field(pattern=r"^\d{1,32}$")] | None = None
    webhook_fields: Annotated[tuple[FieldName, ...], Field(min_length=1)]


class Subscribed(Meta):
    """Keeps, for one account: what it is subscribed to is looked at with the token that listens."""

    @classmethod
    def looks_every(cls, account: Account) -> timedelta | None:
        return LOOKS_EVERY

    @property
    def subscribed_as(self) -> str:
        """The object whose subscriptions they are."""
        return self.own_id

    def lacks(self) -> str | None:
        from earshot.channels.meta.subscribing import lacks

        held, options = self.fields(self.listen_key()), self.options
        if not (held.get("token") and held.get("verify_token")):
            raise Rejected("the secret lacks token or verify_token", kind="not_connected")
        owner, wanted, app_id = self.subscribed_as, options.webhook_fields, options.app_id
        return self.calling(self.listen_key(), lambda graph: lacks(graph, owner, wanted, app_id))

    def mend(self, lacks: str) -> None:
        from earshot.channels.meta.subscribing import subscribe

        owner, options = self.subscribed_as, self.options
        wanted, app_id = options.webhook_fields, options.app_id
        self.calling(self.listen_key(), lambda graph: subscribe(graph, owner, wanted, app_id))
