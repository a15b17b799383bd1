"""Names of mentions that fit into a path: platforms put slashes and colons into their ids."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode

from earshot.domain.mention import MentionKey
from earshot.errors import Malformed

WANTED = "want the `ref` of a mention: channel:account:id in base64url without padding"


def ref_of(key: MentionKey) -> str:
    """`channel:account:id` in base64url without padding."""
    return urlsafe_b64encode(":".join(key).encode()).decode().rstrip("=")


def key_of(ref: str) -> MentionKey:
    """The mention that a reference names; Malformed when it is none."""
    try:
        written = urlsafe_b64decode(ref + "=" * (-len(ref) % 4)).decode()
        channel, account, mention_id = written.split(":", 2)
    except (binascii.Error, ValueError):
        raise Malformed(WANTED, field="mention") from None
    return MentionKey(channel, account, mention_id)
