"""Discourse under the contract suite."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from earshot.channels.discourse.hook import HEADER, signature
from earshot.domain.accounts import Account
from earshot.domain.mention import Author, Mention
from local.platforms.discourse import FakeDiscourse
from tests.rigs.rig import TEXT, Post, Push, Rig


class DiscourseRig(Rig):
    connector = "discourse"
    page = 50
    sends_to = "/posts.json"

    server: FakeDiscourse

    def make_server(self) -> FakeDiscourse:
        server = FakeDiscourse(now=lambda: self.now)
        self._numbers: dict[int, int] = {}
        self._topics: dict[bool, int] = {}
        self._rotations = 0
        return server

    def make_account(self) -> Account:
        self._put("discourse-secret-0001")
        self.secrets.put("answer", json.dumps({"api_key": "fake-key", "username": "acmehelp"}))
        return self.connected(
            own_ids=("70",),
            options={"everywhere": True},
        )

    def _put(self, secret: str) -> None:
        self.secrets.put("listen", self._fields(secret))

    @staticmethod
    def _fields(secret: str) -> str:
        fields = {"api_key": "fake-key", "username": "acmehelp", "webhook_secret": secret}
        return json.dumps(fields)

    def say(
        self,
        number: int = 1,
        *,
        text: str = TEXT,
        private: bool = False,
        answers: str | None = None,
        at: datetime | None = None,
    ) -> Mention:
        forum, written = self.server.forum, at or self.written_at(number)
        casey = forum.user("casey")
        if private not in self._topics:
            self._topics[private] = forum.topic(private=private, by=casey)["id"]
        post = forum.write(self._topics[private], casey, text, at=written)
        self._numbers[number] = post["id"]
        place, first = f"{post['topic_id']}/{post['post_number']}", f"t{post['topic_id']}/1"
        return Mention(
            id=str(post["id"]),
            channel="discourse",
            account="acmehelp",
            author=Author(id=str(casey), handle="casey", display_name="Casey"),
            text=text,
            created_at=written,
            permalink=f"{self.server.base_url}/t/late-orders/{place}",
            in_reply_to=first if post["post_number"] > 1 else None,
            root=first,
            visibility="private" if private else "public",
        )

    def edit(self, number: int, text: str) -> None:
        self.server.forum.edit(self._numbers[number], text)

    def delete(self, number: int) -> None:
        self.server.forum.delete(self._numbers[number])

    def spoil(self, number: int) -> None:
        self.server.forum.posts[self._numbers[number]]["created_at"] = "lately"

    def same_page_forever(self) -> None:
        self.server.first_page_forever = True

    def revoke(self) -> None:
        self.server.keys = set()

    def forbid(self) -> None:
        self.server.forbidden = True

    def push(self, numbers: Sequence[int], *, secret: str | None = None) -> Push:
        bodies = [self._told(number) for number in numbers]
        return self._signed(bodies[0] if len(bodies) == 1 else bodies, secret)

    def _told(self, number: int) -> dict[str, Any]:
        if number:
            return {"post": self.server.forum.hooked(self._numbers[number])}
        return {"post": {"id": 1, "post_type": 1, "topic_id": "253"}}

    def push_unknown(self) -> Push:
        return self._signed({"category": {"id": 9, "name": "support"}}, None)

    def _signed(self, told: object, secret: str | None) -> Push:
        body = json.dumps(told, ensure_ascii=False).encode()
        key = secret or json.loads(self.secrets.values("listen")[0])["webhook_secret"]
        return Push({HEADER: signature(key, body), "x-discourse-event-type": "post"}, body)

    def rotate(self) -> str:
        old = json.loads(self.secrets.values("listen")[0])["webhook_secret"]
        self._rotations += 1
        self.secrets.rotate("listen", self._fields(f"discourse-secret-{self._rotations:04}x"))
        return str(old)

    @property
    def posts(self) -> list[Post]:
        parents = {(p["topic_id"], p["post_number"]): p for p in self.server.forum.posts.values()}
        found = []
        for post in self.server.posts:
            if post["deleted_at"]:
                continue
            parent = parents.get((post["topic_id"], post["reply_to_post_number"]))
            found.append(Post(str(post["id"]), post["raw"], str(parent["id"]) if parent else None))
        return found
