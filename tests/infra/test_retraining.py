"""Training by schedule is nothing in the template until it is switched on, and little then."""

import json
from collections.abc import Iterator
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import assertions
from cdk_nag import AwsSolutionsChecks, ServerlessChecks

from earshot.config.deployment import Retraining
from infra.retraining import _Texts
from tests.infra.conftest import DEPLOYMENT, app_with

Resources = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def trained() -> dict[str, Any]:
    """The template with training every ten days, without a finding of cdk-nag."""
    switched_on = DEPLOYMENT.model_copy(update={"retraining": Retraining(every_days=10)})
    app, stack = app_with(switched_on)
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app), ServerlessChecks(app))
    app.synth()
    return dict(assertions.Template.from_stack(stack).to_json())


@pytest.fixture
def resources(trained: dict[str, Any]) -> Resources:
    return dict(trained["Resources"])


def of(resources: Resources, kind: str) -> Resources:
    return {name: found for name, found in resources.items() if found["Type"] == kind}


def granted(resources: Resources, service: str) -> Iterator[tuple[str, str]]:
    """Whose and what each permission of a service is, as `("IntakeClassify", "s3:GetObject")`."""
    for name, policy in of(resources, "AWS::IAM::Policy").items():
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
            actions = statement["Action"]
            for action in [actions] if isinstance(actions, str) else actions:
                if action.startswith(f"{service}:"):
                    yield name.partition("Role")[0], action


def test_it_is_off_by_default(template: dict[str, Any]) -> None:
    kinds = {found["Type"] for found in template["Resources"].values()}
    assert not {kind for kind in kinds if kind.startswith("AWS::S3::")}
    assert list(granted(template["Resources"], "s3")) == []
    assert not {"WeightsBucket", "TrainFunction"} & template["Outputs"].keys()
    assert not [name for name in template["Resources"] if "Train" in name or "Corpus" in name]


def test_the_bucket_is_private_encrypted_versioned_and_stays(resources: Resources) -> None:
    ((_, bucket),) = of(resources, "AWS::S3::Bucket").items()
    assert bucket["DeletionPolicy"] == "Retain"
    told = bucket["Properties"]
    assert told["VersioningConfiguration"] == {"Status": "Enabled"}
    assert set(told["PublicAccessBlockConfiguration"].values()) == {True}
    assert "AES256" in json.dumps(told["BucketEncryption"])
    ((_, policy),) = of(resources, "AWS::S3::BucketPolicy").items()
    denied = policy["Properties"]["PolicyDocument"]["Statement"]
    assert {json.dumps(one["Condition"], sort_keys=True) for one in denied} == {
        '{"Bool": {"aws:SecureTransport": "false"}}',
        '{"NumericLessThan": {"s3:TlsVersion": 1.2}}',
    }


def test_it_is_called_every_so_many_days(resources: Resources) -> None:
    schedules = of(resources, "AWS::Scheduler::Schedule")
    (found,) = (s["Properties"] for name, s in schedules.items() if "Train" in name)
    assert found["ScheduleExpression"] == "rate(10 days)"
    assert found["Target"]["RetryPolicy"]["MaximumEventAgeInSeconds"] == 86_400


def test_the_function_has_a_core_a_quarter_of_an_hour_and_the_corpus(resources: Resources) -> None:
    (train,) = (
        function["Properties"]
        for name, function in of(resources, "AWS::Lambda::Function").items()
        if name.startswith("RetrainingTrain")
    )
    assert (train["MemorySize"], train["Timeout"], len(train["Layers"])) == (1769, 900, 3)
    others = of(resources, "AWS::Lambda::Function").values()
    assert sorted(len(f["Properties"]["Layers"]) for f in others) == [2] * 9 + [3]


def test_only_training_writes_weights_and_only_those_who_classify_read_them(
    resources: Resources,
) -> None:
    assert set(granted(resources, "s3")) == {
        ("RetrainingTrain", "s3:PutObject"),
        *(
            (who, action)
            for who in ("RetrainingTrain", "IntakeClassify", "DeskApi")
            for action in ("s3:GetObject", "s3:ListBucket")
        ),
    }


def test_training_reads_corrections_and_their_words_and_writes_no_row(
    resources: Resources,
) -> None:
    actions = {action for who, action in granted(resources, "dynamodb") if who == "RetrainingTrain"}
    assert actions == {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"}
    policies = of(resources, "AWS::IAM::Policy")
    (policy,) = (json.dumps(p) for name, p in policies.items() if "RetrainingTrain" in name)
    assert '["CORRECTION#*", "MENTION#*"]' in policy


def test_its_outputs_are_told(trained: dict[str, Any]) -> None:
    assert {"WeightsBucket", "TrainFunction"} <= trained["Outputs"].keys()


def test_the_corpus_becomes_a_package_of_its_own(tmp_path: Any) -> None:
    assert _Texts().try_bundle(str(tmp_path), image=None)  # type: ignore[arg-type]
    files = sorted(tmp_path.glob("python/earshot_corpus/*.jsonl"))
    assert len(files) >= 5
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and file not in files]
