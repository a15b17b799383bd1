"""X under the contract suite."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from earshot.channels.values import Challenge
from earshot.domain.accounts import Account
from earshot.domain.mention import Author, Engagement, Mention, hash_text
from local.platforms import x_webhooks
from local.platforms.x import FakeX
from local.platforms.x_posts import snowflake
from tests.rigs.rig import TEXT, Post, Push, Rig

CASEY = "880000000000000001"
CONSUMER = "x-consumer-secret-0001"


class XRig(Rig):
    connector = "x"
    page = 100
    sends_to = "/2/tweets"

    server: FakeX

    def make_server(self) -> FakeX:
        self._ids: dict[int, str] = {}
        self._rotations = 0
        server = FakeX()
        server.users.add(CASEY, "casey_q", followers=7)
        return server

    def make_account(self) -> Account:
        self.secrets.put("listen", self._listen_secret(CONSUMER))
        self.secrets.put("answer", json.dumps(USER))
        return self.connected(
            own_ids=(self.server.user_id,),
            options={"user_id": self.server.user_id, "handle": "acmehelp", "messages": True},
        )

    def let_thread(self) -> None:
        self.options(tier="enterprise")
        self.server.self_serve = False

    def options(self, **over: Any) -> None:
        """Change what `options` of the account says."""
        self.change(options={**self.account.options, **over})

    def change(self, **over: Any) -> None:
        """Change what the account says."""
        self.account = self.account.model_copy(update=over)

    def search(self, *queries: str) -> None:
        """Let the account look for these."""
        self.change(searches=queries)

    @staticmethod
    def listing(query: str) -> str:
        """What a search is called in the cursor."""
        return f"search.{hash_text(query)}"

    @staticmethod
    def _listen_secret(consumer: str) -> str:
        return json.dumps({"consumer_secret": consumer, "bearer_token": "app-token", **USER})

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
        identifier = self._ids[number] = snowflake(written, number)
        # Whoever writes to an account names it: else it would neither hear nor be let answer.
        text = text if private or "@acmehelp" in text else f"@acmehelp {text}"
        if private:
            self.server.messages.add(identifier, CASEY, self.server.user_id, text, written)
        else:
            self.server.posts.add(identifier, CASEY, text, at=written, answers=answers)
        return Mention(
            id=identifier,
            channel="x",
            account="acmehelp",
            author=Author(id=CASEY, handle="casey_q", display_name="Casey_Q", followers=7),
            text=text,
            created_at=written,
            permalink=None if private else f"https://x.com/casey_q/status/{identifier}",
            in_reply_to=answers,
            visibility="private" if private else "public",
            language=None if private else "en",
            engagement=Engagement() if private else Engagement(likes=0, reposts=0, replies=0),
        )

    def edit(self, number: int, text: str) -> None:
        self.server.posts.edit(self._ids[number], text)

    def delete(self, number: int) -> None:
        self.server.posts.delete(self._ids[number])

    def spoil(self, number: int) -> None:
        del self.server.posts.known[self._ids[number]]["created_at"]

    def same_page_forever(self) -> None:
        self.server.first_page_forever = True

    def revoke(self) -> None:
        self.server.bearers, self.server.access, self.server.refresh = set(), set(), set()

    def forbid(self) -> None:
        self.server.forbidden = True

    def block(self) -> None:
        self.server.blocked = True

    def push(self, numbers: Sequence[int], *, secret: str | None = None) -> Push:
        found = [self._latest(number) for number in numbers]
        users = self.server.users
        if len(found) > 1:
            statuses = [x_webhooks.older_status(one, users) if one else {} for one in found]
            body: dict[str, Any] = {
                "for_user_id": self.server.user_id,
                "tweet_create_events": statuses,
            }
        elif found and found[0]:
            people = [users.known[found[0]["author_id"]]]
            kind = "post.mention.create"
            body = x_webhooks.activity(kind, self.server.user_id, found[0], people)
        else:
            body = x_webhooks.activity("post.mention.create", self.server.user_id, {}, [])
        return self._signed(body, secret)

    def _latest(self, number: int) -> dict[str, Any]:
        if not number:
            return {}
        post = self.server.posts.known[self._ids[number]]
        return self.server.posts.known[post["edit_history_tweet_ids"][-1]]

    def push_unknown(self) -> Push:
        return self._signed(x_webhooks.activity("space.start", self.server.user_id, {}, []), None)

    def _signed(self, found: object, secret: str | None) -> Push:
        body = x_webhooks.as_body(found)
        newest = json.loads(self.secrets.values("listen")[0])["consumer_secret"]
        return Push(x_webhooks.signature(self._consumer(secret) or newest, body), body)

    @staticmethod
    def _consumer(secret: str | None) -> str | None:
        """The suite hands back the whole old secret."""
        return json.loads(secret)["consumer_secret"] if (secret or "").startswith("{") else secret

    def rotate(self) -> str:
        old = self.secrets.values("listen")[0]
        self._rotations += 1
        self.secrets.rotate("listen", self._listen_secret(f"consumer-{self._rotations:04}"))
        return old

    def handshakes(self) -> list[tuple[dict[str, str], Challenge | None]]:
        told = '{"response_token":"sha256=329Wah3URKL6mLc5MJRRutNxqLRVfeU7btoYLjETXD8="}'
        asked = {"crc_token": "challenge_string"}
        return [(asked, Challenge("application/json", told)), ({}, None)]

    @property
    def posts(self) -> list[Post]:
        return [Post(one["id"], one["text"], one["parent"]) for one in self.server.sent]


USER = {
    "access_token": "user-token",
    "refresh_token": "refresh-1",
    "client_id": "client",
    "client_secret": "client-secret",
}
