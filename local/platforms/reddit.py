"""A fake Reddit for one user of it: its API as PRAW 8 speaks to it in August 2026.

Access tokens that end and are renewed, listings newest first with `after`, rate headers in seconds
left, errors inside an answer of 200. Not of it: `before`, which we do not use, and votes.
"""

import re
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from local.platforms.reddit_things import Things
from local.platforms.serving import FakeServer, Request, Response, as_json

LONGEST = 10_000
Route = Callable[["FakeReddit", Request, str], Response]


def told(*errors: tuple[str, str], **more: Any) -> Response:
    """An answer to a write: what is wrong stands inside, under a status of 200."""
    found = [[code, "Something is wrong.", field] for code, field in errors]
    return as_json(200, {"json": {"errors": found, **more}})


class FakeReddit(FakeServer):
    """`things` is what was written; `posts` what the brand's user wrote, oldest first."""

    def __init__(
        self,
        *,
        token: str = "fake-token",  # noqa: S107  # guards nothing but this fake
        username: str = "acme_help",
        port: int = 0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(port=port)
        self.tokens, self.refresh_tokens = {token}, {"fake-refresh"}
        self.client = "Basic " + b64encode(b"fake-id:fake-secret").decode()
        self.username = username
        self.things = Things(now)
        self.renewals = 0
        self.remaining = 99.0
        self.forbidden = self.first_page_forever = False
        # What the next comment or message is refused with, and in how many seconds to try again.
        self.refuses: str | None = None
        self.ratelimit = 300

    @property
    def posts(self) -> list[dict[str, Any]]:
        """The data of the brand's own things."""
        with self.lock:
            found = [thing["data"] for thing in self.things.all.values()]
            return [data for data in found if data["author"] == self.username]

    def answer(self, request: Request) -> Response:
        """Give a token, or check one and then do it."""
        if request.path == "/api/v1/access_token":
            return self._granted(request)
        if request.headers.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
            return as_json(401, {"message": "Unauthorized", "error": 401})
        if self.forbidden:
            return as_json(403, {"message": "Forbidden", "error": 403})
        for method, pattern, do in ROUTES:
            found = re.fullmatch(pattern, request.path)
            if method == request.method and found:
                return self._with_limits(do(self, request, found.group(found.re.groups)))
        return as_json(404, {"message": "Not Found", "error": 404})

    def _granted(self, request: Request) -> Response:
        fields = request.form()
        if request.headers.get("authorization") != self.client:
            return as_json(401, {"message": "Unauthorized", "error": 401})
        if fields.get("refresh_token") not in self.refresh_tokens:
            return as_json(400, {"error": "invalid_grant"})
        self.renewals += 1
        token = f"renewed-token-{self.renewals}"
        self.tokens.add(token)
        grant = {"access_token": token, "token_type": "bearer", "expires_in": 86_400}
        return as_json(200, {**grant, "scope": "identity read submit"})

    def _with_limits(self, response: Response) -> Response:
        limits = {"x-ratelimit-used": "1", "x-ratelimit-reset": "120"}
        limits["x-ratelimit-remaining"] = str(self.remaining)
        return response._replace(headers={**response.headers, **limits})

    def too_fast(self) -> Response:
        """429 as Reddit says it: seconds left, in a header."""
        limits = {"x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "120"}
        return as_json(429, {"message": "Too Many Requests", "error": 429}, limits)

    def listing(self, request: Request, path: str) -> Response:
        """One of the listings, newest first."""
        found = self.things.listed(path, request.param("q"))
        size, after = int(request.param("limit") or 25), request.param("after")
        names = [thing["data"]["name"] for thing in found]
        start = 0
        if after and not self.first_page_forever:
            start = names.index(after) + 1 if after in names else len(names)
        page = found[start : start + size]
        following = page[-1]["data"]["name"] if len(found) > start + size else None
        data = {"after": following, "before": None, "dist": len(page), "children": page}
        return as_json(200, {"kind": "Listing", "data": data})

    def info(self, request: Request, _id: str) -> Response:
        """Things by name."""
        wanted = str(request.param("id")).split(",")
        found = [self.things.all[one] for one in wanted if one in self.things.all]
        shown = [thing for thing in found if thing["kind"] != "t4"]
        data = {"after": None, "before": None, "children": shown}
        return as_json(200, {"kind": "Listing", "data": data})

    def comment(self, request: Request, _id: str) -> Response:
        """A comment below a thing, or an answer to a message."""
        fields = request.form()
        to, words = str(fields.get("thing_id")), str(fields.get("text") or "")
        parent = self.things.all.get(to)
        if refusal := self._refusal(parent, words):
            return refusal
        thing = self.things.answer(to, self.username, words)
        return told(data={"things": [thing]})

    def _refusal(self, parent: dict[str, Any] | None, words: str) -> Response | None:
        if self.refuses == "RATELIMIT":
            return told(("RATELIMIT", "ratelimit"), ratelimit=self.ratelimit)
        if self.refuses:
            return told((self.refuses, "parent"))
        if parent is None or parent["data"]["author"] == "[deleted]":
            return told(("DELETED_COMMENT", "parent"))
        if not words:
            return told(("NO_TEXT", "text"))
        return told(("TOO_LONG", "text")) if len(words) > LONGEST else None

    def compose(self, request: Request, _id: str) -> Response:
        """A new private message; Reddit tells no name of it."""
        fields = request.form()
        if self.refuses:
            return told((self.refuses, "to"))
        self.things.message(self.username, fields["text"], fields["subject"], to=fields["to"])
        return told()

    def take_back(self, request: Request, _id: str) -> Response:
        """Delete; Reddit says yes to everybody, and does it for who wrote it."""
        name = request.form()["id"]
        if self.things.all[name]["data"]["author"] == self.username:
            self.things.delete(name)
        return as_json(200, {})

    def remove(self, request: Request, _id: str) -> Response:
        """Remove as a moderator."""
        self.things.all[request.form()["id"]]["data"]["removed"] = True
        return as_json(200, {})


LISTINGS = r"(/message/\w+|/r/\w+/(?:comments|new)|/search|/user/\w+/comments)"
ROUTES: tuple[tuple[str, str, Route], ...] = (
    ("GET", LISTINGS, FakeReddit.listing),
    ("GET", r"/api/info()", FakeReddit.info),
    ("POST", r"/api/comment()", FakeReddit.comment),
    ("POST", r"/api/compose()", FakeReddit.compose),
    ("POST", r"/api/del()", FakeReddit.take_back),
    ("POST", r"/api/remove()", FakeReddit.remove),
)
