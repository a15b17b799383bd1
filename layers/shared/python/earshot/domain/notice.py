"""News of a platform that are no mention: what became of a post of ours, or of our access."""

import re
from typing import Literal

from pydantic import AwareDatetime

from earshot.domain.frozen import Frozen

LABEL = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")

NoticeKind = Literal["sent", "delivered", "read", "failed", "revoked", "other"]


class Notice(Frozen):
    """One thing that a platform tells beside mentions.

    `sent`, `delivered`, `read` and `failed` are of a message of ours: `platform_id` is its id,
    `echo` what we gave the platform to give back (see `Mention.echo`), `reason` its code for a
    failure. `revoked` says that our access ended. `other` is of no concern and counted by its
    `name`.
    """

    kind: NoticeKind
    channel: str
    account: str
    at: AwareDatetime | None = None
    platform_id: str | None = None
    echo: str | None = None
    reason: str | None = None
    name: str | None = None

    @property
    def label(self) -> str:
        """What it is counted by: `name` as a word of at most 64 letters, digits, `.`, `_`, `-`.

        Names come from a platform: one that is no such word is counted as `unnamed`.
        """
        if self.kind != "other":
            return self.kind
        name = (self.name or "").lower()
        return name if LABEL.fullmatch(name) else "unnamed"
