"""Which news of an account Meta sends to our app: its subscriptions, which it ends by itself."""

from collections.abc import Sequence
from typing import Any

from earshot.channels.meta.graph import Graph
from earshot.errors import Ambiguous

NOT_SUBSCRIBED = "not_subscribed"
FIELDS_MISSING = "fields_missing"


def lacks(graph: Graph, owner: str, wanted: Sequence[str], app_id: str | None) -> str | None:
    """Whether our app is subscribed, and to all of these fields."""
    apps = _apps(graph, owner, app_id)
    if not apps:
        return NOT_SUBSCRIBED
    enough = any(set(wanted) <= _fields(app) for app in apps)
    return None if enough else FIELDS_MISSING


def subscribe(graph: Graph, owner: str, wanted: Sequence[str], app_id: str | None) -> None:
    """Subscribe to these fields, and again to what only our app is subscribed to besides."""
    apps = _apps(graph, owner, app_id)
    besides = _fields(apps[0]) if len(apps) == 1 else set()
    fields = dict.fromkeys((*wanted, *sorted(besides)))
    told = graph.post(f"/{owner}/subscribed_apps", {"subscribed_fields": ",".join(fields)})
    if told.get("success") is not True:
        raise Ambiguous("subscribed_apps: did not say that it succeeded")


def _apps(graph: Graph, owner: str, app_id: str | None) -> list[dict[str, Any]]:
    """Those that are subscribed; of several only ours, where its id is known."""
    listed = graph.get(f"/{owner}/subscribed_apps").get("data")
    apps = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return [one for one in apps if app_id in (None, one.get("id"))]


def _fields(app: dict[str, Any]) -> set[str]:
    found = app.get("subscribed_fields")
    return {one for one in found if isinstance(one, str)} if isinstance(found, list) else set()
