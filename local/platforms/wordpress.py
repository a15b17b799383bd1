"""A fake blog for one user of it: comments of the REST API as WordPress 6 and 7 document them.

Application passwords, `after` with totals in headers, what is shown with typographic quotes, a
refusal of the same words again, errors by code in another language than ours.
"""

import html
import re
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from local.platforms.serving import FakeServer, Request, Response, as_json

COMMENTS = "/wp-json/wp/v2/comments"
ME = 3
POST = 12
Route = Callable[["FakeWordPress", Request, str], Response]


def refused(status: int, code: str) -> Response:
    """An error as WordPress words it."""
    return as_json(status, {"code": code, "message": "Leider nicht.", "data": {"status": status}})


def texturized(content: str) -> str:
    """As a theme shows it: paragraphs, typographic quotes and dots, smileys, and its own name."""
    content = content.replace("Wordpress", "WordPress").replace("(tm)", "&#8482;")
    content = re.sub(r"(?<!\S):-?\)(?!\S)", "🙂", content)
    shown = re.sub(r'"([^"<>]*)"', r"&#8220;\1&#8221;", content).replace("'", "&#8217;")
    return f"<p>{shown.replace('...', '&#8230;')}</p>\n"


class FakeWordPress(FakeServer):
    """`comments` by id, of everybody; `posts` are those of the brand's own user."""

    def __init__(
        self,
        *,
        username: str = "acmehelp",
        password: str = "fake-key",  # noqa: S107  # guards nothing but this fake
        port: int = 0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(port=port)
        pair = b64encode(f"{username}:{password}".encode()).decode()
        self.known = {f"Basic {pair}"}
        self.comments: dict[int, dict[str, Any]] = {}
        self.forbidden = self.closed = self.first_page_forever = self.floods = False
        self._now = now

    @property
    def posts(self) -> list[dict[str, Any]]:
        """The brand's own comments, oldest first."""
        with self.lock:
            return [one for one in self.comments.values() if one["author"] == ME]

    def comment(
        self,
        content: str,
        *,
        author: int = 0,
        name: str = "Casey Q",
        parent: int = 0,
        at: datetime | None = None,
    ) -> dict[str, Any]:
        """Somebody comments on the one post of this blog; `content` is HTML."""
        identifier = 30 + len(self.comments)
        gmt = (at or self._now()).astimezone(UTC).replace(tzinfo=None, microsecond=0)
        self.comments[identifier] = {
            "id": identifier,
            "post": POST,
            "parent": parent,
            "author": author,
            "author_name": name,
            "author_url": "",
            "date": gmt.isoformat(),
            "date_gmt": gmt.isoformat(),
            "content": {"rendered": texturized(content)},
            "link": f"{self.base_url}/late-orders/#comment-{identifier}",
            "status": "approved",
            "type": "comment",
            "held": content,
        }
        return self.comments[identifier]

    def answer(self, request: Request) -> Response:
        """Check the password and its rights, then do it."""
        if request.headers.get("authorization") not in self.known:
            return refused(401, "incorrect_password")
        if self.forbidden:
            return refused(403, "rest_forbidden")
        for method, pattern, do in ROUTES:
            found = re.fullmatch(pattern, request.path)
            if method == request.method and found:
                return do(self, request, found.group(found.re.groups))
        return refused(404, "rest_no_route")

    @staticmethod
    def _shown(comment: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in comment.items() if name != "held"}

    def listing(self, request: Request, _id: str) -> Response:
        """Approved comments, by date."""
        found = [one for one in self.comments.values() if one["status"] == "approved"]
        if parent := request.param("parent"):
            found = [one for one in found if one["parent"] == int(parent)]
        after = request.param("after")
        if after and not self.first_page_forever:
            found = [one for one in found if f"{one['date_gmt']}Z" > after]
        found.sort(key=lambda one: str(one["date_gmt"]), reverse=request.param("order") == "desc")
        size, page = int(request.param("per_page") or 10), int(request.param("page") or 1)
        start = 0 if self.first_page_forever else (page - 1) * size
        shown = [self._shown(one) for one in found[start : start + size]]
        totals = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(-(-len(found) // size))}
        return as_json(200, shown, totals)

    def one(self, _request: Request, identifier: str) -> Response:
        """One comment."""
        comment = self.comments.get(int(identifier))
        if comment is None or comment["status"] == "trash":
            return refused(404, "rest_comment_invalid_id")
        return as_json(200, self._shown(comment))

    def create(self, request: Request, _id: str) -> Response:
        """A comment of the brand's user."""
        fields = request.json()
        content = str(fields["content"])
        if self.closed:
            return refused(403, "rest_comment_closed")
        if self.floods:
            return refused(400, "comment_flood")
        if len(content.encode()) > 65_525:
            return refused(400, "comment_content_column_length")
        parent = fields.get("parent") or 0
        if any(one["held"] == content and one["parent"] == parent for one in self.posts):
            return refused(409, "comment_duplicate")
        made = self.comment(content, author=ME, name="Acme", parent=parent)
        return as_json(201, self._shown(made))

    def delete(self, _request: Request, identifier: str) -> Response:
        """Into the trash."""
        self.comments[int(identifier)]["status"] = "trash"
        return as_json(200, self._shown(self.comments[int(identifier)]))

    def me(self, _request: Request, _id: str) -> Response:
        """Whose password it is."""
        return as_json(200, {"id": ME, "name": "Acme", "slug": "acmehelp"})


def text_of(comment: dict[str, Any]) -> str:
    """What somebody wrote, without the HTML in which it was sent."""
    return html.unescape(comment["held"])


ROUTES: tuple[tuple[str, str, Route], ...] = (
    ("GET", rf"{COMMENTS}()", FakeWordPress.listing),
    ("GET", rf"{COMMENTS}/(\d+)", FakeWordPress.one),
    ("POST", rf"{COMMENTS}()", FakeWordPress.create),
    ("DELETE", rf"{COMMENTS}/(\d+)", FakeWordPress.delete),
    ("GET", r"/wp-json/wp/v2/users/me()", FakeWordPress.me),
)
