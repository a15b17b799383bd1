"""The newest media of an account with their comments, for what no webhook told of."""

from collections.abc import Iterator
from typing import Any

from earshot.channels.instagram.comments import listed, with_replies
from earshot.channels.meta.feed import COMMENTS, Feed, Run
from earshot.channels.meta.graph import Graph, safe
from earshot.channels.values import Fetched
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention

OF_REPLIES = f"replies.limit({COMMENTS}){{id,text,timestamp,username,from}}"
OF_COMMENT = f"id,text,timestamp,username,from,parent_id,{OF_REPLIES}"


def page(
    graph: Graph, cursor: str | None, account: Account, own_id: str, most_posts: int
) -> Fetched:
    """The next page of the walk; the media themselves are our own words."""

    def nothing(_: dict[str, Any]) -> Iterator[Mention]:
        yield from ()

    def read(found: dict[str, Any]) -> Iterator[Mention]:
        yield listed(found, account)

    feed = Feed(
        posts=f"/{safe(own_id)}/media",
        fields=f"id,permalink,username,owner,comments.limit({COMMENTS}){{{OF_COMMENT}}}",
        below=[("fields", OF_COMMENT)],
        post=nothing,
        comment=read,
        above="media",
        most_posts=most_posts,
        parts=with_replies,
    )
    return Run(graph, feed, cursor, account.listen_since).page()
