"""What an update of an item says, and what it makes of one: of the forms that our writes have."""

import re
from typing import Any

from earshot.store.body import Item

_PARTS = re.compile(r"(SET|REMOVE|ADD) (.*?)(?= (?:SET|REMOVE|ADD) |$)")


def setting(wanted: Item, *, gone: list[str]) -> dict[str, Any]:
    """A request's part that gives attributes these values and takes others away."""
    expression = "SET " + ", ".join(f"{name} = :{name}" for name in wanted)
    if gone:
        expression += f" REMOVE {', '.join(gone)}"
    return {
        "UpdateExpression": expression,
        "ExpressionAttributeValues": {f":{name}": value for name, value in wanted.items()},
    }


def applied(before: Item | None, request: dict[str, Any]) -> Item:
    """The item as an update in a transaction leaves it, whose answer does not tell."""
    names = request.get("ExpressionAttributeNames", {})
    values = request.get("ExpressionAttributeValues", {})
    item = dict(before or request["Key"])
    for verb, listed in _PARTS.findall(request["UpdateExpression"]):
        for part in listed.split(", "):
            written, *rest = part.split(" ")
            name = names.get(written, written)
            if verb == "SET":
                item[name] = values[rest[-1]]
            elif verb == "REMOVE":
                item.pop(name, None)
            else:
                sum_ = int(item.get(name, {"N": "0"})["N"]) + int(values[rest[-1]]["N"])
                item[name] = {"N": str(sum_)}
    return item
