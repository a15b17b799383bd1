"""What goes out of a classification: labels with how sure they are and who set them."""

from typing import Annotated

from pydantic import Field

from earshot.domain.judgement import DETECTOR
from earshot.rest.views import Output

Source = Annotated[
    str,
    Field(
        description="The rule or model that says so: `model:w3f9c01ab` a version of our weights; "
        "`cues`, `cue:legal` and `lexicon` listed words; `playbook` its own; `platform` the "
        "platform; `handle` an author's name; `comprehend` and `bedrock:…` paid services; `none` "
        "nothing."
    ),
]
Confidence = Annotated[float, Field(description="From 0 to 1.")]


class SetBy(Output):
    """How sure it is that a flag holds, and who says so."""

    confidence: Confidence
    source: Source


class LabelView(SetBy):
    """One label."""

    value: Annotated[str, Field(description="Which of the label's values holds.")]


class SentimentView(LabelView):
    """The sentiment with its strength."""

    strength: Annotated[float, Field(description="From -1 to 1.")]


class SpanView(Output):
    """Personal data: where it stands, in code points of the words as written, not as shown."""

    kind: Annotated[str, Field(description="`card`, `phone` and the like, as conditions ask.")]
    start: Annotated[int, Field(description="Where it begins.")]
    end: Annotated[int, Field(description="Where what follows it begins.")]
    source: Annotated[
        str, Field(description="`detector` our own rules and checksums, `comprehend` the service.")
    ] = DETECTOR


class ClassificationView(Output):
    """What was understood of a mention's words, by which version."""

    relevance: LabelView
    topic: LabelView
    intent: LabelView
    sentiment: SentimentView
    urgency: Annotated[LabelView, Field(description="How much it presses, by its words alone.")]
    language: LabelView
    personal_data: Annotated[list[SpanView], Field(description="In the order of the text.")]
    risk: Annotated[list[str], Field(description="What dangerous it speaks of, such as `legal`.")]
    flags: Annotated[
        list[str],
        Field(
            description="`reshare`, `own_echo`, `spam`, `promotion`; `unsure` where a label is in "
            "doubt; `unclassified` where the classifier broke."
        ),
    ]
    unsure: list[str] = Field(
        default_factory=list,
        description="Labels less sure than the playbook asks. Empty in what older versions "
        "recorded; where `flags` says `unsure` there, conditions take any label to be meant.",
    )
    set_by: dict[str, SetBy] = Field(
        default_factory=dict,
        description="For each name in `risk`, and for `reshare`, `own_echo`, `spam` and "
        "`promotion` in `flags`: how sure that is and who says so. Empty in what older versions "
        "recorded.",
    )
    version: Annotated[str, Field(description="Of the weights or cues that judged.")]
