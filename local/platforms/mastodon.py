"""A fake Mastodon-API server for one brand account, as documented for Mastodon 4.6.

Bearer tokens, notifications with `min_id`, `since_id` and `max_id`, Link and X-RateLimit headers,
429 without Retry-After, statuses with Idempotency-Key, contexts, JSON errors in another language
than ours. People on other servers are played with `play`.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from local.platforms.mastodon_posts import Accounts, Statuses
from local.platforms.serving import FakeServer, Request, Response, as_json

PAGE, LARGEST_PAGE, MOST_AT_ONCE = 40, 80, 20
WINDOW = timedelta(minutes=5)
REMOTE = r"(?<=\w)@[\w.:]+"  # the server in @user@server counts nothing
Route = Callable[["FakeMastodon", Request, str], Response]


class FakeMastodon(FakeServer):
    """`posts` is what the brand published; `play` lets somebody mention the brand."""

    def __init__(
        self,
        *,
        token: str = "fake-token",  # noqa: S107  # guards nothing but this fake
        account: str = "acmehelp",
        port: int = 0,
        limit: int = 300,
        max_characters: int = 500,
        keeps_idempotency_keys: bool = True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`limit` is requests per five minutes; some servers ignore idempotency keys."""
        super().__init__(port=port)
        self.tokens = {token}
        self.limit = limit
        self.max_characters = max_characters
        self.keeps_idempotency_keys = keeps_idempotency_keys
        self.first_page_forever = False
        self.refuse_posts_with: int | None = None
        self.forbidden = False
        self._now = now
        self._window = (now(), 0)
        self.accounts = Accounts(self.base_url)
        self.own = self.accounts.add(identifier="1", acct=account, display_name=account)
        self.statuses = Statuses(self.base_url, self.accounts, now)
        # A server that is started anew gives higher ids than it gave before.
        self._first_notification = int(now().timestamp() * 1000)
        self._notifications: list[dict[str, str]] = []
        self.api_version = 11
        self._by_key: dict[str, str] = {}

    @property
    def posts(self) -> list[dict[str, Any]]:
        """The brand's own statuses, oldest first, with the Idempotency-Key each came under."""
        with self.lock:
            return self.statuses.of(self.own)

    @property
    def notified(self) -> list[str]:
        """Ids of the notifications, oldest first."""
        with self.lock:
            return [notification["id"] for notification in self._notifications]

    def play(self, mention: dict[str, Any]) -> str | None:
        """Let a mention in Earshot's file format happen here; the notification's id, if any.

        An edit notifies again, as it does where it renews the `@` that names the brand. A deletion
        takes the post and its notifications away: nobody is told.
        """
        with self.lock:
            if mention.get("event") == "delete":
                self.statuses.delete(mention["id"])
                return None
            status = self.statuses.take_in(mention, self.own)
            return self._notify(status, "quote" if mention.get("quote") else "mention")

    def publish_elsewhere(self, mention: dict[str, Any]) -> None:
        """Let somebody post without telling the brand."""
        with self.lock:
            self.statuses.take_in(mention, self.own)

    def _notify(self, status: str, kind: str) -> str:
        identifier = str(self._first_notification + len(self._notifications))
        at = self._now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._notifications.append(
            {"id": identifier, "status": status, "created_at": at, "type": kind}
        )
        return identifier

    def answer(self, request: Request) -> Response:
        """Check the window and the token, then do it."""
        for method, pattern, needs_token, do in ROUTES:
            found = re.fullmatch(pattern, request.path)
            if method == request.method and found:
                if needs_token and not self._knows(request):
                    return self._told(as_json(401, {"error": "アクセストークンは無効です"}))
                if needs_token and self.forbidden:
                    return self._told(as_json(403, {"error": "この操作は許可されていません"}))
                if not self._within_limit():
                    return self.too_fast()
                return self._told(do(self, request, found.group(found.re.groups)))
        return self._told(as_json(404, {"error": "Not Found"}))

    def _knows(self, request: Request) -> bool:
        return request.headers.get("authorization", "").removeprefix("Bearer ") in self.tokens

    def _within_limit(self) -> bool:
        start, used = self._window
        if self._now() - start >= WINDOW:
            start, used = self._now(), 0
        self._window = (start, used + 1)
        return used < self.limit

    def too_fast(self) -> Response:
        """429 as Mastodon says it: no Retry-After, the reset as an ISO 8601 time."""
        return self._told(as_json(429, {"error": "リクエストの回数が多すぎます"}), remaining=0)

    def _told(self, response: Response, remaining: int | None = None) -> Response:
        start, used = self._window
        left = max(0, self.limit - used) if remaining is None else remaining
        reset = (start + WINDOW).isoformat(timespec="microseconds").replace("+00:00", "Z")
        limits = {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(left),
            "X-RateLimit-Reset": reset,
        }
        return response._replace(headers={**response.headers, **limits})

    def instance(self, _request: Request, _id: str) -> Response:
        """What this server allows."""
        statuses = {
            "max_characters": self.max_characters,
            "max_media_attachments": 4,
            "characters_reserved_per_url": 23,
        }
        return as_json(
            200,
            {
                "domain": f"127.0.0.1:{self.port}",
                "version": "4.6.4",
                "configuration": {"statuses": statuses},
                "api_versions": {"mastodon": self.api_version},
            },
        )

    def verify_credentials(self, _request: Request, _id: str) -> Response:
        """Whose token it is."""
        return as_json(200, self.accounts.entity(self.own))

    def notifications(self, request: Request, _id: str) -> Response:
        """Newest first: `min_id` the ones right after it, `since_id` the newest after it."""
        wanted = [value for name, value in request.params if name == "types[]"]
        found = [n for n in self._notifications if not wanted or n["type"] in wanted]
        found = [n for n in found if self.statuses.exists(n["status"])]
        if not self.first_page_forever:
            found = _between(found, request)
        limit = max(1, min(int(request.param("limit") or PAGE), LARGEST_PAGE))
        forward = request.param("min_id") is not None and not self.first_page_forever
        page = (found[:limit] if forward else found[-limit:])[::-1]
        return as_json(200, [self._notification(n) for n in page], self._links(page))

    def _notification(self, notification: dict[str, str]) -> dict[str, Any]:
        status = self.statuses.entity(notification["status"])
        identity = {"id": notification["id"], "type": notification["type"]}
        rest = {"created_at": notification["created_at"], "account": status["account"]}
        return identity | rest | {"status": status}

    def _links(self, page: list[dict[str, str]]) -> dict[str, str]:
        if not page:
            return {}
        here = f"{self.base_url}/api/v1/notifications"
        older = f'<{here}?max_id={page[-1]["id"]}>; rel="next"'
        return {"Link": f'{older}, <{here}?min_id={page[0]["id"]}>; rel="prev"'}

    def publish(self, request: Request, _id: str) -> Response:
        """Publish a status of the brand."""
        key = request.headers.get("idempotency-key", "")
        if self.keeps_idempotency_keys and key in self._by_key:
            return as_json(200, self.statuses.entity(self._by_key[key]))
        if self.refuse_posts_with:
            return as_json(self.refuse_posts_with, {"error": "許可されていません"})
        fields = request.json()
        text, parent = str(fields.get("status") or ""), fields.get("in_reply_to_id")
        if not text or len(re.sub(REMOTE, "", text)) > self.max_characters:
            return as_json(422, {"error": "バリデーションに失敗しました"})
        if parent and not self.statuses.exists(parent):
            return as_json(404, {"error": "見つかりません"})
        identifier = self.statuses.publish(self.own, fields, key)
        if key:
            self._by_key[key] = identifier
        return as_json(200, self.statuses.entity(identifier))

    def status(self, _request: Request, identifier: str) -> Response:
        """One status."""
        if not self.statuses.exists(identifier):
            return as_json(404, {"error": "見つかりません"})
        return as_json(200, self.statuses.entity(identifier))

    def many(self, request: Request, _id: str) -> Response:
        """Those of these statuses that are there, at most twenty."""
        wanted = [value for name, value in request.params if name == "id[]"]
        if len(wanted) > MOST_AT_ONCE:
            return as_json(422, {"error": "バリデーションに失敗しました"})
        found = [one for one in wanted if self.statuses.exists(one)]
        return as_json(200, [self.statuses.entity(one) for one in found])

    def favourite(self, _request: Request, identifier: str) -> Response:
        """Like a status; liked twice is liked."""
        if not self.statuses.exists(identifier):
            return as_json(404, {"error": "見つかりません"})
        self.statuses.favourite(identifier)
        return as_json(200, self.statuses.entity(identifier))

    def delete(self, _request: Request, identifier: str) -> Response:
        """Delete a status of the brand, and of nobody else."""
        if not self.statuses.exists(identifier):
            return as_json(404, {"error": "見つかりません"})
        status = self.statuses.entity(identifier)
        if status["account"]["id"] != self.own:
            return as_json(404, {"error": "見つかりません"})
        self.statuses.delete(identifier)
        return as_json(200, status)

    def tag(self, request: Request, tag: str) -> Response:
        """Posts with a tag, newest first."""
        wanted = f"#{unquote(tag)}".lower()
        return as_json(200, self._page(request, lambda one: wanted in _said(one).split()))

    def search(self, request: Request, _id: str) -> Response:
        """Posts that hold all the words, newest first."""
        words = (request.param("q") or "").lower().split()
        found = self._page(request, lambda one: all(word in _said(one) for word in words))
        return as_json(200, {"accounts": [], "statuses": found, "hashtags": []})

    def posted(self, request: Request, account: str) -> Response:
        """What an account posted, newest first."""
        return as_json(200, self._page(request, lambda one: bool(one["account"] == account)))

    def _page(
        self, request: Request, holds: Callable[[dict[str, Any]], bool]
    ) -> list[dict[str, Any]]:
        ids = self.statuses.newest(holds)
        if (bound := request.param("max_id")) and not self.first_page_forever:
            ids = [one for one in ids if _order(one) < _order(bound)]
        return [self.statuses.entity(one) for one in ids[: int(request.param("limit") or 20)]]

    def context(self, _request: Request, identifier: str) -> Response:
        """What a status answers, and all that answers it."""
        if not self.statuses.exists(identifier):
            return as_json(404, {"error": "見つかりません"})
        return as_json(200, self.statuses.context(identifier))


ROUTES: tuple[tuple[str, str, bool, Route], ...] = (
    ("GET", r"/api/v2/instance()", False, FakeMastodon.instance),
    ("GET", r"/api/v1/accounts/verify_credentials()", True, FakeMastodon.verify_credentials),
    ("GET", r"/api/v1/notifications()", True, FakeMastodon.notifications),
    ("POST", r"/api/v1/statuses()", True, FakeMastodon.publish),
    ("GET", r"/api/v1/statuses()", True, FakeMastodon.many),
    ("GET", r"/api/v1/statuses/(\w+)", True, FakeMastodon.status),
    ("DELETE", r"/api/v1/statuses/(\w+)", True, FakeMastodon.delete),
    ("POST", r"/api/v1/statuses/(\w+)/favourite", True, FakeMastodon.favourite),
    ("GET", r"/api/v1/timelines/tag/([^/]+)", True, FakeMastodon.tag),
    ("GET", r"/api/v2/search()", True, FakeMastodon.search),
    ("GET", r"/api/v1/accounts/(\d+)/statuses", True, FakeMastodon.posted),
    ("GET", r"/api/v1/statuses/(\w+)/context", True, FakeMastodon.context),
)


def _said(status: dict[str, Any]) -> str:
    return re.sub(r"<[^>]+>", " ", str(status["content"])).lower()


def _order(identifier: str) -> tuple[int, str]:
    return len(identifier), identifier


def _between(found: list[dict[str, str]], request: Request) -> list[dict[str, str]]:
    """Those that the three bounds leave, oldest first."""
    for name in ("min_id", "since_id"):
        if bound := request.param(name):
            found = [n for n in found if _order(n["id"]) > _order(bound)]
    if bound := request.param("max_id"):
        found = [n for n in found if _order(n["id"]) < _order(bound)]
    return found
