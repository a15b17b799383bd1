"""A fake server of the AT protocol for one brand account: PDS, app view and chat in one.

As documented, and as seen on `@atproto/pds` 0.5.35: sessions that expire (400 by name),
notifications that page backwards, records with TIDs and limits, the chat behind a header,
RateLimit headers, 429 with Retry-After. People are played with `play`.
"""

import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from local.platforms.bluesky_calls import DID, HANDLE, PASSWORD, ROUTES, Calls
from local.platforms.bluesky_chat import Chat
from local.platforms.bluesky_posts import POST, People, Posts, did_of, moment, tid_of
from local.platforms.bluesky_repo import Repo
from local.platforms.bluesky_sessions import Refused, Sessions
from local.platforms.serving import FakeServer, Request, Response, as_json

__all__ = ["DID", "HANDLE", "PASSWORD", "PROXY", "FakeBluesky"]

WINDOW = timedelta(minutes=5)
PROXY = "did:web:api.bsky.chat#bsky_chat"


class FakeBluesky(Calls, FakeServer):
    """`published` is what the brand wrote; `play` lets somebody write to the brand."""

    def __init__(
        self,
        *,
        port: int = 0,
        limit: int = 3000,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`limit` is requests per five minutes."""
        super().__init__(port=port)
        self.limit = limit
        self.first_page_forever = False
        self.taken_down = False
        self._now = now
        self._window = (now(), 0)
        self.sessions = Sessions(DID, PASSWORD, now)
        self.people = People()
        self.people.add({"id": DID, "handle": HANDLE, "display_name": "Brand"})
        self.posts = Posts(self.people, now)
        self.repo = Repo(DID, self.posts)
        self.chat = Chat(DID, self.people, now)
        self.endpoint = self.base_url
        self.reasons = {}
        self._addresses: dict[str, str] = {}

    @property
    def published(self) -> list[tuple[str, dict[str, Any]]]:
        """The brand's own posts by address, oldest first."""
        with self.lock:
            return [(u, r) for u, r in self.repo.records.items() if r["$type"] == POST]

    @property
    def messages(self) -> list[tuple[str, str]]:
        """The brand's own private messages: id and text."""
        with self.lock:
            return [
                (f"{convo}/{message['id']}", message.get("text", ""))
                for convo, known in self.chat.convos.items()
                for message in known["messages"]
                if message["sender"]["did"] == DID
            ]

    def play(self, mention: dict[str, Any], *, reason: str | None = None) -> str:
        """Let a mention in Earshot's file format happen here; its id on this platform.

        An id that is no address is given one. A deletion takes the post away: nobody is told.
        """
        with self.lock:
            if mention.get("visibility") == "private":
                return self._message(mention)
            uri = self.address_of(mention)
            if mention.get("event") == "delete":
                self.posts.delete(uri)
                return uri
            self.people.add(mention["author"])
            self.posts.put(uri, self._record(mention))
            self.reasons[uri] = reason or ("reply" if mention.get("in_reply_to") else "mention")
            return uri

    def address_of(self, mention: dict[str, Any]) -> str:
        """The address of a mention's post, the same for the same id."""
        identifier = str(mention["id"])
        if identifier.startswith("at://"):
            return identifier
        if identifier not in self._addresses:
            key = tid_of(1_700_000_000_000_000 + len(self._addresses))
            author = did_of(mention["author"]["id"])
            self._addresses[identifier] = f"at://{author}/{POST}/{key}"
        return self._addresses[identifier]

    def _record(self, mention: dict[str, Any]) -> dict[str, Any]:
        record: dict[str, Any] = {
            "$type": POST,
            "text": mention.get("text") or "",
            "createdAt": moment(datetime.fromisoformat(mention["created_at"])),
        }
        if mention.get("language"):
            record["langs"] = [mention["language"]]
        if parent := mention.get("in_reply_to"):
            parent = self._addresses.get(parent, parent)
            above = self.posts.records.get(parent, {}).get("reply")
            root = above["root"] if above else self.posts.reference(parent)
            record["reply"] = {"root": root, "parent": self.posts.reference(parent)}
        return record

    def _message(self, mention: dict[str, Any]) -> str:
        did = self.people.add(mention["author"])
        convo = self.chat.opened(did, accepted=self.chat.accepts_strangers)
        at = datetime.fromisoformat(mention["created_at"])
        said = self.chat.say(convo, did, mention.get("text") or "", at)
        return f"{convo}/{said['id']}"

    def answer(self, request: Request) -> Response:
        """Check the window and the token, then do it."""
        method, do = ROUTES.get(request.path.removeprefix("/xrpc/"), ("", None))
        if do is None or method != request.method:
            return self._told(_error(Refused(501, "MethodNotImplemented")))
        if not self._within_limit():
            return self.too_fast()
        try:
            self._admit(request)
            return self._told(as_json(200, do(self, request)))
        except Refused as refused:
            return self._told(_error(refused))
        except KeyError as missing:
            return self._told(_error(Refused(400, "InvalidRequest", f"Params must have {missing}")))

    def _admit(self, request: Request) -> None:
        if request.path.endswith("refreshSession") and request.body:
            why = "A request body was provided when none was expected"
            raise Refused(400, "InvalidRequest", why)
        if "com.atproto.server" in request.path:
            return
        authorization = request.headers.get("authorization", "")
        self.sessions.check(authorization)
        if self.taken_down:
            raise Refused(401, "AccountTakedown", "Account has been taken down")
        if "/chat.bsky" in request.path:
            if request.headers.get("atproto-proxy") != PROXY:
                raise Refused(501, "MethodNotImplemented", "Method Not Implemented")
            self.sessions.check(authorization, scope="com.atproto.appPassPrivileged")

    def _within_limit(self) -> bool:
        start, used = self._window
        if self._now() - start >= WINDOW:
            start, used = self._now(), 0
        self._window = (start, used + 1)
        return used < self.limit

    def too_fast(self) -> Response:
        """429 as this platform says it."""
        told = _error(Refused(429, "RateLimitExceeded", "Rate Limit Exceeded"))
        after = (self._window[0] + WINDOW - self._now()).total_seconds()
        wait = {"Retry-After": str(max(1, math.ceil(after)))}
        return self._told(told._replace(headers={**told.headers, **wait}), remaining=0)

    def _told(self, response: Response, remaining: int | None = None) -> Response:
        start, used = self._window
        left = max(0, self.limit - used) if remaining is None else remaining
        limits = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(left),
            "RateLimit-Reset": str(math.ceil((start + WINDOW).timestamp())),
            "RateLimit-Policy": f"{self.limit};w=300",
        }
        return response._replace(headers={**response.headers, **limits})


def _error(refused: Refused) -> Response:
    return as_json(refused.status, {"error": refused.name, "message": refused.message})
