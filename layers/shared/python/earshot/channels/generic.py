"""The generic channel: signed webhooks in and out, in the Standard Webhooks scheme."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from earshot.channels import elements, signing
from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.connector import Connector
from earshot.channels.values import Posting, Sent, Unreadable
from earshot.domain.mention import Mention
from earshot.errors import Malformed, Rejected, TooLarge, Unauthenticated, Unknown

MAX_ELEMENTS = 1_000
TEXT = Limit(10_000)


class Generic(Connector):
    """Pushes (`{…}`, `[…]` or `{"mentions": […]}`), Reads and Answers (a signed POST per reply)."""

    capabilities = Capabilities(
        listens=frozenset({"push"}),
        does=frozenset({"reply", "private", "like", "hide", "delete"}),
        public=(TEXT,),
        private=(TEXT,),
        idempotent="key",
        edits=True,
        deletions=True,
    )

    sender_mends = True

    def verify(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> None:
        name = self._account.listen_secret
        if name is None:
            raise Unknown(f"account {self._account.account!r} takes no webhooks")
        signing.check_time(headers, now)
        if signing.matches(signing.keys(self._secrets.values(name)), headers, body):
            return
        if not signing.matches(signing.keys(self._secrets.refresh(name)), headers, body):
            raise Unauthenticated("no signature in webhook-signature matches the body")

    def elements(self, body: bytes) -> Sequence[Mention | Unreadable]:
        found = elements.parse(body)
        if isinstance(found, dict) and "mentions" in found:
            found = found["mentions"]
            if not isinstance(found, list):
                raise Malformed("mentions: want a list", field="mentions")
        if isinstance(found, dict):
            found = [found]
        if not isinstance(found, list):
            raise Malformed("want a mention, a list of them, or an object with `mentions`")
        if len(found) > MAX_ELEMENTS:
            raise TooLarge(f"{len(found)} mentions; at most {MAX_ELEMENTS} in one body")
        return [self._element(element) for element in found]

    def _element(self, element: Any) -> Mention | Unreadable:
        try:
            return self._mention(element)
        except Malformed as error:
            return elements.unreadable(element, error)

    def read(self, raw: str) -> Mention:
        return self._mention(elements.parse(raw))

    def _mention(self, element: Any) -> Mention:
        if not isinstance(element, dict):
            raise Malformed("a mention is an object")
        mention = elements.mention(element)
        for name in ("channel", "account"):
            if getattr(mention, name) != getattr(self._account, name):
                wanted = getattr(self._account, name)
                raise Malformed(f"{name}: this address takes {wanted!r} only", field=name)
        return mention

    def allow(self, posting: Posting) -> None:
        reply = posting.reply
        self.capabilities.check(reply.text, private=reply.visibility == "private")

    def send(self, posting: Posting) -> Sent:
        url, name = self._account.reply_url, self._account.answer_secret
        if url is None or name is None:
            raise Rejected("the account has no reply_url and answer_secret", kind="not_connected")
        self.allow(posting)
        from earshot.channels.outgoing import post

        now = datetime.now(UTC)
        return post(url, signing.keys(self._secrets.values(name)), posting.reply, now=now)
