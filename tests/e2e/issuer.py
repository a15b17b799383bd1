"""An identity provider of the tests' own: signs tokens and publishes its key by plain HTTP."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

KEY_ID = "tests"


class Issuer:
    """Use it as a context; `url` is what tokens name as their issuer."""

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        documents = {
            "/.well-known/jwks.json": lambda: {"keys": [self._public()]},
            "/.well-known/openid-configuration": lambda: {
                "issuer": self.url,
                "jwks_uri": f"{self.url}/.well-known/jwks.json",
            },
        }

        class Documents(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                document = documents.get(self.path)
                self.send_response(200 if document else 404)
                self.end_headers()
                self.wfile.write(json.dumps(document() if document else {}).encode())

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Documents)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: object,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def token(self, *, audience: str, **claims: Any) -> str:
        """A token that is valid for five minutes."""
        now = int(time.time())
        head = {"alg": "RS256", "typ": "JWT", "kid": KEY_ID}
        body = {"iss": self.url, "aud": audience, "iat": now, "exp": now + 300, **claims}
        signed = f"{_coded(json.dumps(head).encode())}.{_coded(json.dumps(body).encode())}"
        signature = self._key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{signed}.{_coded(signature)}"

    def _public(self) -> dict[str, str]:
        numbers = self._key.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": KEY_ID,
            "n": _coded(numbers.n.to_bytes(256, "big")),
            "e": _coded(numbers.e.to_bytes(3, "big")),
        }


def _coded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
