"""What asking paid services takes: permissions for those that the playbook chooses, and alarms."""

from collections.abc import Mapping, Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from earshot.domain.playbook.backends import Backend
from infra.alarms import Alarms
from infra.watch import reported

BUDGETS = "BUDGET#*"
ACTIONS = {
    "language": "comprehend:BatchDetectDominantLanguage",
    "sentiment": "comprehend:BatchDetectSentiment",
    "personal_data": "comprehend:DetectPiiEntities",
}
PROFILES = ("us", "us-gov", "eu", "apac", "jp", "au", "ca", "sa", "global")
"""How ids of inference profiles begin, which send a request to one of several regions."""
UNANSWERED = 25


def may_ask(stack: cdk.Stack, backends: Sequence[Backend]) -> list[iam.PolicyStatement]:
    """To ask each service for what it is asked for, and nothing else of it."""
    return [
        _comprehend(backend) if backend.name == "comprehend" else _bedrock(stack, backend)
        for backend in backends
    ]


def wildcards(backends: Sequence[Backend]) -> Mapping[str, str]:
    """The findings of `may_ask`, with why each is as it should be."""
    found = {}
    for backend in backends:
        if backend.name == "comprehend":
            found["AwsSolutions-IAM5[Resource::*]"] = (
                "Comprehend's detection knows no resources: it reads what it is sent."
            )
        elif base := _behind_profile(backend):
            arn = f"arn:<AWS::Partition>:bedrock:*::foundation-model/{base}"
            found[f"AwsSolutions-IAM5[Resource::{arn}]"] = (
                "An inference profile sends a request to one of several regions."
            )
    return found


def watch_over(scope: Construct, backends: Sequence[Backend], alarms: Alarms) -> None:
    """An alarm for each service on its silence, and one on its budget."""
    for backend in backends:
        for name, threshold, says in (
            ("Unanswered", UNANSWERED, "does not answer; our own labels stand"),
            ("OverBudget", 1, "has spent its month's budget; our own labels stand"),
        ):
            alarms.at_least(
                scope,
                f"{name}-{backend.name}",
                reported(name, stage="classify", backend=backend.source),
                threshold=threshold,
                says=f"{backend.source} {says}",
            )


def _comprehend(backend: Backend) -> iam.PolicyStatement:
    return iam.PolicyStatement(
        actions=[action for head, action in ACTIONS.items() if head in backend.ask_for],
        resources=["*"],
    )


def _bedrock(stack: cdk.Stack, backend: Backend) -> iam.PolicyStatement:
    """Converse is `InvokeModel` to IAM. A profile needs the model behind it in every region."""
    model = str(backend.model)
    base = _behind_profile(backend)
    arns = (
        [
            stack.format_arn(service="bedrock", resource="inference-profile", resource_name=model),
            f"arn:{stack.partition}:bedrock:*::foundation-model/{base}",
        ]
        if base
        else [
            stack.format_arn(
                service="bedrock", account="", resource="foundation-model", resource_name=model
            )
        ]
    )
    return iam.PolicyStatement(actions=["bedrock:InvokeModel"], resources=arns)


def _behind_profile(backend: Backend) -> str | None:
    """The model behind an inference profile, `amazon.nova-micro-v1:0` of `eu.amazon…`."""
    place, _, rest = str(backend.model).partition(".")
    return rest if place in PROFILES else None
