"""Reddit under the contract suite."""

import json
from datetime import datetime

from earshot.domain.accounts import Account
from earshot.domain.mention import Author, Engagement, Mention
from local.platforms.reddit import FakeReddit
from tests.rigs.rig import TEXT, Post, Rig


class RedditRig(Rig):
    connector = "reddit"
    sends_to = "/api/comment"

    server: FakeReddit

    def make_server(self) -> FakeReddit:
        self._names: dict[int, str] = {}
        return FakeReddit(now=lambda: self.now)

    def make_account(self) -> Account:
        held = self.fields(access_token="fake-token")
        self.secrets.put("listen", held)
        self.secrets.put("answer", held)
        return self.connected(
            account="acme_help",
            own_ids=("acme_help",),
        )

    @staticmethod
    def fields(**more: str) -> str:
        fields = {"client_id": "fake-id", "client_secret": "fake-secret"}
        return json.dumps({**fields, "refresh_token": "fake-refresh", **more})

    def post(self, number: int, text: str) -> Mention:
        """A search finds posts, and comments never."""
        name = self.server.things.submit("casey_q", text, "")
        return self.say(number, text=text).model_copy(update={"id": name})

    def say(
        self,
        number: int = 1,
        *,
        text: str = TEXT,
        private: bool = False,
        answers: str | None = None,
        at: datetime | None = None,
    ) -> Mention:
        written, things = at or self.written_at(number), self.server.things
        if private:
            name = things.message("casey_q", text, "", to="acme_help", at=written)
            where = f"/message/messages/{name.removeprefix('t4_')}"
        else:
            parent = answers or "t3_1abcde"
            name = things.comment("casey_q", text, "/message/mentions", parent=parent, at=written)
            where = things.all[name]["data"]["permalink"]
        self._names[number] = name
        return Mention(
            id=name,
            channel="reddit",
            account="acme_help",
            author=Author(id="casey_q", handle="casey_q"),
            text=text,
            created_at=written,
            permalink=f"https://www.reddit.com{where}",
            in_reply_to=None if private else parent,
            root=name if private else "t3_1abcde",
            visibility="private" if private else "public",
            engagement=Engagement() if private else Engagement(likes=1),
        )

    def say_below_ours(self, number: int) -> Mention:
        moderating = {**self.account.options, "moderator": True}
        self.account = self.account.model_copy(update={"options": moderating})
        return self.say(number)

    def edit(self, number: int, text: str) -> None:
        self.server.things.edit(self._names[number], text)

    def delete(self, number: int) -> None:
        self.server.things.delete(self._names[number])

    def spoil(self, number: int) -> None:
        self.server.things.all[self._names[number]]["data"]["body"] = None

    def same_page_forever(self) -> None:
        self.server.first_page_forever = True

    def revoke(self) -> None:
        self.server.tokens, self.server.refresh_tokens = set(), set()

    def forbid(self) -> None:
        self.server.forbidden = True

    @property
    def posts(self) -> list[Post]:
        return [Post(one["name"], one["body"], one["parent_id"]) for one in self.server.posts]
