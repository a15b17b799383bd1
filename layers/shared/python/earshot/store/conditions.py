"""Guards of writes, each named after what it holds; a write carries exactly one."""

from dataclasses import dataclass, field
from typing import Any

from earshot.store.body import Attribute


@dataclass(frozen=True, slots=True)
class Condition:
    """An expression with its names and values, ready to be merged into a request."""

    expression: str
    names: dict[str, str] = field(default_factory=dict)
    values: dict[str, Attribute] = field(default_factory=dict)

    def request(self) -> dict[str, Any]:
        """The request's part, which asks for the item that stands in the way."""
        parts: dict[str, Any] = {
            "ConditionExpression": self.expression,
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        if self.names:
            parts["ExpressionAttributeNames"] = self.names
        if self.values:
            parts["ExpressionAttributeValues"] = self.values
        return parts


ABSENT = Condition("attribute_not_exists(pk)")


def follows(revision: int) -> Condition:
    """Revision n is written only over n - 1, and the first only where nothing stands."""
    return stands_at(revision - 1)


def stands_at(revision: int) -> Condition:
    """The item is at this revision; 0 is before the first."""
    if revision == 0:
        return ABSENT
    return Condition("rev = :was", values={":was": {"N": str(revision)}})


def load_allows(by: int, limit: int | None) -> Condition:
    """The agent is in the roster, and the load can move by so much: to its limit, or to zero."""
    there = "attribute_exists(pk)"
    if by > 0 and limit is None:
        return Condition(there)
    bound, sign = (limit - by, "<=") if by > 0 and limit is not None else (-by, ">=")
    return Condition(
        f"{there} AND #load {sign} :bound", {"#load": "load"}, {":bound": {"N": str(bound)}}
    )


def load_is(load: int, moved_at: str | None) -> Condition:
    """The load has not moved since it was read."""
    expression, values = "#load = :was", {":was": {"N": str(load)}}
    if moved_at is None:
        expression += " AND attribute_not_exists(moved_at)"
    else:
        expression += " AND moved_at = :was_at"
        values[":was_at"] = {"S": moved_at}
    return Condition(expression, {"#load": "load"}, values)


def budget_allows(amount: int, limit: int) -> Condition:
    """The month's sum stays within the limit with this amount."""
    room = {":room": {"N": str(limit - amount)}}
    return Condition("attribute_not_exists(spent) OR spent <= :room", values=room)


def reply_is(was: tuple[str, int] | None) -> Condition:
    """The reply is in this state and attempt; None is before it was planned."""
    if was is None:
        return ABSENT
    values = {":state": {"S": was[0]}, ":attempt": {"N": str(was[1])}}
    return Condition("#state = :state AND attempt = :attempt", {"#state": "state"}, values)


def lease_is_free(holder: str, now: str) -> Condition:
    """Nobody holds it, or this holder does, or it ran out."""
    values = {":holder": {"S": holder}, ":now": {"S": now}}
    free = "attribute_not_exists(lease) OR lease = :holder OR lease_until <= :now"
    return Condition(free, values=values)


def lease_is_held(holder: str) -> Condition:
    return Condition("lease = :holder", values={":holder": {"S": holder}})


NOT_REPLAYED = Condition("attribute_exists(pk) AND attribute_not_exists(replayed_at)")


IS_NOT_MARKED = Condition("attribute_not_exists(mark) OR mark <> :mark")
"""The very same request has not been carried out already; it names its mark itself."""


def batches_are(was: str | None) -> Condition:
    """Nobody has counted another batch since these were read."""
    if was is None:
        return Condition("attribute_not_exists(batches)")
    return Condition("batches = :batches_were", values={":batches_were": {"S": was}})
