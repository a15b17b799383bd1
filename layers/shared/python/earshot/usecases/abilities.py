"""What can be done on a case's channel now, so that a desk offers nothing else."""

from datetime import datetime
from typing import NamedTuple

from earshot.channels.capabilities import Limit
from earshot.domain.case import Case
from earshot.domain.mention import Mention
from earshot.errors import Barred, Forbidden, Unknown
from earshot.usecases.allowing import Allowing


class Abilities(NamedTuple):
    """`does` are acts; `public_until` and `private_until` when their windows close, None: never.

    `open_url` is the post that an answer goes to, as people see it on the platform.
    """

    does: tuple[str, ...] = ()
    public: tuple[Limit, ...] = ()
    private: tuple[Limit, ...] = ()
    public_until: datetime | None = None
    private_until: datetime | None = None
    open_url: str | None = None


def abilities(allowing: Allowing, case: Case, parent: Mention | None) -> Abilities:
    """Nothing where nothing may be done, or nothing can; `parent` is what an answer goes to."""
    url = parent.permalink if parent else None
    try:
        can = allowing.channel(case).capabilities
    except (Forbidden, Barred, Unknown):
        return Abilities(open_url=url)
    wrote, within = case.wrote_in_private_at, can.private_window
    public = parent.created_at + can.reply_window if parent and can.reply_window else None
    return Abilities(
        does=tuple(sorted(can.does)),
        public=can.public,
        private=can.private,
        public_until=public,
        private_until=wrote + within if wrote and within else None,
        open_url=url,
    )
