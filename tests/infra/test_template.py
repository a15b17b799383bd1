"""What the template promises where cdk-nag does not look."""

import json
from typing import Any

import pytest

from earshot import settings

Resources = dict[str, dict[str, Any]]

GROUPS_OF_SETTINGS = {
    "ingest/webhook": settings.WebhookSettings,
    "ingest/poll": settings.PollSettings,
    "classify/classify": settings.ClassifySettings,
    "route/route": settings.RouteSettings,
    "relay/relay": settings.RelaySettings,
    "sla/check": settings.CheckSettings,
    "sla/sweep": settings.SweepSettings,
    "reply/reply": settings.ReplySettings,
    "api/api": settings.ApiSettings,
}
# Actions that AWS lets nobody narrow to a resource.
WITHOUT_RESOURCE = {
    "dynamodb:ListStreams",
    "logs:CreateLogDelivery",
    "logs:GetLogDelivery",
    "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies",
    "logs:DescribeLogGroups",
}


def stages(of_type: Any) -> dict[str, dict[str, Any]]:
    found = of_type("AWS::Lambda::Function").values()
    return {
        f["Properties"]["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]: f["Properties"]
        for f in found
    }


def statements_of(entry: str, of_type: Any) -> list[dict[str, Any]]:
    role = stages(of_type)[entry]["Role"]["Fn::GetAtt"][0]
    return [
        statement
        for policy in of_type("AWS::IAM::Policy").values()
        if {"Ref": role} in policy["Properties"]["Roles"]
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
    ]


def several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_each_stage_is_an_arm_function_of_python_3_13(of_type: Any) -> None:
    assert stages(of_type).keys() == GROUPS_OF_SETTINGS.keys()
    for function in stages(of_type).values():
        assert function["Architectures"] == ["arm64"]
        assert function["Runtime"] == "python3.13"
        assert function["Timeout"] <= 60
        assert "ReservedConcurrentExecutions" not in function


@pytest.mark.parametrize(("entry", "group"), GROUPS_OF_SETTINGS.items(), ids=str)
def test_a_stage_is_told_what_its_settings_ask_for(
    entry: str, group: type[settings.Settings], of_type: Any
) -> None:
    told = stages(of_type)[entry]["Environment"]["Variables"]
    wanted = {settings.PREFIX + field.upper() for field in group.model_fields}
    assert {name for name in told if name.startswith(settings.PREFIX)} == wanted


def test_each_function_has_a_role_of_its_own(of_type: Any) -> None:
    roles = [json.dumps(function["Role"]) for function in stages(of_type).values()]
    assert len(set(roles)) == len(roles)


def test_no_role_may_do_everything(of_type: Any) -> None:
    for policy in of_type("AWS::IAM::Policy").values():
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
            actions = set(several(statement["Action"]))
            assert not [action for action in actions if action.endswith(":*") or action == "*"]
            if "*" in several(statement["Resource"]):
                assert actions <= WITHOUT_RESOURCE


def test_no_role_has_a_policy_managed_by_aws(of_type: Any) -> None:
    for role in of_type("AWS::IAM::Role").values():
        assert "ManagedPolicyArns" not in role["Properties"]


def test_d51_poll_may_read_what_is_held_and_change_none_of_it(of_type: Any) -> None:
    """D51: it looks again at posts of open cases; what differs goes through the queue."""
    reading, writing = (
        {
            key
            for statement in statements_of("ingest/poll", of_type)
            if action in several(statement["Action"])
            for key in statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
        }
        for action in ("dynamodb:BatchGetItem", "dynamodb:PutItem")
    )
    assert writing == {"ACCOUNT#*", "QUARANTINE#*"}
    assert reading == writing | {"MENTION#*", "CASE#*"}


@pytest.mark.parametrize("entry", ["ingest/webhook", "classify/classify"])
def test_intake_touches_only_accounts_and_quarantine(entry: str, of_type: Any) -> None:
    table = [
        statement
        for statement in statements_of(entry, of_type)
        if any(action.startswith("dynamodb:") for action in several(statement["Action"]))
    ]
    assert [s["Condition"]["ForAllValues:StringLike"] for s in table] == [
        {"dynamodb:LeadingKeys": ["ACCOUNT#*", "QUARANTINE#*"]}
    ]


def partitions_of(entry: str, of_type: Any) -> set[str]:
    """The partitions of the table that a stage may touch."""
    return {
        partition
        for statement in statements_of(entry, of_type)
        if any(action.startswith("dynamodb:") for action in several(statement["Action"]))
        for partition in statement.get("Condition", {})
        .get("ForAllValues:StringLike", {})
        .get("dynamodb:LeadingKeys", [])
    }


def test_only_those_who_move_cases_touch_the_roster(of_type: Any) -> None:
    touching = {e for e in GROUPS_OF_SETTINGS if "AGENTS" in partitions_of(e, of_type)}
    assert touching == {"route/route", "sla/check", "sla/sweep", "relay/relay", "api/api"}


def test_whoever_writes_cases_may_remove_the_timer_that_a_case_no_longer_waits_for(
    of_type: Any,
) -> None:
    writing = {e for e in GROUPS_OF_SETTINGS if "TIMER#*" in partitions_of(e, of_type)}
    removing = {
        entry
        for entry in writing
        if any(
            "dynamodb:DeleteItem" in several(statement["Action"])
            and "TIMER#*" in str(statement.get("Condition"))
            for statement in statements_of(entry, of_type)
        )
    }
    assert writing == removing >= {"reply/reply", "route/route", "api/api"}


def test_only_those_who_list_cases_or_link_early_answers_read_an_index(of_type: Any) -> None:
    reading = {
        entry: sorted(
            resource["Fn::Join"][1][-1].rpartition("/")[2]
            for statement in statements_of(entry, of_type)
            for resource in several(statement["Resource"])
            if "/index/" in json.dumps(resource)
        )
        for entry in GROUPS_OF_SETTINGS
    }
    assert {entry: names for entry, names in reading.items() if names} == {
        "relay/relay": ["gsi1", "gsi2"],
        "sla/sweep": ["gsi1", "gsi2"],
        "api/api": ["gsi1", "gsi2"],
    }


def test_nobody_may_scan_the_table(of_type: Any) -> None:
    actions = {
        action
        for policy in of_type("AWS::IAM::Policy").values()
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        for action in several(statement["Action"])
    }
    assert "dynamodb:Query" in actions
    assert "dynamodb:Scan" not in actions


def secrets_read_by(entry: str, of_type: Any) -> set[str]:
    secrets = of_type("AWS::SecretsManager::Secret")
    return {
        secrets[resource["Fn::GetAtt"][0]]["Properties"]["Description"]
        for statement in statements_of(entry, of_type)
        if "secretsmanager:GetSecretValue" in several(statement["Action"])
        for resource in several(statement["Resource"])
    }


def test_only_reply_reads_what_we_answer_with(of_type: Any) -> None:
    assert secrets_read_by("reply/reply", of_type) == {"Earshot: answer, mastodon/acmehelp"}
    for entry in GROUPS_OF_SETTINGS.keys() - {"reply/reply"}:
        assert not any("answer" in secret for secret in secrets_read_by(entry, of_type))


def queues_of(entry: str, action: str, of_type: Any) -> set[str]:
    return {
        resource["Fn::GetAtt"][0]
        for statement in statements_of(entry, of_type)
        if action in several(statement["Action"])
        for resource in several(statement["Resource"])
    }


def test_f64_reply_hands_back_to_the_queue_that_it_takes_from(of_type: Any) -> None:
    """F64: it may say when an order comes again, on no other queue, and order nothing itself."""
    told = stages(of_type)["reply/reply"]["Environment"]["Variables"]
    replies = {told["EARSHOT_REPLIES_QUEUE_URL"]["Ref"]}
    for action in ("sqs:ReceiveMessage", "sqs:ChangeMessageVisibility"):
        assert queues_of("reply/reply", action, of_type) == replies
    senders = {e for e in GROUPS_OF_SETTINGS if replies <= queues_of(e, "sqs:SendMessage", of_type)}
    assert senders == {"relay/relay"}


def test_d51_relay_alone_of_the_desk_gives_deletions_to_be_taken_in(of_type: Any) -> None:
    """D51: beside those who hear; and of the two queues it takes from none."""
    told = stages(of_type)["relay/relay"]["Environment"]["Variables"]
    mentions = {told["EARSHOT_MENTIONS_QUEUE_URL"]["Ref"]}
    senders = {
        e for e in GROUPS_OF_SETTINGS if mentions <= queues_of(e, "sqs:SendMessage", of_type)
    }
    assert senders == {"ingest/poll", "ingest/webhook", "relay/relay"}
    assert not queues_of("relay/relay", "sqs:ReceiveMessage", of_type)


def test_listening_reads_what_we_hear_by(of_type: Any) -> None:
    heard = {"Earshot: listen, mastodon/acmehelp", "Earshot: listen, x/acmehelp"}
    assert secrets_read_by("ingest/webhook", of_type) == heard
    assert secrets_read_by("ingest/poll", of_type) == heard


def test_the_table_is_kept_and_can_be_restored(of_type: Any) -> None:
    (table,) = of_type("AWS::DynamoDB::Table").values()
    properties = table["Properties"]
    assert table["DeletionPolicy"] == "Retain"
    assert table["UpdateReplacePolicy"] == "Retain"
    assert properties["DeletionProtectionEnabled"] is True
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert properties["BillingMode"] == "PAY_PER_REQUEST"
    assert properties["TimeToLiveSpecification"] == {
        "AttributeName": "expires_at",
        "Enabled": True,
    }
    assert properties["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}


def test_each_log_group_forgets(of_type: Any) -> None:
    for group in of_type("AWS::Logs::LogGroup").values():
        assert group["Properties"]["RetentionInDays"] == 30


def test_nothing_that_is_named_by_hand_stops_a_second_copy(resources: Resources) -> None:
    named = {"TableName", "QueueName", "TopicName", "FunctionName", "RoleName", "LogGroupName"}
    named |= {"AlarmName", "StateMachineName", "UserPoolName", "BucketName"}
    for name, resource in resources.items():
        if resource["Type"] not in ("AWS::Lambda::EventSourceMapping", "AWS::Lambda::Permission"):
            assert not named & resource.get("Properties", {}).keys(), name


def test_everything_that_can_be_tagged_says_whose_it_is(of_type: Any) -> None:
    for kind in ("AWS::SQS::Queue", "AWS::Lambda::Function", "AWS::DynamoDB::Table"):
        for resource in of_type(kind).values():
            tags = {t["Key"]: t["Value"] for t in resource["Properties"]["Tags"]}
            assert tags["app"] == "earshot"
            assert tags["cost-centre"] == "service"


def test_published_versions_stay_but_for_those_of_a_failed_first_deployment(of_type: Any) -> None:
    for version in of_type("AWS::AppConfig::HostedConfigurationVersion").values():
        assert version["DeletionPolicy"] == "RetainExceptOnCreate"
        assert version["UpdateReplacePolicy"] == "Retain"


def test_secrets_stay_but_for_those_of_a_failed_first_deployment(of_type: Any) -> None:
    for secret in of_type("AWS::SecretsManager::Secret").values():
        assert secret["DeletionPolicy"] == "RetainExceptOnCreate"
        assert secret["UpdateReplacePolicy"] == "Retain"


def test_the_key_goes_with_the_topics(of_type: Any) -> None:
    (key,) = of_type("AWS::KMS::Key").values()
    assert key["DeletionPolicy"] == "Delete"
    assert key["Properties"]["PendingWindowInDays"] == 7
