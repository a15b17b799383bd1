"""How the day's events happen on the fake platforms that have an API of their own."""

from typing import Any, Protocol

from local.demo.timeline import Event
from local.platforms.bluesky import FakeBluesky
from local.platforms.mastodon import FakeMastodon

Post = dict[str, str | None]


class Played(Protocol):
    """One platform: what happens there, and what the brand published."""

    def play(self, event: Event) -> bool:
        """Let it happen; whether it can be heard of."""
        ...

    @property
    def posts(self) -> list[Post]:
        """Each of the brand's posts: its `reply_id`, or else its `text` and its `parent`."""
        ...


class OnMastodon:
    """Every event notifies but a deletion, of which nobody is told."""

    def __init__(self, server: FakeMastodon) -> None:
        self._server = server

    def play(self, event: Event) -> bool:
        return self._server.play(event) is not None

    @property
    def posts(self) -> list[Post]:
        return [{"reply_id": post["idempotency_key"]} for post in self._server.posts]


class OnBluesky:
    """Nobody rewrites posts here, nobody is told of deletions, and a second telling is no news."""

    def __init__(self, server: FakeBluesky) -> None:
        self._server = server
        self._known: set[str] = set()

    def play(self, event: Event) -> bool:
        if event.get("event", "create") != "create" or event["id"] in self._known:
            return False
        self._known.add(event["id"])
        if parent := event.get("in_reply_to"):
            # Whatever it answers has an address, although it was never told here.
            self._server.address_of({"id": parent, "author": {"id": "somebody"}})
        self._server.play(event)
        return True

    @property
    def posts(self) -> list[Post]:
        published: list[tuple[str, dict[str, Any]]] = self._server.published
        return [
            {"text": record["text"], "parent": record.get("reply", {}).get("parent", {}).get("uri")}
            for _, record in published
        ]
