"""Decide what a mention deserves, put it where it belongs, and start its clocks: one write."""

from dataclasses import dataclass, field

from earshot.domain.accounts import Account, Accounts
from earshot.domain.burst import Recent
from earshot.domain.envelope import Classified
from earshot.domain.playbook import Playbook
from earshot.domain.records import MentionRecord, Quarantined
from earshot.errors import Conflict, Unknown
from earshot.ports import Clock, Store
from earshot.usecases.automatic import Speaking
from earshot.usecases.history import PlacingHistory
from earshot.usecases.ledger import Ledger
from earshot.usecases.own_posts import OwnPost
from earshot.usecases.placing import Placing

ATTEMPTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Router:
    """The ports and the policy that routing works with.

    `speaking` is what speaks to an account, asked for the limits of what a clause says by itself.
    """

    store: Store
    clock: Clock
    accounts: Accounts
    playbook: Playbook
    recent: Recent = field(default_factory=Recent)
    speaking: Speaking | None = None

    def route(self, item: Classified) -> None:
        """Store the mention and all that follows from it, however often it is delivered.

        A new post is written without reading first; only what stands there already is read and
        merged. What is of an account that is no longer connected is set aside. Raise Conflict when
        others keep writing first.
        """
        try:
            account = self.accounts.hearing(item.mention.channel, item.mention.account)
        except Unknown as error:
            self.store.quarantine([_set_aside(item, error)])
            return
        now = self.clock.now()
        kind = PlacingHistory if item.is_history else Placing
        placing = kind(self.store, self.playbook, self.recent, account, item, now, self.speaking)
        own = OwnPost(self._ledger, item, placing.write)
        standing = None if item.mention.event == "create" else self.store.mention(item.mention.key)
        for _ in range(ATTEMPTS):
            writes = own if self._is_own(account, item, standing) else placing
            try:
                standing = writes.write(standing)
            except Conflict:
                standing = self.store.mention(item.mention.key)
            else:
                if standing is None:
                    return
        raise Conflict(f"mention {item.mention.channel}/{item.mention.id} keeps changing")

    @property
    def _ledger(self) -> Ledger:
        return Ledger(store=self.store, clock=self.clock, playbook=self.playbook)

    def _is_own(self, account: Account, item: Classified, standing: MentionRecord | None) -> bool:
        """Whether the post is one of ours; of one that is gone, a platform may not say whose."""
        if standing:
            return standing.filtered == "own_post"
        if account.keeps_out(item.mention) == "own_post":
            return True
        gone = item.mention.event == "delete"
        return gone and self.store.reply_of_post(item.mention.key) is not None


def _set_aside(item: Classified, error: Unknown) -> Quarantined:
    return Quarantined(
        channel=item.mention.channel,
        account=item.mention.account,
        receipt=item.receipt,
        received_at=item.received_at,
        stage="route",
        reason=str(error),
        raw=item.mention.model_dump_json(),
    )
