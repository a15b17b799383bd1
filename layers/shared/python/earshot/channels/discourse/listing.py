"""The newest posts of a forum, public and private, walked back to where the last poll was."""

from typing import Any

from earshot.channels.discourse.calls import OUTCOMES, Site
from earshot.channels.discourse.options import DiscourseOptions
from earshot.channels.discourse.posts import concerns, is_regular, mention_of, revision
from earshot.channels.listing import read_each
from earshot.channels.shapes import count, instant
from earshot.channels.values import Fetched
from earshot.channels.walking import Walk, utc
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.errors import Unavailable

# Ids are given in the order in which posts come in, while an administrator may date a post back.
# So a walk goes by ids: as instants, twenty seconds apart, which makes its overlap thirty posts.
SECONDS_APART = 20.0
# A page leaves out what its reader may not see, of some fifty posts in a row.
LEAST_OF_A_PAGE = 49


class Listing:
    """Reads pages of `/posts.json` and `/private-posts.json` for one account."""

    def __init__(self, account: Account, options: DiscourseOptions) -> None:
        self._account = account
        self._options = options

    def public(self, site: Site, cursor: str | None) -> Fetched:
        """Posts in topics that are no private messages."""
        return self._page(site, "/posts.json", "latest_posts", cursor, {})

    def private(self, site: Site, cursor: str | None) -> Fetched:
        """Posts in private messages of the user whose key it is."""
        marked = {"topic_archetype": "private_message"}
        return self._page(site, "/private-posts.json", "private_posts", cursor, marked)

    def _page(
        self, site: Site, path: str, name: str, cursor: str | None, marked: dict[str, str]
    ) -> Fetched:
        walk = Walk.read(cursor)
        found, _ = OUTCOMES.get(site.http, path, [("before", walk.token)] if walk.token else None)
        posts = found.get(name) if isinstance(found, dict) else None
        if not isinstance(posts, list):
            raise Unavailable(f"{path}: want a list {name}")
        posts = [post for post in posts if _is_before(post, walk.token)]
        new = [post for post in posts if _is_news(post, walk)]
        marked_new = [post | marked if isinstance(post, dict) else post for post in new]
        heard = read_each(reversed(marked_new), lambda post: self._read(post, site.base))
        token = None if self._is_old(walk, posts) else _lowest(posts) or _below(walk)
        after, done = walk.step(_places(posts), token)
        return Fetched(*heard, after.write(), done)

    def _is_old(self, walk: Walk, posts: list[Any]) -> bool:
        """Whether a first walk has come to where nothing is of concern any more."""
        since = self._account.listen_since
        if since is None or walk.mark is not None:
            return False
        times = [instant(post.get("created_at")) for post in posts if isinstance(post, dict)]
        return bool(times) and all(at is not None and at < since for at in times)

    def _read(self, post: Any, base: str) -> Mention | None:
        if not is_regular(post):
            return None
        mention = mention_of(post, self._account, self._options, base)
        return mention if concerns(post, self._account, self._options) else None


def _number(post: Any) -> int | None:
    return count(post.get("id")) if isinstance(post, dict) else None


def _name(post: Any) -> str:
    return revision(post) if isinstance(post, dict) else ""


def _places(posts: list[Any]) -> list[tuple[str, Any]]:
    numbered = [(_name(post), _number(post)) for post in posts]
    return [(name, utc(n * SECONDS_APART)) for name, n in numbered if n is not None]


def _is_news(post: Any, walk: Walk) -> bool:
    """Whether it was not handed over; what lies below the overlap was, in the version it had."""
    number = _number(post)
    below = walk.floor and number is not None and utc(number * SECONDS_APART) < walk.floor
    return not below and walk.is_new(_name(post))


def _is_before(post: Any, token: str | None) -> bool:
    """Whether a page holds it rightly: some versions give the post asked with once more."""
    number = _number(post)
    return token is None or number is None or number < int(token)


def _lowest(posts: list[Any]) -> str | None:
    """What to ask with for the page before; None where the page leads no further."""
    numbers = [n for post in posts if (n := _number(post)) is not None]
    return str(min(numbers)) if numbers else None


def _below(walk: Walk) -> str | None:
    """What to ask with after a page on which all is hidden, down to what was handed over before."""
    lower = int(walk.token) - LEAST_OF_A_PAGE if walk.token else 0
    known = walk.floor is None or utc(max(lower, 0) * SECONDS_APART) < walk.floor
    return None if known else str(lower)
