"""Google Play and the App Store under the contract suite."""

from datetime import datetime
from typing import Any, ClassVar

from earshot.channels.elements import dump
from earshot.channels.reviews import named
from earshot.domain.accounts import Account
from earshot.domain.mention import Author, Mention
from local.platforms.app_store import APP, ISSUER_ID, KEY_ID, FakeAppStore
from local.platforms.google_play import EMAIL, PACKAGE, FakeGooglePlay
from local.platforms.keys import ec_key, pem, rsa_key
from tests.rigs.rig import TEXT, Post, Rig


class StoreRig(Rig):
    """Reviews by number; the store tells of each only when it last changed."""

    first_event = "edit"
    own_id: ClassVar[str]
    language: ClassVar[str | None] = None

    server: Any

    def account_with(self, credentials: dict[str, str], **options: str) -> Account:
        self.secrets.put("listen", dump(credentials))
        self.secrets.put("answer", dump(credentials))
        return self.connected(
            own_ids=(self.own_id,),
            options=dict(options),
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
        self._play(number, text, created_at=written.isoformat())
        return Mention(
            id=self._id(number),
            event="edit",
            channel=self.connector,
            account="acmehelp",
            author=Author(id=self._id(number), display_name="Casey Q"),
            text=text,
            created_at=written,
            edited_at=written,
            rating=2,
            language=self.language,
        )

    def _play(self, number: int, text: str, **more: Any) -> None:
        self.server.play(
            {
                "id": self._id(number),
                "author": {"id": "casey", "display_name": "Casey Q"},
                "text": text,
                "rating": 2,
                **more,
            }
        )

    @staticmethod
    def _id(number: int) -> str:
        return f"gp:AOqpTO{number:04}"

    def edit(self, number: int, text: str) -> None:
        at = self.now.isoformat()
        self._play(number, text, created_at=at, edited_at=at)

    def delete(self, number: int) -> None:
        self.server.play({"id": self._id(number), "event": "delete"})

    def spoil(self, number: int) -> None:
        self.server.spoil(self._id(number))

    def same_page_forever(self) -> None:
        self.server.first_page_forever = True

    def forbid(self) -> None:
        self.server.forbidden = True

    @property
    def posts(self) -> list[Post]:
        return [Post(named(review, text), text, review) for review, text in self.server.posts]


class GooglePlayRig(StoreRig):
    connector = "google_play"
    page = 100
    sends_to = ":reply"
    own_id = PACKAGE
    language = "en"

    def make_server(self) -> FakeGooglePlay:
        return FakeGooglePlay()

    def make_account(self) -> Account:
        credentials = {
            "type": "service_account",
            "client_email": EMAIL,
            "private_key_id": "k1",
            "private_key": pem(rsa_key()),
        }
        return self.account_with(credentials, token_url=self.server.token_url)

    def revoke(self) -> None:
        self.server.tokens.revoke()


class AppStoreRig(StoreRig):
    connector = "app_store"
    page = 200
    sends_to = "/customerReviewResponses"
    own_id = APP

    def make_server(self) -> FakeAppStore:
        return FakeAppStore()

    def make_account(self) -> Account:
        key = pem(ec_key())
        credentials = {"key_id": KEY_ID, "issuer_id": ISSUER_ID, "private_key": key}
        return self.account_with(credentials)

    def revoke(self) -> None:
        self.server.revoked = True
