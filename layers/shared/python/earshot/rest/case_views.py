"""What goes out of one case in full: its thread, its timeline, its replies, and why."""

from collections.abc import Collection, Sequence
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from earshot.channels.capabilities import Limit
from earshot.domain.guard import redacted
from earshot.domain.offers import Offer
from earshot.domain.playbook.chapters import ModelAnswer
from earshot.domain.records import MentionRecord
from earshot.domain.suggest import suggest
from earshot.rest.classification_views import ClassificationView
from earshot.rest.decision_views import DecisionView, fields_of
from earshot.rest.references import ref_of
from earshot.rest.views import CaseView, Output, ReplyView, TimelineEntry
from earshot.usecases.abilities import Abilities
from earshot.usecases.look import Seen


class AuthorView(Output):
    id: str
    handle: str | None
    display_name: str | None
    followers: int | None


class ThreadEntry(Output):
    """One mention of the conversation, with the names of what the caller may not see in it."""

    id: str
    ref: Annotated[str, Field(description="Names the mention in paths: `/v1/mentions/{ref}/why`.")]
    author: AuthorView
    text: str | None
    deleted: bool
    visibility: str
    created_at: AwareDatetime
    edited_at: AwareDatetime | None
    in_reply_to: str | None
    permalink: str | None
    language: str | None

    @classmethod
    def of(cls, record: MentionRecord, kinds: Collection[str]) -> "ThreadEntry":
        mention = record.mention
        return cls(
            id=mention.id,
            ref=ref_of(mention.key),
            author=AuthorView.model_validate(mention.author.model_dump()),
            text=redacted(mention.text, kinds, record.personal_data),
            deleted=record.deleted,
            visibility=mention.visibility,
            created_at=mention.created_at,
            edited_at=mention.edited_at,
            in_reply_to=mention.in_reply_to,
            permalink=mention.permalink,
            language=mention.language,
        )


class Why(DecisionView):
    """Why the case's first mention was treated as it was, and by which rules."""

    mention_id: str
    urgency: Annotated[
        dict[str, Any] | None,
        Field(description="With what was known besides the words; its source names the signals."),
    ]
    classification: ClassificationView | None

    @classmethod
    def of(cls, record: MentionRecord | None) -> "Why | None":
        if record is None or record.decision is None:
            return None
        understood = record.classification
        raised = record.decision.get("urgency")
        return cls.model_validate(
            {
                **fields_of(record.decision),
                "mention_id": record.mention.id,
                "urgency": raised or (understood or {}).get("urgency"),
                "classification": understood,
            }
        )


class OfferView(Output):
    """Words to begin with for the next public part of a matter that was taken offline."""

    leg: str
    template: str
    text: str


class Suggestion(Output):
    """A model answer of the playbook that fits what the customer asks, to be made personal."""

    topic: str
    asks: str
    answer: str


class LimitView(Output):
    """How long a text may be there, with its sign-off."""

    most: int
    unit: str


class AbilitiesView(Output):
    """What can be done on the case's channel now: offer nothing else."""

    does: Annotated[
        list[Literal["reply", "private", "like", "hide", "delete"]],
        Field(description="Acts; empty where nothing may be done, or nothing can."),
    ]
    public: Annotated[list[LimitView], Field(description="Limits of a public reply, all to hold.")]
    private: Annotated[
        list[LimitView], Field(description="Limits of a private message, all to hold.")
    ]
    public_until: Annotated[
        AwareDatetime | None,
        Field(description="Until when `reply_to` can be answered in public; null: no end."),
    ]
    private_until: Annotated[
        AwareDatetime | None,
        Field(description="Until when the customer can be written to; null: no end."),
    ]
    open_url: Annotated[
        str | None,
        Field(description="`reply_to` on the platform itself, for what cannot be done here."),
    ]

    @classmethod
    def of(cls, found: Abilities) -> "AbilitiesView":
        def limits(given: tuple[Limit, ...]) -> list[dict[str, Any]]:
            return [{"most": limit.most, "unit": limit.unit} for limit in given]

        return cls.model_validate(
            {
                **found._asdict(),
                "public": limits(found.public),
                "private": limits(found.private),
            }
        )


class CaseInFull(CaseView):
    """A case with all that belongs to it."""

    thread: Annotated[list[ThreadEntry], Field(description="Mentions, the oldest first.")]
    earlier_mentions: Annotated[int, Field(description="How many older ones are left out.")]
    timeline: Annotated[list[TimelineEntry], Field(description="Events, the oldest first.")]
    earlier_events: Annotated[int, Field(description="How many older ones are left out.")]
    replies: list[ReplyView]
    why: Why | None
    offer: OfferView | None
    abilities: AbilitiesView
    suggested: Annotated[
        list[Suggestion], Field(description="Model answers that fit the newest message.")
    ]

    @classmethod
    def seen(
        cls,
        seen: Seen,
        shown: CaseView,
        hidden: Collection[str],
        offered: Offer | None,
        can: Abilities,
        answers: Sequence[ModelAnswer],
    ) -> "CaseInFull":
        """The case without personal data of the kinds that are hidden from the caller."""
        return cls(
            **dict(shown),
            thread=[ThreadEntry.of(record, hidden) for record in seen.mentions],
            earlier_mentions=seen.earlier,
            timeline=[TimelineEntry.of(event, hidden) for event in seen.events],
            earlier_events=seen.earlier_events,
            replies=[ReplyView.of(reply, hidden) for reply in seen.replies],
            why=Why.of(seen.opening),
            offer=OfferView.model_validate(offered._asdict()) if offered else None,
            abilities=AbilitiesView.of(can),
            suggested=_suggested(seen, answers),
        )


def _suggested(seen: Seen, answers: Sequence[ModelAnswer]) -> list[Suggestion]:
    asked = next((r for r in seen.mentions if r.mention.id == seen.case.reply_to), None)
    if asked is None or not asked.mention.text:
        return []
    fitting = suggest(asked.mention.text, seen.case.topic, answers)
    return [Suggestion(topic=a.topic, asks=a.asks[0], answer=a.answer) for a in fitting]
