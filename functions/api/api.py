"""Answer the REST API."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from earshot.rest.app import build
from earshot.wiring import api_desk

app = build(api_desk)


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
