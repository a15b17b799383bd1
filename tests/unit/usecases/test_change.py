"""Many people, or one person's many clicks, at the same instant."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from earshot.domain.accounts import Accounts
from earshot.errors import Held
from earshot.ports import Commit
from earshot.usecases.answer import Answering, Words
from earshot.usecases.casework import Casework
from local.memory import FixedClock, MemoryStore
from tests import builders

T = TypeVar("T")


def store_with_a_case() -> MemoryStore:
    store = MemoryStore()
    opened = builders.case(reply_to="m1")
    changes = opened.model_dump(mode="json", exclude={"id", "version"}, exclude_none=True)
    event = builders.case_event(changes=changes, mention_id="m1")
    store.commit(Commit(case=opened, expected=0, events=[event]))
    store.put_mention(builders.mention_record(case_id="c1"))
    return store


def at_once(calls: list[Callable[[], T]]) -> list[T]:
    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]


def test_f41_of_eight_agents_who_claim_at_once_one_gets_the_case() -> None:
    """F41: the others learn who."""
    store = store_with_a_case()
    desk = Casework(
        store=store, clock=FixedClock(builders.MONDAY_NINE), playbook=builders.playbook()
    )

    def claim(name: str) -> str:
        who = builders.caller(id=name, agent=name)
        try:
            desk.claim(builders.asked(caller=who, key=name, expected=1))
        except Held as held:
            return held.holder
        return name

    told = Counter(at_once([partial(claim, f"agent-{n}") for n in range(8)]))

    found = store.case("c1")
    assert found is not None
    assert (told[found.agent or ""], found.version) == (8, 2)


def test_f65_eight_clicks_plan_one_reply() -> None:
    """F65: the same key from eight threads."""
    store = store_with_a_case()
    desk = Answering(
        store=store,
        clock=FixedClock(builders.MONDAY_NINE),
        accounts=Accounts(accounts=(builders.account(),)),
        playbook=builders.playbook(),
        answering=builders.speaking,
    )

    made = at_once([lambda: desk.answer(builders.asked(), Words(text="Hello"))] * 8)

    history = store.history("c1")
    assert history is not None
    assert [reply.id for reply in history[2]] == [made[0].id]
    assert {reply.id for reply in made} == {made[0].id}
    assert [e.kind for e in history[1]] == ["case_opened", "case_claimed", "reply_planned"]
