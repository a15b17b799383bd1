"""Findings of cdk-nag that we have looked at, acknowledged at the resource with the reason."""

from collections.abc import Mapping

from aws_cdk import Acknowledgment, Stack, Validations
from aws_cdk import aws_lambda as lambda_
from constructs import IConstruct


def any_version_of(function: lambda_.IFunction) -> str:
    """The finding that a caller may invoke any version of this one function."""
    made = function.node.default_child
    if not isinstance(made, lambda_.CfnFunction):
        raise TypeError(f"{function.node.path} is not a function of ours")
    return f"AwsSolutions-IAM5[Resource::<{Stack.of(function).get_logical_id(made)}.Arn>:*]"


def acknowledge(construct: IConstruct, reasons: Mapping[str, str]) -> None:
    """Acknowledge each finding of this construct alone."""
    Validations.of(construct).acknowledge(
        *[Acknowledgment(id=finding, reason=reason) for finding, reason in reasons.items()]
    )
