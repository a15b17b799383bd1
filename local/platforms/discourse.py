"""A fake Discourse forum, for one support user: its API as documented in August 2026.

Keys with the rights they have, posts newest first with `before`, topics with their stream, private
messages, likes, 422 with words in another language than ours, 429 with `extras.wait_seconds`.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from local.platforms.discourse_posts import Forum
from local.platforms.serving import FakeServer, Request, Response, as_json

PAGE, SENT = 50, 30
SHORTEST, LONGEST = 20, 32_000
Route = Callable[["FakeDiscourse", Request, str], Response]


def refused(status: int, error_type: str, **more: Any) -> Response:
    """An error as Discourse words it."""
    return as_json(status, {"errors": ["Das geht nicht."], "error_type": error_type, **more})


class FakeDiscourse(FakeServer):
    """`forum` is what people wrote; `posts` what the brand's user did."""

    def __init__(
        self,
        *,
        key: str = "fake-key",
        username: str = "acmehelp",
        port: int = 0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(port=port)
        self.keys = {key}
        self.username = username
        self.forum = Forum(now)
        self.own_id = self.forum.user(username)
        self.first_page_forever = False
        self.forbidden = False
        self.refuses_similar = False
        self.moderates = False
        self.hidden: set[int] = set()

    @property
    def posts(self) -> list[dict[str, Any]]:
        """The brand's own posts, oldest first."""
        with self.lock:
            return [post for post in self.forum.posts.values() if post["user_id"] == self.own_id]

    def answer(self, request: Request) -> Response:
        """Check the key and its rights, then do it."""
        given = request.headers.get("api-key"), request.headers.get("api-username")
        if given[0] not in self.keys or given[1] != self.username:
            return refused(403, "invalid_access")
        if request.path == "/session/scopes.json":
            return as_json(200, {"scopes": []})
        if self.forbidden:
            return refused(403, "invalid_access")
        for method, pattern, do in ROUTES:
            found = re.fullmatch(pattern, request.path)
            if method == request.method and found:
                return do(self, request, found.group(found.re.groups))
        return refused(404, "not_found")

    def too_fast(self) -> Response:
        """429 as Discourse says it."""
        return refused(429, "rate_limit", extras={"wait_seconds": 38, "time_left": "38 s"})

    def latest(self, request: Request, kind: str) -> Response:
        """Posts of public topics, or of private messages; newest first."""
        private = kind == "private-posts"
        found = [post for post in self.forum.alive() if self.forum.is_private(post) == private]
        before = request.param("before")
        if before and not self.first_page_forever:
            found = [post for post in found if post["id"] <= int(before)]
        page = sorted(found, key=lambda post: -int(post["id"]))[:PAGE]
        page = [post for post in page if post["id"] not in self.hidden]
        name = "private_posts" if private else "latest_posts"
        return as_json(200, {name: [self.forum.shown(post) for post in page]})

    def post(self, _request: Request, identifier: str) -> Response:
        """One post; staff sees it when it is deleted, too."""
        post = self.forum.posts.get(int(identifier))
        return as_json(200, self.forum.shown(post)) if post else refused(404, "not_found")

    def topic(self, request: Request, identifier: str) -> Response:
        """A topic with its first twenty posts and the ids of all."""
        topic = self.forum.topics.get(int(identifier))
        if topic is None:
            return refused(404, "not_found")
        posts = self.forum.of_topic(topic["id"])
        raw = request.param("include_raw") == "true"
        stream = {
            "posts": [self.forum.shown(post, raw=raw) for post in posts[:20]],
            "stream": [post["id"] for post in posts],
        }
        return as_json(200, {**topic, "post_stream": stream})

    def some_posts(self, request: Request, identifier: str) -> Response:
        """Chosen posts of a topic."""
        wanted = {int(value) for name, value in request.params if name == "post_ids[]"}
        posts = [post for post in self.forum.of_topic(int(identifier)) if post["id"] in wanted]
        raw = request.param("include_raw") == "true"
        shown = [self.forum.shown(post, raw=raw) for post in posts]
        return as_json(200, {"post_stream": {"posts": shown}, "id": int(identifier)})

    def sent(self, _request: Request, _name: str) -> Response:
        """Private messages that the brand's user began, thirty, by their last post."""
        begun = [t for t in self.forum.topics.values() if t["begun_by"] == self.own_id]
        private = [t for t in begun if t["archetype"] == "private_message"]
        private.sort(key=lambda topic: str(topic["bumped_at"]), reverse=True)
        return as_json(200, {"topic_list": {"topics": private[:SENT]}})

    def create(self, request: Request, _id: str) -> Response:
        """A post in a topic, or a new private message."""
        fields = request.json()
        raw = str(fields.get("raw") or "").strip()
        if not SHORTEST <= len(raw) <= LONGEST or (self.refuses_similar and self._is_similar(raw)):
            return self._refused_content()
        if self.moderates:
            return as_json(200, {"action": "enqueued", "success": True, "pending_count": 1})
        topic = self._wanted_topic(fields)
        if topic is None:
            return refused(404, "not_found")
        if topic["closed"]:
            return self._refused_content()
        number = fields.get("reply_to_post_number")
        post = self.forum.write(topic["id"], self.own_id, raw, answers=number)
        return as_json(200, self.forum.shown(post))

    def _wanted_topic(self, fields: dict[str, Any]) -> dict[str, Any] | None:
        if fields.get("archetype") != "private_message":
            return self.forum.topics.get(fields["topic_id"])
        to = fields["target_recipients"]
        return self.forum.topic(private=True, title=fields["title"], by=self.own_id, to=to)

    def _is_similar(self, raw: str) -> bool:
        return any(post["raw"] == raw for post in self.posts)

    @staticmethod
    def _refused_content() -> Response:
        return as_json(422, {"action": "create_post", "errors": ["Beitrag ist ungültig"]})

    def like(self, request: Request, _id: str) -> Response:
        """A like of a post."""
        post = self.forum.posts.get(request.json()["id"])
        if post is None:
            return refused(404, "not_found")
        post["actions_summary"] = [{"id": 2, "count": 1, "acted": True}]
        return as_json(200, self.forum.shown(post))

    def delete(self, _request: Request, identifier: str) -> Response:
        """Take a post back."""
        self.forum.delete(int(identifier))
        return Response(200)


ROUTES: tuple[tuple[str, str, Route], ...] = (
    ("GET", r"/(posts|private-posts)\.json", FakeDiscourse.latest),
    ("GET", r"/posts/(\d+)\.json", FakeDiscourse.post),
    ("GET", r"/t/(\d+)\.json", FakeDiscourse.topic),
    ("GET", r"/t/(\d+)/posts\.json", FakeDiscourse.some_posts),
    ("GET", r"/topics/private-messages-sent/([\w.-]+)\.json", FakeDiscourse.sent),
    ("POST", r"/posts\.json()", FakeDiscourse.create),
    ("POST", r"/post_actions\.json()", FakeDiscourse.like),
    ("DELETE", r"/posts/(\d+)\.json", FakeDiscourse.delete),
)
