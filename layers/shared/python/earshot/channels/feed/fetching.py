"""Getting a feed: conditionally, through few redirects, and from nowhere inside a network."""

import socket
from collections.abc import Callable, Iterable, Mapping
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from earshot.channels.http import Answer, Http, check_url
from earshot.errors import Rejected, Unavailable

MOST_REDIRECTS = 5
PERMANENT = (301, 308)
TEMPORARY = (302, 303, 307)
ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1"
Resolve = Callable[[str, int], Iterable[Any]]


class Got(NamedTuple):
    """What came, from where in the end, and where to ask from now on."""

    answer: Answer
    url: str
    ask_next: str


def get(
    url: str,
    headers: Mapping[str, str],
    credentials: Mapping[str, str],
    *,
    configured: str,
) -> Got:
    """Follow at most five redirects; `credentials` go to the configured host alone."""
    ask_next, lasting = url, True
    home = urlsplit(configured).netloc
    for _ in range(MOST_REDIRECTS + 1):
        check(url, inside=is_inside(configured))
        sent = {"Accept": ACCEPT, **headers}
        if urlsplit(url).netloc == home:
            sent |= credentials
        with Http(url, headers=sent) as http:
            answer = http.get("")
        location = answer.headers.get("location")
        if answer.status not in (*PERMANENT, *TEMPORARY) or not location:
            return Got(answer, url, ask_next)
        url = _joined(url, location)
        lasting = lasting and answer.status in PERMANENT
        ask_next = url if lasting else ask_next
    raise Unavailable(f"the feed: more than {MOST_REDIRECTS} redirects")


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise Unavailable("the feed: sent to what is no address") from None


def is_inside(url: str) -> bool:
    """Whether it is plain HTTP, which `check_url` lets to this very machine only."""
    return urlsplit(url).scheme == "http"


def check(url: str, *, inside: bool, resolve: Resolve = socket.getaddrinfo) -> None:
    """Raise Rejected for an address that no feed has: no https, or inside a network.

    With `inside` the configured address is on this very machine, and others there are fine.
    """
    try:
        parts = urlsplit(check_url(url))
        port = parts.port or 443
    except ValueError:
        raise Rejected("the feed: sent to what is no address", kind="invalid") from None
    if inside and is_inside(url):
        return
    if is_inside(url):
        raise Rejected("the feed: sent to this very machine", kind="invalid")
    try:
        found = [one[4][0] for one in resolve(str(parts.hostname), port)]
    except OSError as error:
        raise Unavailable(f"the feed: {parts.hostname} is not found") from error
    if not all(ip_address(one.partition("%")[0]).is_global for one in found):
        raise Rejected(f"the feed: {parts.hostname} is inside a network", kind="invalid")
