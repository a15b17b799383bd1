"""Send one planned reply, once: the ledger is written before and after the platform is called."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from earshot.channels.protocol import Answers, Posting, Reconciles, Sent
from earshot.domain.accounts import Account, Accounts
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.guard import exposed
from earshot.domain.happenings import reply_refused, reply_sent, reply_unknown
from earshot.domain.mention import MentionKey
from earshot.domain.playbook import Playbook
from earshot.errors import (
    Ambiguous,
    Conflict,
    Rejected,
    Retryable,
    Throttled,
    Unavailable,
    Unknown,
)
from earshot.ports import Clock, PatientQueue, Store
from earshot.usecases.commit import prepare
from earshot.usecases.patience import seconds_until, waits

LEASE = timedelta(seconds=60)
ATTEMPTS = 6
DONE = ("sent", "refused", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The ports and the policy that sending works with; `answering` speaks to an account."""

    store: Store
    clock: Clock
    accounts: Accounts
    playbook: Playbook
    orders: PatientQueue
    answering: Callable[[Account], Answers]

    def send(self, case_id: str, reply_id: str, *, last: bool = False) -> Reply:
        """Bring a reply to an end state, or raise Retryable where it has none yet.

        With `last` nobody will try again, so it ends here: `refused` when it certainly was not
        sent, else `unknown`. Only a reply that waits for its platform is ordered anew instead.
        """
        reply = self._reply(case_id, reply_id)
        try:
            return reply if reply.state in DONE else self._send(reply)
        except Retryable:
            if not last:
                raise
            return self._wait_or_give_up(self._reply(case_id, reply_id))

    def postpone(self, receipt: str, wait: Throttled) -> None:
        """Let the message of a reply that waits come again when its wait is over, if that is known.

        Coming sooner would be useless, and use up one of its few receives.
        """
        if wait.after:
            self.orders.postpone(receipt, seconds=seconds_until(wait.after, self.clock.now()))

    def _reply(self, case_id: str, reply_id: str) -> Reply:
        reply = self.store.reply(case_id, reply_id)
        if reply is None:
            raise Unknown(f"case {case_id} has no reply {reply_id}")
        return reply

    def _send(self, reply: Reply) -> Reply:
        now = self.clock.now()
        if reply.not_before and reply.not_before > now:
            raise Throttled(f"reply {reply.id} waits for the platform", after=reply.not_before)
        channel = self._channel(reply)
        posting = self._posting(reply, now)
        if reply.state == "sending":
            # It may be on the platform: whatever forbids it now cannot say that it is not.
            return self._recover(posting, channel)
        if channel is None:
            return self._refuse(reply, "not_connected")
        obstacle = self._obstacle(posting)
        if obstacle:
            return self._refuse(reply, obstacle)
        return self._attempt(posting._replace(reply=self._take(reply, now)), channel)

    def _posting(self, reply: Reply, now: datetime) -> Posting:
        """The reply with what it answers, all read before the platform is called."""
        key = MentionKey(reply.channel, reply.account, reply.in_reply_to)
        parent, case = self.store.mention(key), self.store.case(reply.case_id)
        mention = parent.mention if parent else None
        gone = parent is not None and parent.deleted
        if mention and gone:
            mention = mention.model_copy(update={"event": "delete"})
        return Posting(reply, mention, now, case.customer_at if case else None)

    def _channel(self, reply: Reply) -> Answers | None:
        """What speaks to the account; None when it is no longer connected, or takes no replies."""
        try:
            return self.answering(self.accounts.get(reply.channel, reply.account))
        except Unknown:
            return None

    def _obstacle(self, posting: Posting) -> str | None:
        """Why it must not be sent now, whatever was allowed when it was planned."""
        reply, parent = posting.reply, posting.parent
        account = self.accounts.get(reply.channel, reply.account)
        site = self.playbook.site(reply.channel, reply.account)
        if account.never_respond or site.never_respond or account.mode == "listen_only":
            return "not_allowed_by_policy"
        if exposed(reply.text, reply.visibility, self.playbook.privacy.own_contacts):
            return "personal_data"
        return "target_gone" if parent and parent.event == "delete" else None

    def _wait_or_give_up(self, reply: Reply) -> Reply:
        if not waits(reply, self.clock.now()):
            return self._give_up(reply)
        # A new attempt is ordered anew by the relay: a queue that a function took from and sends to
        # itself looks to Lambda like a loop, and is stopped.
        again = reply.model_copy(update={"attempt": reply.attempt + 1})
        self.store.move_reply(again, was=(reply.state, reply.attempt))
        return again

    def _give_up(self, reply: Reply) -> Reply:
        if reply.state in DONE:
            return reply
        if reply.state == "planned":
            return self._refuse(reply, "not_sent")
        return self._end(reply, "unknown", "no_answer")

    def _take(self, reply: Reply, now: datetime) -> Reply:
        """Write `sending` with a lease before the platform is called."""
        sending = reply.model_copy(
            update={
                "state": "sending",
                "attempt": reply.attempt + 1,
                "lease_until": now + LEASE,
                "not_before": None,
            }
        )
        self.store.move_reply(sending, was=(reply.state, reply.attempt))
        return sending

    def _attempt(self, posting: Posting, channel: Answers) -> Reply:
        reply = posting.reply
        try:
            sent = channel.send(posting)
        except (Throttled, Unavailable) as error:
            self._give_back(reply, error)
            raise
        except Rejected as error:
            if error.kind == "duplicate":
                # The platform has this text already: most likely it is ours.
                return self._look_up(posting, channel, "duplicate")
            return self._refuse(reply, error.kind)
        except Ambiguous:
            return self._look_up(posting, channel)
        return self._sent(reply, sent)

    def _give_back(self, reply: Reply, error: Throttled | Unavailable) -> None:
        """Certainly not sent: planned again, and not before the platform wants to hear of it."""
        after = error.after if isinstance(error, Throttled) else None
        self.store.move_reply(
            reply.model_copy(update={"state": "planned", "lease_until": None, "not_before": after}),
            was=("sending", reply.attempt),
        )

    def _recover(self, posting: Posting, channel: Answers | None) -> Reply:
        """Somebody was sending it and has not said how it ended."""
        reply = posting.reply
        if reply.lease_until and reply.lease_until > posting.now:
            raise Throttled(f"reply {reply.id} is being sent", after=reply.lease_until)
        return self._look_up(posting, channel)

    def _look_up(
        self, posting: Posting, channel: Answers | None, reason: str = "no_answer"
    ) -> Reply:
        """Read the platform back; what cannot be proven stays unknown, for a person to decide."""
        reply = posting.reply
        try:
            found = channel.find(posting) if isinstance(channel, Reconciles) else None
        except Ambiguous:
            found = None
        if found is None or self._is_of_another(reply, found):
            return self._end(reply, "unknown", reason)
        return self._sent(reply, found)

    def _is_of_another(self, reply: Reply, found: Sent) -> bool:
        """Whether an earlier reply with the same words is what was found."""
        history = self.store.history(reply.case_id)
        replies = history[2] if history else []
        return found.platform_id is not None and any(
            other.id != reply.id and other.platform_id == found.platform_id for other in replies
        )

    def _sent(self, reply: Reply, sent: Sent) -> Reply:
        return self._end(
            reply.model_copy(
                update={
                    "platform_id": sent.platform_id,
                    "permalink": sent.permalink,
                    "sent_at": sent.at,
                }
            ),
            "sent",
            None,
        )

    def _refuse(self, reply: Reply, reason: str) -> Reply:
        return self._end(reply, "refused", reason)

    def _end(self, reply: Reply, state: str, reason: str | None) -> Reply:
        """Write the end state and the case's event in one transaction."""
        ended = reply.model_copy(update={"state": state, "reason": reason, "lease_until": None})
        for _ in range(ATTEMPTS):
            case = self.store.case(reply.case_id)
            if case is None:
                raise Unknown(f"no case {reply.case_id}")
            now = self.clock.now()
            commit = prepare(
                case,
                self._events(case, ended, now),
                now=now,
                reply=ended,
                reply_was=(reply.state, reply.attempt),
            )
            try:
                self.store.commit(commit)
            except Conflict:
                standing = self._reply(reply.case_id, reply.id)
                if standing.state in DONE:
                    return standing
                continue
            return ended
        raise Conflict(f"case {reply.case_id} keeps changing")

    def _events(self, case: Case, reply: Reply, now: datetime) -> list[CaseEvent]:
        if reply.state == "sent":
            return reply_sent(
                case,
                reply,
                now=now,
                calendars=self.playbook.calendars,
                close_after=self.playbook.close_after(case.channel, case.account),
            )
        if reply.state == "refused":
            return reply_refused(case, reply, now=now, calendars=self.playbook.calendars)
        return reply_unknown(case, reply, now=now, calendars=self.playbook.calendars)
