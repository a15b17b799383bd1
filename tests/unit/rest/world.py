"""A desk in memory with the API over it, and people who call it."""

from collections.abc import Callable
from typing import Any

from earshot.channels.protocol import Answers
from earshot.domain.accounts import Account, Accounts
from earshot.domain.case import Case
from earshot.domain.playbook import Playbook
from earshot.ports import Commit
from earshot.rest.app import build
from earshot.rest.desk import Desk
from local.memory import FixedClock, MemoryStore
from local.memory.inputs import MemoryPlaybooks
from tests import builders
from tests.unit.rest.client import Client

SECRET = b"a secret of the tests"


class World:
    """One case `c1` waits in the team care's queue unless a test says otherwise."""

    def __init__(
        self,
        *,
        accounts: tuple[Account, ...] | None = None,
        playbook: Playbook | None = None,
        speaking: Callable[[Account], Answers] = builders.speaking,
    ) -> None:
        self.store = MemoryStore()
        self.clock = FixedClock(builders.MONDAY_NINE)
        self.accounts = Accounts(accounts=accounts or (builders.account(),))
        self.playbook = playbook or builders.playbook()
        self.speaking = speaking
        self.published: list[Playbook] = []
        self.app = build(self.desk)
        nobody = Client(self.app)
        self.nobody = nobody
        self.grace = nobody.person()
        self.linus = nobody.person(sub="sub-linus", username="linus", name="Linus")
        self.bill = nobody.person(
            sub="sub-bill", username="bill", **{"cognito:groups": "[agent team-billing]"}
        )
        self.boss = nobody.person(
            sub="sub-boss", username="boss", name="Boss", **{"cognito:groups": "[supervisor]"}
        )
        self.admin = nobody.person(
            sub="sub-admin", username="admin", **{"cognito:groups": "[admin]"}
        )
        self.guest = nobody.person(sub="sub-guest", username="guest", **{"cognito:groups": "[]"})

    def desk(self) -> Desk:
        return Desk(
            store=self.store,
            clock=self.clock,
            accounts=self.accounts,
            playbook=self.playbook,
            playbooks=lambda: MemoryPlaybooks(self.playbook, *self.published),
            page_secret=lambda: SECRET,
            speaking=self.speaking,
            groups_claim="cognito:groups",
        )

    def open(self, **over: Any) -> Case:
        """Put a case with its first mention into the store; keywords are the case's."""
        opened = builders.case(**{"reply_to": "m1"} | over)
        changes = opened.model_dump(mode="json", exclude={"id", "version"}, exclude_none=True)
        event = builders.case_event(case_id=opened.id, mention_id="m1", changes=changes)
        self.store.commit(Commit(case=opened, expected=0, events=[event]))
        return opened

    def say(self, case_id: str = "c1", **over: Any) -> None:
        """Store a mention of a case; keywords are the mention's, or its record's."""
        record = {
            k: over.pop(k)
            for k in ("deleted", "decision", "classification", "labelled")
            if k in over
        }
        said = builders.mention(**over)
        self.store.put_mention(builders.mention_record(mention=said, case_id=case_id, **record))

    def put(self, **commit: Any) -> None:
        """Write what happened to a case beside the API."""
        self.store.commit(Commit(**commit))

    def case(self, case_id: str = "c1") -> Case:
        found = self.store.case(case_id)
        assert found is not None
        return found
