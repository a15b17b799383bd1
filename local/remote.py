"""The CDK command against a real AWS account, with the credentials of whoever calls it."""

import os
import subprocess
from pathlib import Path

import boto3
from botocore.exceptions import ClientError

from local import region
from local.deploy import CDK, NODE, caches
from local.paths import HOME, ROOT

BOOTSTRAP_VERSION = "/cdk-bootstrap/hnb659fds/version"


def deploy(config: Path, *, name: str, ask: bool) -> int:
    """Bootstrap if that was never done, deploy, and return the CDK's exit code."""
    aws = boto3.Session(region_name=region.chosen())
    if not _is_bootstrapped(aws):
        done = _bootstrap(aws)
        if done:
            return done
    approval = ("--require-approval", "broadening" if ask else "never")
    context = ("-c", f"config={config}", "-c", f"name={name}")
    return _cdk(ROOT, "deploy", name, *context, *approval)


def _is_bootstrapped(aws: boto3.Session) -> bool:
    try:
        aws.client("ssm").get_parameter(Name=BOOTSTRAP_VERSION)
    except ClientError as error:
        if error.response["Error"]["Code"] == "ParameterNotFound":
            return False
        raise
    return True


def _bootstrap(aws: boto3.Session) -> int:
    account = aws.client("sts").get_caller_identity()["Account"]
    # Bootstrapping needs no app; in a folder without cdk.json it does not look for one.
    HOME.mkdir(parents=True, exist_ok=True)
    return _cdk(HOME, "bootstrap", f"aws://{account}/{aws.region_name}")


def _cdk(folder: Path, *arguments: str) -> int:
    environment = {**os.environ, **caches()}
    command = [str(NODE), str(CDK), *arguments]
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode
