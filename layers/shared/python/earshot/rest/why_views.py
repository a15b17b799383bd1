"""What goes out of the reasons for a mention's treatment."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from earshot.domain.judgement import Decision
from earshot.rest.classification_views import ClassificationView
from earshot.rest.decision_views import DecisionView, fields_of
from earshot.rest.references import ref_of
from earshot.rest.views import Output
from earshot.usecases.why import Explained, Judgement


class SkippedClause(Output):
    """A clause that was tried before and did not hold, or what changed the chosen one's terms."""

    clause: str
    reason: str


class JudgementView(Output):
    """What one playbook decides on the same facts, and why its earlier clauses did not hold."""

    decision: DecisionView
    classification: ClassificationView
    skipped: list[SkippedClause]
    differs: Annotated[
        list[str], Field(description="Fields of the decision unlike those that were recorded.")
    ]

    @classmethod
    def of(cls, judgement: Judgement | None) -> "JudgementView | None":
        if judgement is None:
            return None
        skipped = [SkippedClause(**s._asdict()) for s in judgement.decision.skipped]
        return cls(
            decision=_view(judgement.decision),
            classification=ClassificationView.model_validate(judgement.understood.as_dict()),
            skipped=skipped,
            differs=list(judgement.differs),
        )


class MentionWhy(Output):
    """The recorded decision, the same made again, and what another playbook would decide."""

    ref: str
    channel: str
    account: str
    id: str
    case_id: str | None
    created_at: AwareDatetime
    recorded: DecisionView
    classification: ClassificationView | None
    again: Annotated[
        Literal["same", "different", "words_changed", "not_kept", "playbook_gone"],
        Field(
            description="Whether the recorded decision, made again on what was recorded, is the "
            "same. It cannot be made again where the words have changed or gone since, where an "
            "older version kept too little, or where the playbook's text is gone."
        ),
    ]
    rederived: Annotated[
        JudgementView | None, Field(description="The recorded decision, made again now.")
    ]
    other: Annotated[
        JudgementView | None, Field(description="What the playbook that was asked for decides.")
    ]

    @classmethod
    def of(cls, found: Explained) -> "MentionWhy":
        mention = found.record.mention
        return cls(
            ref=ref_of(mention.key),
            channel=mention.channel,
            account=mention.account,
            id=mention.id,
            case_id=found.record.case_id,
            created_at=mention.created_at,
            recorded=_view(Decision.from_dict(found.record.decision or {})),
            classification=ClassificationView.model_validate(found.record.classification)
            if found.record.classification
            else None,
            again=found.again,
            rederived=JudgementView.of(found.recorded),
            other=JudgementView.of(found.other),
        )


def _view(decision: Decision) -> DecisionView:
    return DecisionView.model_validate(fields_of(decision.as_dict()))
