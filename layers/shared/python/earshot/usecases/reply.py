"""Send one planned reply, once: the ledger is written before and after the platform is called."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from earshot.channels.protocol import Answers
from earshot.channels.values import Posting
from earshot.domain.accounts import Account, Accounts
from earshot.domain.case import Reply
from earshot.domain.mention import MentionKey
from earshot.domain.pace import Pace
from earshot.domain.playbook import Playbook
from earshot.errors import Ambiguous, Rejected, Retryable, Throttled, Unavailable, Unknown
from earshot.ports import Clock, PatientQueue, Store
from earshot.usecases.answered import Answered
from earshot.usecases.hindrance import hindrance
from earshot.usecases.ledger import DONE, Ledger
from earshot.usecases.pacing import Pacing
from earshot.usecases.patience import said_before, seconds_until, waits
from earshot.usecases.read_back import read_back

LEASE = timedelta(seconds=60)
"""Longer than any send takes: when it is over, nothing of it is under way any more."""
TRIES = 3
"""How many sends may go without an answer before a person is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The ports and the policy that sending works with; `answering` speaks to an account."""

    store: Store
    clock: Clock
    accounts: Accounts
    playbook: Playbook
    orders: PatientQueue
    answering: Callable[[Account], Answers]

    @property
    def ledger(self) -> Ledger:
        return Ledger(store=self.store, clock=self.clock, playbook=self.playbook)

    @property
    def pacing(self) -> Pacing:
        return Pacing(store=self.store)

    @property
    def answered(self) -> Answered:
        return Answered(store=self.store, clock=self.clock)

    def send(self, case_id: str, reply_id: str, *, last: bool = False) -> Reply:
        """Bring a reply to an end state, or raise Retryable where it has none yet.

        With `last` nobody will try again, so it ends here: `refused` when it certainly was not
        sent, else `unknown`. Only a reply that waits for its platform is ordered anew instead. A
        part whose turn has not come is left to wait.
        """
        reply = self.ledger.reply(case_id, reply_id)
        try:
            if reply.state in (*DONE, "waiting"):
                return reply
            self._keep_order(reply)
            return self._send(reply)
        except Retryable:
            if not last:
                raise
            return self._wait_or_give_up(self.ledger.reply(case_id, reply_id))

    def postpone(self, receipt: str, wait: Throttled) -> None:
        """Let the message of a reply that waits come again when its wait is over, if that is known.

        Coming sooner would be useless, and use up one of its few receives.
        """
        if wait.after:
            self.orders.postpone(receipt, seconds=seconds_until(wait.after, self.clock.now()))

    def _keep_order(self, reply: Reply) -> None:
        """A reply that was ordered anew stands behind later ones of its case, and still goes first.

        The later one waits as long as it does.
        """
        for earlier in said_before(reply, self.store):
            try:
                self._send(earlier)
            except Throttled as wait:
                later = reply.model_copy(update={"not_before": wait.after})
                self.store.move_reply(later, was=reply.place)
                raise

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
            return self._fail(reply, "not_connected")
        account = self.accounts.get(reply.channel, reply.account)
        obstacle = hindrance(self.store, self.clock, self.playbook, account, posting, channel)
        if obstacle:
            return self._refused(reply, obstacle)
        reply = self._await_turn(reply, account.pace or Pace.of(channel.capabilities.pace), now)
        return self._attempt(posting._replace(reply=self._take(reply, now)), channel)

    def _await_turn(self, reply: Reply, pace: Pace | None, now: datetime) -> Reply:
        """The reply when it is its turn; else it is written down when that is, and comes again."""
        turned = self.pacing.turn(reply, pace, now)
        if turned.not_before:
            self.store.move_reply(turned, was=reply.place)
            raise Throttled(f"reply {reply.id} waits for its turn", after=turned.not_before)
        return turned

    def _posting(self, reply: Reply, now: datetime) -> Posting:
        """The reply with what it answers, all read before the platform is called."""
        key = MentionKey(reply.channel, reply.account, reply.mention_id)
        parent, case = self.store.mention(key), self.store.case(reply.case_id)
        mention = parent.mention if parent else None
        gone = parent is not None and parent.deleted
        if mention and gone:
            mention = mention.model_copy(update={"event": "delete"})
        return Posting(reply, mention, now, case.wrote_in_private_at if case else None)

    def _channel(self, reply: Reply) -> Answers | None:
        """What speaks to the account; None when it is no longer connected, or takes no replies."""
        try:
            return self.answering(self.accounts.get(reply.channel, reply.account))
        except Unknown:
            return None

    def _wait_or_give_up(self, reply: Reply) -> Reply:
        if not waits(reply, self.clock.now()):
            return self._give_up(reply)
        # A new attempt is ordered anew by the relay: a queue that a function took from and sends to
        # itself looks to Lambda like a loop, and is stopped.
        again = reply.model_copy(update={"attempt": reply.attempt + 1})
        self.store.move_reply(again, was=reply.place)
        return again

    def _give_up(self, reply: Reply) -> Reply:
        if reply.state in DONE:
            return reply
        if reply.state == "planned":
            return self._fail(reply, "not_sent")
        return self.ledger.doubt(reply, "no_answer")

    def _take(self, reply: Reply, now: datetime) -> Reply:
        """Write `sending` with a lease before the platform is called."""
        sending = reply.model_copy(
            update={
                "state": "sending",
                "attempt": reply.attempt + 1,
                "tried_at": now,
                "lease_until": now + LEASE,
                "not_before": None,
                "turn_at": None,
            }
        )
        self.store.move_reply(sending, was=reply.place)
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
            return self._refused(reply, error.kind)
        except Ambiguous:
            return self._look_up(posting, channel)
        done = self.ledger.sent(reply, sent)
        self.answered.sent(reply.channel, reply.account, channel, sent.spent)
        return done

    def _give_back(self, reply: Reply, error: Throttled | Unavailable) -> None:
        """Certainly not sent: planned again, and not before the platform wants to hear of it.

        That comes first: what fails behind it leaves no doubt about the reply.
        """
        after = error.after if isinstance(error, Throttled) else None
        self.store.move_reply(
            reply.model_copy(update={"state": "planned", "lease_until": None, "not_before": after}),
            was=reply.place,
        )
        if after:
            self.pacing.hold(reply, after)

    def _look_up(self, posting: Posting, channel: Answers, reason: str | None = None) -> Reply:
        """Read the platform back at once.

        Not there yet proves nothing while the request may be under way: it is looked for again when
        the lease is over. A text that was refused as a `duplicate` is not under way; but behind a
        send without an answer it is most likely ours, come later than we looked.
        """
        reply = posting.reply
        try:
            found = read_back(self.store, posting, channel)
        except Ambiguous:
            return self.ledger.doubt(reply, reason or "no_answer")
        if found:
            return self.ledger.sent(reply, found)
        if reason:
            ends = self.ledger.doubt if reply.unanswered else self._fail
            return ends(reply, reason)
        raise Throttled(f"reply {reply.id} may be under way", after=reply.lease_until)

    def _recover(self, posting: Posting, channel: Answers | None) -> Reply:
        """Somebody was sending it and has not said how it ended."""
        reply = posting.reply
        if reply.lease_until and reply.lease_until > posting.now:
            raise Throttled(f"reply {reply.id} is being sent", after=reply.lease_until)
        try:
            found = read_back(self.store, posting, channel)
        except Ambiguous:
            return self.ledger.doubt(reply, "no_answer")
        if found:
            return self.ledger.sent(reply, found)
        if reply.unanswered + 1 >= TRIES:
            return self.ledger.doubt(reply, "no_answer")
        return self._send(self._plan_again(reply))

    def _plan_again(self, reply: Reply) -> Reply:
        planned = reply.model_copy(
            update={
                "state": "planned",
                "lease_until": None,
                "unanswered": reply.unanswered + 1,
            }
        )
        self.store.move_reply(planned, was=reply.place)
        return planned

    def _refused(self, reply: Reply, reason: str) -> Reply:
        failed = self._fail(reply, reason)
        self.answered.refused(reply.channel, reply.account, reason)
        return failed

    def _fail(self, reply: Reply, reason: str) -> Reply:
        """It was not done; but of an act that went without an answer before, nobody knows."""
        if reply.act != "reply" and reply.unanswered:
            return self.ledger.doubt(reply, reason)
        return self.ledger.refuse(reply, reason)
