"""The playbook: the organisation's policy as reviewed data, and its compiled form."""

import json
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Annotated

from pydantic import Field, PrivateAttr

from earshot.domain.calendar import Calendar
from earshot.domain.grouping import Grouping
from earshot.domain.ladder import Ladder, ladder_of
from earshot.domain.playbook.assignment import Assignment
from earshot.domain.playbook.chapters import (
    Alerts,
    Brand,
    Closing,
    Disclosure,
    Evidence,
    Goal,
    ModelAnswer,
    PriorityFactor,
    Privacy,
    Retention,
    Rung,
    Site,
    Taxonomy,
    Team,
    Template,
    Text,
)
from earshot.domain.playbook.clause import Clause
from earshot.domain.playbook.offline import Offline
from earshot.domain.playbook.surge import Surge
from earshot.domain.playbook.understanding import Understanding
from earshot.domain.playbook.written import Written
from earshot.domain.sla import SlaPolicy
from earshot.domain.urgency import UrgencySignals

_ORDINARY = Site(channel="-", account="-")
PAGES = frozenset(
    ("facebook", "instagram", "youtube", "whatsapp", "messenger", "google_play", "app_store")
)
"""Channels on which we are written to at a page of ours."""


class Playbook(Written):
    """Whole and frozen; `clauses` are tried in order and the last one takes what is left."""

    version: Annotated[int, Field(ge=1)]
    review_by: date
    audience: Text
    goals: Annotated[tuple[Goal, ...], Field(min_length=1)]
    brands: Annotated[dict[str, Brand], Field(min_length=1)]
    taxonomy: Taxonomy
    classification: Understanding = Understanding()
    clauses: Annotated[tuple[Clause, ...], Field(min_length=1)]
    priority: tuple[PriorityFactor, ...] = ()
    teams: Annotated[dict[str, Team], Field(min_length=1)]
    calendars: Annotated[dict[str, Calendar], Field(min_length=1)]
    sla_policies: Annotated[dict[str, SlaPolicy], Field(min_length=1)]
    surges: dict[str, Surge] = Field(default_factory=dict)
    assignment: Assignment = Assignment()
    sites: tuple[Site, ...] = ()
    grouping: Grouping = Field(default_factory=Grouping)
    closing: Closing = Closing()
    offline: Offline = Offline()
    urgency: UrgencySignals = Field(default_factory=UrgencySignals)
    templates: dict[str, Template] = Field(default_factory=dict)
    answers: tuple[ModelAnswer, ...] = ()
    disclosure: Disclosure = Disclosure()
    privacy: Privacy = Privacy()
    evidence: Evidence = Evidence()
    escalation: Annotated[tuple[Rung, ...], Field(min_length=1)]
    alerts: Alerts = Alerts()
    retention: Retention = Retention()
    _text: str | None = PrivateAttr(None)

    @cached_property
    def stamp(self) -> str:
        """Version and content, as every decision carries it: `v3:9f2c01ab77de`."""
        return f"v{self.version}:{sha256(compiled(self).encode()).hexdigest()[:12]}"

    @cached_property
    def default(self) -> Clause:
        """The clause for whatever no other clause took."""
        return self.clauses[-1]

    @property
    def default_team(self) -> str:
        """Whose a mention is that neither its clause nor its topic gives to a team."""
        return self.default.team or next(iter(self.teams))

    def clause(self, name: str) -> Clause:
        """The clause of that name; the default one where it has been taken out since."""
        return self._clauses.get(name, self.default)

    @cached_property
    def _clauses(self) -> dict[str, Clause]:
        return {clause.name: clause for clause in self.clauses}

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """What a mention can be about: the topics as written, and `other`."""
        return *self.taxonomy.topics, *({"other"} - self.taxonomy.topics.keys())

    @cached_property
    def threads(self) -> bool:
        """Whether any clause lets a long answer be a thread of posts."""
        return any(clause.thread for clause in self.clauses)

    @cached_property
    def holds(self) -> bool:
        """Whether any clause leaves questions to peers for a while."""
        return any(clause.act == "hold" for clause in self.clauses)

    def site(self, channel: str, account: str) -> Site:
        """What is thought of this place; an ordinary place of our own where nothing is written."""
        return self._sites.get((channel, account), _ORDINARY)

    def writes_to_us(self, channel: str, account: str) -> bool:
        """Whether people write to us there, with or without our handle: under our posts, our
        videos, our products."""
        site = self.site(channel, account)
        return site.rating == "own" and channel in PAGES if site.to_us is None else site.to_us

    @cached_property
    def _sites(self) -> dict[tuple[str, str], Site]:
        return {(site.channel, site.account): site for site in self.sites}

    def grouping_at(self, channel: str, account: str) -> Grouping:
        """The grouping rules of this place."""
        within = self.site(channel, account).reopen_within
        if within is None:
            return self.grouping
        return self.grouping.model_copy(update={"reopen_within": within})

    def close_after(self, channel: str, account: str) -> int | None:
        """How many seconds a customer of this place may be silent before the case ends."""
        return self.site(channel, account).close_after or self.closing.after

    def surges_at(self, now: datetime) -> tuple[str, ...]:
        """The names of the surges that are on."""
        return tuple(
            name
            for name, surge in self.surges.items()
            if surge.is_on(now.astimezone(self.calendars[surge.calendar].zone).date())
        )

    def promise(self, sla_policy: str | None, now: datetime) -> str | None:
        """The policy that stands in for this one while a surge is on; the first surge wins."""
        if not self.surges or sla_policy is None:
            return sla_policy
        names = (self.surges[name].sla_policies.get(sla_policy) for name in self.surges_at(now))
        return next(filter(None, names), sla_policy)

    def terms(self, sla_policy: str | None) -> SlaPolicy | None:
        """What a policy promises, with what it leaves to the chapters on alerts and escalation."""
        return self._terms.get(sla_policy or "")

    @cached_property
    def _terms(self) -> dict[str, SlaPolicy]:
        first = self.escalation[0].after
        return {
            name: policy.completed(alert_calendar=self.alerts.calendar, escalate_after=first)
            for name, policy in self.sla_policies.items()
        }

    @cached_property
    def ladder(self) -> Ladder:
        """Who is paged after a broken promise, in order."""
        return ladder_of(self.escalation)


def load(json_text: str) -> Playbook:
    """Read the compiled form, as the functions do at run time; no YAML and no semantic checks."""
    playbook = Playbook.model_validate_json(json_text)
    playbook._text = json_text
    return playbook


def compiled(playbook: Playbook) -> str:
    """The one JSON text of a playbook: sorted keys, no space. What was loaded stays as it was.

    An old text therefore keeps its stamp when a later version of the code knows more keys.
    """
    return playbook._text or json.dumps(
        playbook.model_dump(mode="json"),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
