"""How the day's events happen on the fake platforms that have an API of their own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from local.demo.timeline import OWN_ID, Event
from local.platforms.bluesky import FakeBluesky
from local.platforms.mastodon import FakeMastodon
from local.platforms.meta import PAGE, FakeGraph
from local.platforms.meta_pushes import body_of, on_page
from local.platforms.meta_things import Thing

Posts = list[dict[str, str]]
NEWS = f"{PAGE['id']}_122000000000002"


class Played(Protocol):
    """One platform: what happens there, and what the brand published."""

    def play(self, events: Sequence[Event]) -> dict[str, Any]:
        """Let them happen: `heard`, how many can be heard of, and where it pushes, the `body`."""
        ...

    @property
    def posts(self) -> Posts:
        """Each of the brand's posts: its `reply_id`, or else its `id` and `text`."""
        ...


class OnMastodon:
    """Every event notifies but a deletion, of which nobody is told."""

    def __init__(self, server: FakeMastodon) -> None:
        self._server = server

    def play(self, events: Sequence[Event]) -> dict[str, Any]:
        return {"heard": sum(self._server.play(event) is not None for event in events)}

    @property
    def posts(self) -> Posts:
        return [{"reply_id": post["idempotency_key"]} for post in self._server.posts]


class OnBluesky:
    """Nobody rewrites posts here, nobody is told of deletions, and a second telling is no news."""

    def __init__(self, server: FakeBluesky) -> None:
        self._server = server
        self._known: set[str] = set()

    def play(self, events: Sequence[Event]) -> dict[str, Any]:
        return {"heard": sum(map(self._happens, events))}

    def _happens(self, event: Event) -> bool:
        if event.get("event", "create") != "create" or event["id"] in self._known:
            return False
        self._known.add(event["id"])
        if parent := event.get("in_reply_to"):
            # Whatever it answers has an address, although it was never told here.
            self._server.address_of({"id": parent, "author": {"id": "somebody"}})
        self._server.play(event)
        return True

    @property
    def posts(self) -> Posts:
        return [{"id": uri, "text": record["text"]} for uri, record in self._server.published]


class OnFacebook:
    """Comments below the Page's posts, and Messenger; each event is pushed."""

    def __init__(self, server: FakeGraph) -> None:
        self._server = server
        self._told: set[str] = set()

    def play(self, events: Sequence[Event]) -> dict[str, Any]:
        now = self._server.now()
        entries = [on_page(self._happens(event), now) for event in events]
        return {"heard": len(entries), "body": body_of("page", entries).decode()}

    def _happens(self, event: Event) -> Thing:
        thing = self._add(self._thing(event), told=True)
        if event.get("event") == "edit":
            thing.text = event["text"]
            thing.edited_at = datetime.fromisoformat(event["edited_at"])
        thing.gone = event.get("event") == "delete"
        return thing

    def _thing(self, event: Event) -> Thing:
        written, text = datetime.fromisoformat(event["created_at"]), event.get("text")
        author = event["author"]
        by = {"id": author["id"], "name": author.get("display_name") or author.get("handle") or ""}
        own = author["id"] == OWN_ID
        if event.get("visibility") == "private":
            return Thing(event["id"], "message", text, by, written, parent=event["root"], brand=own)
        post = event.get("root") or NEWS
        above = event.get("in_reply_to") or post
        self._add(Thing(post, "post", "News", PAGE, written))
        self._add(Thing(above, "comment", "", by, written, post, post))
        return Thing(event["id"], "comment", text, PAGE if own else by, written, post, above)

    def _add(self, thing: Thing, *, told: bool = False) -> Thing:
        """Keep it; what was only referred to until now gives way to what is told of."""
        with self._server.lock:
            if told and thing.id not in self._told:
                self._told.add(thing.id)
                self._server.things.known.pop(thing.id, None)
            return self._server.things.add(thing)

    @property
    def posts(self) -> Posts:
        return [{"id": one.id, "text": one.text or ""} for one in self._server.things.own]
