"""WordPress under the contract suite."""

import html
import json
from datetime import datetime

from earshot.domain.accounts import Account
from earshot.domain.mention import Author, Mention, hash_text
from local.platforms.wordpress import FakeWordPress, text_of, texturized
from tests.rigs.rig import TEXT, Post, Rig


class WordPressRig(Rig):
    connector = "wordpress"
    sends_to = "/wp-json/wp/v2/comments"

    server: FakeWordPress

    def make_server(self) -> FakeWordPress:
        self._numbers: dict[int, int] = {}
        return FakeWordPress(now=lambda: self.now)

    def make_account(self) -> Account:
        held = json.dumps({"username": "acmehelp", "application_password": "fake-key"})
        self.secrets.put("listen", held)
        self.secrets.put("answer", held)
        return self.connected(
            channel="blog",
            own_ids=("3",),
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
        comment = self.server.comment(
            html.escape(text, quote=False), parent=int(answers or 0), at=written
        )
        self._numbers[number] = comment["id"]
        return Mention(
            id=str(comment["id"]),
            channel="blog",
            account="acmehelp",
            author=Author(id=f"guest-{hash_text('casey q')}", display_name="Casey Q"),
            text=text,
            created_at=written,
            permalink=comment["link"],
            in_reply_to=answers,
            root="post-12",
        )

    def edit(self, number: int, text: str) -> None:
        comment = self.server.comments[self._numbers[number]]
        comment["content"] = {"rendered": texturized(html.escape(text, quote=False))}

    def delete(self, number: int) -> None:
        self.server.comments[self._numbers[number]]["status"] = "trash"

    def spoil(self, number: int) -> None:
        self.server.comments[self._numbers[number]]["content"] = None

    def same_page_forever(self) -> None:
        self.server.first_page_forever = True

    def revoke(self) -> None:
        self.server.known = set()

    def forbid(self) -> None:
        self.server.forbidden = True

    @property
    def posts(self) -> list[Post]:
        return [
            Post(str(one["id"]), text_of(one), str(one["parent"]) if one["parent"] else None)
            for one in self.server.posts
            if one["status"] != "trash"
        ]
