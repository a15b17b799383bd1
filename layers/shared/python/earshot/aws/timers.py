"""Timers on Step Functions: one execution per due step, named after it."""

from datetime import UTC, datetime
from json import dumps
from typing import Any

from botocore.exceptions import ClientError

from earshot.aws.translation import code_of, translated


class StepTimers:
    """`ports.Timers`; the execution's input is `{"step": …, "due_at": …}`."""

    def __init__(self, client: Any, machine_arn: str) -> None:
        self._client = client
        self._machine_arn = machine_arn

    def start(self, step: str, due_at: datetime) -> None:
        told = {"step": step, "due_at": due_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
        with translated("Step Functions"):
            try:
                self._client.start_execution(
                    stateMachineArn=self._machine_arn, name=step, input=dumps(told)
                )
            except ClientError as error:
                # The name is the dedupe: this step has its timer, whoever started it.
                if code_of(error) != "ExecutionAlreadyExists":
                    raise
