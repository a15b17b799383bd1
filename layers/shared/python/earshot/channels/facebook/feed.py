"""The newest posts of a Page with their comments, for what no webhook told of."""

from collections.abc import Iterator
from typing import Any

from earshot.channels.facebook.posts import FIELDS, listed
from earshot.channels.meta.feed import COMMENTS, Feed, Run
from earshot.channels.meta.graph import Graph, safe
from earshot.channels.values import Fetched
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention

POST_FIELDS = "id,message,from,created_time,permalink_url"
BELOW = f"comments.filter(stream).order(reverse_chronological).limit({COMMENTS}){{{FIELDS}}}"


def page(
    graph: Graph, cursor: str | None, account: Account, page_id: str, most_posts: int
) -> Fetched:
    """The next page of the walk."""

    def read(found: dict[str, Any]) -> Iterator[Mention]:
        yield listed(found, account)

    def of_visitors(found: dict[str, Any]) -> Iterator[Mention]:
        yield from (one for one in read(found) if one.author.id != page_id)

    feed = Feed(
        posts=f"/{safe(page_id)}/feed",
        fields=f"{POST_FIELDS},{BELOW}",
        below=[("fields", FIELDS), ("filter", "stream"), ("order", "reverse_chronological")],
        post=of_visitors,
        comment=read,
        above="post",
        most_posts=most_posts,
    )
    return Run(graph, feed, cursor, account.listen_since).page()
