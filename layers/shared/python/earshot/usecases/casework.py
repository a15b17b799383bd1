"""What people do with a case: each verb is one write, and here is who may do it when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from earshot.domain import transitions
from earshot.domain.caller import Caller
from earshot.domain.case import Case, CaseEvent
from earshot.domain.correction import correct
from earshot.domain.fold import advance
from earshot.domain.judgement import Head
from earshot.domain.mention import MentionKey
from earshot.domain.offline import Terms, move_private
from earshot.domain.ownerless import Watch
from earshot.domain.playbook import Playbook
from earshot.domain.promise import PromiseReason
from earshot.domain.repromise import repromise
from earshot.errors import Forbidden, Held, Illegal, NotAcceptable, lacking
from earshot.ports import Clock, Store
from earshot.usecases.change import Asked, Done, Follows, Guard, Happened, change
from earshot.usecases.holding import Seat, back_to_holder, seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Casework:
    """The ports and the policy that work on cases needs."""

    store: Store
    clock: Clock
    playbook: Playbook

    def claim(self, asked: Asked) -> Done:
        """Take the case; Held, naming the holder, when somebody else has it, Full without room."""
        agent = asked.caller.agent

        def claimed(case: Case, now: datetime) -> Happened:
            found = seat(self.store, self.playbook, agent, case)
            events = transitions.claim(case, agent=agent, now=now, weight=found.weight)
            return Happened(events, limit=found.limit)

        return self._do(asked, free_or_own, claimed)

    def release(self, asked: Asked) -> Done:
        """Give the case back to its team's queue."""
        who = asked.caller
        return self._change(
            asked,
            not_another_s,
            lambda case, now: transitions.release(case, agent=who.agent, now=now),
        )

    def assign(
        self,
        asked: Asked,
        *,
        team: str | None,
        agent: str | None,
        reason: str,
        force: bool = False,
        sla_policy: str | None = None,
    ) -> Done:
        """Hand the case to a team, an agent, or both; NotAcceptable when the team cannot have it.

        Full when the agent has no room, unless somebody who leads forces it. What was promised
        stays, unless another policy is named.
        """
        if force and not asked.caller.leads:
            raise Forbidden("only a supervisor may assign beyond an agent's capacity")
        if team is None and agent is None:
            raise NotAcceptable("team or agent is needed", field="team")
        if team is not None and team not in self.playbook.teams:
            raise NotAcceptable(lacking("team", team, self.playbook.teams), field="team")
        brand = self.playbook.teams[team].brand if team else None

        def assignable(who: Caller, case: Case) -> None:
            own(who, case)
            if brand not in (None, case.brand):
                raise NotAcceptable(f"team {team} works for {brand} only", field="team")

        def assigned(case: Case, now: datetime) -> Happened:
            found = seat(self.store, self.playbook, agent, case, force=force) if agent else Seat()
            events = transitions.assign(
                case,
                team=team,
                agent=agent,
                reason=reason,
                by=asked.caller.agent,
                now=now,
                weight=found.weight,
                more={"forced": True} if force else None,
            )
            if sla_policy:
                events += self._repromised(asked, advance(case, events), sla_policy, now)
            return Happened(events, limit=found.limit)

        return self._do(asked, assignable, assigned)

    def _repromised(self, asked: Asked, case: Case, name: str, now: datetime) -> list[CaseEvent]:
        terms = self.playbook.terms(name)
        if terms is None:
            known = self.playbook.sla_policies
            raise NotAcceptable(lacking("SLA policy", name, known), field="sla_policy")
        return repromise(
            case,
            name,
            terms,
            playbook=self.playbook.stamp,
            by=asked.caller.agent,
            now=now,
            calendars=self.playbook.calendars,
        )

    def correct(self, asked: Asked, *, mention_id: str, labels: Mapping[Head, str]) -> Done:
        """Put labels of a mention right; NotAcceptable for one of another case or no topic."""
        known = self.playbook.topics
        if (topic := labels.get("topic", "other")) not in known:
            raise NotAcceptable(lacking("topic", topic, known), field="topic")

        def corrected(case: Case, now: datetime) -> Happened:
            record = self.store.mention(MentionKey(case.channel, case.account, mention_id))
            if record is None or record.case_id != case.id:
                raise NotAcceptable(f"case {case.id} has no such mention", field="mention_id")
            events, made = correct(case, record, labels, by=asked.caller.agent, now=now)
            return Happened(events, correction=made)

        return self._do(asked, anybody, corrected)

    def note(self, asked: Asked, text: str) -> Done:
        """Leave a remark for colleagues, whoever holds the case."""
        by = asked.caller.agent
        return self._change(
            asked, anybody, lambda case, now: transitions.note(case, text=text, by=by, now=now)
        )

    def move_private(self, asked: Asked, *, reason: PromiseReason) -> Done:
        """Take the matter offline: a private message, and word of it in public, are owed now."""
        terms, by = Terms(self.playbook.offline.close_within), asked.caller.agent

        def moved(case: Case, now: datetime) -> list[CaseEvent]:
            public = self._public_post(case)
            return move_private(case, reason=reason, mention_id=public, terms=terms, by=by, now=now)

        return self._change(asked, not_another_s, moved)

    def _public_post(self, case: Case) -> str:
        key = MentionKey(case.channel, case.account, str(case.reply_to))
        record = self.store.mention(key) if case.reply_to else None
        if record is None or record.mention.is_private:
            raise Illegal(f"the customer of case {case.id} writes in private already")
        return record.mention.id

    def resolve(
        self,
        asked: Asked,
        *,
        resolution: str,
        note: str | None,
        without_closure: str | None = None,
    ) -> Done:
        """Close the case, with a remark where one is given.

        Illegal while a public closure is owed, unless it is said why there is none.
        """
        by, calendars = asked.caller.agent, self.playbook.calendars
        return self._change(
            asked,
            not_another_s,
            lambda case, now: transitions.resolve(
                case,
                resolution=resolution,
                note=note,
                without_closure=without_closure,
                by=by,
                now=now,
                calendars=calendars,
            ),
        )

    def reopen(self, asked: Asked, *, reason: str) -> Done:
        """Make a resolved case work again, for its last holder where they are there for it."""
        by, calendars = asked.caller.agent, self.playbook.calendars

        def reopened(case: Case, now: datetime) -> Happened:
            events = transitions.reopen(case, reason=reason, by=by, now=now, calendars=calendars)
            back = back_to_holder(self.store, self.playbook, case, events, now)
            return Happened(back.events, limit=back.limit)

        return self._do(asked, anybody, reopened)

    def snooze(self, asked: Asked, *, until: datetime) -> Done:
        """Let the case wait."""
        by, calendars = asked.caller.agent, self.playbook.calendars
        return self._change(
            asked,
            not_another_s,
            lambda case, now: transitions.snooze(
                case, until=until, by=by, now=now, calendars=calendars
            ),
        )

    def _change(
        self, asked: Asked, guard: Guard, events: Callable[[Case, datetime], Sequence[CaseEvent]]
    ) -> Done:
        return self._do(asked, guard, lambda case, now: Happened(events(case, now)))

    def _do(self, asked: Asked, guard: Guard, follows: Follows) -> Done:
        watch = Watch.of(self.playbook)
        return change(self.store, self.clock, asked, follows, guard=guard, watch=watch)


def anybody(who: Caller, case: Case) -> None:
    """Whoever sees the case."""


def free_or_own(who: Caller, case: Case) -> None:
    """Nobody else holds it; to take it away from somebody is to assign it."""
    if case.agent not in (None, who.agent):
        raise Held(f"case {case.id} is held by {case.agent}", holder=str(case.agent))


def not_another_s(who: Caller, case: Case) -> None:
    """Nobody else holds it, or the caller leads."""
    if not who.leads:
        free_or_own(who, case)


def own(who: Caller, case: Case) -> None:
    """The caller holds it, or leads."""
    not_another_s(who, case)
    if case.agent is None and not who.leads:
        raise Forbidden(f"nobody holds case {case.id}: claim it, or ask a supervisor")
