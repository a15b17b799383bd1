"""Nothing is dropped in silence: dead letters, alarms, keys and policies lead where they should."""

import json
from typing import Any

from tests.infra.conftest import SUBSCRIBED


def dead_letter_queues(of_type: Any) -> set[str]:
    return {
        queue["Properties"]["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
        for queue in of_type("AWS::SQS::Queue").values()
        if "RedrivePolicy" in queue["Properties"]
    }


def alarms_on(queue: str, metric: str, of_type: Any) -> list[dict[str, Any]]:
    return [
        alarm["Properties"]
        for alarm in of_type("AWS::CloudWatch::Alarm").values()
        if alarm["Properties"].get("MetricName") == metric
        and alarm["Properties"]["Dimensions"]
        == [{"Name": "QueueName", "Value": {"Fn::GetAtt": [queue, "QueueName"]}}]
    ]


def test_each_queue_has_dead_letters_or_is_for_them(of_type: Any) -> None:
    queues = of_type("AWS::SQS::Queue")
    working = {n for n, q in queues.items() if "RedrivePolicy" in q["Properties"]}
    assert len(working) == 3
    # Three of queues, and one each for the stream, the schedules and the subscribers.
    assert len(queues.keys() - working) == 6
    for name in working:
        assert queues[name]["Properties"]["RedrivePolicy"]["maxReceiveCount"] == 5


def test_a_first_dead_letter_raises_an_alarm(of_type: Any) -> None:
    queues = of_type("AWS::SQS::Queue")
    for name, queue in queues.items():
        if "RedrivePolicy" not in queue["Properties"]:
            (alarm,) = alarms_on(name, "ApproximateNumberOfMessagesVisible", of_type)
            assert alarm["Threshold"] == 1


def test_a_queue_that_grows_old_raises_an_alarm(of_type: Any) -> None:
    for name, queue in of_type("AWS::SQS::Queue").items():
        if "RedrivePolicy" in queue["Properties"]:
            (alarm,) = alarms_on(name, "ApproximateAgeOfOldestMessage", of_type)
            assert alarm["Threshold"] == 300


def test_queues_are_encrypted_and_keep_for_two_weeks(of_type: Any) -> None:
    for queue in of_type("AWS::SQS::Queue").values():
        assert queue["Properties"]["SqsManagedSseEnabled"] is True
        assert queue["Properties"]["MessageRetentionPeriod"] == 1209600


def test_each_queue_refuses_plain_http(of_type: Any) -> None:
    refusing = {
        queue["Ref"]
        for policy in of_type("AWS::SQS::QueuePolicy").values()
        for queue in policy["Properties"]["Queues"]
        if any(
            s["Effect"] == "Deny" and s["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
            for s in policy["Properties"]["PolicyDocument"]["Statement"]
        )
    }
    assert refusing == set(of_type("AWS::SQS::Queue"))


def test_a_message_is_not_seen_twice_while_it_is_worked_on(of_type: Any) -> None:
    functions, queues = of_type("AWS::Lambda::Function"), of_type("AWS::SQS::Queue")
    checked = 0
    for mapping in of_type("AWS::Lambda::EventSourceMapping").values():
        source = mapping["Properties"]["EventSourceArn"]["Fn::GetAtt"][0]
        if source in queues:
            timeout = functions[mapping["Properties"]["FunctionName"]["Ref"]]["Properties"][
                "Timeout"
            ]
            assert queues[source]["Properties"]["VisibilityTimeout"] >= 6 * timeout
            assert mapping["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
            assert mapping["Properties"]["ScalingConfig"] == {"MaximumConcurrency": 10}
            checked += 1
    assert checked == 3


def test_the_stream_gives_up_on_a_record_and_tells(of_type: Any) -> None:
    (stream,) = (
        mapping["Properties"]
        for mapping in of_type("AWS::Lambda::EventSourceMapping").values()
        if "StreamArn" in json.dumps(mapping["Properties"]["EventSourceArn"])
    )
    assert stream["BisectBatchOnFunctionError"] is True
    assert stream["MaximumRetryAttempts"] == 20
    assert stream["MaximumRecordAgeInSeconds"] == 72000
    assert "OnFailure" in stream["DestinationConfig"]


def test_a_subscribers_dead_letters_may_be_written_by_the_topic(of_type: Any) -> None:
    for subscription in of_type("AWS::SNS::Subscription").values():
        target = subscription["Properties"]["RedrivePolicy"]["deadLetterTargetArn"]
        queue = target["Fn::GetAtt"][0]
        allowed = [
            statement
            for policy in of_type("AWS::SQS::QueuePolicy").values()
            if {"Ref": queue} in policy["Properties"]["Queues"]
            for statement in policy["Properties"]["PolicyDocument"]["Statement"]
            if statement["Effect"] == "Allow"
        ]
        assert any(s["Principal"] == {"Service": "sns.amazonaws.com"} for s in allowed)


def test_a_function_that_subscribes_may_be_called_by_its_topic_alone(of_type: Any) -> None:
    (subscription,) = (
        subscription["Properties"]
        for subscription in of_type("AWS::SNS::Subscription").values()
        if subscription["Properties"]["Protocol"] == "lambda"
    )
    assert subscription["Endpoint"] == SUBSCRIBED
    (permission,) = (
        permission["Properties"]
        for permission in of_type("AWS::Lambda::Permission").values()
        if permission["Properties"]["FunctionName"] == SUBSCRIBED
    )
    assert permission == {
        "Action": "lambda:InvokeFunction",
        "FunctionName": SUBSCRIBED,
        "Principal": "sns.amazonaws.com",
        "SourceArn": subscription["TopicArn"],
    }


def test_an_alarm_reaches_its_topic_through_the_key(of_type: Any) -> None:
    topics, keys = of_type("AWS::SNS::Topic"), of_type("AWS::KMS::Key")
    for name, alarm in of_type("AWS::CloudWatch::Alarm").items():
        if name.startswith("WatchUnhealthy"):
            continue  # relay tells of it, once for each change
        (action,) = alarm["Properties"]["AlarmActions"]
        topic = topics[action["Ref"]]
        key = keys[topic["Properties"]["KmsMasterKeyId"]["Fn::GetAtt"][0]]
        grants = [
            statement
            for statement in key["Properties"]["KeyPolicy"]["Statement"]
            if statement["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
        ]
        assert [s["Action"] for s in grants] == [["kms:Decrypt", "kms:GenerateDataKey*"]]
        publishers = [
            statement
            for policy in of_type("AWS::SNS::TopicPolicy").values()
            if action in policy["Properties"]["Topics"]
            for statement in policy["Properties"]["PolicyDocument"]["Statement"]
            if statement["Effect"] == "Allow"
        ]
        assert {"Service": "cloudwatch.amazonaws.com"} in [p["Principal"] for p in publishers]
