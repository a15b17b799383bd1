"""Which AWS region the credentials of whoever calls are used in."""

import os

UNNAMED = "no region is named: set AWS_REGION, or give your profile one"


def chosen() -> str | None:
    """AWS_REGION, which the CDK goes by and boto3 does not read; None leaves it to boto3."""
    return os.environ.get("AWS_REGION") or None
