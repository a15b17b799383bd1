"""The chapters of a playbook besides its clauses: who we are, what it is about, who works."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from earshot.domain.duration import Duration
from earshot.domain.judgement import Tier
from earshot.domain.playbook.conditions import PersonalData, Rating, When
from earshot.domain.playbook.written import Several, Written

CueKind = Literal[
    "complaint",
    "question",
    "request",
    "feedback",
    "praise",
    "positive",
    "negative",
    "urgent",
    "spam",
    "promotion",
    "noise",
    "legal",
    "safety",
    "self_harm",
    "press",
    "security",
    "wrong_information",
    "profanity",
]
Text = Annotated[str, Field(min_length=1)]
Points = Annotated[int, Field(ge=-100, le=100)]


def _without_at(handle: Any) -> Any:
    return handle.strip().removeprefix("@") if isinstance(handle, str) else handle


class Brand(Written):
    """How people name the brand, and phrases in which the name means something else.

    `@acmehelp` among `handles` is `acmehelp`.
    """

    display_name: Text
    names: Several[Text] = ()
    handles: Several[Annotated[Text, BeforeValidator(_without_at)]] = ()
    not_about: Several[Text] = ()


class Goal(Written):
    """What service over these channels is to reach, and the figure that shows it."""

    name: Text
    target: Text


class Topic(Written):
    """One subject: the words that tell it and the team that owns it.

    A keyword is a word, a phrase, or the beginning of a word (`refund*`). The first topic listed
    wins a tie.
    """

    keywords: Several[Text] = ()
    patterns: Several[Text] = ()
    team: str | None = None


class Taxonomy(Written):
    """Subjects, and cues of the trade beside those that are built in."""

    topics: dict[str, Topic]
    cues: dict[CueKind, Several[Text]] = Field(default_factory=dict)


class Team(Written):
    """Who works a queue; `brand` narrows it."""

    name: Text
    brand: str | None = None
    escalation: Text | None = None


class Site(Written):
    """What we think of a place. A place we never answer at is listened to all the same.

    Cases of the tier `outside` are answered after all of our own, as capacity allows; one that
    nobody takes up within `expires_after` ends unanswered. `reopen_within` and `close_after` stand
    in for what `grouping` and `closing` say. `to_us` says whether all that is written here is
    written to us; where nothing is said, it is on channels that are pages of ours.
    """

    channel: Text
    account: Text
    rating: Rating = "own"
    to_us: bool | None = None
    never_respond: bool = False
    tier: Tier = "own"
    expires_after: Annotated[Duration, Field(ge=1)] | None = None
    reopen_within: Duration | None = None
    close_after: Annotated[Duration, Field(ge=60)] | None = None


class Closing(Written):
    """How long after our answer a silent customer's case ends by itself; without it, never."""

    after: Annotated[Duration, Field(ge=60)] | None = None


class PriorityFactor(Written):
    """Points that every mention gets for which the condition holds."""

    name: Text
    when: When
    points: Points


class Template(Written):
    """A beginning that an agent makes personal; placeholders are `{author}`, `{agent}`, `{brand}`.

    `languages` holds the same words by ISO 639-1 code; `text` is used for all others.
    """

    text: Text
    languages: dict[str, Text] = Field(default_factory=dict)


class ModelAnswer(Written):
    """A question of the trade in the words in which people ask it, and what a good answer says.

    It is offered to the agent of a case that asks something alike, to be made personal; nothing
    sends it by itself.
    """

    topic: Text
    asks: Annotated[Several[Text], Field(min_length=1)]
    answer: Text


class Disclosure(Written):
    """How a reply names the person and the house behind it."""

    sign_off: str = "— {agent}, {brand}"


class Evidence(Written):
    """What a snapshot of a risky post holds, where a clause has one taken.

    To keep the words beyond their deletion takes a reason.
    """

    keep_words: bool = False
    because: Text | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.keep_words and not self.because:
            raise ValueError("keep_words keeps what its author may have deleted: say `because`")
        return self


class Privacy(Written):
    """Personal data by kind: nobody is shown `redact`, who holds the case and who leads `mask`.

    Cards, account numbers, ids and credentials are shown to nobody, listed or not.

    `own_contacts` are the telephone numbers, mail addresses (`@our.domain` for all of them) and
    account numbers that the house publishes itself, and may therefore say in public.
    """

    redact: Several[PersonalData] = ("card", "iban", "national_id", "credential")
    mask: Several[PersonalData] = ("email", "phone", "address", "date_of_birth", "ip_address")
    own_contacts: Several[Text] = ()


class Rung(Written):
    """One step of the escalation ladder: who is paged when the step before was not enough.

    `after` counts business time of the promise from the page before; of the first rung from the
    breach, for promises that have no `escalate_after` of their own. The page is made `repeat` times
    more, each after the same delay. With `holder` it is for the agent who holds the case; where
    nobody does, the next rung is paged in its place.
    """

    contact: Text
    after: Annotated[Duration, Field(ge=1)] | None = None
    repeat: Annotated[int, Field(ge=0, le=9)] = 0
    holder: bool = False


class Alerts(Written):
    """When supervisors may be warned; a breach is always told."""

    calendar: str | None = None


class Retention(Written):
    """How many days are kept: mentions that made no case, closed cases, what was quarantined."""

    mentions_days: Annotated[int, Field(ge=1, le=3650)] = 400
    cases_days: Annotated[int, Field(ge=1, le=3650)] = 1095
    quarantine_days: Annotated[int, Field(ge=1, le=365)] = 30
