"""What an account of X says of itself, and what X charges."""

from typing import Annotated, Literal

from pydantic import Field

from earshot.channels.connector import Options
from earshot.channels.x.fields import Dialect

LENGTH = 280
# US dollars for each, August 2026.
PRICES = {
    "post_read": 0.005,
    "owned_read": 0.001,
    "user_read": 0.010,
    "message_read": 0.010,
    "post_pushed": 0.005,
    "message_pushed": 0.010,
    "reply": 0.010,
    "reply_with_link": 0.200,
    "private": 0.015,
    "delete": 0.010,
    "hide": 0.005,
}


class XOptions(Options):
    """Under `options` of an account.

    `user_id` is the account's own id on X, `handle` its name without @. `tier` is what X sold:
    `self_serve` may answer only who named or quoted us. With `messages` direct messages are polled,
    for which the listen secret needs a user's token. `owned_reads` says that the account owns the
    app, so that mentions are cheaper. With `profiles` the authors that a webhook leaves out are
    asked for. `text_limit` is higher for accounts that pay for long posts. `dialect` is which names
    of fields X is asked with. `webhook_id` is X's of our webhook, by which what it missed is pushed
    again.
    """

    user_id: Annotated[str, Field(pattern=r"^[0-9]{1,19}$")]
    handle: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,15}$")] | None = None
    tier: Literal["self_serve", "enterprise"] = "self_serve"
    messages: bool = False
    owned_reads: bool = False
    profiles: bool = True
    text_limit: Annotated[int, Field(ge=LENGTH, le=25_000)] = LENGTH
    dialect: Dialect = "tweet"
    webhook_id: Annotated[str, Field(pattern=r"^[0-9]{1,19}$")] | None = None
