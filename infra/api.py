"""The HTTP API: signed webhooks, health and version without a token, all else with one."""

import json
from collections.abc import Sequence

import aws_cdk as cdk
import jsii
from aws_cdk import aws_apigateway as gateway
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from earshot.config import Deployment
from infra.alarms import FIVE_MINUTES
from infra.findings import acknowledge
from infra.ground import Ground

GET, POST = apigateway.HttpMethod.GET, apigateway.HttpMethod.POST
WEBHOOKS = "/webhooks/{channel}/{account}"
METHODS = (GET, POST, *(apigateway.HttpMethod[m] for m in ("PUT", "PATCH", "DELETE")))
# No address, user or query: an access log of ours holds nothing about a person.
ACCESS_LOG = {
    "at": "$context.requestTime",
    "id": "$context.requestId",
    "route": "$context.routeKey",
    "status": "$context.status",
    "milliseconds": "$context.responseLatency",
    "bytes": "$context.responseLength",
    # Not messageString: that one comes in quotes of its own.
    "error": "$context.error.message",
}


@jsii.implements(apigateway.IAccessLogSettings)
class _AccessLog:
    def __init__(self, log_group: logs.ILogGroup) -> None:
        self._log_group = log_group

    @property
    def destination(self) -> apigateway.IAccessLogDestination:
        return apigateway.LogGroupLogDestination(self._log_group)

    @property
    def format(self) -> gateway.AccessLogFormat:
        return gateway.AccessLogFormat.custom(json.dumps(ACCESS_LOG))


class Api(Construct):
    """Routes, authorizer, throttling and access log."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        webhook: lambda_.IFunction,
        rest: lambda_.IFunction,
        issuer: str,
        audience: Sequence[str],
        deployment: Deployment,
        ground: Ground,
    ) -> None:
        super().__init__(scope, construct_id)
        self.api = apigateway.HttpApi(
            self,
            "HttpApi",
            description="Earshot",
            create_default_stage=False,
            cors_preflight=_cors(deployment.cors_origins),
        )
        rest_integration = integrations.HttpLambdaIntegration("Rest", rest)
        webhook_integration = integrations.HttpLambdaIntegration("Webhook", webhook)
        self._webhooks = self._open(WEBHOOKS, [POST, GET], webhook_integration)
        self._open("/health", [GET], rest_integration)
        self._open("/version", [GET], rest_integration)
        self.api.add_routes(
            path="/v1/{proxy+}",
            methods=list(METHODS),
            integration=rest_integration,
            authorizer=authorizers.HttpJwtAuthorizer("Tokens", issuer, jwt_audience=list(audience)),
        )
        self.stage = self._stage(deployment, ground)

    @property
    def url(self) -> str:
        """Where it answers, without a slash at the end."""
        return self.api.api_endpoint

    def _open(
        self,
        path: str,
        methods: Sequence[apigateway.HttpMethod],
        integration: apigateway.HttpRouteIntegration,
    ) -> list[apigateway.HttpRoute]:
        routes = self.api.add_routes(path=path, methods=list(methods), integration=integration)
        for route in routes:
            acknowledge(
                route,
                {
                    "AwsSolutions-APIG4": "Webhooks prove themselves by signature, or by a token"
                    " where a platform asks; health and version tell nothing about anyone."
                },
            )
        return routes

    def _stage(self, deployment: Deployment, ground: Ground) -> apigateway.HttpStage:
        log_group = logs.LogGroup(
            self,
            "AccessLog",
            retention=ground.log_retention,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        stage = apigateway.HttpStage(
            self,
            "Stage",
            http_api=self.api,
            stage_name="$default",
            auto_deploy=True,
            throttle=apigateway.ThrottleSettings(
                rate_limit=deployment.requests_per_second, burst_limit=deployment.burst
            ),
            access_log_settings=_AccessLog(log_group),
        )
        self._throttle_webhooks(stage, deployment)
        ground.alarms.at_least(
            stage,
            "ServerErrors",
            self.api.metric_server_error(period=FIVE_MINUTES),
            threshold=5,
            says="the API answers with errors of ours",
        )
        return stage

    def _throttle_webhooks(self, stage: apigateway.HttpStage, deployment: Deployment) -> None:
        made = stage.node.default_child
        if not isinstance(made, apigateway.CfnStage):
            raise TypeError(f"{stage.node.path} is not a stage of ours")
        throttle = {
            "ThrottlingRateLimit": deployment.webhook_requests_per_second,
            "ThrottlingBurstLimit": deployment.webhook_burst,
        }
        made.route_settings = {f"{m.value} {WEBHOOKS}": throttle for m in (POST, GET)}
        # API Gateway refuses settings of a route that is not there yet.
        stage.node.add_dependency(*self._webhooks)


def _cors(origins: Sequence[str]) -> apigateway.CorsPreflightOptions | None:
    if not origins:
        return None
    return apigateway.CorsPreflightOptions(
        allow_origins=list(origins),
        allow_methods=[apigateway.CorsHttpMethod[m.name] for m in METHODS],
        allow_headers=[
            "authorization",
            "content-type",
            "idempotency-key",
            "if-match",
            "if-none-match",
        ],
        expose_headers=["etag"],
        max_age=cdk.Duration.hours(1),
    )
