"""What the fake AT protocol server does at each call: sessions, posts, repository, chat."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from local.platforms.bluesky_chat import Chat
from local.platforms.bluesky_posts import People, Posts, moment
from local.platforms.bluesky_repo import Repo
from local.platforms.bluesky_sessions import Refused, Sessions
from local.platforms.serving import Request

LARGEST_PAGE = 100
HANDLE, DID = "brand.example", "did:plc:gggghhhhiiiijjjjkkkkllll"
PASSWORD = "fake-app-password"  # noqa: S105  # guards nothing but this fake
Route = Callable[["Calls", Request], dict[str, Any]]


class Calls:
    """One method for each call; `reasons` is why the brand is notified of a post."""

    sessions: Sessions
    people: People
    posts: Posts
    repo: Repo
    chat: Chat
    endpoint: str
    reasons: dict[str, str]
    first_page_forever: bool

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
            for uri, reason in self.reasons.items()
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
        return kept | {"reason": self.reasons[uri], "isRead": False, "labels": []}

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
    "com.atproto.server.createSession": ("POST", Calls.create_session),
    "com.atproto.server.refreshSession": ("POST", Calls.refresh_session),
    "com.atproto.identity.resolveHandle": ("GET", Calls.resolve),
    "com.atproto.repo.getRecord": ("GET", Calls.record),
    "com.atproto.repo.putRecord": ("POST", lambda here, r: here.repo.put(r.json())),
    "com.atproto.repo.deleteRecord": ("POST", lambda here, r: here.repo.delete(r.json())),
    "app.bsky.notification.listNotifications": ("GET", Calls.notifications),
    "app.bsky.feed.searchPosts": ("GET", Calls.search),
    "app.bsky.feed.getPosts": ("GET", Calls.posts_named),
    "app.bsky.actor.getProfiles": ("GET", Calls.profiles),
    "chat.bsky.convo.getConvoAvailability": ("GET", Calls.availability),
    "chat.bsky.convo.getConvoForMembers": ("GET", Calls.convo_for),
    "chat.bsky.convo.getLog": ("GET", Calls.log),
    "chat.bsky.convo.listConvos": ("GET", Calls.convos),
    "chat.bsky.convo.getMessages": ("GET", Calls.convo_messages),
    "chat.bsky.convo.sendMessage": ("POST", Calls.send_message),
    "chat.bsky.convo.acceptConvo": ("POST", Calls.accept),
}


def _limit(request: Request, default: int) -> int:
    return max(1, min(int(request.param("limit") or default), LARGEST_PAGE))
