"""A post that a platform no longer has when we answer it is taken back here as well."""

from collections.abc import Callable
from dataclasses import dataclass

from earshot.domain.case import Reply
from earshot.domain.changes import OutcomeCounted, hour_of
from earshot.domain.envelope import Received
from earshot.domain.mention import MentionKey
from earshot.domain.records import Counts
from earshot.domain.revision import blank
from earshot.ports import Queue, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawals:
    """The ports that it works with; `tells` says whether an account's platform is to be believed.

    Some platforms say the same where a right is missing.
    """

    store: Store
    queue: Queue
    tells: Callable[[str, str], bool]

    def withdraw(self, reply: Reply) -> OutcomeCounted | None:
        """Queue the deletion as if the platform had told it; what is to be counted as received.

        Again it is the very same delivery, whatever has become of the post meanwhile: so it counts
        alike, and is stored once. None where nothing is kept, or nothing proven.
        """
        key = MentionKey(reply.channel, reply.account, reply.in_reply_to)
        record = self.store.mention(key)
        if record is None or reply.tried_at is None or not self.tells(*key[:2]):
            return None
        received = Received(
            receipt=f"gone-{reply.id}",
            received_at=reply.tried_at,
            source="reread",
            mention=blank(record.mention),
        )
        self.queue.send([received.model_dump_json()])
        return OutcomeCounted(*key[:2], hour_of(reply.tried_at), Counts(received=1))
