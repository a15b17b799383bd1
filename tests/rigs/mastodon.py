"""Mastodon under the contract suite."""

import re
from datetime import datetime
from typing import Any

from earshot.channels.mastodon import instance
from earshot.domain.accounts import Account
from earshot.domain.mention import Author, Mention
from local.platforms.mastodon import FakeMastodon
from tests.rigs.rig import TEXT, Post, Rig


class MastodonRig(Rig):
    connector = "mastodon"
    page = 80
    sends_to = "/api/v1/statuses"

    server: FakeMastodon

    def make_server(self) -> FakeMastodon:
        instance.forget()
        return FakeMastodon(token="fake-token")

    def make_account(self) -> Account:
        self.secrets.put("listen", "fake-token")
        self.secrets.put("answer", "fake-token")
        return self.connected(
            own_ids=("1",),
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
        written = at or self.written_at(number)
        told: dict[str, Any] = {
            "id": self._id(number),
            "author": {"id": "900", "handle": "casey@other.example", "followers": 7},
            "text": text,
            "created_at": written.isoformat(),
            "in_reply_to": answers,
            "visibility": "private" if private else "public",
        }
        self.server.play(told)
        return Mention(
            id=self._id(number),
            channel="mastodon",
            account="acmehelp",
            author=Author(id="900", handle="casey@other.example", followers=7),
            text=text,
            created_at=written,
            permalink=f"{self.server.base_url}/posts/{self._id(number)}",
            in_reply_to=answers,
            visibility=told["visibility"],
        )

    @staticmethod
    def _id(number: int) -> str:
        return str(113_000_000_000_000_000 + number)

    def edit(self, number: int, text: str) -> None:
        self.server.play(
            {
                "id": self._id(number),
                "event": "edit",
                "author": {"id": "900", "handle": "casey@other.example", "followers": 7},
                "text": text,
                "created_at": self.written_at(number).isoformat(),
                "edited_at": self.now.isoformat(),
            }
        )

    def delete(self, number: int) -> None:
        self.server.play({"id": self._id(number), "event": "delete"})

    def spoil(self, number: int) -> None:
        self.server.statuses.spoil(self._id(number))

    def same_page_forever(self) -> None:
        self.server.first_page_forever = True

    def revoke(self) -> None:
        self.server.tokens = set()

    def forbid(self) -> None:
        self.server.forbidden = True

    def never_too_many(self) -> None:
        self.server.limit = 10**9

    def forget_keys(self) -> None:
        self.server.keeps_idempotency_keys = False

    @property
    def posts(self) -> list[Post]:
        return [
            Post(
                post["id"],
                re.sub(r"^@[\w.@-]+ ", "", post["text"]),
                post["in_reply_to_id"],
            )
            for post in self.server.posts
        ]

    def longest(self, *, private: bool) -> str:
        return "x" * (500 - len("@casey "))
