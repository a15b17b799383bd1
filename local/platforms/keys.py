"""Key pairs of the fakes: what a connector signs with, and what its platform knows of it."""

from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

COORDINATE = 32


@cache
def rsa_key() -> rsa.RSAPrivateKey:
    """An RSA key of 2,048 bits, the same for as long as we run."""
    return rsa.generate_private_key(65537, 2048)


@cache
def ec_key() -> ec.EllipticCurvePrivateKey:
    """A P-256 key, the same for as long as we run."""
    return ec.generate_private_key(ec.SECP256R1())


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    """As platforms hand it out: PKCS #8 without a password."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode("ascii")


def rsa_verifies(signed: bytes, signature: bytes) -> bool:
    """Whether it was signed with the RSA key (RSASSA-PKCS1-v1_5, SHA-256)."""
    try:
        rsa_key().public_key().verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def ec_verifies(signed: bytes, signature: bytes) -> bool:
    """Whether it was signed with the P-256 key (ECDSA, SHA-256, both numbers in a row)."""
    if len(signature) != 2 * COORDINATE:
        return False
    numbers = (int.from_bytes(part) for part in (signature[:COORDINATE], signature[COORDINATE:]))
    try:
        ec_key().public_key().verify(
            encode_dss_signature(*numbers), signed, ec.ECDSA(hashes.SHA256())
        )
    except InvalidSignature:
        return False
    return True
