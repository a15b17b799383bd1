"""What only the store on DynamoDB has: lost answers, errors, costs, the full read."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from earshot.domain.mention import MentionKey
from earshot.domain.records import Counts
from earshot.errors import Conflict, EarshotError, Malformed, Throttled, Unavailable
from earshot.ports import Commit
from earshot.store import items, translation
from earshot.store.census import census, open_cases
from earshot.store.dynamo import DynamoStore
from earshot.store.units import Meter
from local.memory import MemoryStore
from tests.builders import (
    MONDAY_NINE,
    agent,
    author_record,
    case_event,
    clock,
    mention,
    mention_record,
    opening,
    quarantined,
    reply,
)


class Troubled:
    """A client that fails as told: `before` or `after` the call is carried out."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.before: list[Exception] = []
        self.after: list[Exception] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        call = getattr(self._client, name)

        def troubled(**request: Any) -> Any:
            if self.before:
                raise self.before.pop(0)
            answer = call(**request)
            if self.after:
                raise self.after.pop(0)
            return answer

        return troubled


def refusal(code: str, **more: Any) -> ClientError:
    return ClientError({"Error": {"Code": code}, **more}, "Any")


def cancelled(*codes: str) -> ClientError:
    reasons = [{"Code": code} for code in codes]
    return refusal("TransactionCanceledException", CancellationReasons=reasons)


LOST = ReadTimeoutError(endpoint_url="https://dynamodb.example")


@pytest.fixture
def client(dynamodb: Any) -> Troubled:
    return Troubled(dynamodb)


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def store(client: Troubled, pauses: list[float]) -> DynamoStore:
    return DynamoStore(client, "earshot", pause=pauses.append)


def test_a_put_whose_answer_was_lost_succeeds_when_tried_again_f31(
    store: DynamoStore, client: Troubled
) -> None:
    client.after = [LOST]
    with pytest.raises(Unavailable):
        store.put_mention(mention_record())
    assert store.put_mention(mention_record()) is None


def test_a_commit_whose_answer_was_lost_succeeds_when_tried_again_f31(
    store: DynamoStore, client: Troubled
) -> None:
    client.after = [LOST]
    with pytest.raises(Unavailable):
        store.commit(opening())
    store.commit(opening())
    with pytest.raises(Conflict):
        store.commit(replace(opening(), events=[case_event(actor="another")]))


def test_p1_what_came_is_counted_once_where_the_client_tries_again_by_itself(
    dynamodb: Any,
) -> None:
    """P1: a count that was taken twice would be missed for ever."""

    class Retrying:
        def __getattr__(self, name: str) -> Callable[..., Any]:
            call = getattr(dynamodb, name)

            def twice(**request: Any) -> Any:
                call(**request)  # its answer was lost
                return call(**request)

            return twice if name == "update_item" else call  # type: ignore[no-any-return]

    store = DynamoStore(Retrying(), "earshot")
    for number in (3, 2):
        store.count_received("generic", "acmehelp", at=MONDAY_NINE, number=number)
    hour = "2026-03-02T09"
    assert store.counts("generic", "acmehelp", since=hour, until=hour)[hour].received == 5


def test_a_write_that_never_arrived_is_unavailable(store: DynamoStore, client: Troubled) -> None:
    client.before = [LOST]
    with pytest.raises(Unavailable):
        store.commit(opening())
    assert store.case("c1") is None


@pytest.mark.parametrize(
    "reason", ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]
)
def test_transactions_that_clash_or_crowd_are_tried_again_after_short_pauses_f33(
    store: DynamoStore, client: Troubled, pauses: list[float], reason: str
) -> None:
    client.before = [cancelled("None", reason)] * 3
    store.commit(opening())
    assert store.case("c1") is not None
    assert len(pauses) == 3
    assert max(pauses) <= 0.2


def test_transactions_that_keep_clashing_are_a_conflict_f33(
    store: DynamoStore, client: Troubled
) -> None:
    client.before = [cancelled("TransactionConflict")] * 4
    with pytest.raises(Conflict):
        store.commit(opening())


@pytest.mark.parametrize(
    ("reasons", "kind"),
    [
        (("ThrottlingError", "None"), Throttled),
        (("ProvisionedThroughputExceeded", "TransactionConflict"), Throttled),
        (("ValidationError",), Malformed),
        (("Whatever",), Unavailable),
        ((), Unavailable),
    ],
)
def test_a_cancelled_transaction_says_why(
    store: DynamoStore, client: Troubled, reasons: tuple[str, ...], kind: type[EarshotError]
) -> None:
    client.before = [cancelled(*reasons)] * 4
    with pytest.raises(kind):
        store.commit(opening())


def test_a_conflict_names_what_had_changed(store: DynamoStore) -> None:
    store.put_mention(mention_record(seen={"create": "another"}))
    with pytest.raises(Conflict, match="case c1: changed mention"):
        store.commit(replace(opening(), mention=mention_record(case_id="c1")))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        *translation.CODES.items(),
        ("AccessDeniedException", Unavailable),
        ("InternalServerError", Unavailable),
        ("ResourceNotFoundException", Unavailable),
    ],
)
def test_every_code_becomes_one_of_our_errors(
    store: DynamoStore, client: Troubled, code: str, kind: type[EarshotError]
) -> None:
    client.before = [refusal(code)]
    with pytest.raises(kind):
        store.mention(MentionKey("generic", "acmehelp", "m1"))


def test_a_throttled_write_tells_which_limit_it_was_f32(
    store: DynamoStore, client: Troubled
) -> None:
    reasons = [{"reason": "IndexWriteKeyRangeThroughputExceeded", "resource": "gsi1"}]
    client.before = [refusal("ThrottlingException", ThrottlingReasons=reasons)]
    with pytest.raises(Throttled, match="IndexWriteKeyRangeThroughputExceeded gsi1"):
        store.put_mention(mention_record())


def test_keys_left_unread_are_read_again(dynamodb: Any, pauses: list[float]) -> None:
    class Slow:
        """Reads one key of a batch at a time."""

        def batch_get_item(self, RequestItems: dict[str, Any]) -> Any:
            first, *rest = RequestItems["earshot"]["Keys"]
            request = {"earshot": {**RequestItems["earshot"], "Keys": [first]}}
            answer = dynamodb.batch_get_item(RequestItems=request)
            left = {"earshot": {"Keys": rest, "ConsistentRead": True}} if rest else {}
            return answer | {"UnprocessedKeys": left}

    writer = DynamoStore(dynamodb, "earshot")
    found = [mention_record(mention=mention(id=f"m{n}")) for n in range(5)]
    for record in found:
        writer.put_mention(record)
    reader = DynamoStore(Slow(), "earshot", pause=pauses.append)
    assert reader.mentions([record.key for record in found[:4]]) == found[:4]
    with pytest.raises(Throttled):
        reader.mentions([record.key for record in found])


def test_a_mention_costs_one_unit_and_a_new_case_ten(dynamodb: Any) -> None:
    meter = Meter().watch(dynamodb)
    store = DynamoStore(dynamodb, "earshot")
    store.put_mention(mention_record(mention=mention(id="m0")))
    assert (meter.write_requests, meter.write_units) == (1, 1)
    opened = opening(step="20260302T094500Z", clocks={"first_response": clock()})
    store.commit(replace(opened, mention=mention_record(case_id="c1"), author=author_record()))
    assert (meter.write_requests, meter.write_units) == (2, 11)
    assert meter.by_kind == {"mention": 3, "case": 4, "author": 2, "timer": 2}


def rows_of_case(dynamodb: Any) -> dict[str, Any]:
    found = dynamodb.scan(TableName="earshot", ConsistentRead=True)["Items"]
    return {item["sk"]["S"]: item for item in found if item["pk"]["S"] == "CASE#c1"}


def test_a_case_keeps_the_events_that_opened_it_whatever_becomes_of_it(dynamodb: Any) -> None:
    store = DynamoStore(dynamodb, "earshot")
    opened = opening(step="20260302T094500Z")
    store.commit(opened)
    assert list(rows_of_case(dynamodb)) == ["CASE"]
    claimed = case_event(version=2, kind="case_claimed", changes={"agent": "linus"})
    after = opened.case.model_copy(update={"version": 2, "agent": "linus", "step": None})
    store.commit(Commit(case=after, expected=1, events=[claimed], was_step=opened.case.step))
    rows = rows_of_case(dynamodb)
    assert sorted(rows) == ["CASE", "EVENT#0000000002"]
    assert ("gsi1pk" in rows["CASE"], "gsi2pk" in rows["CASE"]) == (False, True)
    assert store.history("c1") == (after, [*opened.events, claimed], [])


def test_events_too_long_for_their_case_stand_by_themselves(dynamodb: Any) -> None:
    store = DynamoStore(dynamodb, "earshot")
    words = " ".join(f"{number * 7919:x}" for number in range(400))
    long = replace(opening(), events=[case_event(data={"evidence": words})])
    store.commit(long)
    store.commit(long)  # its answer was lost
    assert sorted(rows_of_case(dynamodb)) == ["CASE", "EVENT#0000000001"]
    assert store.history("c1") == (long.case, list(long.events), [])


def test_a_case_of_the_version_before_goes_on_with_its_events_beside_it(dynamodb: Any) -> None:
    store = DynamoStore(dynamodb, "earshot")
    opened = opening()
    for item in (items.case_item(opened.case), items.event_item(opened.events[0])):
        dynamodb.put_item(TableName="earshot", Item=item)
    store.commit(opened)  # delivered again
    noted = case_event(version=2, kind="note_added")
    after = opened.case.model_copy(update={"version": 2})
    store.commit(Commit(case=after, expected=1, events=[noted]))
    assert store.history("c1") == (after, [*opened.events, noted], [])


def test_the_meter_follows_updates_whose_answer_does_not_tell(dynamodb: Any) -> None:
    meter = Meter().watch(dynamodb)
    store = DynamoStore(dynamodb, "earshot")
    opened = opening()
    store.commit(opened)
    meter.forget()
    after = opened.case.model_copy(update={"version": 2, "agent": "linus"})
    store.commit(Commit(case=after, expected=1, events=[case_event(version=2)]))
    # The case itself, out of the queue's index and into the agent's; and its event.
    assert meter.by_kind == {"case": 2 * 3, "event": 2}


def test_a_refused_write_costs_too(dynamodb: Any) -> None:
    meter = Meter().watch(dynamodb)
    store = DynamoStore(dynamodb, "earshot")
    store.put_mention(mention_record(seen={"create": "r1"}))
    store.put_mention(mention_record(seen={"create": "r2"}))
    assert (meter.write_requests, meter.write_units) == (2, 2)


def test_every_open_case_is_found_whoever_holds_it_and_nothing_else(dynamodb: Any) -> None:
    store = DynamoStore(dynamodb, "earshot")
    store.put_mention(mention_record())
    store.put_agent(agent(name="CASE"))
    for name, over in {
        "queued": {},
        "held": {"agent": "outsider"},
        "asleep": {"state": "snoozed"},
        "done": {"state": "resolved"},
    }.items():
        store.commit(opening(id=name, **over))
    found = sorted(case.id for case in open_cases(dynamodb, "earshot"))
    assert found == ["asleep", "held", "queued"]


def test_a_full_read_finds_in_the_table_what_the_memory_store_holds(dynamodb: Any) -> None:
    stores = (DynamoStore(dynamodb, "earshot"), MemoryStore())
    for store in stores:
        opened = opening(step="20260302T094500Z")
        store.commit(replace(opened, author=author_record(), reply=reply()))
        store.put_mention(mention_record())
        store.lease("x", "a#b", holder="me", now=MONDAY_NINE, until=MONDAY_NINE)
        store.quarantine([quarantined()])
        store.count_received("x", "a#b", at=MONDAY_NINE, number=2)
        outcome = Counts(stored=1)
        store.count_outcomes("x", "a#b", hour="2026-03-02T09", outcomes=outcome, batch="1-2")
        store.save_swept("20260302T094500Z")
    in_memory = {type(record): record for record in stores[1].census()}
    assert len(in_memory) == 9
    assert {type(record): record for record in census(dynamodb, "earshot")} == in_memory
