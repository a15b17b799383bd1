"""Who gets in without a token, and who with one."""

import json
from typing import Any

from earshot.config import Deployment, Oidc
from tests.infra.conftest import app_with

WEBHOOKS = {"POST /webhooks/{channel}/{account}", "GET /webhooks/{channel}/{account}"}
OPEN = {*WEBHOOKS, "GET /health", "GET /version"}


def test_all_but_webhooks_health_and_version_asks_for_a_token(of_type: Any) -> None:
    routes = [route["Properties"] for route in of_type("AWS::ApiGatewayV2::Route").values()]
    without = {r["RouteKey"] for r in routes if r.get("AuthorizationType", "NONE") == "NONE"}
    assert without == OPEN
    with_token = {r["RouteKey"] for r in routes if r.get("AuthorizationType") == "JWT"}
    assert with_token == {f"{m} /v1/{{proxy+}}" for m in ("GET", "POST", "PUT", "PATCH", "DELETE")}


def test_only_named_origins_may_call_from_a_browser(of_type: Any) -> None:
    (api,) = of_type("AWS::ApiGatewayV2::Api").values()
    assert api["Properties"]["CorsConfiguration"]["AllowOrigins"] == ["https://desk.example"]


def test_requests_are_throttled_and_logged_without_persons(of_type: Any) -> None:
    (stage,) = of_type("AWS::ApiGatewayV2::Stage").values()
    assert stage["Properties"]["DefaultRouteSettings"] == {
        "ThrottlingBurstLimit": 400,
        "ThrottlingRateLimit": 200,
    }
    logged = stage["Properties"]["AccessLogSettings"]["Format"]
    assert json.loads(logged)["error"] == "$context.error.message"
    assert "String" not in logged  # such values come in quotes of their own
    assert "$context.requestId" in logged
    for personal in ("sourceIp", "userAgent", "claims", "$context.path"):
        assert personal not in logged


def test_webhooks_have_a_throttle_of_their_own(of_type: Any) -> None:
    """A sender that delivers faster than it may takes nothing from the agents."""
    (stage,) = of_type("AWS::ApiGatewayV2::Stage").values()
    throttle = {"ThrottlingBurstLimit": 77, "ThrottlingRateLimit": 33}
    assert stage["Properties"]["RouteSettings"] == dict.fromkeys(WEBHOOKS, throttle)
    routes = of_type("AWS::ApiGatewayV2::Route").items()
    found = {name for name, r in routes if r["Properties"]["RouteKey"] in WEBHOOKS}
    assert len(found) == 2
    assert found <= set(stage["DependsOn"])


def test_people_cannot_sign_themselves_up(of_type: Any) -> None:
    (pool,) = of_type("AWS::Cognito::UserPool").values()
    assert pool["Properties"]["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    groups = of_type("AWS::Cognito::UserPoolGroup").values()
    assert {g["Properties"]["GroupName"] for g in groups} == {
        *("agent", "supervisor", "admin"),
        *("team-care", "team-billing", "brand-acme"),
    }


def test_an_issuer_of_ones_own_takes_the_place_of_the_pool() -> None:
    from aws_cdk import assertions

    oidc = Oidc(issuer="https://login.example", audience=("desk",))
    _, stack = app_with(Deployment(oidc=oidc))
    template = assertions.Template.from_stack(stack)
    template.resource_count_is("AWS::Cognito::UserPool", 0)
    template.has_resource_properties(
        "AWS::ApiGatewayV2::Authorizer",
        {"JwtConfiguration": {"Audience": ["desk"], "Issuer": "https://login.example"}},
    )
