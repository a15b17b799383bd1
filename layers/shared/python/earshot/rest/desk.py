"""What the routes work with; `build` says where it comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from earshot.domain.accounts import Account, Accounts
from earshot.domain.case import Case
from earshot.domain.playbook import Playbook
from earshot.ports import Clock, Playbooks, Store
from earshot.rest.views import CaseView
from earshot.usecases.act import Acting
from earshot.usecases.allowing import Allowing
from earshot.usecases.answer import Answering
from earshot.usecases.casework import Casework
from earshot.usecases.pull import Pulling
from earshot.usecases.push import Pusher
from earshot.usecases.roster import Roster

if TYPE_CHECKING:
    from earshot.channels.protocol import Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Ports and policy of one request.

    `page_secret` is called only where a listing is paged, `playbooks` where an old one is wanted,
    `speaking` where it matters what a channel can do: what it gives knows no secret and calls
    nobody. `groups_claim` names the claim of the token that holds the caller's groups.
    """

    store: Store
    clock: Clock
    accounts: Accounts
    playbook: Playbook
    playbooks: Callable[[], Playbooks]
    page_secret: Callable[[], bytes]
    speaking: Callable[[Account], "Answers"]
    groups_claim: str

    def shown(self, case: Case) -> CaseView:
        """What goes out of a case now."""
        return CaseView.of(case, self.playbook.calendars, self.clock.now())

    @property
    def casework(self) -> Casework:
        return Casework(store=self.store, clock=self.clock, playbook=self.playbook)

    @property
    def roster(self) -> Roster:
        return Roster(store=self.store, clock=self.clock, playbook=self.playbook)

    @property
    def pulling(self) -> Pulling:
        return Pulling(store=self.store, clock=self.clock, playbook=self.playbook)

    @property
    def pushing(self) -> Pusher:
        return Pusher(store=self.store, clock=self.clock, playbook=self.playbook)

    @property
    def answering(self) -> Answering:
        return Answering(
            store=self.store,
            clock=self.clock,
            accounts=self.accounts,
            playbook=self.playbook,
            answering=self.speaking,
        )

    @property
    def allowing(self) -> Allowing:
        return Allowing(
            store=self.store,
            clock=self.clock,
            accounts=self.accounts,
            playbook=self.playbook,
            answering=self.speaking,
        )

    @property
    def acting(self) -> Acting:
        return Acting(store=self.store, clock=self.clock, allowing=self.allowing)


def desk() -> Desk:
    """The place in the dependency tree that `build` fills."""
    raise RuntimeError("the API has been built without a desk")
