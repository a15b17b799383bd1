"""Looking at posts of a Mastodon-API server again: many at once where it can, else one by one."""

from typing import Any

from earshot.channels.http import Answer, Http, read_json
from earshot.channels.mastodon.calls import OUTCOMES, SAFE_ID, get
from earshot.channels.mastodon.instance import limits
from earshot.channels.mastodon.posts import mention_of
from earshot.channels.rereading import Held, changed, in_parts, looked
from earshot.channels.values import Reread
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.domain.revision import blank
from earshot.errors import Malformed, Unavailable

# The version of the API that shows many at once, and how many.
MANY, AT_ONCE = 2, 20
# How many posts are asked for alone: all, or those that are not among many.
ALONE = 20


class Looking:
    """At posts of one account, over one connection."""

    def __init__(self, http: Http, account: Account, base: str, host: str) -> None:
        self._http = http
        self._account = account
        self._base = base
        self._host = host
        self._alone = ALONE

    def reread(self, held: Held) -> Reread:
        """See `protocol.Rereads`."""
        wanted = [one for one in held if SAFE_ID.fullmatch(one.id)]
        if limits(self._http, self._base).version >= MANY:
            return in_parts(wanted, AT_ONCE, self._many)
        return in_parts(wanted[:ALONE], 1, lambda part: looked(self._one(part[0])))

    def _many(self, part: Held) -> Reread:
        """Those that are not shown among many are asked for alone: only that says why."""
        params = [("id[]", one.id) for one in part]
        found, _ = get(self._http, "/api/v1/statuses", params)
        if not isinstance(found, list):
            raise Unavailable("statuses: want a list")
        shown = {str(one["id"]): one for one in found if isinstance(one, dict) and "id" in one}
        changes: list[Mention] = []
        for one in part:
            if one.id in shown:
                changes += self._compared(one, shown[one.id])
            elif self._alone:
                changes += self._one(one)
        return looked(changes)

    def _one(self, held: Mention) -> list[Mention]:
        self._alone -= 1
        answer = self._http.get(f"/api/v1/statuses/{held.id}")
        if answer.status in (404, 410) and _is_told_by_the_server(answer):
            return [blank(held)]
        if error := OUTCOMES.refusal(answer, "status"):
            raise error
        return self._compared(held, read_json(answer, "status"))

    def _compared(self, held: Mention, status: Any) -> list[Mention]:
        def shown() -> Mention:
            if not isinstance(status, dict):
                raise Malformed("status: want an object")
            return mention_of(status, self._account, self._host)

        return changed(held, shown)


def _is_told_by_the_server(answer: Answer) -> bool:
    """Whether it is an error of the API, and no page that something before it shows."""
    try:
        told = answer.json()
    except Malformed:
        return False
    return isinstance(told, dict) and "error" in told
