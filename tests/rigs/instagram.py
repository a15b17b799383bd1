"""A professional Instagram account under the contract suite."""

import re
from typing import Any

from local.platforms.meta import INSTAGRAM, PAGE
from local.platforms.meta_pushes import on_instagram
from local.platforms.meta_things import Thing
from tests.rigs.meta import MetaRig


class InstagramRig(MetaRig):
    connector = "instagram"
    page = 50
    sends_to = "/replies"
    object = "instagram"
    own_id = INSTAGRAM["id"]
    options = {"page_id": PAGE["id"]}  # noqa: RUF012  # as ClassVar in the base
    above = "media"
    post = "18000000000000021"

    def handle(self, thing: Thing) -> str | None:
        return "casey.q" if thing.kind == "comment" else None

    def permalink(self, thing: Thing) -> str | None:
        if thing.kind != "comment":
            return None
        return f"https://www.instagram.com/p/{thing.post}/"

    def entry(self, thing: Thing) -> dict[str, Any]:
        return on_instagram(thing, self.now)

    def own_words(self, text: str) -> str:
        return re.sub(r"^@[\w.]+ ", "", text)
