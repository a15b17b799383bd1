"""What the rigs of Facebook, Instagram and WhatsApp have in common: one fake Graph API."""

import json
from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from earshot.channels.values import Challenge
from earshot.domain.accounts import Account
from earshot.domain.mention import Author, Mention
from local.platforms.meta import FakeGraph
from local.platforms.meta_pushes import body_of, signed
from local.platforms.meta_things import Thing
from tests.rigs.rig import TEXT, Post, Push, Rig

CASEY = {"id": "7000000000000009", "name": "Casey Q", "username": "casey.q"}


class MetaRig(Rig):
    server: FakeGraph
    # The object of a webhook, our id, the kind of thing that is commented on, and what that is.
    object: ClassVar[str]
    own_id: ClassVar[str]
    options: ClassVar[dict[str, Any]] = {}
    above: ClassVar[str] = "post"
    post: ClassVar[str] = ""
    shows_name: ClassVar[bool] = True

    def make_server(self) -> FakeGraph:
        self._rotations = 0
        return FakeGraph(now=lambda: self.now)

    def make_account(self) -> Account:
        self._put_secret("app-secret-0")
        self.secrets.put("answer", json.dumps({"token": "fake-token"}))
        return self.connected(
            own_ids=(self.own_id,),
            options=self.options,
        )

    def _secret(self, app_secret: str) -> str:
        fields = {"app_secret": app_secret, "verify_token": "verify-me", "token": "fake-token"}
        return json.dumps(fields)

    def _put_secret(self, app_secret: str) -> None:
        self._app_secret = app_secret
        self.secrets.put("listen", self._secret(app_secret))

    def rotate(self) -> str:
        old = self._app_secret
        self._rotations += 1
        self._app_secret = f"app-secret-{self._rotations}"
        self.secrets.rotate("listen", self._secret(self._app_secret))
        return old

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
        thing = self._thing(number, text, private or not self.post, answers, written)
        self.server.things.add(thing)
        author = Author(id=thing.author["id"])
        visibility = "private" if thing.kind == "message" else "public"
        return Mention(
            id=thing.id,
            channel=self.connector,
            account="acmehelp",
            author=author.model_copy(update={"handle": self.handle(thing)}),
            text=text,
            created_at=written,
            permalink=self.permalink(thing),
            in_reply_to=thing.parent if thing.kind == "comment" else answers,
            root=thing.post,
            visibility=visibility,
        )

    def _thing(
        self, number: int, text: str, private: bool, answers: str | None, at: datetime
    ) -> Thing:
        if private:
            return Thing(self.message_id(number), "message", text, CASEY, at)
        brand = {"id": self.own_id, "name": "Acme", "username": "acme"}
        begun = self.written_at(0)
        self.server.things.add(Thing(self.post, self.above, "News", brand, begun))
        name = self.comment_id(number)
        return Thing(name, "comment", text, CASEY, at, self.post, answers or self.post)

    def comment_id(self, number: int) -> str:
        return str(17_900_000_000_000_000 + number)

    def message_id(self, number: int) -> str:
        return f"m_AbC{number}"

    def handle(self, thing: Thing) -> str | None:
        return None

    def permalink(self, thing: Thing) -> str | None:
        return None

    def edit(self, number: int, text: str) -> None:
        thing = self._played(number)
        thing.text, thing.edited_at = text, self.now

    def delete(self, number: int) -> None:
        self._played(number).gone = True

    def spoil(self, number: int) -> None:
        self._played(number).spoilt = True

    def _played(self, number: int) -> Thing:
        known = self.server.things.known
        return known.get(self.comment_id(number)) or known[self.message_id(number)]

    def same_page_forever(self) -> None:
        self.server.first_page_forever = True

    def revoke(self) -> None:
        self.server.tokens = set()

    def forbid(self) -> None:
        self.server.forbidden = True

    def block(self) -> None:
        self.server.things.blocked.add(CASEY["id"])

    @abstractmethod
    def entry(self, thing: Thing) -> dict[str, Any]:
        """What a webhook tells of it."""

    def push(self, numbers: Sequence[int], *, secret: str | None = None) -> Push:
        bad = Thing("17900000000000666", "comment", "?", CASEY, self.now, "1", "1", spoilt=True)
        things = [self._played(number) if number else bad for number in numbers]
        return self._signed([self.entry(thing) for thing in things], secret)

    def push_unknown(self) -> Push:
        changes = [{"field": "live_videos", "value": {"status": "live"}}]
        return self._signed([{"id": self.own_id, "time": 1788253201, "changes": changes}], None)

    def _signed(self, entries: list[dict[str, Any]], secret: str | None) -> Push:
        body = body_of(self.object, entries)
        return Push(signed(body, secret or self._app_secret), body)

    def handshakes(self) -> list[tuple[dict[str, str], Challenge | None]]:
        asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444"}
        known = asked | {"hub.verify_token": "verify-me"}
        return [
            (known, Challenge("text/plain", "1158201444")),
            (asked, None),
            (asked | {"hub.verify_token": "wrong"}, None),
            (known | {"hub.mode": "unsubscribe"}, None),
            (known | {"hub.challenge": ""}, None),
        ]

    @property
    def posts(self) -> list[Post]:
        return [
            Post(one.id, self.own_words(one.text or ""), one.parent)
            for one in self.server.things.own
            if one.kind in ("comment", "message") and not one.gone
        ]

    def own_words(self, text: str) -> str:
        return text
