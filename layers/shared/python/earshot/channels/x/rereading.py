"""Looking at posts of X again: those that are gone come as partial errors."""

from functools import partial
from typing import Any

from earshot.channels.http import Http
from earshot.channels.rereading import Held, changed, in_parts, looked
from earshot.channels.values import Reread
from earshot.channels.x.fields import Dialect, either, objects, post_params, texts
from earshot.channels.x.ids import is_id
from earshot.channels.x.options import PRICES
from earshot.channels.x.posts import Included, mention_of
from earshot.channels.x.problems import GONE, read_partial
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.domain.revision import blank

AT_ONCE = 100
POSTS = "/2/tweets"
PROBLEMS = tuple(f"/{name}" for name in GONE)


def reread(http: Http, account: Account, dialect: Dialect, held: Held) -> Reread:
    """See `protocol.Rereads`; messages are not shown by their ids.

    X bills each post that it shows, and shows by an id the version that had it: where there is a
    later one, that is asked for as well.
    """

    def look(part: Held) -> Reread:
        found = _asked(http, dialect, [one.id for one in part])
        shown = _by_first(found)
        later = [at for one in shown.values() if (at := _latest(one)) != one["id"]]
        newest = _asked(http, dialect, later) if later else {}
        versions = {**shown, **_by_first(newest)}
        included = Included.of(found.get("includes")).plus(Included.of(newest.get("includes")))
        gone = _gone(found)
        changes: list[Mention] = []
        for one in part:
            if post := versions.get(one.id):
                changes += changed(one, partial(mention_of, post, included, account))
            elif one.id in gone:
                changes.append(blank(one))
        return looked(changes, usd=PRICES["post_read"] * (len(shown) + len(later)))

    public = [one for one in held if is_id(one.id) and not one.is_private]
    return in_parts(public, AT_ONCE, look)


def _asked(http: Http, dialect: Dialect, ids: list[str]) -> dict[str, Any]:
    answer = http.get(POSTS, [("ids", ",".join(ids)), *post_params(dialect)])
    return read_partial(answer, "tweets")


def _by_first(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Posts by the id of their first version, which names them."""
    posts = [one for one in objects(found.get("data")) if is_id(one.get("id"))]
    return {str(next(iter(_versions(one)), one["id"])): one for one in posts}


def _versions(post: dict[str, Any]) -> list[str]:
    return [one for one in texts(either(post, "edit_history_tweet_ids")) if is_id(one)]


def _latest(post: dict[str, Any]) -> str:
    return max(_versions(post), key=int, default=str(post["id"]))


def _gone(found: dict[str, Any]) -> set[str]:
    """Ids that X says it does not have, or shows to nobody like us."""
    return {
        str(one.get("resource_id") or one.get("value"))
        for one in objects(found.get("errors"))
        if str(one.get("type")).endswith(PROBLEMS) and one.get("parameter") == "ids"
    }
