"""The one way out to platforms: bounded in time and size, no redirects, https but on loopback."""

import ssl
import time
from collections.abc import Mapping
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from urllib.parse import urlencode, urlsplit

from earshot.channels.elements import parse
from earshot.errors import Ambiguous, Malformed, Rejected, Unavailable

if TYPE_CHECKING:
    import requests

CONNECT_S = 3.05
READ_S = 8.0
TOTAL_S = 10.0
MAX_BYTES = 5 * 1024 * 1024
CHUNK = 65_536
# Nothing is unpacked, so that no small answer can grow large.
PLAIN = {"User-Agent": "Earshot", "Accept": "application/json", "Accept-Encoding": "identity"}


Params = list[tuple[str, str]]
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Answer(NamedTuple):
    """What came back, whole; header names are lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON; Malformed for HTML, cut-off and hostile bodies."""
        return parse(self.body)


class CertainlyNotSent(Exception):
    """No byte of the request reached the other side."""


class Lost(Exception):
    """The request may have arrived; its answer did not."""


def check_url(url: str) -> str:
    """The URL; Rejected unless it is https, or http to this very machine."""
    parts = urlsplit(url)
    if parts.hostname and (parts.scheme == "https" or _is_loopback(parts)):
        return url
    raise Rejected(f"{parts.scheme}://{parts.netloc} is neither https nor loopback", kind="invalid")


def _is_loopback(parts: Any) -> bool:
    if parts.scheme != "http":
        return False
    try:
        return parts.hostname == "localhost" or ip_address(parts.hostname).is_loopback
    except ValueError:
        return False


class Http:
    """Calls to one host under one authorisation; use with `with`, anew for each piece of work.

    Connections are not kept for later: a kept one that the other side has closed meanwhile would
    make the outcome of a post unknown for no reason. `patience_s` is how long to wait at most,
    where that is shorter than usual.
    """

    def __init__(
        self,
        base_url: str,
        *,
        headers: Mapping[str, str] | None = None,
        patience_s: float | None = None,
    ) -> None:
        self._base = check_url(base_url)
        self._headers = {**PLAIN, **(headers or {})}
        self._patience_s = patience_s
        self._session: requests.Session | None = None

    def __enter__(self) -> Self:
        import requests

        self._session = requests.Session()
        self._session.trust_env = False  # no ~/.netrc: its credentials are not ours to send
        # It looks where a redirect leads even if it is not to follow it, and for that reads the
        # whole body, however long, and stumbles over an address that is none.
        self._session.get_redirect_target = lambda _: None  # type: ignore[assignment]
        self._session.headers.update(self._headers)
        return self

    def __exit__(self, *_: object) -> None:
        if self._session:
            self._session.close()

    def get(
        self,
        path: str,
        params: Params | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Read; Unavailable when there is no whole answer."""
        try:
            return self._call("GET", path, params=params, headers=dict(headers or {}))
        except (CertainlyNotSent, Lost) as error:
            raise Unavailable(f"GET {path}: {error}") from error

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Write once; Unavailable when it certainly did not arrive, Ambiguous when it may have."""
        return self.write("POST", path, body, headers)

    def write(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        params: Params | None = None,
    ) -> Answer:
        """The same by another method, or with parameters in the address."""
        content = {"data": body, "headers": dict(headers or {}), "params": params}
        try:
            return self._call(method, path, **content)
        except CertainlyNotSent as error:
            raise Unavailable(f"{method} {path}: {error}") from error
        except Lost as error:
            raise Ambiguous(f"{method} {path}: {error}") from error

    def _call(self, method: str, path: str, **content: Any) -> Answer:
        import requests
        from urllib3.exceptions import HTTPError

        if self._session is None:
            raise RuntimeError("use Http in a with statement")
        total, connect, read = self._waits()
        deadline = time.monotonic() + total
        try:
            with self._session.request(
                method,
                self._base + path,
                timeout=(connect, read),
                allow_redirects=False,
                stream=True,
                **content,
            ) as response:
                body = _read(response, deadline)
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status_code, headers, body)
        except (requests.RequestException, HTTPError, UnicodeError) as error:
            kind = CertainlyNotSent if _before_sending(error) else Lost
            raise kind(type(error).__name__) from error

    def _waits(self) -> tuple[float, float, float]:
        """For all of it, for a connection, and for each part of the answer."""
        usual = (TOTAL_S, CONNECT_S, READ_S)
        total, connect, read = (min(one, self._patience_s or one) for one in usual)
        return total, connect, read


def _read(response: "requests.Response", deadline: float) -> bytes:
    """The whole body; Lost when it is too long or comes too slowly."""
    parts, size = [], 0
    while chunk := response.raw.read1(CHUNK, decode_content=False):  # what is there, not more
        size += len(chunk)
        if size > MAX_BYTES:
            raise Lost(f"answer over {MAX_BYTES} bytes")
        if time.monotonic() > deadline:
            raise Lost("answer not whole in time")
        parts.append(chunk)
    return b"".join(parts)


def _before_sending(error: BaseException) -> bool:
    """Whether it failed while connecting: refused, unresolved, timed out, no valid certificate.

    Errors about a URL or a header, or letters that cannot stand there, are ValueErrors and come
    before anything is sent.
    """
    if isinstance(error, ValueError):
        return True
    from requests.exceptions import ConnectTimeout
    from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

    early = (ConnectTimeout, ConnectTimeoutError, NewConnectionError, ssl.SSLCertVerificationError)
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, early):
            return True
        seen = _reason(seen)
    return False


def _reason(error: BaseException) -> BaseException | None:
    """The error inside, as requests and urllib3 pack it."""
    inside = getattr(error, "reason", None) or (error.args[0] if error.args else None)
    return inside if isinstance(inside, BaseException) else error.__cause__


def form(fields: Mapping[str, str]) -> bytes:
    """A body of form fields, to be sent with FORM."""
    return urlencode(fields, errors="replace").encode("ascii")


def read_json(answer: Answer, what: str) -> Any:
    """The JSON of a successful read; Unavailable when it is none."""
    try:
        return answer.json()
    except Malformed as error:
        raise Unavailable(f"{what}: {error}") from None
