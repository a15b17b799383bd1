"""Timers: one execution per due step, named after it, which waits and then wakes `sla/check`.

`check` gives the shards of a step in which a crowd is due executions of their own.
"""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from infra.alarms import FIVE_MINUTES
from infra.findings import acknowledge, any_version_of
from infra.ground import Ground


class Timers(Construct):
    """A standard state machine; its input is `{"step": …, "due_at": …}`."""

    def __init__(
        self, scope: Construct, construct_id: str, *, check: lambda_.IFunction, ground: Ground
    ) -> None:
        super().__init__(scope, construct_id)
        wait = sfn.Wait(self, "UntilDue", time=sfn.WaitTime.timestamp_path("$.due_at"))
        evaluate = tasks.LambdaInvoke(
            self,
            "Check",
            lambda_function=check,
            payload=sfn.TaskInput.from_object(
                {
                    "step": sfn.JsonPath.string_at("$.step"),
                    "machine": sfn.JsonPath.string_at("$$.StateMachine.Id"),
                }
            ),
            retry_on_service_exceptions=False,
            result_path=sfn.JsonPath.DISCARD,
        )
        evaluate.add_retry(
            errors=["States.ALL"],
            interval=cdk.Duration.seconds(1),
            backoff_rate=2,
            max_attempts=8,
            max_delay=cdk.Duration.seconds(60),
            jitter_strategy=sfn.JitterType.FULL,
        )
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            comment="Earshot: wakes sla/check at a due step",
            definition_body=sfn.DefinitionBody.from_chainable(wait.next(evaluate)),
            state_machine_type=sfn.StateMachineType.STANDARD,
            logs=sfn.LogOptions(
                destination=logs.LogGroup(
                    self,
                    "Logs",
                    retention=ground.log_retention,
                    removal_policy=cdk.RemovalPolicy.DESTROY,
                ),
                level=sfn.LogLevel.ERROR,
                include_execution_data=False,
            ),
        )
        acknowledge(
            self.machine.role,
            {
                any_version_of(check): "The wildcard is the version of one function.",
                "AwsSolutions-IAM5[Resource::*]": "Log delivery knows no narrower resource.",
            },
        )
        acknowledge(
            self.machine,
            {
                "AwsSolutions-SF1": "Logging all events would put case ids beside times into logs"
                " and cost more than the timers; errors are logged without execution data.",
                "AwsSolutions-SF2": "An execution is a wait and one call; a trace shows nothing.",
                "Serverless-StepFunctionStateMachineXray": "A wait and one call: nothing to trace.",
            },
        )
        ground.alarms.at_least(
            self.machine,
            "Failed",
            self.machine.metric_failed(period=FIVE_MINUTES),
            threshold=1,
            says="a timer failed after all its tries; the safety sweep evaluates its cases",
        )

    def may_start(self) -> iam.PolicyStatement:
        """Start a timer."""
        return iam.PolicyStatement(
            actions=["states:StartExecution"], resources=[self.machine.state_machine_arn]
        )
