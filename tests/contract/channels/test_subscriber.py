"""The SNS subscriber of the demo: it confirms itself, and keeps each message once."""

import json
from urllib.request import Request, urlopen

from local.platforms.serving import FakeServer, Response
from local.platforms.subscriber import FakeSubscriber


class Topic(FakeServer):
    def answer(self, request: object) -> Response:
        return Response(200, b"<ConfirmSubscriptionResponse/>")


def tell(subscriber: FakeSubscriber, kind: str, envelope: dict[str, str]) -> int:
    request = Request(  # noqa: S310  # loopback
        subscriber.base_url,
        data=json.dumps(envelope).encode(),
        headers={"x-amz-sns-message-type": kind, "Content-Type": "text/plain"},
    )
    with urlopen(request, timeout=5) as answer:  # noqa: S310  # loopback
        return int(answer.status)


def test_a_subscription_is_confirmed_by_visiting_its_address() -> None:
    with Topic() as topic, FakeSubscriber() as subscriber:
        url = f"{topic.base_url}/?Action=ConfirmSubscription&Token=abc"
        assert tell(subscriber, "SubscriptionConfirmation", {"SubscribeURL": url}) == 200
        assert subscriber.confirmed.wait(5)
        assert topic.requests[0].param("Token") == "abc"


def test_a_notification_is_kept_once_and_a_repeat_is_counted() -> None:
    with FakeSubscriber() as subscriber:
        envelope = {"MessageId": "1", "Subject": "Breach", "Message": "{}"}
        for _ in range(2):
            tell(subscriber, "Notification", envelope)
        assert subscriber.notifications == [envelope]
        assert subscriber.repeated == 1
