"""What a clause or a priority factor asks of a mention; every key that is given must hold."""

from typing import Annotated, Literal

from pydantic import Field

from earshot.domain.duration import Duration
from earshot.domain.judgement import Head, Relevance
from earshot.domain.mention import Visibility
from earshot.domain.playbook.written import Several, Written

Intent = Literal["complaint", "question", "request", "feedback", "praise", "other"]
Sentiment = Literal["negative", "neutral", "positive"]
Urgency = Literal["low", "normal", "high", "critical"]
Risk = Literal[
    "legal", "safety", "self_harm", "press", "security", "wrong_information", "profanity"
]
Flag = Literal["reshare", "own_echo", "spam", "promotion", "unsure", "unclassified"]
PersonalData = Literal[
    "any",
    "card",
    "iban",
    "national_id",
    "credential",
    "email",
    "phone",
    "ip_address",
    "date_of_birth",
    "address",
]
Rating = Literal["own", "partner", "independent", "rant"]
Count = Annotated[int, Field(ge=1)]
Share = Annotated[float, Field(ge=0, le=1)]


class When(Written):
    """All given keys must hold; of several values in one key any one is enough.

    `addressed` asks for a private message or a handle of the brand in the text.
    `min_confidence` is asked of each label that the same condition names; `unsure` names labels of
    which one is in doubt. `keywords` are whole
    words or phrases in the text, `pattern` is a google-re2 expression searched in it, both without
    regard to case. `min_cases` counts the author's earlier cases with this account, `known_for`
    looks at when the first of them was. `min_reposts_per_hour` divides by the post's age, of which
    the first hour counts whole. `older_than` looks at the post's own time, `outside_hours` names a
    calendar that is closed now, `during` a surge that is on.
    """

    relevance: Several[Relevance] = ()
    topic: Several[str] = ()
    intent: Several[Intent] = ()
    sentiment: Several[Sentiment] = ()
    urgency: Several[Urgency] = ()
    language: Several[str] = ()
    min_confidence: Share | None = None
    risk: Several[Risk] = ()
    flags: Several[Flag] = ()
    unsure: Several[Head] = ()
    personal_data: Several[PersonalData] = ()
    channel: Several[str] = ()
    account: Several[str] = ()
    brand: Several[str] = ()
    visibility: Several[Visibility] = ()
    rating: Several[Rating] = ()
    own_channel: bool | None = None
    reply: bool | None = None
    has_text: bool | None = None
    addressed: bool | None = None
    min_followers: Count | None = None
    min_reposts: Count | None = None
    min_reposts_per_hour: Annotated[float, Field(gt=0)] | None = None
    min_cases: Count | None = None
    known_for: Duration | None = None
    open_case: bool | None = None
    keywords: Several[str] = ()
    pattern: str | None = None
    older_than: Duration | None = None
    outside_hours: str | None = None
    during: Several[str] = ()
