"""A Facebook Page under the contract suite."""

from typing import Any

from local.platforms.meta import PAGE
from local.platforms.meta_pushes import on_page
from local.platforms.meta_things import Thing
from tests.rigs.meta import MetaRig


class FacebookRig(MetaRig):
    connector = "facebook"
    page = 50
    sends_to = "/comments"
    listing_tells_edits = False
    object = "page"
    own_id = PAGE["id"]
    post = "104000000000001_122000000000002"

    def comment_id(self, number: int) -> str:
        return f"122000000000002_{900000000000000 + number}"

    def permalink(self, thing: Thing) -> str | None:
        return f"https://www.facebook.com/p/{thing.id}" if thing.kind == "comment" else None

    def entry(self, thing: Thing) -> dict[str, Any]:
        return on_page(thing, self.now)
