"""One page of what X lists: posts by mention or search, and direct messages."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from earshot.channels.http import Answer, Http, Params
from earshot.channels.listing import read_each
from earshot.channels.values import Fetched, Spent
from earshot.channels.x.cursor import IdWalk
from earshot.channels.x.fields import MESSAGE_PARAMS, Dialect, objects, part, post_params
from earshot.channels.x.ids import is_id, written_at
from earshot.channels.x.messages import is_of_no_concern, message_of
from earshot.channels.x.posts import Included, mention_of
from earshot.channels.x.problems import BAD_REQUEST, Problem, problem, read, window_used_up
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.errors import OverBudget, Throttled, Unavailable

PAGE, PAGE_OF_MESSAGES, SAMPLE = 100, 25, 25
MESSAGES = "/2/dm_events"
SEARCH = "/2/tweets/search/recent"
# What a search reaches back to, less the time that a long walk may take; `start_time` is past.
SEARCHED = timedelta(days=7) - timedelta(hours=1)
PAST = timedelta(minutes=1)
BEGINNING = timedelta(days=36_500)

# None for what is of no concern.
Understood = Callable[[Any, Included], Mention | None]


class Listing(NamedTuple):
    """A listing of posts: where, what is asked beside its page, how far back it reaches, price."""

    path: str
    params: Params
    reach: timedelta | None
    price: float

    def earliest(self, wanted: datetime) -> datetime:
        """The time to begin at: `wanted`, or the nearest that X takes."""
        now = datetime.now(UTC)
        floor = now - (self.reach or BEGINNING)
        return max(min(wanted, now - PAST), floor)

    def instead_of(self, since: str) -> datetime:
        """The time to begin at where X refuses an id: an old one, or one that is yet to come."""
        now, at = datetime.now(UTC), written_at(since)
        return self.earliest(at if at < now else now - SEARCHED)


def mentions(user_id: str, dialect: Dialect, price: float) -> Listing:
    """The timeline of those who name an account."""
    return Listing(f"/2/users/{user_id}/mentions", post_params(dialect), None, price)


def search(query: str, dialect: Dialect, price: float) -> Listing:
    """What a query finds in the last seven days."""
    return Listing(SEARCH, [("query", query), *post_params(dialect)], SEARCHED, price)


def posts_page(http: Http, listing: Listing, cursor: str | None, account: Account) -> Fetched:
    """The page after a cursor."""
    walk = IdWalk.read(cursor)
    if walk == IdWalk() and account.listen_since:
        walk = IdWalk(start=listing.earliest(account.listen_since))
    walk, answer = _asked(http, listing, walk)
    if walk.token and walk.again and answer.status == BAD_REQUEST:
        return _nowhere(walk)
    found = read(answer, listing.path.rpartition("/")[2])
    page = _page(found, walk, lambda post, included: mention_of(post, included, account))
    spent = Spent(listing.price * len(objects(found.get("data"))))
    return page._replace(spent=spent, not_before=window_used_up(answer))


def sample(http: Http, listing: Listing, account: Account) -> Fetched:
    """Some of the newest, as they are."""
    answer = http.get(listing.path, [("max_results", str(SAMPLE)), *listing.params])
    found = read(answer, "search")
    page = _page(found, IdWalk(), lambda post, included: mention_of(post, included, account))
    spent = Spent(listing.price * len(objects(found.get("data"))))
    return page._replace(cursor=None, spent=spent, not_before=window_used_up(answer))


def _asked(http: Http, listing: Listing, walk: IdWalk) -> tuple[IdWalk, Answer]:
    """The answer; once more in another way where X no longer takes where we want to go on."""
    answer = http.get(listing.path, _params(listing, walk))
    if answer.status == BAD_REQUEST and (other := _mended(listing, walk, problem(answer))):
        return other, http.get(listing.path, _params(listing, other))
    return walk, answer


def _mended(listing: Listing, walk: IdWalk, refused: Problem) -> IdWalk | None:
    """The walk without what X blames; None where that is nothing we can do without."""
    if walk.token and not walk.again and refused.parameters & {"pagination_token", "next_token"}:
        return walk.anew()
    if walk.start and not walk.again and "start_time" in refused.parameters:
        return walk.anew(start=listing.earliest(walk.start))
    if walk.since and not walk.start and "since_id" in refused.parameters:
        begun = walk.anew(start=listing.instead_of(walk.since))
        # Below a mark that is yet to come all would pass for heard.
        ahead = written_at(walk.since) > datetime.now(UTC)
        return begun.model_copy(update={"since": None}) if ahead else begun
    return None


def _params(listing: Listing, walk: IdWalk) -> Params:
    params = [("max_results", str(PAGE)), *listing.params]
    if walk.start:
        begin = walk.start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        params.append(("start_time", begin))
    elif walk.since:
        params.append(("since_id", walk.since))
    return [*params, ("pagination_token", walk.token)] if walk.token else params


def messages_page(http: Http, cursor: str | None, account: Account, price: float) -> Fetched:
    """The page of messages after a cursor; its narrow window holds up no other listing."""
    walk, now = IdWalk.read(cursor), datetime.now(UTC)
    if walk.wait and walk.wait > now:
        return Fetched((), (), cursor, True)
    params = [("max_results", str(PAGE_OF_MESSAGES)), *MESSAGE_PARAMS]
    params += [("pagination_token", walk.token)] if walk.token else []
    answer = http.get(MESSAGES, params)
    if walk.token and answer.status == BAD_REQUEST:
        return _nowhere(walk)
    try:
        found = read(answer, "dm_events")
    except OverBudget:
        raise
    except Throttled as error:
        waiting = walk.model_copy(update={"wait": error.after})
        return Fetched((), (), waiting.write(), True)

    def understood(event: Any, included: Included) -> Mention | None:
        return None if is_of_no_concern(event) else message_of(event, included, account)

    page = _page(found, walk, understood)
    if wait := window_used_up(answer):
        waiting = IdWalk.read(page.cursor).model_copy(update={"wait": wait})
        page = page._replace(cursor=waiting.write(), done=True)
    return page._replace(spent=Spent(price * len(objects(found.get("data")))))


def _page(found: dict[str, Any], walk: IdWalk, understood: Understood) -> Fetched:
    """What is new on it, oldest first, and the cursor after it."""
    listed, meta = found.get("data"), part(found, "meta")
    shown = listed if isinstance(listed, list) else []
    ids = [str(one["id"]) for one in objects(shown) if is_id(one.get("id"))]
    newest, token = meta.get("newest_id"), meta.get("next_token")
    token = token if isinstance(token, str) and token else None
    if walk.is_stuck(ids, token):
        return _nowhere(walk)
    fresh = [one for one in reversed(shown) if _is_new(one, walk)]
    included = Included.of(found.get("includes"))
    heard = read_each(fresh, lambda one: understood(one, included), lambda one: kept(one, included))
    after, done = walk.step(ids, newest if shown and is_id(newest) else None, token)
    return Fetched(*heard, after.write(), done)


def _nowhere(walk: IdWalk) -> Fetched:
    trouble = Unavailable("no progress: the next page cannot be reached")
    return Fetched((), (), walk.given_up().write(), True, trouble=trouble)


def _is_new(element: Any, walk: IdWalk) -> bool:
    identifier = element.get("id") if isinstance(element, dict) else None
    return not is_id(identifier) or walk.is_new(str(identifier))


def kept(one: Any, included: Included) -> dict[str, Any]:
    """An element with what came beside it, so that it can be read again alone."""
    if not isinstance(one, dict):
        return {"listed": one}
    author = one.get("author_id") or one.get("sender_id")
    keys = part(one, "attachments").get("media_keys")
    return {"listed": one, "includes": included.about(str(author), keys)}
