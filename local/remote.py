"""The CDK command against a real AWS account, with the credentials of whoever calls it."""

import os
import subprocess
from pathlib import Path

import boto3
from botocore.exceptions import ClientError

from local.deploy import CDK, NODE, caches
from local.paths import ROOT

BOOTSTRAP_VERSION = "/cdk-bootstrap/hnb659fds/version"


def deploy(config: Path, *, name: str, ask: bool) -> int:
    """Bootstrap if that was never done, deploy, and return the CDK's exit code."""
    if not _is_bootstrapped():
        done = _cdk("bootstrap")
        if done:
            return done
    approval = ("--require-approval", "broadening" if ask else "never")
    context = ("-c", f"config={config}", "-c", f"name={name}")
    return _cdk("deploy", name, *context, *approval)


def _is_bootstrapped() -> bool:
    try:
        boto3.client("ssm").get_parameter(Name=BOOTSTRAP_VERSION)
    except ClientError as error:
        if error.response["Error"]["Code"] == "ParameterNotFound":
            return False
        raise
    return True


def _cdk(*arguments: str) -> int:
    environment = {**os.environ, **caches()}
    command = [str(NODE), str(CDK), *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
