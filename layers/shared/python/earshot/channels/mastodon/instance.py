"""What a Mastodon-API server allows: asked of it, and kept for a day."""

import time
from typing import Any, NamedTuple

from earshot.channels.http import Http
from earshot.channels.mastodon.calls import get
from earshot.errors import Rejected, Unavailable

KEPT_S = 86_400
URL = r"https?://[^\s]+"
REMOTE = r"(?<![\w/])@([\w.-]+)@[\w.:-]+"


class Limits(NamedTuple):
    """The longest post in characters as people see them, and what any URL counts as."""

    max_characters: int = 500
    per_url: int = 23


_kept: dict[str, tuple[float, Limits]] = {}


def limits(http: Http, base: str) -> Limits:
    """From `/api/v2/instance`, else version 1, else Mastodon's defaults (then not kept)."""
    kept = _kept.get(base)
    if kept and kept[0] > time.monotonic():
        return kept[1]
    for path in ("/api/v2/instance", "/api/v1/instance"):
        try:
            instance, _ = get(http, path)
        except (Rejected, Unavailable):
            continue
        if found := _read(instance):
            _kept[base] = (time.monotonic() + KEPT_S, found)
            return found
    return Limits()


def _read(instance: Any) -> Limits | None:
    try:
        statuses = instance["configuration"]["statuses"]
        most, per_url = statuses["max_characters"], statuses["characters_reserved_per_url"]
    except (KeyError, TypeError):
        return None
    usable = all(isinstance(n, int) and 0 < n < 10**6 for n in (most, per_url))
    return Limits(most, per_url) if usable else None


def length(text: str, per_url: int) -> int:
    """Grapheme clusters; a URL counts as `per_url`, `@user@server` as `@user`."""
    import regex

    shortened = regex.sub(REMOTE, r"@\1", regex.sub(URL, "u" * per_url, text))
    return sum(1 for _ in regex.finditer(r"\X", shortened))


def check_length(http: Http, base: str, text: str) -> None:
    """Raise Rejected (`too_long`) before the server does."""
    allowed = limits(http, base)
    counted = length(text, allowed.per_url)
    if counted > allowed.max_characters:
        raise Rejected(f"{counted} characters; at most {allowed.max_characters}", kind="too_long")


def forget() -> None:
    """Ask every server anew."""
    _kept.clear()
