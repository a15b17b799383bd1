"""YouTube under the contract suite."""

from datetime import datetime
from typing import Any

from earshot.channels.elements import dump
from earshot.domain.accounts import Account
from earshot.domain.mention import Author, Mention
from local.platforms.youtube import CHANNEL, VIDEO, FakeYoutube
from tests.rigs.rig import TEXT, Post, Rig

CREDENTIALS = {
    "client_id": "fake.apps.example",
    "client_secret": "fake-client-secret",
    "refresh_token": "fake-refresh",
}
AUTHOR = {"id": "UC0000000000000000000009", "handle": "caseyq"}


class YoutubeRig(Rig):
    connector = "youtube"
    page = 100
    sends_to = "/comments"

    server: FakeYoutube

    def make_server(self) -> FakeYoutube:
        return FakeYoutube()

    def make_account(self) -> Account:
        self.secrets.put("listen", dump(CREDENTIALS))
        self.secrets.put("answer", dump(CREDENTIALS))
        return self.connected(
            own_ids=(CHANNEL,),
            options={"token_url": self.server.token_url},
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
            "author": AUTHOR,
            "text": text,
            "created_at": _time(written),
            "in_reply_to": answers,
        }
        self.server.play(told)
        return Mention(
            id=self._id(number),
            channel="youtube",
            account="acmehelp",
            author=Author(id=AUTHOR["id"], handle="caseyq", display_name="@caseyq"),
            text=text,
            created_at=written,
            permalink=f"https://www.youtube.com/watch?v={VIDEO}&lc={self._id(number)}",
            in_reply_to=answers,
            root=answers,
        )

    @staticmethod
    def _id(number: int) -> str:
        return f"Ugw{number:010}"

    def never_too_many(self) -> None:
        self.server.quota = 10**9

    def edit(self, number: int, text: str) -> None:
        self.server.play(
            {
                "id": self._id(number),
                "author": AUTHOR,
                "text": text,
                "created_at": _time(self.written_at(number)),
                "edited_at": _time(self.now),
            }
        )

    def delete(self, number: int) -> None:
        self.server.play({"id": self._id(number), "event": "delete"})

    def spoil(self, number: int) -> None:
        self.server.spoil(self._id(number))

    def same_page_forever(self) -> None:
        self.server.first_page_forever = True

    def revoke(self) -> None:
        self.server.tokens.revoke()

    def forbid(self) -> None:
        self.server.forbidden = True

    @property
    def posts(self) -> list[Post]:
        return [
            Post(post["id"], post["snippet"]["textDisplay"], post["snippet"]["parentId"])
            for post in self.server.posts
        ]


def _time(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
