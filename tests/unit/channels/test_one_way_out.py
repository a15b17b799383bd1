"""There is one way out to platforms, and it bounds every call in time and in size."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import earshot.channels
from earshot.channels import CONNECTORS, connector_class, http
from earshot.errors import Unavailable

CHANNELS = Path(earshot.channels.__file__).parent
NETWORK = {"requests", "urllib3", "socket", "aiohttp", "httpx"}
OPENERS = {"urllib.request", "http.client"}
# A feed may lie anywhere: its name is resolved to see that it is no address of an inner network.
RESOLVES = ("feed/fetching.py", "socket")


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module)


def test_d_no_connector_reaches_the_network_but_through_http() -> None:
    """D: so time-outs, sizes, redirects and addresses are bounded once for all."""
    offending = {
        (file.relative_to(CHANNELS).as_posix(), name)
        for file in CHANNELS.rglob("*.py")
        for name in imported(ast.parse(file.read_text(encoding="utf-8")))
        if name.partition(".")[0] in NETWORK or name in OPENERS
    }
    assert {file for file, _ in offending - {RESOLVES}} == {"http.py"}


def test_every_call_of_http_has_time_outs_a_stream_and_no_redirects() -> None:
    tree = ast.parse((CHANNELS / "http.py").read_text(encoding="utf-8"))
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("request", "get", "post", "put", "delete", "send")
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "_session"
    ]
    assert calls
    for call in calls:
        told = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
        assert told["timeout"] == "(connect, read)"
        assert (told["allow_redirects"], told["stream"]) == ("False", "True")


@pytest.mark.parametrize("value", ["日本", "two\nlines"])
def test_what_cannot_stand_in_a_header_is_never_sent(value: str) -> None:
    with http.Http("http://127.0.0.1:9", headers={"Api-Username": value}) as calling:
        with pytest.raises(Unavailable):
            calling.get("/posts.json")
        with pytest.raises(Unavailable):
            calling.post("/posts.json", b"", {})


def test_the_bounds_of_a_call_fit_into_a_function() -> None:
    """A poll keeps 25 s for its page (`MS_FOR_A_PAGE`), a reply's lease is 60 s."""
    longest = (http.TOTAL_S, http.CONNECT_S, http.READ_S)
    for patience in (None, 99.0):
        assert http.Http("https://x.example", patience_s=patience)._waits() == longest
    assert http.CONNECT_S + http.READ_S < 12
    assert http.CONNECT_S < http.TOTAL_S <= 10
    assert http.MAX_BYTES == 5 * 1024 * 1024


@pytest.mark.parametrize("name", sorted(CONNECTORS))
def test_every_connector_speaks_https(name: str) -> None:
    base = connector_class(name).base_url
    assert base is None or http.check_url(base).startswith("https://")


@pytest.mark.parametrize("name", sorted(CONNECTORS))
def test_who_renews_tokens_says_so_since_only_then_it_may_write_its_secret(name: str) -> None:
    kind = connector_class(name)
    folder = CHANNELS / CONNECTORS[name][0].partition(".")[0]
    files = folder.rglob("*.py") if folder.is_dir() else [folder.with_suffix(".py")]
    renewing = any(
        isinstance(node, ast.keyword) and node.arg == "renew"
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    )
    assert not renewing or kind.renews
