"""What all fakes share: a threaded server on loopback, and switches for what goes wrong."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Self
from urllib.parse import parse_qsl, urlsplit

Fault = Literal[
    "500", "503", "html", "slow", "truncated", "cut", "too_fast", "redirect", "huge", "drip"
]
HTML = b"<!DOCTYPE html><html><body>Sign in to continue</body></html>"


class Request(NamedTuple):
    """One request; header names are lower case, parameters in the order they came."""

    method: str
    path: str
    params: list[tuple[str, str]]
    headers: dict[str, str]
    body: bytes

    def param(self, name: str) -> str | None:
        """The last value given for it."""
        return dict(self.params).get(name)

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    def form(self) -> dict[str, str]:
        """The fields of a body that is a form."""
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


class Response(NamedTuple):
    """What to answer; `fault` is how to do that badly."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = MappingProxyType({})
    fault: Fault | None = None


def as_json(status: int, value: object, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer."""
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return Response(
        status, body, {"Content-Type": "application/json; charset=utf-8"} | (headers or {})
    )


@dataclass
class Faults:
    """What shall go wrong next: faults per method and path, each used as often as told."""

    planned: list[tuple[str, str, Fault, int]] = field(default_factory=list)
    slow_s: float = 10.0

    def plan(self, fault: Fault, *, path: str = "", method: str = "", times: int = 1) -> None:
        """Let the next `times` requests whose path contains `path` go wrong."""
        self.planned.append((method, path, fault, times))

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        self.planned.clear()

    def take(self, request: Request) -> Fault | None:
        """The fault for this request, used up by it."""
        for index, (method, path, fault, times) in enumerate(self.planned):
            if path in request.path and method in ("", request.method):
                left = [(method, path, fault, times - 1)] if times > 1 else []
                self.planned[index : index + 1] = left
                return fault
        return None


class FakeServer:
    """A platform on a free loopback port, from `start` to `stop` or within a `with`."""

    def __init__(self, *, port: int = 0) -> None:
        self.faults = Faults()
        self.requests: list[Request] = []
        self.lock = threading.RLock()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self._serve, self.faults))
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Self:
        """Answer from now on."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Refuse connections from now on."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def answer(self, request: Request) -> Response:
        """What this platform answers; each fake says."""
        raise NotImplementedError

    def refuse(self, request: Request, fault: Fault) -> Response | None:
        """The answer for faults that happen before the platform does anything."""
        return {
            "500": Response(500, b'{"error":"Something went wrong"}'),
            "503": Response(
                503, b"<html>Service Unavailable</html>", {"Content-Type": "text/html"}
            ),
            "html": Response(200, HTML, {"Content-Type": "text/html"}),
            "redirect": Response(302, b"", {"Location": "http://127.0.0.1:9/elsewhere"}),
            "too_fast": self.too_fast(),
        }.get(fault)

    def too_fast(self) -> Response:
        """The answer to one who asks too often."""
        return as_json(429, {"error": "Too many requests"})

    def _serve(self, request: Request) -> Response:
        with self.lock:
            self.requests.append(request)
            fault = self.faults.take(request)
            if fault and (refused := self.refuse(request, fault)):
                return refused
            return self.answer(request)._replace(fault=fault)


def _handler(serve: Callable[[Request], Response], faults: Faults) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body are two writes; the second would wait 40 ms for the first one's receipt.
        disable_nagle_algorithm = True

        def _any(self) -> None:
            parts = urlsplit(self.path)
            size = int(self.headers.get("Content-Length") or 0)
            request = Request(
                self.command,
                parts.path,
                parse_qsl(parts.query, keep_blank_values=True),
                {name.lower(): value for name, value in self.headers.items()},
                self.rfile.read(size),
            )
            try:
                _write(self, serve(request), faults.slow_s)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        do_GET = do_POST = do_PUT = do_DELETE = _any

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


def _write(handler: BaseHTTPRequestHandler, response: Response, slow_s: float) -> None:
    """Write it; the faults here come after the platform has done what it was asked."""
    if response.fault == "cut":
        handler.close_connection = True
        return
    if response.fault == "slow":
        time.sleep(slow_s)
    body = b"[" + b" " * 6_000_000 + b"]" if response.fault == "huge" else response.body
    handler.send_response(response.status)
    for name, value in response.headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    if response.fault == "drip":
        _drip(handler, body, slow_s)
    elif response.fault == "truncated":
        handler.wfile.write(body[: len(body) // 2])
        handler.close_connection = True
    else:
        handler.wfile.write(body)


def _drip(handler: BaseHTTPRequestHandler, body: bytes, slow_s: float) -> None:
    for at in range(len(body)):
        handler.wfile.write(body[at : at + 1])
        handler.wfile.flush()
        time.sleep(slow_s / 100)
