"""The store on DynamoDB."""

from collections.abc import Callable
from time import sleep
from typing import Any

from earshot.store.accounts import AccountItems
from earshot.store.budgets import BudgetItems
from earshot.store.cases import CaseItems
from earshot.store.corrections import CorrectionItems
from earshot.store.mentions import MentionItems
from earshot.store.renewals import RenewalItems
from earshot.store.table import Table


class DynamoStore(
    MentionItems, CaseItems, AccountItems, CorrectionItems, BudgetItems, RenewalItems
):
    """`ports.Store` over one table and a low-level client; keeps no state between calls."""

    def __init__(self, client: Any, table: str, *, pause: Callable[[float], None] = sleep) -> None:
        self._table = Table(client, table, pause=pause)
