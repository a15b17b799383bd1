"""Only who renews a token may write its secret: poll what we hear by, reply what we answer with."""

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import assertions

from earshot.channels.mastodon import Mastodon
from infra.configuration import Configuration
from infra.stack import EarshotStack
from tests import builders
from tests.infra.conftest import ACCOUNTS, DEPLOYMENT, UNBUNDLED
from tests.infra.test_template import GROUPS_OF_SETTINGS, partitions_of, several, statements_of

WRITE = "secretsmanager:PutSecretValue"


@pytest.fixture(scope="module")
def renewing() -> Any:
    """Resources by type of a stack where one connector of two renews its tokens."""
    app = cdk.App(context=UNBUNDLED)
    configuration = Configuration(
        deployment=DEPLOYMENT, accounts=ACCOUNTS, playbook=builders.playbook()
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Mastodon, "renews", True)
        stack = EarshotStack(app, "Earshot", configuration=configuration, local=False)
    resources = assertions.Template.from_stack(stack).to_json()["Resources"]
    return lambda kind: {n: r for n, r in resources.items() if r["Type"] == kind}


def written_by(entry: str, of_type: Any) -> set[str]:
    secrets = of_type("AWS::SecretsManager::Secret")
    return {
        secrets[resource["Fn::GetAtt"][0]]["Properties"]["Description"]
        for statement in statements_of(entry, of_type)
        if WRITE in several(statement["Action"])
        for resource in several(statement["Resource"])
    }


def test_each_direction_writes_the_secrets_that_it_renews_and_nobody_else_any(
    renewing: Any,
) -> None:
    written = {entry: written_by(entry, renewing) for entry in GROUPS_OF_SETTINGS}
    assert {entry: names for entry, names in written.items() if names} == {
        "ingest/poll": {"Earshot: listen, mastodon/acmehelp"},
        "reply/reply": {"Earshot: answer, mastodon/acmehelp"},
    }


def test_who_renews_may_take_turns(renewing: Any) -> None:
    taking = {e for e in GROUPS_OF_SETTINGS if "RENEWAL#*" in partitions_of(e, renewing)}
    assert taking == {"ingest/poll", "reply/reply"}


def test_where_nothing_is_renewed_nobody_may_write_a_secret(of_type: Any) -> None:
    assert not any(written_by(entry, of_type) for entry in GROUPS_OF_SETTINGS)
