"""What goes out of praise that is handed to a team."""

from collections.abc import Collection
from typing import Annotated

from pydantic import Field

from earshot.domain.playbook import Playbook
from earshot.domain.records import MentionRecord
from earshot.rest.case_views import ThreadEntry
from earshot.rest.views import Output


class Highlight(ThreadEntry):
    """A mention that a clause hands to a team to pass on, and how far it reaches."""

    channel: str
    account: str
    brand: str
    team: str
    case_id: Annotated[str | None, Field(description="The case it belongs to, where it is in one.")]
    likes: int | None
    reposts: int | None
    replies: int | None
    topic: str | None
    sentiment: str | None
    priority: int
    clause: Annotated[str, Field(description="The playbook's clause that handed it on.")]
    reason: Annotated[
        str | None,
        Field(description="The clause's `because` in the playbook in force; null without one."),
    ]
    template: Annotated[str | None, Field(description="The clause's template for an answer.")]
    playbook: Annotated[str, Field(description="Version and content hash of the playbook.")]

    @classmethod
    def handed(
        cls, record: MentionRecord, kinds: Collection[str], playbook: Playbook
    ) -> "Highlight":
        """Without personal data of the kinds that are hidden from the caller."""
        mention, decision, labels = record.mention, record.decision or {}, record.classification
        clause = playbook.clause(decision["clause"])
        return cls(
            **dict(ThreadEntry.of(record, kinds)),
            **mention.engagement.model_dump(),
            channel=mention.channel,
            account=mention.account,
            case_id=record.case_id,
            topic=labels["topic"]["value"] if labels else None,
            sentiment=labels["sentiment"]["value"] if labels else None,
            reason=clause.because if clause.name == decision["clause"] else None,
            **{name: decision[name] for name in _OF_THE_DECISION},
        )


_OF_THE_DECISION = ("brand", "team", "priority", "clause", "template", "playbook")


class HighlightPage(Output):
    """Some highlights, the newest first."""

    highlights: list[Highlight]
    next: Annotated[str | None, Field(description="The `page` for what follows; null at the end.")]
