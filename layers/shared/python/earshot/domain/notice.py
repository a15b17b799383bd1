"""News of a platform that are no mention: what became of a post of ours, or of our access."""

from typing import Literal

from pydantic import AwareDatetime

from earshot.domain.frozen import Frozen

NoticeKind = Literal["delivered", "read", "failed", "revoked", "other"]


class Notice(Frozen):
    """One thing that a platform tells beside mentions.

    `delivered`, `read` and `failed` are of a message of ours: `platform_id` is its id, `echo` what
    we gave the platform to give back (see `Mention.echo`), `reason` its code for a failure.
    `revoked` says that our access ended. `other` is of no concern and counted by its `name`.
    """

    kind: NoticeKind
    channel: str
    account: str
    at: AwareDatetime | None = None
    platform_id: str | None = None
    echo: str | None = None
    reason: str | None = None
    name: str | None = None
