"""The stack as a template: synthesised once, without building the deps layer."""

from typing import Any

import infra.kernel  # noqa: F401  # starts the CDK inside the project folder

# isort: split
import aws_cdk as cdk
import pytest
from aws_cdk import assertions

from earshot.config import Deployment, Subscriber
from earshot.domain.accounts import Account
from infra.configuration import Configuration
from infra.stack import EarshotStack
from tests import builders

ACCOUNTS = (
    Account(
        brand="acme",
        channel="mastodon",
        account="acmehelp",
        connector="mastodon",
        mode="act",
        base_url="https://social.example",
        poll_minutes=1,
    ),
    Account(brand="acme", channel="x", account="acmehelp", connector="generic"),
)
SUBSCRIBED = "arn:aws:lambda:eu-central-1:111122223333:function:told"
DEPLOYMENT = Deployment(
    supervisors=(
        Subscriber(protocol="email", endpoint="desk@example.org", only={"kind": ("sla_breached",)}),
        Subscriber(protocol="lambda", endpoint=SUBSCRIBED),
    ),
    webhook_requests_per_second=33,
    webhook_burst=77,
    case_url="https://desk.example/cases/{case_id}",
    cors_origins=("https://desk.example",),
    tags={"cost-centre": "service"},
)
UNBUNDLED = {"aws:cdk:bundling-stacks": []}


def app_with(deployment: Deployment, **context: Any) -> tuple[cdk.App, EarshotStack]:
    app = cdk.App(context={**UNBUNDLED, **context})
    playbook = builders.playbook()
    configuration = Configuration(deployment=deployment, accounts=ACCOUNTS, playbook=playbook)
    return app, EarshotStack(app, "Earshot", configuration=configuration, local=False)


@pytest.fixture(scope="session")
def template() -> dict[str, Any]:
    _, stack = app_with(DEPLOYMENT)
    return dict(assertions.Template.from_stack(stack).to_json())


@pytest.fixture(scope="session")
def resources(template: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return dict(template["Resources"])


@pytest.fixture(scope="session")
def of_type(resources: dict[str, dict[str, Any]]) -> Any:
    def find(kind: str) -> dict[str, dict[str, Any]]:
        found = {name: r for name, r in resources.items() if r["Type"] == kind}
        assert found, f"the template has no {kind}"
        return found

    return find
