"""A fake of the YouTube Data API's comments, for one channel, with its token endpoint.

Bearer tokens that are renewed, threads newest first by pages, answers that do not move their
thread, moderation, the units of the day's quota, errors by `errors[0].reason`.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from local.platforms.serving import FakeServer, Request, Response, as_json
from local.platforms.tokens import Tokens

CHANNEL = "UC0000000000000000000001"
VIDEO = "vid00000001"
COSTS = {"GET": 1, "POST": 50, "DELETE": 50}
MOST_SHOWN, MOST_IDS = 5, 50
Route = Callable[["FakeYoutube", Request], Response]


class FakeYoutube(FakeServer):
    """`posts` is what the channel answered; `play` lets somebody comment on its video."""

    def __init__(
        self,
        *,
        port: int = 0,
        quota: int = 10_000,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(port=port)
        self.tokens = Tokens()
        self.quota = quota
        self.used = 0
        self.forbidden = False
        self.first_page_forever = False
        self.forgets_pages = False
        self.closed: set[str] = set()
        self.comments: dict[str, dict[str, Any]] = {}
        self._now = now

    @property
    def token_url(self) -> str:
        return f"{self.base_url}/token"

    @property
    def posts(self) -> list[dict[str, Any]]:
        """The channel's own comments, oldest first."""
        with self.lock:
            return [c for c in self.comments.values() if _author(c) == CHANNEL]

    def play(self, mention: dict[str, Any]) -> str:
        """Let a mention in Earshot's file format happen here; its id."""
        with self.lock:
            identifier = str(mention["id"])
            if mention.get("event") == "delete":
                for other in (identifier, *self._below(identifier)):
                    self.comments.pop(other, None)
                return identifier
            at = mention["created_at"]
            self.comments[identifier] = self._comment(
                identifier, mention["author"], mention["text"], at, mention.get("edited_at") or at
            )
            if parent := mention.get("in_reply_to"):
                self.comments[identifier]["snippet"]["parentId"] = parent
            return identifier

    def spoil(self, identifier: str) -> None:
        """Show it from now on as no client can read it."""
        del self.comments[identifier]["snippet"]["publishedAt"]

    def hold(self, identifier: str, status: str = "heldForReview") -> None:
        """Show it no more to the public."""
        self.comments[identifier]["snippet"]["moderationStatus"] = status

    def _comment(
        self, identifier: str, author: dict[str, Any], text: str, published: str, updated: str
    ) -> dict[str, Any]:
        return {
            "kind": "youtube#comment",
            "etag": "y",
            "id": identifier,
            "snippet": {
                "channelId": CHANNEL,
                "videoId": VIDEO,
                "textDisplay": text,
                "authorDisplayName": f"@{author.get('handle') or author['id']}",
                "authorProfileImageUrl": "https://yt3.example/x.jpg",
                "authorChannelUrl": f"http://www.youtube.com/@{author.get('handle')}",
                "authorChannelId": {"value": author["id"]},
                "canRate": True,
                "viewerRating": "none",
                "likeCount": 0,
                "moderationStatus": "published",
                "publishedAt": published,
                "updatedAt": updated,
            },
        }

    def answer(self, request: Request) -> Response:
        """Check token and quota, then do it."""
        if request.path == "/token":
            return self.tokens.answer(request)
        if not self.tokens.knows(request):
            return refused(401, "authError", "Invalid Credentials")
        self.used += COSTS[request.method]
        if self.used > self.quota:
            return self.too_fast()
        if self.forbidden:
            return refused(403, "forbidden", "Nicht erlaubt")
        do = ROUTES.get((request.method, request.path))
        return do(self, request) if do else as_json(404, {"error": {"code": 404}})

    def too_fast(self) -> Response:
        """The quota of the day is used up."""
        return refused(403, "quotaExceeded", "The request cannot be completed")

    def threads(self, request: Request) -> Response:
        """Threads of the channel, or one by its id."""
        wanted = request.param("id")
        shown = request.param("moderationStatus") or "published"
        found = [
            comment
            for comment in self.comments.values()
            if "parentId" not in comment["snippet"]
            and comment["snippet"]["moderationStatus"] == shown
            and wanted in (None, comment["id"])
        ]
        found.sort(key=lambda c: str(c["snippet"].get("publishedAt", "")), reverse=True)
        return self._page(request, [self._as_thread(comment) for comment in found])

    def _as_thread(self, comment: dict[str, Any]) -> dict[str, Any]:
        below = self._shown_below(comment["id"])
        thread = {
            "kind": "youtube#commentThread",
            "etag": "x",
            "id": comment["id"],
            "snippet": {
                "channelId": CHANNEL,
                "videoId": VIDEO,
                "canReply": comment["id"] not in self.closed,
                "isPublic": True,
                "totalReplyCount": len(below),
                "topLevelComment": comment,
            },
        }
        return thread | ({"replies": {"comments": below[:MOST_SHOWN]}} if below else {})

    def _shown_below(self, identifier: str) -> list[dict[str, Any]]:
        found = [self.comments[one] for one in self._below(identifier)]
        return [c for c in found if c["snippet"]["moderationStatus"] == "published"]

    def _below(self, identifier: str) -> list[str]:
        return [
            name
            for name, comment in self.comments.items()
            if comment["snippet"].get("parentId") == identifier
        ]

    def listed(self, request: Request) -> Response:
        """Answers of a thread, or comments by their ids."""
        if (wanted := request.param("id")) is not None:
            ids = wanted.split(",")
            if len(ids) > MOST_IDS:
                return refused(400, "invalidFilter", "Zu viele")
            return self._page(request, [c for c in self.comments.values() if c["id"] in ids])
        parent = request.param("parentId") or ""
        if parent not in self.comments:
            return refused(404, "commentNotFound", "Nicht gefunden")
        return self._page(request, self._shown_below(parent))

    def _page(self, request: Request, found: list[dict[str, Any]]) -> Response:
        if self.forgets_pages and request.param("pageToken"):
            return refused(400, "invalidPageToken", "Ungültig")
        start = 0 if self.first_page_forever else int(request.param("pageToken") or 0)
        most = int(request.param("maxResults") or 20)
        page: dict[str, Any] = {"items": found[start : start + most]}
        if start + most < len(found):
            page["nextPageToken"] = str(start + most)
        return as_json(200, page)

    def insert(self, request: Request) -> Response:
        """Publish an answer of the channel."""
        snippet = request.json()["snippet"]
        parent, text = snippet["parentId"], snippet["textOriginal"]
        if parent not in self.comments:
            return refused(404, "parentCommentNotFound", "Nicht gefunden")
        if parent in self.closed:
            return refused(400, "operationNotSupported", "Nicht möglich")
        if len(text) > 10_000:
            return refused(400, "commentTextTooLong", "Zu lang")
        at = self._now().strftime("%Y-%m-%dT%H:%M:%SZ")
        identifier = f"{parent}.9own{len(self.comments)}"
        comment = self._comment(identifier, {"id": CHANNEL, "handle": "acmehelp"}, text, at, at)
        comment["snippet"] |= {"parentId": parent, "textOriginal": text}
        self.comments[identifier] = comment
        return as_json(200, comment)

    def moderate(self, request: Request) -> Response:
        """Set a comment's moderation status."""
        identifier = request.param("id") or ""
        if identifier not in self.comments:
            return refused(404, "commentNotFound", "Nicht gefunden")
        self.hold(identifier, request.param("moderationStatus") or "")
        return Response(204)

    def delete(self, request: Request) -> Response:
        """Take away a comment of the channel's own."""
        identifier = request.param("id") or ""
        if identifier not in self.comments:
            return refused(404, "commentNotFound", "Nicht gefunden")
        if _author(self.comments[identifier]) != CHANNEL:
            return refused(403, "forbidden", "Nicht erlaubt")
        del self.comments[identifier]
        return Response(204)


ROUTES: dict[tuple[str, str], Route] = {
    ("GET", "/commentThreads"): FakeYoutube.threads,
    ("GET", "/comments"): FakeYoutube.listed,
    ("POST", "/comments"): FakeYoutube.insert,
    ("DELETE", "/comments"): FakeYoutube.delete,
    ("POST", "/comments/setModerationStatus"): FakeYoutube.moderate,
}


def refused(status: int, reason: str, message: str) -> Response:
    """An error as Google's APIs say it."""
    error = {"domain": "youtube", "reason": reason, "message": message}
    return as_json(status, {"error": {"code": status, "message": message, "errors": [error]}})


def _author(comment: dict[str, Any]) -> str:
    return str(comment["snippet"]["authorChannelId"]["value"])
