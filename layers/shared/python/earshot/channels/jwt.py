"""JSON Web Tokens signed with a private key of ours (RFC 7515): RS256 for Google, ES256 for Apple.

The libraries are pure Python: what signs twice an hour needs no speed, and the layer stays small.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from hashlib import sha256

from earshot.errors import Rejected

Claims = Mapping[str, str | int]


def rs256(claims: Claims, private_key: str, key_id: str | None = None) -> str:
    """Signed with an RSA key in PEM (PKCS #8); Rejected (`reauth`) where it is none."""
    return _signed("RS256", claims, key_id, lambda words: _rsa(words, private_key))


def es256(claims: Claims, private_key: str, key_id: str) -> str:
    """Signed with a P-256 key in PEM (PKCS #8); Rejected (`reauth`) where it is none."""
    return _signed("ES256", claims, key_id, lambda words: _ecdsa(words, private_key))


def _signed(name: str, claims: Claims, key_id: str | None, sign: Callable[[bytes], bytes]) -> str:
    header = {"alg": name, "typ": "JWT", **({"kid": key_id} if key_id else {})}
    words = b".".join(_encoded(json.dumps(part).encode()) for part in (header, dict(claims)))
    return b".".join((words, _encoded(sign(words)))).decode("ascii")


def _encoded(part: bytes) -> bytes:
    return urlsafe_b64encode(part).rstrip(b"=")


def _no_key() -> Rejected:
    """Without what the library says, which may quote the key."""
    return Rejected("private_key in the secret is no key of the kind wanted", kind="reauth")


def _rsa(words: bytes, private_key: str) -> bytes:
    import rsa
    from pyasn1.codec.der import decoder
    from pyasn1.error import PyAsn1Error

    try:
        wrapped, _ = decoder.decode(rsa.pem.load_pem(private_key, "PRIVATE KEY"))
        key = rsa.PrivateKey.load_pkcs1(bytes(wrapped[2]), "DER")
    except (PyAsn1Error, ValueError, LookupError, TypeError):
        raise _no_key() from None
    signature: bytes = rsa.sign(words, key, "SHA-256")
    return signature


def _ecdsa(words: bytes, private_key: str) -> bytes:
    from ecdsa import NIST256p, SigningKey
    from ecdsa.curves import UnknownCurveError
    from ecdsa.der import UnexpectedDER

    try:
        key = SigningKey.from_pem(private_key)
    except (UnexpectedDER, UnknownCurveError, ValueError, LookupError, TypeError):
        raise _no_key() from None
    if key.curve != NIST256p:
        raise _no_key()
    signature: bytes = key.sign_deterministic(words, hashfunc=sha256)
    return signature
