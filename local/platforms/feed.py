"""A fake blog with a feed, in RSS 2.0 or Atom: conditional requests, redirects, a password."""

import html
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256
from typing import Any

from local.platforms.serving import FakeServer, Request, Response

RSS = '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>{}</channel></rss>'
ATOM = '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'


class FakeFeed(FakeServer):
    """`entries` by number; `elsewhere` sends a path to an address with a status."""

    def __init__(
        self,
        *,
        username: str = "acme",
        password: str = "fake-key",  # noqa: S107  # guards nothing but this fake
        port: int = 0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(port=port)
        pair = b64encode(f"{username}:{password}".encode()).decode()
        self.known: set[str] | None = {f"Basic {pair}"}
        self.entries: dict[int, dict[str, Any]] = {}
        self.elsewhere: dict[str, tuple[int, str]] = {}
        self.forbidden = self.gone = self.atom = False
        self.head = ""
        self.headers: dict[str, str] = {}
        self._now = now

    def write(self, number: int, text: str, at: datetime, **more: Any) -> dict[str, Any]:
        """An entry, or another one in its place."""
        entry = {"id": f"tag:blog.example,2026:{number}", "text": text, "at": at, **more}
        self.entries[number] = {"link": f"{self.base_url}/posts/{number}", **entry}
        return self.entries[number]

    def answer(self, request: Request) -> Response:
        """The feed, or that it is as it was."""
        if request.path in self.elsewhere:
            status, address = self.elsewhere[request.path]
            return Response(status, b"", {"Location": address})
        if self.known is not None and request.headers.get("authorization") not in self.known:
            return Response(401, b"Unauthorized", {"WWW-Authenticate": "Basic"})
        if self.forbidden or self.gone:
            return Response(410 if self.gone else 403, b"<html>No</html>")
        body = self.body()
        tag = f'"{sha256(body).hexdigest()[:12]}"'
        headers = {"ETag": tag, "Last-Modified": format_datetime(self._now(), usegmt=True)}
        if request.headers.get("if-none-match") == tag:
            return Response(304, b"", {**headers, **self.headers})
        told = {"Content-Type": "application/rss+xml; charset=utf-8", **headers, **self.headers}
        return Response(200, body, told)

    def body(self) -> bytes:
        """The document, the newest entry first."""
        newest = sorted(self.entries.values(), key=lambda one: one["at"], reverse=True)
        shown = [(_atom if self.atom else _item)(one) for one in newest]
        return (ATOM if self.atom else RSS).format(self.head + "".join(shown)).encode()

    def too_fast(self) -> Response:
        """429 as servers say it."""
        return Response(429, b"slow down", {"Retry-After": "120"})


def _item(entry: dict[str, Any]) -> str:
    told = {
        "guid": entry["id"],
        "link": entry["link"],
        "title": entry.get("title"),
        "description": f"<p>{html.escape(entry['text'])}</p>" if entry["text"] else None,
        "pubDate": format_datetime(entry["at"]) if entry["at"] else None,
    }
    parts = (f"<{n}>{html.escape(value)}</{n}>" for n, value in told.items() if value)
    return f"<item>{''.join(parts)}</item>"


def _atom(entry: dict[str, Any]) -> str:
    words = html.escape(f"<p>{html.escape(entry['text'])}</p>")
    at = entry["at"].isoformat()
    return (
        f'<entry><id>{entry["id"]}</id><link href="{entry["link"]}"/>'
        f'<content type="html">{words}</content><published>{at}</published>'
        f"<updated>{(entry.get('updated') or entry['at']).isoformat()}</updated>"
        f"<author><name>Casey Q</name></author></entry>"
    )
