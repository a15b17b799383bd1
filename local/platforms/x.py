"""A fake of X's API, version 2, for one brand account, as documented in August 2026.

Bearer and user tokens with refresh (an old refresh token is spent), mentions, recent search, direct
messages, pages, `since_id`, rate windows of 15 minutes, problem bodies, partial errors in a 200,
the reply rule of self-serve tiers, refusal of the same words, hiding and deleting.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

from local.platforms.serving import FakeServer, Request, Response, as_json
from local.platforms.x_answers import Shelf, Windows, invalid, missing, page, problem
from local.platforms.x_hooks import Hooks
from local.platforms.x_posts import Messages, Posts, Users, snowflake

REACH = timedelta(days=7)
NOT_SUMMONED = (
    "Reply to this conversation is not allowed because you have not been mentioned or otherwise"
    " engaged by the author of the post you are replying to."
)
GONE = "You attempted to reply to a Tweet that is deleted or not visible to you."
DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
Route = Callable[["FakeX", Request, str], Response]


class FakeX(FakeServer):
    """`users`, `posts` and `messages` are played by hand; `sent` is what the brand published."""

    def __init__(
        self,
        *,
        user_id: str = "700000000000000007",
        handle: str = "acmehelp",
        self_serve: bool = True,
        port: int = 0,
        limits: dict[str, int] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`limits` are calls in 15 minutes by the name of the route.

        `refuse_with` is answered to every call but for tokens, `refuse_writes_with` to every POST,
        `beside` is put into every listing,
        `forgets_pages` is how many tokens of pages shall be refused.
        """
        super().__init__(port=port)
        self.user_id = user_id
        self.self_serve = self_serve
        self.bearers, self.access, self.refresh = {"app-token"}, {"user-token"}, {"refresh-1"}
        self.forbidden = self.blocked = self.first_page_forever = False
        self.refuse_with: Response | None = None
        self.refuse_writes_with: Response | None = None
        self.forgets_pages = 0
        self.beside: dict[str, Any] = {}
        self._now = now
        self.users = Users()
        self.users.add(user_id, handle)
        self.posts = Posts(self.users, now)
        self.messages = Messages()
        self.windows = Windows(now, {"dm_events": 15, **(limits or {})})
        self.sent: list[dict[str, Any]] = []
        self._shelf = Shelf(self.users, self.posts.known)
        self._renewals = 1
        self.hooks = Hooks(now)

    def answer(self, request: Request) -> Response:
        """Check the token, the window and the credit, then do it."""
        for method, pattern, name, tokens, do in ROUTES:
            found = re.fullmatch(pattern, request.path)
            if method != request.method or not found:
                continue
            refused = self._refused(request, name, tokens)
            told = refused or do(self, request, found.group(1) if found.groups() else "")
            return told._replace(headers={**told.headers, **self.windows.headers(name)})
        return problem(404, "", "Not Found")

    def _refused(self, request: Request, name: str, tokens: str) -> Response | None:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        known = {"app": self.bearers | self.access, "user": self.access, "none": {given}}[tokens]
        if given not in known:
            if given in self.bearers:
                detail = "Authenticating with OAuth 2.0 Application-Only is forbidden here."
                return problem(403, "unsupported-authentication", detail)
            return as_json(401, {"title": "Unauthorized", "type": "about:blank", "status": 401})
        if self.forbidden and tokens != "none":
            return problem(403, "client-forbidden", "This app lacks the access that is needed.")
        if self.refuse_with and tokens != "none":
            return self.refuse_with
        if self.refuse_writes_with and request.method == "POST":
            return self.refuse_writes_with
        return None if self.windows.take(name) else self.too_fast()

    def too_fast(self) -> Response:
        """429 as X says it."""
        found = problem(429, "", "Too Many Requests")
        reset = str(int((datetime.now(UTC) + timedelta(minutes=10)).timestamp()))
        headers = {"x-rate-limit-remaining": "0", "x-rate-limit-reset": reset}
        return found._replace(headers={**found.headers, **headers})

    def renew(self, request: Request, _: str) -> Response:
        """A new pair for a refresh token that is not spent."""
        fields = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        given = fields.get("refresh_token", "")
        if fields.get("grant_type") != "refresh_token" or given not in self.refresh:
            told = {"error": "invalid_request", "error_description": "Value passed was invalid."}
            return as_json(400, told)
        self._renewals += 1
        pair = {
            "access_token": f"user-token-{self._renewals}",
            "refresh_token": f"refresh-{self._renewals}",
        }
        self.access, self.refresh = {pair["access_token"]}, {pair["refresh_token"]}
        return as_json(200, {"token_type": "bearer", "expires_in": 7200, **pair})

    def mentions(self, request: Request, user: str) -> Response:
        """Posts that name the user, reposts and their own aside."""
        found = self.posts.listed(lambda one: self._names(one, user))
        return self._listing(request, found, most=100)

    def timeline(self, request: Request, user: str) -> Response:
        """Posts of the user."""
        found = self.posts.listed(lambda one: one["author_id"] == user)
        return self._listing(request, found, most=100)

    def search(self, request: Request, _: str) -> Response:
        """Posts of seven days that hold a word of the query."""
        query = request.param("query") or ""
        words = [one.strip('()"').lower() for one in query.split() if ":" not in one]
        since = request.param("since_id")
        oldest, newest = (int(snowflake(self._now() + off)) for off in (-REACH, REACH))
        if since and not oldest <= int(since) <= newest:
            return invalid("since_id", since, "'since_id' must be a tweet id created after …")
        start = request.param("start_time")
        if start and datetime.fromisoformat(start) < self._now() - REACH:
            return invalid("start_time", start, "'start_time' must be on or after …")
        found = self.posts.listed(
            lambda one: any(word in one["text"].lower() for word in words if word != "or")
        )
        return self._listing(request, found, most=100)

    def _names(self, post: dict[str, Any], user: str) -> bool:
        named = [one["id"] for one in post["entities"]["mentions"]]
        return user in named and post["author_id"] != user

    def _listing(self, request: Request, found: list[dict[str, Any]], most: int) -> Response:
        if since := request.param("since_id"):
            found = [one for one in found if int(one["id"]) > int(since)]
        if start := request.param("start_time"):
            found = [one for one in found if one.get("created_at", "9") >= start]
        if self.forgets_pages and (token := request.param("pagination_token")):
            self.forgets_pages -= 1
            return invalid("pagination_token", token, "This token is no longer known.")
        listed, token = page(request, found, most)
        if self.first_page_forever:
            listed, token = found[:most], "0"
        meta: dict[str, Any] = {"result_count": len(listed)}
        if listed:
            meta |= {"newest_id": listed[0]["id"], "oldest_id": listed[-1]["id"]}
        if token:
            meta["next_token"] = token
        return as_json(200, self._shelf.show(request, listed) | {"meta": meta} | self.beside)

    def profiles(self, request: Request, _: str) -> Response:
        """People by their ids."""
        wanted = (request.param("ids") or "").split(",")
        found = [self.users.known[one] for one in wanted if one in self.users.known]
        return as_json(200, {"data": found} if found else {"errors": [missing(wanted[0])]})

    def look_up(self, request: Request, _: str) -> Response:
        """Posts by their ids; those that are gone come as partial errors."""
        wanted = (request.param("ids") or "").split(",")
        found = [self.posts.known[one] for one in wanted if one in self.posts.known]
        errors = [missing(one) for one in wanted if one not in self.posts.known]
        told = self._shelf.show(request, found)
        return as_json(200, told | ({"errors": errors} if errors else {}))

    def publish(self, request: Request, _: str) -> Response:
        """A post of the brand; X puts the author's name in front itself."""
        fields = request.json()
        text, parent = str(fields["text"]), fields.get("reply", {}).get("in_reply_to_tweet_id")
        if refused := self._unfit(text, parent):
            return refused
        at = self._now()
        identifier = snowflake(at, len(self.sent) + 1)
        author = self.users.known.get(self.posts.known.get(parent, {}).get("author_id", ""), {})
        shown = f"@{author['username']} {text}" if author else text
        post = self.posts.add(identifier, self.user_id, shown, at=at, answers=parent)
        self.sent.append({"id": identifier, "text": text, "parent": parent})
        told = {name: post[name] for name in ("id", "text", "edit_history_tweet_ids")}
        return as_json(201, {"data": told})

    def _unfit(self, text: str, parent: str | None) -> Response | None:
        if parent and parent not in self.posts.known:
            return problem(403, "", GONE)
        if parent and self.self_serve and not self._summoned(self.posts.known[parent]):
            return problem(403, "", NOT_SUMMONED)
        if any(one["text"] == text for one in self.sent):
            return problem(403, "", DUPLICATE)
        return invalid("text", "…", "Text is too long.") if len(text) > 280 else None

    def _summoned(self, post: dict[str, Any]) -> bool:
        quoted = [r["id"] for r in post.get("referenced_tweets", []) if r["type"] == "quoted"]
        ours = [one for one in quoted if self.posts.known[one]["author_id"] == self.user_id]
        return bool(ours) or self._names(post, self.user_id)

    def delete(self, _: Request, identifier: str) -> Response:
        """Take a post of the brand back."""
        self.sent = [one for one in self.sent if one["id"] != identifier]
        return as_json(200, {"data": {"deleted": self.posts.delete(identifier)}})

    def hide(self, request: Request, identifier: str) -> Response:
        """Hide a reply."""
        hidden = request.json()["hidden"] is True
        (self.posts.hidden.add if hidden else self.posts.hidden.discard)(identifier)
        return as_json(200, {"data": {"hidden": hidden}})

    def dm_events(self, request: Request, other: str) -> Response:
        """Messages, newest first, of the user or of one conversation."""
        return self._listing(request, self.messages.between(self.user_id, other or None), most=100)

    def write_message(self, request: Request, other: str) -> Response:
        """Send one to somebody who takes messages."""
        if self.blocked:
            return problem(403, "", "You cannot send messages to this user.")
        at, text = self._now(), request.json()["text"]
        identifier = snowflake(at, len(self.sent) + 1)
        self.messages.add(identifier, self.user_id, other, text, at)
        self.sent.append({"id": identifier, "text": text, "parent": None})
        told = {"dm_conversation_id": f"{self.user_id}-{other}", "dm_event_id": identifier}
        return as_json(201, {"data": told})

    def webhooks(self, _request: Request, _: str) -> Response:
        """The app's."""
        return self.hooks.listed()

    def validate(self, _request: Request, identifier: str) -> Response:
        """Have one prove itself."""
        return self.hooks.validate(identifier)

    def replay(self, request: Request, _: str) -> Response:
        """Push again what was missed."""
        return self.hooks.replay(request)


ROUTES: tuple[tuple[str, str, str, str, Route], ...] = (
    ("POST", r"/2/oauth2/token", "token", "none", FakeX.renew),
    ("GET", r"/2/webhooks", "webhooks", "app", FakeX.webhooks),
    ("PUT", r"/2/webhooks/(\d+)", "webhook", "app", FakeX.validate),
    ("POST", r"/2/webhooks/replay", "replay", "app", FakeX.replay),
    ("GET", r"/2/users/(\d+)/mentions", "mentions", "app", FakeX.mentions),
    ("GET", r"/2/users/(\d+)/tweets", "timeline", "app", FakeX.timeline),
    ("GET", r"/2/tweets/search/recent", "search", "app", FakeX.search),
    ("GET", r"/2/users", "profiles", "app", FakeX.profiles),
    ("GET", r"/2/tweets", "look_up", "app", FakeX.look_up),
    ("POST", r"/2/tweets", "publish", "user", FakeX.publish),
    ("DELETE", r"/2/tweets/(\d+)", "delete", "user", FakeX.delete),
    ("PUT", r"/2/tweets/(\d+)/hidden", "hide", "user", FakeX.hide),
    ("GET", r"/2/dm_events", "dm_events", "user", FakeX.dm_events),
    ("GET", r"/2/dm_conversations/with/(\d+)/dm_events", "dm_with", "user", FakeX.dm_events),
    ("POST", r"/2/dm_conversations/with/(\d+)/messages", "dm_write", "user", FakeX.write_message),
)
