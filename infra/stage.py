"""One stage of the flow: a function with its own role, log group and stated permissions."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.alarms import FIVE_MINUTES
from infra.findings import acknowledge
from infra.ground import Ground

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = lambda_.Runtime.PYTHON_3_13
ARCHITECTURE = lambda_.Architecture.ARM_64
# Time for two calls that nobody answers (earshot.wiring); API Gateway itself waits for 30 s.
ANSWERING = cdk.Duration.seconds(28)
QUICK = cdk.Duration.seconds(30)
SLOW = cdk.Duration.seconds(60)
WHY_THIS_PYTHON = "The layer is built and tested for Python 3.13; a newer one needs a new lock."
NOT_CODE = ["**/__pycache__", "**/*.pyc"]


class Stage(Construct):
    """The function of `functions/<entry>.py`; what it may do has to be stated."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        entry: str,
        ground: Ground,
        environment: Mapping[str, str],
        permissions: Sequence[iam.PolicyStatement],
        memory: int = 512,
        timeout: cdk.Duration = QUICK,
        alarm_at_errors: int = 5,
    ) -> None:
        super().__init__(scope, construct_id)
        folder, file = entry.split("/")
        log_group = logs.LogGroup(
            self,
            "Logs",
            retention=ground.log_retention,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        self.role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            description=f"Earshot: what {entry} may do",
        )
        log_group.grant_write(self.role)
        for statement in (ground.playbook.may_read(), *permissions):
            self.role.add_to_policy(statement)
        self.function = lambda_.Function(
            self,
            "Function",
            description=f"Earshot {entry}",
            runtime=RUNTIME,
            architecture=ARCHITECTURE,
            handler=f"{file}.lambda_handler",
            code=lambda_.Code.from_asset(str(ROOT / "functions" / folder), exclude=NOT_CODE),
            layers=list(ground.layers),
            role=self.role,
            memory_size=memory,
            timeout=timeout,
            log_group=log_group,
            logging_format=lambda_.LoggingFormat.JSON,
            application_log_level_v2=lambda_.ApplicationLogLevel.INFO,
            system_log_level_v2=lambda_.SystemLogLevel.WARN,
            environment={
                **environment,
                "POWERTOOLS_SERVICE_NAME": entry,
                "POWERTOOLS_METRICS_NAMESPACE": "Earshot",
                "LOG_LEVEL": "INFO",
            },
        )
        acknowledge(
            self.function,
            {
                "Serverless-LambdaDLQ": "What failed is kept by its source: a queue, a stream,"
                " a schedule or a caller who is told.",
                "AwsSolutions-L1": WHY_THIS_PYTHON,
                "Serverless-LambdaLatestVersion": WHY_THIS_PYTHON,
                "Serverless-LambdaTracing": "Case ids in logs tie the stages together; the tracing"
                " kit would double the time to start.",
            },
        )
        ground.alarms.at_least(
            self.function,
            "Errors",
            self.function.metric_errors(period=FIVE_MINUTES),
            threshold=alarm_at_errors,
            says=f"{entry} fails",
        )
