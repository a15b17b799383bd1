"""Calls the API as API Gateway does (HTTP API, payload 2.0), over stores in memory."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools.event_handler.api_gateway import APIGatewayHttpResolver
from aws_lambda_powertools.utilities.typing import LambdaContext

PERSON: dict[str, str] = {
    "sub": "sub-grace",
    "token_use": "access",
    "username": "grace",
    "name": "Grace",
    "cognito:groups": "[agent team-care]",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def kind(self) -> str:
        return self.headers["Content-Type"]


@dataclass(frozen=True)
class Client:
    """One person's way to the API; `claims` None is nobody."""

    app: APIGatewayHttpResolver
    claims: dict[str, Any] | None = None

    def person(self, **claims: Any) -> "Client":
        return Client(self.app, PERSON | claims)

    def get(self, path: str, **query: str) -> Answer:
        return self.call("GET", path, query=query)

    def put(self, path: str, body: Any, *, match: int | None = None) -> Answer:
        headers = {} if match is None else {"if-match": f'"{match}"'}
        return self.call("PUT", path, headers=headers, body=json.dumps(body))

    def post(
        self,
        path: str,
        body: Any = None,
        *,
        key: str | None = "key-1",
        match: int | str | None = None,
        **headers: str,
    ) -> Answer:
        if key is not None:
            headers["idempotency-key"] = key
        if match is not None:
            headers["if-match"] = f'"{match}"'
        text = body if isinstance(body, str) or body is None else json.dumps(body)
        return self.call("POST", path, headers=headers, body=text)

    def call(
        self,
        method: str,
        path: str,
        *,
        query: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        body: str | None = None,
    ) -> Answer:
        event = gateway_event(method, path, query or {}, headers or {}, body, self.claims)
        result = self.app.resolve(event, LambdaContext())
        text = result["body"]
        if result["isBase64Encoded"]:
            text = base64.b64decode(text).decode()
        return Answer(result["statusCode"], result["headers"], text)


def gateway_event(
    method: str,
    path: str,
    query: dict[str, str],
    headers: dict[str, str],
    body: str | None,
    claims: dict[str, Any] | None,
) -> dict[str, Any]:
    authorizer = {"authorizer": {"jwt": {"claims": claims, "scopes": None}}} if claims else {}
    return {
        "version": "2.0",
        "routeKey": f"{method} {path}",
        "rawPath": path,
        "rawQueryString": "&".join(f"{k}={v}" for k, v in query.items()),
        "headers": {"content-type": "application/json"} | headers,
        "queryStringParameters": query or None,
        "requestContext": {
            "http": {"method": method, "path": path},
            "stage": "$default",
            "requestId": "request-1",
        }
        | authorizer,
        "body": body,
        "isBase64Encoded": False,
    }
