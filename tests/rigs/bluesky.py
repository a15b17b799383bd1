"""Bluesky under the contract suite."""

import json
from datetime import datetime
from typing import Any

from earshot.domain.accounts import Account
from earshot.domain.mention import Author, Mention
from local.platforms.bluesky import DID, HANDLE, PASSWORD, FakeBluesky
from local.platforms.bluesky_posts import POST, tid_of
from tests.rigs.rig import TEXT, Post, Rig

CASEY = {
    "id": "did:plc:aaaabbbbccccddddeeeeffff",
    "handle": "casey.example",
    "display_name": "Casey Q",
    "followers": 7,
}
LOGIN = json.dumps({"identifier": HANDLE, "password": PASSWORD})


class BlueskyRig(Rig):
    connector = "bluesky"
    page = 100
    sends_to = "putRecord"

    server: FakeBluesky

    def make_server(self) -> FakeBluesky:
        return FakeBluesky()

    def make_account(self) -> Account:
        self.secrets.put("listen", LOGIN)
        self.secrets.put("answer", LOGIN)
        return self.connected(
            own_ids=(DID,),
            options={"direct_messages": True},
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
        told = self._told(number, text, at) | {"in_reply_to": answers}
        if private:
            told["visibility"] = "private"
        identifier = self.server.play(told)
        key = identifier.rpartition("/")[2]
        return Mention(
            id=identifier,
            channel="bluesky",
            account="acmehelp",
            author=Author.model_validate(CASEY),
            text=text,
            created_at=told["created_at"],
            permalink=None if private else f"https://bsky.app/profile/{CASEY['id']}/post/{key}",
            in_reply_to=answers,
            visibility="private" if private else "public",
        )

    def _told(self, number: int, text: str, at: datetime | None = None) -> dict[str, Any]:
        return {
            "id": self._id(number),
            "author": CASEY,
            "text": text,
            "created_at": (at or self.written_at(number)).isoformat(),
        }

    @staticmethod
    def _id(number: int) -> str:
        return f"at://{CASEY['id']}/{POST}/{tid_of(1_790_000_000_000_000 + number)}"

    def edit(self, number: int, text: str) -> None:
        self.server.play(self._told(number, text))

    def delete(self, number: int) -> None:
        self.server.play({"id": self._id(number), "event": "delete"})

    def spoil(self, number: int) -> None:
        self.server.posts.records[self._id(number)]["text"] = 7

    def say_below_ours(self, number: int) -> Mention:
        ours = f"at://{DID}/{POST}/{tid_of(1_780_000_000_000_000 + number)}"
        written = {"$type": POST, "text": "What is new", "createdAt": self.now.isoformat()}
        self.server.posts.put(ours, written)
        return self.say(number, answers=ours)

    def same_page_forever(self) -> None:
        self.server.first_page_forever = True

    def revoke(self) -> None:
        self.server.sessions.end()

    def forbid(self) -> None:
        self.server.taken_down = True

    def block(self) -> None:
        self.server.people.blocking_us.add(CASEY["id"])

    @property
    def posts(self) -> list[Post]:
        public = [
            Post(uri, record["text"], record.get("reply", {}).get("parent", {}).get("uri"))
            for uri, record in self.server.published
        ]
        return public + [Post(one, text, None) for one, text in self.server.messages]
