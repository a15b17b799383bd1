"""What a case's channel lets us do, asked before anything is planned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from earshot.domain.accounts import Account, Accounts
from earshot.domain.case import Case, Reply
from earshot.domain.mention import Mention, Visibility
from earshot.domain.playbook import Playbook
from earshot.errors import Barred, Forbidden, NotAcceptable, Rejected, TooLarge, Unknown
from earshot.ports import Clock, Store
from earshot.usecases.budgeting import bears

if TYPE_CHECKING:
    from earshot.channels.capabilities import Capabilities
    from earshot.channels.protocol import Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowing:
    """The ports and the policy, and what speaks to an account; no platform is asked anything."""

    store: Store
    clock: Clock
    accounts: Accounts
    playbook: Playbook
    answering: Callable[[Account], "Answers"]

    def channel(self, case: Case) -> "Answers":
        """What speaks to the case's account.

        Forbidden where nothing is ever answered, whoever asks; Barred where nothing can be.
        """
        account = self.accounts.get(case.channel, case.account)
        site = self.playbook.site(case.channel, case.account)
        place = f"{case.channel}/{case.account}"
        if account.never_respond or site.never_respond:
            raise Forbidden(f"{place} is never_respond: nothing is ever answered there")
        if account.mode == "listen_only":
            raise Forbidden(f"{place} is listen_only: nothing is answered there")
        try:
            return self.answering(account)
        except Unknown:
            raise Barred(
                f"{place} takes no replies through its API", reason="not_connected"
            ) from None

    @staticmethod
    def check_way(channel: "Answers", visibility: Visibility) -> None:
        """NotAcceptable where the channel has no such messages."""
        way = "private" if visibility == "private" else "reply"
        if way not in channel.capabilities.does:
            said = "private messages" if way == "private" else "public replies"
            can = told(channel.capabilities)
            raise NotAcceptable(f"this channel takes no {said}; {can}", field="visibility")

    def check(
        self,
        channel: "Answers",
        case: Case,
        replies: Sequence[Reply],
        parent: Mention | None,
        now: datetime,
    ) -> None:
        """Barred where a rule of the platform or the budget forbids it, TooLarge for its length.

        `replies` are one, or all parts of one.
        """
        from earshot.channels.values import Posting

        url = parent.permalink if parent else None
        account = self.accounts.get(case.channel, case.account)
        if not bears(self.store, self.clock, account, channel.capabilities, *replies):
            place = f"{case.channel}/{case.account}"
            raise Barred(
                f"the budget of {place} does not bear it", reason="over_budget", open_url=url
            )
        try:
            for reply in replies:
                channel.allow(Posting(reply, parent, now, case.wrote_in_private_at))
        except Rejected as error:
            if error.kind == "too_long":
                raise TooLarge(f"text: {error}") from error
            raise Barred(str(error), reason=error.kind, open_url=url) from error


def told(capabilities: "Capabilities") -> str:
    """What the channel can do, for people."""
    return f"it can {', '.join(sorted(capabilities.does)) or 'do nothing'}"
