"""Names derived from what they name, so that whoever makes them makes the same one."""

import json
from base64 import b32encode
from hashlib import sha256


def digest(*parts: str) -> str:
    """Twenty characters a-z and 2-7 (100 bits) that stand for these parts in this order."""
    # JSON keeps ("a", "bc") apart from ("ab", "c") whatever characters platforms put into ids.
    hashed = sha256(json.dumps(parts).encode()).digest()
    return b32encode(hashed)[:20].decode().lower()
