"""What a Mastodon-API server allows: asked of it, and kept for a day."""

import re
import time
from typing import Any, NamedTuple

from earshot.channels.capabilities import Limit
from earshot.channels.http import Http
from earshot.channels.lengths import graphemes
from earshot.channels.mastodon.calls import get
from earshot.errors import Rejected, Unavailable

KEPT_S = 86_400
URL = r"https?://[^\s]+"
REMOTE = r"(?<![\w/])@([\w.-]+)@[\w.:-]+"


class Limits(NamedTuple):
    """The longest post in characters as people see them, and what any URL counts as.

    `version` is that of Mastodon's API; 0 on servers that tell none.
    """

    max_characters: int = 500
    per_url: int = 23
    version: int = 0


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
        if found := limits_of(instance):
            _kept[base] = (time.monotonic() + KEPT_S, found)
            return found
    return Limits()


def known(base: str) -> Limits | None:
    """What was asked before, without a call."""
    kept = _kept.get(base)
    return kept[1] if kept else None


def limits_of(instance: Any) -> Limits | None:
    """What a server says of itself; None where it says nothing that can be used."""
    try:
        statuses = instance["configuration"]["statuses"]
        most, per_url = statuses["max_characters"], statuses["characters_reserved_per_url"]
    except (KeyError, TypeError):
        return None
    usable = all(isinstance(n, int) and 0 < n < 10**6 for n in (most, per_url))
    return Limits(most, per_url, _version(instance)) if usable else None


def _version(instance: Any) -> int:
    versions = instance.get("api_versions")
    version = versions.get("mastodon") if isinstance(versions, dict) else None
    return version if isinstance(version, int) else 0


def length(text: str, per_url: int) -> int:
    """Grapheme clusters; a URL counts as `per_url`, `@user@server` as `@user`."""
    return graphemes(re.sub(REMOTE, r"@\1", re.sub(URL, "u" * per_url, text)))


def check_length(allowed: Limits, text: str) -> None:
    """Raise Rejected (`too_long`) where the server would."""
    Limit(allowed.max_characters, count=lambda said: length(said, allowed.per_url)).check(text)


def forget(base: str | None = None) -> None:
    """Ask every server anew, or this one."""
    if base is None:
        _kept.clear()
    else:
        _kept.pop(base, None)
