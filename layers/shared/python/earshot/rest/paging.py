"""Page parameters of listings, and the token for what follows."""

from typing import Annotated, Protocol

from aws_lambda_powertools.event_handler.openapi.params import Query

from earshot.domain.caller import Caller
from earshot.rest.desk import Desk
from earshot.rest.pages import Seal

LARGEST = 100


class Follows(Protocol):
    """A page, of whatever kind, that says where the next one begins."""

    @property
    def cursor(self) -> str | None: ...


Limit = Annotated[
    int, Query(ge=1, description=f"How many at most; more than {LARGEST} counts as {LARGEST}.")
]
PageToken = Annotated[
    str | None,
    Query(max_length=4096, description="`next` of the page before; holds for an hour, for you."),
]


class Paging:
    """One listing for one caller: takes the token of this page, gives that of the next."""

    def __init__(self, at: Desk, who: Caller, query: str, *, limit: int, page: str | None) -> None:
        self._at = at
        self._who = who
        self._query = query
        self.limit = min(limit, LARGEST)
        self.cursor = self._seal().cursor(page, now=at.clock.now()) if page else None

    def next(self, page: Follows) -> str | None:
        """The token for what follows; None at the end."""
        return self._seal().token(page.cursor, now=self._at.clock.now()) if page.cursor else None

    def _seal(self) -> Seal:
        return Seal(secret=self._at.page_secret(), user=self._who.id, query=self._query)
