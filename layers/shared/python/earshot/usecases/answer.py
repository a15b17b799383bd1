"""Plan an answer: an entry of the reply ledger that the relay sends, once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from earshot.domain import transitions
from earshot.domain.accounts import Account, Accounts
from earshot.domain.case import Case, Reply
from earshot.domain.digest import digest
from earshot.domain.guard import exposed
from earshot.domain.mention import Mention, MentionKey, Visibility, hash_text
from earshot.domain.offline import leg_for
from earshot.domain.playbook import Playbook
from earshot.domain.promise import LegName
from earshot.domain.records import MentionRecord
from earshot.domain.repeating import repeated
from earshot.domain.reply import LONGEST, compose, narrowed, signature
from earshot.domain.threads import Moved
from earshot.errors import Exposing, Forbidden, Illegal, NotAcceptable, Repeated
from earshot.ports import Clock, Store
from earshot.usecases.allowing import Allowing
from earshot.usecases.casework import anybody, free_or_own
from earshot.usecases.change import Asked, Happened, change
from earshot.usecases.holding import Seat, seat
from earshot.usecases.threading import Threading

if TYPE_CHECKING:
    from earshot.channels.protocol import Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What to say, to which mention (None: the newest), and who is to see it (None: the same).

    `leg` says which part of the case's promise it is. `force` answers although another person
    holds the case, `repeat` although nearly the same was said within a day.
    """

    text: str
    mention_id: str | None = None
    visibility: Visibility | None = None
    leg: LegName | None = None
    force: bool = False
    repeat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """The ports and the policy that answering needs; `answering` is what speaks to an account."""

    store: Store
    clock: Clock
    accounts: Accounts
    playbook: Playbook
    answering: Callable[[Account], "Answers"]

    @property
    def allowing(self) -> Allowing:
        return Allowing(
            store=self.store,
            clock=self.clock,
            accounts=self.accounts,
            playbook=self.playbook,
            answering=self.answering,
        )

    def answer(self, asked: Asked, words: Words) -> Reply:
        """Plan the reply and return it; who answers a case that nobody holds takes it.

        Forbidden where nothing is ever answered, Held while another person has the case, Illegal
        when the mention is gone, TooLarge when the text is too long for the channel, Barred when
        the platform forbids it, Repeated when nearly the same was just said.
        """
        if words.force and not asked.caller.leads:
            raise Forbidden("only a supervisor may answer a case that another person holds")
        done = change(
            self.store,
            self.clock,
            asked,
            lambda case, now: self._plan(asked, words, case, now),
            guard=anybody if words.force else free_or_own,
        )
        if done.reply is None:
            raise Illegal(f"case {asked.case_id} holds no reply to this request any more")
        return done.reply

    def _plan(self, asked: Asked, words: Words, case: Case, now: datetime) -> Happened:
        channel = self.allowing.channel(case)
        parent = self._parent(case, words.mention_id or _of_leg(case, words.leg))
        reply, *parts = self._compose(asked, words, case, parent, channel, now)
        self._check_words(words.text, reply.visibility)
        if not words.repeat:
            self._check_new([reply, *parts], now)
        self.allowing.check(channel, case, [reply, *parts], parent.mention, now)
        found = seat(self.store, self.playbook, reply.agent, case) if case.agent is None else Seat()
        calendars = self.playbook.calendars
        events = transitions.plan_reply(
            case,
            reply,
            now=now,
            calendars=calendars,
            force=words.force,
            weight=found.weight,
            parts=parts,
        )
        return Happened(events, reply, found.limit, parts=[Moved(part, None) for part in parts])

    def _check_new(self, replies: Sequence[Reply], now: datetime) -> None:
        """Asked of people, who may mean it; a machine never says the same twice.

        A thread says the same where each of its parts does.
        """
        found = self.store.history(replies[0].case_id)
        said = [repeated(reply, found[2] if found else (), now) for reply in replies]
        before = said[0]
        if before and all(said):
            raise Repeated(
                f"reply {before.id} says nearly the same to them; send repeat to say it again",
                reply_id=before.id,
            )

    def _check_words(self, text: str, visibility: Visibility) -> None:
        """What is private stays so; it is asked again when the reply is sent."""
        found = exposed(text, visibility, self.playbook.privacy.own_contacts)
        if found:
            kinds = ", ".join(dict.fromkeys(span.kind.replace("_", " ") for span in found))
            where = "in private" if visibility == "private" else "where everybody reads along"
            raise Exposing(
                f"text: holds personal data ({kinds}) that is not told {where}",
                field="text",
                findings=[
                    {"kind": span.kind, "start": span.start, "end": span.end} for span in found
                ],
            )

    def _parent(self, case: Case, mention_id: str | None) -> MentionRecord:
        wanted = mention_id or case.reply_to
        if wanted is None:
            raise Illegal(f"case {case.id} has no mention left to answer")
        record = self.store.mention(MentionKey(case.channel, case.account, wanted))
        if record is None or record.case_id != case.id:
            raise NotAcceptable(f"case {case.id} has no mention {wanted}", field="mention_id")
        if record.deleted:
            raise Illegal(f"mention {wanted} has been deleted by its author")
        return record

    def _compose(
        self,
        asked: Asked,
        words: Words,
        case: Case,
        parent: MentionRecord,
        channel: "Answers",
        now: datetime,
    ) -> list[Reply]:
        """The reply, or its parts where the clause lets it be a thread."""
        visibility = narrowed(parent.mention.visibility, words.visibility)
        self.allowing.check_way(channel, visibility)
        reply = _intent(asked, words, case, parent.mention, visibility, now)
        brand = self.playbook.brands.get(case.brand)
        signing = {
            "sign_off": self.playbook.disclosure.sign_off,
            "agent": asked.caller.name,
            "brand": brand.display_name if brand else case.brand,
        }
        if channel.capabilities.threads and self.playbook.threads:
            said, ending = signature(words.text, **signing)
            reply = reply.model_copy(update={"text": said})
            parts = Threading.parts(channel, reply, ending, parent.mention, now)
            if parts and len(said) <= LONGEST and (len(parts) == 1 or self._may_thread(case)):
                return parts
        limits = channel.capabilities.limits(private=visibility == "private")
        text = compose(words.text, **signing, limits=limits)
        return [reply.model_copy(update={"text": text, "text_hash": hash_text(text)})]

    def _may_thread(self, case: Case) -> bool:
        """As the clause says that the case was opened by."""
        found = self.store.history(case.id)
        clause = found[1][0].data.get("clause") if found else None
        return clause is not None and self.playbook.clause(clause).thread


def _intent(
    asked: Asked,
    words: Words,
    case: Case,
    parent: Mention,
    visibility: Visibility,
    now: datetime,
) -> Reply:
    """The reply as it is asked for, not yet signed."""
    return Reply(
        id=reply_id(asked),
        case_id=case.id,
        channel=case.channel,
        account=case.account,
        in_reply_to=parent.id,
        text=words.text,
        text_hash=hash_text(words.text),
        visibility=visibility,
        leg=leg_for(case, visibility, words.leg),
        mention_author=parent.author.handle,
        language=case.language if case.language != "und" else None,
        agent=asked.caller.agent,
        approver=asked.caller.agent,
        created_at=now,
    )


def _of_leg(case: Case, leg: LegName | None) -> str | None:
    """The public legs go to the post that was promised about, whatever was written since."""
    if case.promise is None or leg in (None, "private"):
        return None
    return case.promise.mention_id


def reply_id(asked: Asked) -> str:
    """The same for the same request, so that its repetition could not make a second reply."""
    return "r" + digest(asked.case_id, asked.key)
