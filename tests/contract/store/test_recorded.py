"""Recorded traffic is read from the table as it was heard of, without what is gone since."""

from datetime import timedelta
from typing import Any

from cli.deployment import Deployment
from cli.simulation.playing import Delivery
from cli.simulation.recorded import from_table, in_order
from earshot.store.dynamo import DynamoStore
from tests import builders
from tests.builders import MONDAY_NINE


class OfMoto(Deployment):
    """A deployment whose every client is the imitated one."""

    def client(self, service: str) -> Any:
        return self.options[service]


def heard(store: DynamoStore, mention_id: str, minutes: int, **over: Any) -> None:
    said = builders.mention(id=mention_id, **over)
    at = MONDAY_NINE + timedelta(minutes=minutes)
    store.put_mention(builders.mention_record(mention=said, received_at=at))


def test_posts_since_an_instant_come_in_the_order_they_were_heard_of(dynamodb: Any) -> None:
    store = DynamoStore(dynamodb, "earshot", pause=lambda _: None)
    heard(store, "late", 30)
    heard(store, "early", 10)
    heard(store, "before", 0)
    heard(store, "edited", 20, event="edit", text="better", edited_at=MONDAY_NINE)
    gone = builders.mention_record(mention=builders.mention(id="gone", text=None), deleted=True)
    store.put_mention(gone.model_copy(update={"received_at": MONDAY_NINE + timedelta(hours=1)}))
    deployment = OfMoto({"TableName": "earshot"}, {"dynamodb": dynamodb})
    since = MONDAY_NINE + timedelta(minutes=5)
    found = in_order(d for d in from_table(deployment, since) if d)
    assert [(d.mention.id, d.mention.event) for d in found] == [
        ("early", "create"),
        ("edited", "create"),
        ("late", "create"),
    ]
    assert found[0] == Delivery(builders.mention(id="early"), MONDAY_NINE + timedelta(minutes=10))
