"""A feed under the contract suite."""

import json
from datetime import datetime

from earshot.domain.accounts import Account
from earshot.domain.mention import Author, Mention
from local.platforms.feed import FakeFeed
from tests.rigs.rig import TEXT, Rig


class FeedRig(Rig):
    connector = "feed"
    page = 10

    server: FakeFeed

    def make_server(self) -> FakeFeed:
        return FakeFeed(now=lambda: self.now)

    def make_account(self) -> Account:
        held = json.dumps({"username": "acme", "password": "fake-key"})
        self.secrets.put("listen", held)
        self.secrets.put("answer", held)
        return Account(
            brand="acme",
            channel="blogs",
            account="parcelwatch",
            connector="feed",
            base_url=f"{self.server.base_url}/feed.xml",
            listen_secret="listen",
        )

    def say(
        self,
        number: int = 1,
        *,
        text: str = TEXT,
        private: bool = False,
        answers: str | None = None,
        at: datetime | None = None,
    ) -> Mention:
        entry = self.server.write(number, text, at or self.written_at(number))
        return Mention(
            id=entry["id"],
            channel="blogs",
            account="parcelwatch",
            author=Author(id="127.0.0.1"),
            text=text,
            created_at=entry["at"],
            permalink=entry["link"],
        )

    def edit(self, number: int, text: str) -> None:
        self.server.entries[number]["text"] = text

    def spoil(self, number: int) -> None:
        self.server.entries[number]["text"] = None

    def same_page_forever(self) -> None:
        """A feed has one page only."""

    def revoke(self) -> None:
        self.server.known = set()

    def forbid(self) -> None:
        self.server.forbidden = True
