"""Looking at comments of YouTube again."""

import re
from functools import partial

from earshot.channels.rereading import Held, changed, in_parts, looked
from earshot.channels.values import Reread
from earshot.channels.youtube.calls import Calls
from earshot.channels.youtube.comments import mention_of
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.domain.revision import blank

AT_ONCE = 50
ID = re.compile(r"[A-Za-z0-9._-]{1,128}")


def reread(calls: Calls, account: Account, held: Held) -> Reread:
    """See `protocol.Rereads`: one unit for fifty comments.

    A comment that is not in a list of ids is gone: the API leaves nothing else out.
    """

    def look(part: Held) -> Reread:
        before = calls.units
        found = calls.comments([one.id for one in part])
        changes: list[Mention] = []
        for one in part:
            if one.id in found:
                changes += changed(one, partial(mention_of, found[one.id], account))
            else:
                changes.append(blank(one))
        return looked(changes, units=calls.units - before)

    return in_parts([one for one in held if ID.fullmatch(one.id)], AT_ONCE, look)
