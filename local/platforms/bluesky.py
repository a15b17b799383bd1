"""A fake server of the AT protocol for one brand account: PDS, app view and chat in one.

As documented, and as seen on `@atproto/pds` 0.5.35: sessions that expire (400 by name),
notifications that page backwards, records with TIDs and limits, the chat behind a header,
RateLimit headers, 429 with Retry-After. People are played with `play`.
"""

import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from local.platforms.bluesky_chat import Chat
from local.platforms.bluesky_posts import POST, People, Posts, did_of, moment, tid_of
from local.platforms.bluesky_repo import Repo
from local.platforms.bluesky_sessions import Refused, Sessions
from local.platforms.serving import FakeServer, Request, Response, as_json

WINDOW = timedelta(minutes=5)
LARGEST_PAGE = 100
PROXY = "did:web:api.bsky.chat#bsky_chat"
HANDLE, DID = "brand.example", "did:plc:gggghhhhiiiijjjjkkkkllll"
PASSWORD = "fake-app-password"  # noqa: S105  # guards nothing but this fake
Route = Callable[["FakeBluesky", Request], dict[str, Any]]


class FakeBluesky(FakeServer):
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
        self._reasons: dict[str, str] = {}
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
            self._reasons[uri] = reason or ("reply" if mention.get("in_reply_to") else "mention")
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

    def create_session(self, request: Request) -> dict[str, Any]:
        """Log in."""
        fields = request.json()
        if fields["identifier"] not in (HANDLE, DID):
            raise Refused(401, "AuthenticationRequired", "Invalid identifier or password")
        return self._session(self.sessions.create(fields["password"]))

    def refresh_session(self, request: Request) -> dict[str, Any]:
        """A new pair of tokens."""
        return self._session(self.sessions.refresh(request.headers.get("authorization", "")))

    def _session(self, tokens: dict[str, str]) -> dict[str, Any]:
        service = {
            "id": "#atproto_pds",
            "type": "AtprotoPersonalDataServer",
            "serviceEndpoint": self.endpoint,
        }
        document = {"@context": ["https://www.w3.org/ns/did/v1"], "id": DID, "service": [service]}
        return {"did": DID, "handle": HANDLE, **tokens, "didDoc": document, "active": True}

    def notifications(self, request: Request) -> dict[str, Any]:
        """Newest first; the cursor is a time and goes backwards."""
        wanted = [value for name, value in request.params if name == "reasons"]
        found = [
            uri
            for uri, reason in self._reasons.items()
            if self.posts.shown(uri) and (not wanted or reason in wanted)
        ]
        found.sort(key=lambda uri: self.posts.seen_at[uri], reverse=True)
        cursor = None if self.first_page_forever else request.param("cursor")
        if cursor:
            found = [uri for uri in found if moment(self.posts.seen_at[uri]) < cursor]
        limit = _limit(request, 50)
        page, more = found[:limit], len(found) > limit
        after = {"cursor": moment(self.posts.seen_at[page[-1]])} if page and more else {}
        return {"notifications": [self._notification(uri) for uri in page], **after}

    def _notification(self, uri: str) -> dict[str, Any]:
        view = self.posts.view(uri)
        kept = {name: view[name] for name in ("uri", "cid", "author", "record", "indexedAt")}
        return kept | {"reason": self._reasons[uri], "isRead": False, "labels": []}

    def search(self, request: Request) -> dict[str, Any]:
        """Posts that hold all the words, newest first."""
        words = (request.param("q") or "").lower().split()
        found = [
            uri
            for uri, record in self.posts.records.items()
            if self.posts.shown(uri) and all(word in record["text"].lower() for word in words)
        ]
        if since := request.param("since"):
            found = [u for u in found if self.posts.sorted_at(u) >= datetime.fromisoformat(since)]
        found.sort(key=self.posts.sorted_at, reverse=True)
        start, limit = int(request.param("cursor") or 0), _limit(request, 25)
        page = found[start : start + limit]
        after = {"cursor": str(start + limit)} if len(found) > start + limit else {}
        return {"posts": [self.posts.view(uri) for uri in page], **after}

    def posts_named(self, request: Request) -> dict[str, Any]:
        """Those that are there and shown to us."""
        uris = [value for name, value in request.params if name == "uris"]
        if not 0 < len(uris) <= 25:
            raise Refused(400, "InvalidRequest", "uris: want 1 to 25")
        return {"posts": [self.posts.view(uri) for uri in uris if self.posts.shown(uri)]}

    def profiles(self, request: Request) -> dict[str, Any]:
        """Of at most 25 people."""
        dids = [value for name, value in request.params if name == "actors"]
        if not 0 < len(dids) <= 25:
            raise Refused(400, "InvalidRequest", "actors: want 1 to 25")
        return {"profiles": [found for did in dids if (found := self.people.profile(did))]}

    def resolve(self, request: Request) -> dict[str, Any]:
        """The DID behind a handle."""
        did = self.people.named(request.param("handle") or "")
        if did is None:
            raise Refused(400, "InvalidRequest", "Unable to resolve handle")
        return {"did": did}

    def record(self, request: Request) -> dict[str, Any]:
        """One record."""
        asked = dict(request.params)
        return self.repo.get(asked["repo"], asked["collection"], asked["rkey"])

    def availability(self, request: Request) -> dict[str, Any]:
        """Whether somebody takes messages of ours."""
        did = dict(request.params)["members"]
        convo = self.chat.with_member(did)
        shown = {"convo": self.chat.view(convo)} if convo else {}
        return {"canChat": self.chat.takes_messages and not self._blocks(did), **shown}

    def convo_for(self, request: Request) -> dict[str, Any]:
        """The conversation with somebody, begun if need be."""
        did = dict(request.params)["members"]
        if self._blocks(did):
            raise Refused(400, "BlockedActor")
        if not self.chat.takes_messages:
            raise Refused(400, "MessagesDisabled")
        return {"convo": self.chat.view(self.chat.opened(did, accepted=True))}

    def _blocks(self, did: str) -> bool:
        return did in self.people.blocking_us

    def log(self, request: Request) -> dict[str, Any]:
        """What happened in private."""
        return self.chat.entries(request.param("cursor"), LARGEST_PAGE)

    def convos(self, request: Request) -> dict[str, Any]:
        """Conversations by status."""
        return self.chat.listed(request.param("status"), _limit(request, 50))

    def convo_messages(self, request: Request) -> dict[str, Any]:
        """Messages of one."""
        asked = dict(request.params)
        return self.chat.messages(asked["convoId"], _limit(request, 50), request.param("cursor"))

    def send_message(self, request: Request) -> dict[str, Any]:
        """A message of the brand."""
        fields = request.json()
        return self.chat.send(fields["convoId"], fields["message"]["text"])

    def accept(self, request: Request) -> dict[str, Any]:
        """Take up a request to talk."""
        return self.chat.accept(request.json()["convoId"])


ROUTES: dict[str, tuple[str, Route]] = {
    "com.atproto.server.createSession": ("POST", FakeBluesky.create_session),
    "com.atproto.server.refreshSession": ("POST", FakeBluesky.refresh_session),
    "com.atproto.identity.resolveHandle": ("GET", FakeBluesky.resolve),
    "com.atproto.repo.getRecord": ("GET", FakeBluesky.record),
    "com.atproto.repo.putRecord": ("POST", lambda here, r: here.repo.put(r.json())),
    "com.atproto.repo.deleteRecord": ("POST", lambda here, r: here.repo.delete(r.json())),
    "app.bsky.notification.listNotifications": ("GET", FakeBluesky.notifications),
    "app.bsky.feed.searchPosts": ("GET", FakeBluesky.search),
    "app.bsky.feed.getPosts": ("GET", FakeBluesky.posts_named),
    "app.bsky.actor.getProfiles": ("GET", FakeBluesky.profiles),
    "chat.bsky.convo.getConvoAvailability": ("GET", FakeBluesky.availability),
    "chat.bsky.convo.getConvoForMembers": ("GET", FakeBluesky.convo_for),
    "chat.bsky.convo.getLog": ("GET", FakeBluesky.log),
    "chat.bsky.convo.listConvos": ("GET", FakeBluesky.convos),
    "chat.bsky.convo.getMessages": ("GET", FakeBluesky.convo_messages),
    "chat.bsky.convo.sendMessage": ("POST", FakeBluesky.send_message),
    "chat.bsky.convo.acceptConvo": ("POST", FakeBluesky.accept),
}


def _error(refused: Refused) -> Response:
    return as_json(refused.status, {"error": refused.name, "message": refused.message})


def _limit(request: Request, default: int) -> int:
    return max(1, min(int(request.param("limit") or default), LARGEST_PAGE))
