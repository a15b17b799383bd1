"""The generic channel under the contract suite: whoever publishes for us is the platform."""

import json
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from local.platforms.receiver import FakeReceiver
from tests import webhooks
from tests.rigs.rig import TEXT, Post, Push, Rig


class GenericRig(Rig):
    connector = "generic"
    sends_to = "/replies"
    any_2xx_is_yes = True
    _forgets = False

    server: FakeReceiver

    def make_server(self) -> FakeReceiver:
        self._posts: dict[int, dict[str, Any]] = {}
        self._rotations = 0
        return FakeReceiver(webhooks.SECRET)

    def make_account(self) -> Account:
        self.secrets.put("listen", webhooks.SECRET)
        self.secrets.put("answer", webhooks.SECRET)
        return Account(
            brand="acme",
            channel="generic",
            account="acmehelp",
            connector="generic",
            reply_url=f"{self.server.base_url}/replies",
            listen_secret="listen",
            answer_secret="answer",
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
        fields = {
            "id": f"m{number}",
            "channel": "generic",
            "account": "acmehelp",
            "author": {"id": "casey", "handle": "casey"},
            "text": text,
            "created_at": (at or self.written_at(number)).isoformat(),
            "permalink": f"https://forum.example/p/{number}",
            "in_reply_to": answers,
            "visibility": "private" if private else "public",
        }
        self._posts[number] = fields
        return Mention.model_validate(fields)

    def edit(self, number: int, text: str) -> None:
        at = self.now.isoformat()
        self._posts[number] |= {"event": "edit", "text": text, "edited_at": at}

    def delete(self, number: int) -> None:
        self._posts[number] |= {"event": "delete", "text": None}

    def push(self, numbers: Sequence[int], *, secret: str | None = None) -> Push:
        unreadable = {**webhooks.ELEMENT, "created_at": "lately"}
        found = [self._posts[number] if number else unreadable for number in numbers]
        return self._signed(found, secret)

    def push_unknown(self) -> Push:
        return self._signed([], None)

    def _signed(self, found: object, secret: str | None) -> Push:
        body = json.dumps(found, ensure_ascii=False).encode()
        key = secret or self.secrets.values("listen")[0]
        if not key.startswith("whsec_"):
            key = "whsec_" + b64encode(key.encode()).decode()
        return Push(webhooks.signed(body, secret=key, at=self.now), body)

    def rotate(self) -> str:
        old = self.secrets.values("listen")[0]
        self._rotations += 1
        key = b64encode(f"the secret of rotation {self._rotations:04}".encode()).decode()
        self.secrets.rotate("listen", f"whsec_{key}")
        return old

    def revoke(self) -> None:
        self.server.refuse_with = 401

    def forbid(self) -> None:
        self.server.refuse_with = 403

    def remove_parent(self, number: int) -> None:
        self.server.refuse_with = 404

    def forget_keys(self) -> None:
        self._forgets = True

    @property
    def posts(self) -> list[Post]:
        told = self.server.replies
        gone = {one.body["in_reply_to"] for one in told if one.body["act"] == "delete"}
        return [
            Post(f"post-{one.id}", one.body["text"], one.body["in_reply_to"])
            for one in told
            if one.body["act"] == "reply" and f"post-{one.id}" not in gone
            for _ in range(one.deliveries if self._forgets else 1)
        ]
