"""AWS clients that speak to the local AWS, as its root: who deploys, operates and looks."""

from typing import Any

import boto3

from local.emulator import REGION
from local.paths import TLS


def client(service: str, endpoint: str) -> Any:
    """A client of the local AWS at this address; it trusts its certificate where it speaks TLS."""
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106  # the local AWS takes any
        verify=str(TLS / "server.crt") if endpoint.startswith("https:") else None,
    )
