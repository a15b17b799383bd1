"""Looking at posts of a Discourse site again, one by one."""

from functools import partial

from earshot.channels.discourse.calls import OUTCOMES, SAFE_ID, Site, says_not_found
from earshot.channels.discourse.options import DiscourseOptions
from earshot.channels.discourse.posts import mention_of
from earshot.channels.http import read_json
from earshot.channels.rereading import Held, changed, in_parts, looked
from earshot.channels.values import Reread
from earshot.domain.accounts import Account
from earshot.domain.revision import blank
from earshot.errors import Rejected

MOST = 10


def reread(site: Site, account: Account, options: DiscourseOptions, held: Held) -> Reread:
    """See `protocol.Rereads`: the first ten, since a key may call sixty times a minute."""

    def look(part: Held) -> Reread:
        (one,) = part
        answer = site.http.get(f"/posts/{one.id}.json")
        refused = OUTCOMES.refusal(answer, "post")
        if isinstance(refused, Rejected) and says_not_found(answer):
            return looked([blank(one)])
        if refused:
            raise refused
        shown = partial(mention_of, read_json(answer, "post"), account, options, site.base)
        return looked(changed(one, shown))

    return in_parts([one for one in held if SAFE_ID.fullmatch(one.id)][:MOST], 1, look)
