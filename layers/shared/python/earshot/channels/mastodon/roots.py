"""The first post of a thread, which a Mastodon-API server tells only when asked."""

import time

from earshot.channels.http import Http
from earshot.channels.mastodon.calls import SAFE_ID, get
from earshot.domain.mention import Mention
from earshot.errors import Rejected, Throttled, Unavailable

SECONDS_A_PAGE = 5.0


class Roots:
    """Asks for the roots of one page's mentions, within its calls and seconds."""

    def __init__(self, http: Http, *, calls: int) -> None:
        self._http = http
        self._calls = calls
        self._until = time.monotonic() + SECONDS_A_PAGE
        self._known: dict[str, str | None] = {}

    def rooted(self, mention: Mention) -> Mention:
        """The mention with its thread's root, if it answers a post and the server can tell.

        Private mentions stay without: all of an author's are one conversation.
        """
        parent = mention.in_reply_to
        if parent is None or mention.is_private or not SAFE_ID.fullmatch(mention.id):
            return mention
        if parent not in self._known and self._calls > 0 and time.monotonic() < self._until:
            self._calls -= 1
            self._known[parent] = self._ask(mention.id)
        return mention.model_copy(update={"root": self._known.get(parent)})

    def _ask(self, identifier: str) -> str | None:
        try:
            context, _ = get(self._http, f"/api/v1/statuses/{identifier}/context")
        except Rejected:
            return None
        except (Throttled, Unavailable):
            self._calls = 0
            return None
        ancestors = context.get("ancestors") if isinstance(context, dict) else None
        first = ancestors[0] if isinstance(ancestors, list) and ancestors else None
        root = first.get("id") if isinstance(first, dict) else None
        return root if isinstance(root, str) and 0 < len(root) <= 512 else None
