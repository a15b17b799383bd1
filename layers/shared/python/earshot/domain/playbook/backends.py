"""Paid services that may be asked where the words alone leave doubt, and what that may cost."""

from typing import Annotated, Literal

from pydantic import Field

from earshot.domain.duration import Duration
from earshot.domain.playbook.conditions import Share
from earshot.domain.playbook.written import Several, Written

Head = Literal["relevance", "topic", "intent", "sentiment", "language", "personal_data"]
Dollars = Annotated[float, Field(gt=0, le=1_000_000)]
MICRO = 1_000_000
"""Money is counted in millionths of a US dollar, in whole numbers."""


class TokenPrices(Written):
    """US dollars for a million tokens, as the model's price list says."""

    input: Dollars
    output: Dollars


class Backend(Written):
    """One service, what it is asked for, how unsure a label has to be, and a month's money.

    `model` and `prices` are of Bedrock: the id of a model or of an inference profile, as
    `amazon.nova-micro-v1:0` or `eu.amazon.nova-micro-v1:0`.
    """

    name: Literal["comprehend", "bedrock"]
    ask_for: Annotated[Several[Head], Field(min_length=1)]
    below: Share = 0.6
    monthly_budget: Dollars
    time_out: Annotated[Duration, Field(ge=1, le=3)] = 2
    model: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.:-]{2,99}$")] | None = None
    prices: TokenPrices | None = None

    @property
    def source(self) -> str:
        """What labels say that it set, and whose budget it is: `bedrock:amazon.nova-micro-v1:0`."""
        return f"bedrock:{self.model}" if self.name == "bedrock" else self.name

    @property
    def limit(self) -> int:
        """A month's money in millionths of a US dollar."""
        return round(self.monthly_budget * MICRO)
