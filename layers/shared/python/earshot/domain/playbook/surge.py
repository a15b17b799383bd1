"""A planned surge: days on which other promises and other clauses hold, and then no longer."""

from datetime import date
from typing import Self

from pydantic import ConfigDict, Field, model_validator

from earshot.domain.playbook.written import Written


class Surge(Written):
    """The days `from` to `to`, both included, as the wall of `calendar` shows them.

    `sla_policies` names the policy that stands in for another one on these days. Clauses and
    priority factors ask for a surge with the condition `during`.
    """

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    first: date = Field(alias="from")
    last: date = Field(alias="to")
    calendar: str
    sla_policies: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"the surge from {self.first} ends before it begins ({self.last})")
        return self

    def is_on(self, day: date) -> bool:
        return self.first <= day <= self.last
