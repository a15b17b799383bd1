"""How X puts an answer: what is included, in either dialect; pages; problems; rate windows."""

from collections.abc import Callable
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from local.platforms.serving import Request, Response, as_json
from local.platforms.x_posts import Users

WINDOW = timedelta(minutes=15)
TYPES = "https://api.twitter.com/2/problems/"
NEWER = {
    "referenced_tweets": "referenced_posts",
    "edit_history_tweet_ids": "edit_history_post_ids",
    "note_tweet": "note_post",
    "retweet_count": "repost_count",
    "tweet_count": "post_count",
}
BARE = ("id", "text", "edit_history_tweet_ids")
INTERNAL = ("superseded", "receiver")


def problem(status: int, kind: str, detail: str, **more: Any) -> Response:
    """A problem body; `about:blank` where X names no kind."""
    address = f"{TYPES}{kind}" if kind else "about:blank"
    body = {"title": detail[:40], "detail": detail, "type": address, "status": status, **more}
    return as_json(status, body)


def invalid(parameter: str, value: str, message: str) -> Response:
    """400 as X blames a parameter."""
    errors = [{"parameters": {parameter: [value]}, "message": message}]
    return problem(400, "invalid-request", "One or more parameters was invalid.", errors=errors)


def missing(identifier: str) -> dict[str, Any]:
    """A partial error: there is no such post."""
    return {
        "value": identifier,
        "detail": f"Could not find tweet with ids: [{identifier}].",
        "title": "Not Found Error",
        "resource_type": "tweet",
        "parameter": "ids",
        "resource_id": identifier,
        "type": f"{TYPES}resource-not-found",
    }


def newer(value: Any) -> Any:
    """The same in the newer dialect."""
    if isinstance(value, dict):
        return {NEWER.get(name, name): newer(one) for name, one in value.items()}
    return [newer(one) for one in value] if isinstance(value, list) else value


class Shelf:
    """Shows posts and messages as they are asked for."""

    def __init__(self, users: Users, posts: dict[str, dict[str, Any]]) -> None:
        self._users = users
        self._posts = posts

    def show(self, request: Request, listed: list[dict[str, Any]]) -> dict[str, Any]:
        """`data` and `includes` for elements, with the fields and in the dialect asked for."""
        names = [name for name, _ in request.params]
        full = any(name.endswith(".fields") for name in names)
        data = [
            {k: v for k, v in one.items() if k not in INTERNAL and (full or k in BARE)}
            for one in listed
        ]
        shown: dict[str, Any] = {"data": data} if data else {}
        if data and "author_id" in (request.param("expansions") or "") + "author_id":
            shown["includes"] = self._beside(listed)
        if "post.fields" not in names:
            return shown
        includes = shown.pop("includes", {})
        if "tweets" in includes:
            includes["posts"] = includes.pop("tweets")
        found: dict[str, Any] = newer(shown | {"includes": includes})
        return found

    def _beside(self, listed: list[dict[str, Any]]) -> dict[str, Any]:
        authors = {str(one.get("author_id") or one.get("sender_id")) for one in listed}
        named = [r["id"] for one in listed for r in one.get("referenced_tweets", [])]
        return {
            "users": [self._users.known[a] for a in sorted(authors) if a in self._users.known],
            "tweets": [self._posts[i] for i in named if i in self._posts],
        }


def page(request: Request, listed: list[Any], most: int) -> tuple[list[Any], str | None]:
    """The part of a listing, newest first, below the id that a token names; the next token."""
    token = request.param("pagination_token") or request.param("next_token")
    if token:
        listed = [one for one in listed if int(one["id"]) < int(token.partition(".")[0], 36)]
    size = max(1, min(int(request.param("max_results") or 10), most))
    shown = listed[:size]
    if len(listed) <= size:
        return shown, None
    # No token is given out twice, though it leads to the same page.
    return shown, f"{base36(int(shown[-1]['id']))}.{token_hex(4)}"


def base36(number: int) -> str:
    """As letters and digits, so that nobody takes it for an id."""
    letters = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (base36(number // 36) if number >= 36 else "") + letters[number % 36]


class Windows:
    """Calls of each endpoint in fifteen minutes."""

    def __init__(self, now: Callable[[], datetime], limits: dict[str, int]) -> None:
        self._now = now
        self.limits = limits
        self._held: dict[str, tuple[datetime, int]] = {}

    def take(self, name: str) -> bool:
        """Use one up; false where none is left."""
        start, used = self._held.get(name, (self._now(), 0))
        if self._now() - start >= WINDOW:
            start, used = self._now(), 0
        self._held[name] = (start, used + 1)
        return used < self.limits.get(name, 300)

    def headers(self, name: str, left: int | None = None) -> dict[str, str]:
        """What X tells of it with every answer."""
        limit = self.limits.get(name, 300)
        start, used = self._held.get(name, (self._now(), 0))
        return {
            "x-rate-limit-limit": str(limit),
            "x-rate-limit-remaining": str(max(0, limit - used) if left is None else left),
            "x-rate-limit-reset": str(int((start + WINDOW).timestamp())),
        }
