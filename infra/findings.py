"""Findings of cdk-nag that we have looked at, acknowledged at the resource with the reason."""

from collections.abc import Mapping

from aws_cdk import Acknowledgment, Validations
from constructs import IConstruct


def acknowledge(construct: IConstruct, reasons: Mapping[str, str]) -> None:
    """Acknowledge each finding of this construct alone."""
    Validations.of(construct).acknowledge(
        *[Acknowledgment(id=finding, reason=reason) for finding, reason in reasons.items()]
    )
