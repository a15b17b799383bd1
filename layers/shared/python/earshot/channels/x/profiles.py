"""Who wrote what was pushed, asked for where X left it out."""

from collections.abc import Iterable, Sequence

from earshot.channels.http import Http
from earshot.channels.values import Element
from earshot.channels.x.fields import USER_FIELDS, objects
from earshot.channels.x.ids import is_id
from earshot.channels.x.posts import author_fields, permalink
from earshot.channels.x.problems import get
from earshot.domain.mention import Author, Mention

# X waits ten seconds for the answer to a webhook, and repeats what is answered later.
PATIENCE_S = 2.0
MOST = 100


def unnamed(found: Iterable[Element]) -> list[str]:
    """Ids of the authors of whom nothing else is known, at most what one call takes."""
    ids = [one.author.id for one in found if isinstance(one, Mention) and _is_unnamed(one)]
    return [one for one in dict.fromkeys(ids) if is_id(one)][:MOST]


def _is_unnamed(mention: Mention) -> bool:
    return mention.event != "delete" and mention.author.handle is None


def named(http: Http, found: Sequence[Element], ids: Sequence[str]) -> list[Element]:
    """The same, with what X says of these authors."""
    params = [("ids", ",".join(ids)), ("user.fields", USER_FIELDS)]
    users = {str(one.get("id")): one for one in objects(get(http, "/2/users", params).get("data"))}

    def told(one: Element) -> Element:
        if not isinstance(one, Mention) or not _is_unnamed(one) or one.author.id not in users:
            return one
        user = users[one.author.id]
        author = Author.model_validate(author_fields(one.author.id, user))
        changes: dict[str, object] = {"author": author}
        if one.permalink:
            changes["permalink"] = permalink(author.handle, one.permalink.rpartition("/")[2])
        if user.get("protected") is True and one.visibility == "public":
            changes["visibility"] = "followers"
        return one.model_copy(update=changes)

    return [told(one) for one in found]
