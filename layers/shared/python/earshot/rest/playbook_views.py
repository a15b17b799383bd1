"""What goes out of the playbook in force: the names that requests take and answers hold."""

from collections.abc import Mapping
from typing import Annotated, get_args

from pydantic import Field

from earshot.domain.judgement import Act, Relevance
from earshot.domain.playbook import Playbook
from earshot.domain.playbook.conditions import Intent, Sentiment
from earshot.domain.sla import SlaPolicy
from earshot.rest.views import Output


class BrandOffered(Output):
    name: Annotated[str, Field(description="As cases have it in `brand`.")]
    display_name: str
    handles: Annotated[list[str], Field(description="Without the @.")]


class TeamOffered(Output):
    name: Annotated[str, Field(description="As cases have it in `team`.")]
    display_name: str
    brand: Annotated[str | None, Field(description="The only brand it works for; null: all.")]


class TopicOffered(Output):
    name: Annotated[str, Field(description="As labels and cases have it; `other` is none of them.")]
    team: Annotated[str | None, Field(description="Who owns it; null: the clause says.")]


class ClauseOffered(Output):
    name: Annotated[str, Field(description="As `why` has it in `clause`.")]
    act: Act
    reason: Annotated[str | None, Field(description="Its `because`.")]


class PolicyOffered(Output):
    """A promise to customers, in business seconds of its calendar; null where none is made."""

    name: Annotated[str, Field(description="As cases have it in `sla_policy`; `assign` takes it.")]
    calendar: str
    first_response_seconds: int | None
    next_response_seconds: int | None
    resolution_seconds: int | None

    @classmethod
    def of(cls, name: str, policy: SlaPolicy) -> "PolicyOffered":
        within = {f"{clock}_seconds": t and t.within for clock, t in policy.targets().items()}
        return cls.model_validate({"name": name, "calendar": policy.calendar, **within})


class CalendarOffered(Output):
    name: Annotated[str, Field(description="As promises count by it; a line's `shifts` takes it.")]
    time_zone: str


class TemplateOffered(Output):
    """A beginning to be made personal; `{author}`, `{agent}` and `{brand}` are placeholders."""

    name: str
    text: Annotated[str, Field(description="For every language that is not in `languages`.")]
    languages: Annotated[dict[str, str], Field(description="The words by ISO 639-1 code.")]


class PlaybookView(Output):
    """The vocabulary of the playbook in force, in its order."""

    playbook: Annotated[str, Field(description="Version and content hash, as decisions have it.")]
    version: int
    brands: list[BrandOffered]
    teams: list[TeamOffered]
    topics: list[TopicOffered]
    intents: list[Intent]
    sentiments: list[Sentiment]
    relevances: list[Relevance]
    acts: list[Act]
    clauses: list[ClauseOffered]
    sla_policies: list[PolicyOffered]
    calendars: list[CalendarOffered]
    templates: list[TemplateOffered]
    languages: Annotated[
        list[str], Field(description="Those that clauses and templates name, ISO 639-1.")
    ]
    skills: Annotated[list[str], Field(description="Those that clauses ask for.")]

    @classmethod
    def of(cls, book: Playbook) -> "PlaybookView":
        """All of it: who works on cases may hand them to every team and brand."""
        labels = {"intents": Intent, "sentiments": Sentiment, "relevances": Relevance, "acts": Act}
        clauses = [ClauseOffered(name=c.name, act=c.act, reason=c.because) for c in book.clauses]
        return cls.model_validate(
            {
                "playbook": book.stamp,
                "version": book.version,
                "brands": _named(BrandOffered, book.brands),
                "teams": [
                    TeamOffered(name=name, display_name=team.name, brand=team.brand)
                    for name, team in book.teams.items()
                ],
                "topics": _topics(book),
                **{name: list(get_args(values)) for name, values in labels.items()},
                "clauses": clauses,
                "sla_policies": [PolicyOffered.of(n, p) for n, p in book.sla_policies.items()],
                "calendars": _named(CalendarOffered, book.calendars),
                "templates": _named(TemplateOffered, book.templates),
                "languages": sorted(_languages(book)),
                "skills": sorted({skill for clause in book.clauses for skill in clause.skills}),
            }
        )


def _named(view: type[Output], things: Mapping[str, object]) -> list[Output]:
    """Things of the playbook with their keys as `name`."""
    kept = view.model_fields.keys() - {"name"}
    return [
        view.model_validate({"name": name, **{field: getattr(thing, field) for field in kept}})
        for name, thing in things.items()
    ]


def _topics(book: Playbook) -> list[TopicOffered]:
    topics = book.taxonomy.topics
    return [
        TopicOffered(name=name, team=topics[name].team if name in topics else None)
        for name in book.topics
    ]


def _languages(book: Playbook) -> set[str]:
    written = {code for template in book.templates.values() for code in template.languages}
    asked = (c for clause in book.clauses for c in (clause.when, clause.unless) if c)
    return written.union(*(condition.language for condition in asked))
