"""cdk-nag's rules hold, or each finding is acknowledged where it stands, with a reason."""

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks, ServerlessChecks

from tests.infra.conftest import DEPLOYMENT, app_with


def test_no_finding_is_left_without_a_reason() -> None:
    app, _ = app_with(DEPLOYMENT)
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app), ServerlessChecks(app))
    app.synth()
