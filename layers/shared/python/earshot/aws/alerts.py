"""Alerts on an SNS topic."""

from json import dumps
from typing import Any
from unicodedata import normalize

from earshot.aws.translation import translated

LONGEST_SUBJECT = 100


class SnsAlerts:
    """`ports.Alerts`: each protocol gets its own body, every one the same attributes."""

    def __init__(self, client: Any, topic_arn: str) -> None:
        self._client = client
        self._topic_arn = topic_arn

    def publish(self, *, subject: str, bodies: dict[str, str], attributes: dict[str, str]) -> None:
        with translated("SNS"):
            self._client.publish(
                TopicArn=self._topic_arn,
                Subject=plain(subject),
                Message=dumps(bodies, ensure_ascii=False),
                MessageStructure="json",
                # SNS refuses an attribute without a value.
                MessageAttributes={
                    name: {"DataType": "String", "StringValue": value}
                    for name, value in attributes.items()
                    if value
                },
            )


def plain(subject: str) -> str:
    """What SNS takes as a subject: one line of at most 100 printable ASCII characters."""
    ascii_only = normalize("NFKD", " ".join(subject.split())).encode("ascii", "ignore").decode()
    printable = "".join(char for char in ascii_only if char.isprintable()).strip()
    return printable[:LONGEST_SUBJECT] or "Earshot alert"
