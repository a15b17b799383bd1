"""A fake Graph API for one brand: a Page with Messenger, an Instagram account, a WhatsApp number.

As documented for version 26.0: errors by code and subcode under status 400 (rate limits too), usage
headers, two-level comments, one private answer for each comment, windows of private messages.
People are played with `things`; what it pushes to us is made in `meta_pushes`.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from local.platforms.meta_messages import to_a_number, to_a_person
from local.platforms.meta_things import (
    BUSINESS,
    INSTAGRAM,
    NUMBER,
    PAGE,
    Thing,
    Things,
    refused,
)
from local.platforms.meta_views import comment_of, media_of, page_of, post_of
from local.platforms.serving import FakeServer, Request, Response, as_json

Route = Callable[["FakeGraph", Request, str], Response]


class FakeGraph(FakeServer):
    """`things.own` is what the brand wrote; `used` the percentage of the hour's budget."""

    def __init__(
        self,
        *,
        token: str = "fake-token",  # noqa: S107  # guards nothing but this fake
        port: int = 0,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__(port=port)
        self.now = now or (lambda: datetime.now(UTC))
        self.things = Things(self.now)
        self.tokens = {token}
        self.forbidden = False
        self.used = 1
        self.first_page_forever = False
        self.forgets_pages = False
        self.subscriptions: dict[str, list[dict[str, Any]]] = {}

    def answer(self, request: Request) -> Response:
        """Check the token, then do it."""
        path = re.sub(r"^/v\d+\.\d(?=/)", "", request.path)
        for method, pattern, do in ROUTES:
            found = re.fullmatch(pattern, path)
            if method == request.method and found:
                if path == "/refresh_access_token":
                    return self._told(do(self, request, ""))
                return self._told(self._refused(request) or do(self, request, found.group(1)))
        return self._told(refused(2500, status=404))

    def _refused(self, request: Request) -> Response | None:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self.tokens:
            return refused(190, 463, status=401)
        if self.forbidden:
            return refused(200, status=403)
        return None

    def too_fast(self) -> Response:
        """A rate limit has status 400 here, and says in minutes when there is budget again."""
        row = {"type": "pages", "call_count": 100, "estimated_time_to_regain_access": 7}
        usage = f'{{"{PAGE["id"]}": [{row}]}}'.replace("'", '"')
        return refused(80001)._replace(headers={"X-Business-Use-Case-Usage": usage})

    def _told(self, response: Response) -> Response:
        usage = f'{{"call_count": {self.used}, "total_time": 1, "total_cputime": 1}}'
        return response._replace(headers={**response.headers, "X-App-Usage": usage})

    def feed(self, request: Request, _id: str) -> Response:
        """The Page's posts and those of visitors, newest first, each with its newest comments."""
        return self._listing(request, [one for one in self.things.of("post")], post_of)

    def media(self, request: Request, _id: str) -> Response:
        """The account's media, newest first, each with its newest comments."""
        return self._listing(request, [one for one in self.things.of("media")], media_of)

    def comments(self, request: Request, name: str) -> Response:
        """The comments of a post, newest first; of a comment, those that answer it."""
        return self._below(request, name, "created_time")

    def replies(self, request: Request, name: str) -> Response:
        """What answers a comment on Instagram."""
        return self._below(request, name, "timestamp")

    def _below(self, request: Request, name: str, _time: str) -> Response:
        thing = self.things.there(name)
        if thing is None:
            return refused(100, 33)
        found = self.things.below(name)
        if thing.kind == "comment":
            found = [one for one in self.things.of("comment") if one.parent == name]
        return self._listing(request, found, lambda one, _things, _limit: comment_of(one))

    def _listing(
        self, request: Request, found: list[Thing], view: Callable[[Thing, Things, int], Any]
    ) -> Response:
        inner = re.search(r"comments[^{]*limit\((\d+)\)", request.param("fields") or "")
        after = None if self.first_page_forever else request.param("after")
        if self.forgets_pages and after:
            return refused(100)
        limit = int(request.param("limit") or 25)
        page, paging = page_of(found, limit, after, f"{self.base_url}{request.path}")
        rows = [view(one, self.things, int(inner.group(1)) if inner else 0) for one in page]
        return as_json(200, {"data": rows} | paging)

    def object(self, request: Request, name: str) -> Response:
        """One of the things, or what a professional account is told of a mention."""
        named = re.match(r"mentioned_(comment|media)\.\w+\((\w+)\)", request.param("fields") or "")
        thing = self.things.there(named.group(2) if named else name)
        if thing is None:
            return refused(100, 33)
        if named:
            shown = comment_of(thing) if named.group(1) == "comment" else media_of(thing)
            return as_json(200, {f"mentioned_{named.group(1)}": shown, "id": name})
        return as_json(200, post_of(thing) if thing.kind == "post" else comment_of(thing))

    def comment(self, request: Request, name: str) -> Response:
        """An answer of the brand's below a post or a comment."""
        above = self.things.there(name)
        if above is None:
            return refused(100, 33)
        text = _form(request).get("message", "")
        most = 300 if request.path.endswith("/replies") else 8_000
        if not text or len(text) > most:
            return refused(100)
        brand = INSTAGRAM if most == 300 else PAGE
        prefix = (above.post or above.id).rpartition("_")[2]
        post = above.post or above.id
        made = self.things.say("comment", text, brand, post=post, parent=name, prefix=prefix)
        return as_json(200, {"id": made.id})

    def mention(self, request: Request, _id: str) -> Response:
        """An answer to who named us below what is not ours."""
        fields = _form(request)
        name = fields.get("comment_id") or fields["media_id"]
        if self.things.there(name) is None:
            return refused(100, 33)
        made = self.things.say("comment", fields["message"], INSTAGRAM, parent=name)
        return as_json(200, {"id": made.id})

    def like(self, _request: Request, name: str) -> Response:
        """The Page likes something."""
        thing = self.things.there(name)
        if thing is None:
            return refused(100, 33)
        thing.liked = True
        return as_json(200, {"success": True})

    def likes(self, _request: Request, name: str) -> Response:
        """Who likes something."""
        thing = self.things.there(name)
        if thing is None:
            return refused(100, 33)
        return as_json(200, {"data": [PAGE] if thing.liked else []})

    def hide(self, request: Request, name: str) -> Response:
        """Hide a comment from all but its author and their friends."""
        thing = self.things.there(name)
        if thing is None:
            return refused(100, 33)
        fields = _form(request)
        thing.hidden = "true" in (fields.get("is_hidden"), fields.get("hide"))
        return as_json(200, {"success": True})

    def delete(self, _request: Request, name: str) -> Response:
        """Take something away."""
        thing = self.things.there(name)
        if thing is None:
            return refused(100, 33)
        thing.gone = True
        return as_json(200, {"success": True})

    def message(self, request: Request, name: str) -> Response:
        """A private message."""
        body = request.json()
        if body.get("messaging_product") == "whatsapp":
            return to_a_number(self.things, self.now(), body)
        return to_a_person(self.things, self.now(), body, 1_000 if name == INSTAGRAM["id"] else 0)

    def subscribed(self, _request: Request, owner: str) -> Response:
        """The apps that are told of an account's news, and of which."""
        return as_json(200, {"data": self.subscriptions.get(owner, [])})

    def subscribe(self, request: Request, owner: str) -> Response:
        """Tell this app of these news, and of no others."""
        fields = _form(request).get("subscribed_fields", "").split(",")
        if not all(fields):
            return refused(100)
        others = [one for one in self.subscriptions.get(owner, []) if one["id"] != APP]
        ours = {"id": APP, "name": "Desk", "subscribed_fields": fields}
        self.subscriptions[owner] = [*others, ours]
        return as_json(200, {"success": True})

    def refresh(self, request: Request, _id: str) -> Response:
        """Another sixty days for a token that still holds."""
        token = request.param("access_token") or ""
        if token not in self.tokens:
            return refused(190, 463)
        newer = f"{token}-again"
        self.tokens.add(newer)
        return as_json(200, {"access_token": newer, "token_type": "bearer", "expires_in": 5184000})


def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl(request.body.decode(), keep_blank_values=True))


__all__ = ["APP", "BUSINESS", "INSTAGRAM", "NUMBER", "PAGE", "FakeGraph"]
APP = "5500000000000001"
ID = r"([\w.-]+)"
ROUTES: tuple[tuple[str, str, Route], ...] = (
    ("GET", r"/(refresh_access_token)", FakeGraph.refresh),
    ("GET", f"/{ID}/feed", FakeGraph.feed),
    ("GET", f"/{ID}/media", FakeGraph.media),
    ("GET", f"/{ID}/comments", FakeGraph.comments),
    ("GET", f"/{ID}/replies", FakeGraph.replies),
    ("GET", f"/{ID}/likes", FakeGraph.likes),
    ("GET", f"/{ID}/subscribed_apps", FakeGraph.subscribed),
    ("POST", f"/{ID}/subscribed_apps", FakeGraph.subscribe),
    ("GET", f"/{ID}", FakeGraph.object),
    ("POST", f"/{ID}/comments", FakeGraph.comment),
    ("POST", f"/{ID}/replies", FakeGraph.comment),
    ("POST", f"/{ID}/mentions", FakeGraph.mention),
    ("POST", f"/{ID}/likes", FakeGraph.like),
    ("POST", f"/{ID}/messages", FakeGraph.message),
    ("POST", f"/{ID}", FakeGraph.hide),
    ("DELETE", f"/{ID}", FakeGraph.delete),
)
