"""Upkeep on a real connector, which speaks HTTP to the fake of its platform, in simulated time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from earshot import channels
from earshot.domain.accounts import Accounts
from earshot.domain.upkeep import Act
from earshot.usecases.keep import Keeper
from tests import builders
from tests.desk import Desk
from tests.rigs.rig import Rig
from tests.simulated import simulate


class UpkeptDesk(Desk):
    """Its webhook is looked after at the turns of a test."""

    def __init__(self, rig: Rig) -> None:
        super().__init__(builders.playbook(), rig.account, clock=rig.clock)
        self.rig = rig

    def turn(self, **later: float) -> list[str]:
        """Another turn, so much later; what was done."""
        if later:
            self.clock.advance(**later)
        account = self.rig.account
        keeper = Keeper(
            store=self.store,
            clock=self.clock,
            ids=self.ids,
            accounts=Accounts(accounts=(account,)),
            keeping=lambda one: channels.keeping(one, self.rig.secrets),
        )
        acts: tuple[Act, ...] = keeper.keep(account.channel, account.account)
        return [act.did for act in acts]

    @property
    def health(self) -> tuple[str, str | None]:
        account = self.rig.account
        standing = self.store.account(account.channel, account.account).standing
        return standing.health, standing.detail

    @property
    def expiring(self) -> datetime | None:
        account = self.rig.account
        return self.store.account(account.channel, account.account).standing.expires_at

    def calls(self, path: str) -> list[str]:
        """The methods of the requests to a path."""
        return [one.method for one in self.rig.server.requests if one.path.endswith(path)]


@contextmanager
def upkept(rig: Rig) -> Iterator[UpkeptDesk]:
    """A desk on that rig, all in the time of its clock."""
    with rig, pytest.MonkeyPatch.context() as patch:
        desk = UpkeptDesk(rig)
        simulate(desk.clock, patch)
        yield desk
