"""Whether an answer that is too long for one post may be a thread of posts, and which."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from earshot.domain.accounts import Account
from earshot.domain.case import Reply
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook
from earshot.domain.threads import chained
from earshot.errors import Unknown

if TYPE_CHECKING:
    from earshot.channels.protocol import Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Threading:
    """The policy, and what speaks to an account; no platform is asked anything."""

    playbook: Playbook
    answering: Callable[[Account], "Answers"]

    def of_itself(
        self, account: Account, reply: Reply, clause: str, parent: Mention, now: datetime
    ) -> list[Reply]:
        """What a clause says by itself, in parts where one post does not hold it and it may."""
        if not self.playbook.clause(clause).thread:
            return [reply]
        try:
            channel = self.answering(account)
        except Unknown:
            return [reply]
        return self.parts(channel, reply, "", parent, now) or [reply]

    @staticmethod
    def parts(
        channel: "Answers", reply: Reply, ending: str, parent: Mention, now: datetime
    ) -> list[Reply] | None:
        """The reply in parts, with `ending` under the last one; None where that cannot be.

        Only posts make a thread: what is said in private is one message.
        """
        from earshot.channels.protocol import Threads
        from earshot.channels.values import Posting
        from earshot.domain.splitting import split

        if reply.visibility == "private" or not isinstance(channel, Threads):
            return None
        limits = channel.part_limits(Posting(reply, parent, now))
        texts = split(reply.text, ending=ending, limits=limits) if limits else None
        return chained(reply, texts) if texts else None
