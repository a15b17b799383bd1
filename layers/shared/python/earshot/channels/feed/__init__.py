"""Feeds: RSS and Atom, asked for when they may have changed. Nothing can be answered."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import Any

from pydantic import ValidationError

from earshot.channels import elements
from earshot.channels.capabilities import Capabilities
from earshot.channels.connector import Connector, fields_of
from earshot.channels.feed.mentions import fingerprint, identifier, mention_of, parted
from earshot.channels.http import Answer
from earshot.channels.listing import read_each
from earshot.channels.outcomes import Outcomes
from earshot.channels.values import Fetched, Unreadable
from earshot.domain.accounts import Account
from earshot.domain.frozen import Frozen
from earshot.domain.mention import Mention, MentionEvent, hash_text
from earshot.errors import Malformed, Rejected, Unavailable

OUTCOMES = Outcomes()
# A feed that does not say how often it changes.
EVERY = timedelta(minutes=15)
LONGEST = timedelta(days=1)
MOST_SEEN = 500


class Position(Frozen):
    """The cursor: what to ask with, and what was heard, as `entry:its words`.

    `of` is the configured address that all of it is about, `moved` where that has moved to for
    good, `every` how often the feed says that it changes, in seconds.
    """

    of: str
    moved: str | None = None
    etag: str | None = None
    modified: str | None = None
    every: int | None = None
    seen: tuple[str, ...] = ()

    @classmethod
    def read(cls, cursor: str | None, url: str) -> "Position":
        """Of the cursor that is stored; what it heard holds for another address, too."""
        try:
            found = cls.model_validate_json(cursor or "")
        except ValidationError:
            return cls(of=url)
        return found if found.of == url else cls(of=url, seen=found.seen)

    def write(self) -> str:
        """As a cursor."""
        return self.model_dump_json(exclude_defaults=True)

    def asks(self) -> dict[str, str]:
        """The headers that make the request a conditional one."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


class Feed(Connector):
    """Pollable and Reads for one feed, whose address is the account's `base_url`."""

    capabilities = Capabilities(listens=frozenset({"poll"}), edits=True)
    # Of a feed that wants a password; any other secret is not looked at.
    listen_fields = ("username", "password")

    def fetch(self, cursor: str | None) -> Fetched:
        from earshot.channels.feed.fetching import get

        url = self._account.base_url
        if url is None:
            raise Rejected("the account has no base_url", kind="invalid")
        position = Position.read(cursor, url)
        now = datetime.now(UTC)
        asked = position.moved or url
        got = get(asked, position.asks(), self._credentials(), configured=url)
        moved = got.ask_next if got.ask_next != url else None
        position = position.model_copy(update={"moved": moved})
        if got.answer.status == 304:
            return self._page((), (), position, got.answer, now)
        if got.answer.status == 410:
            raise Rejected("the feed is gone for good: answered 410", kind="forbidden")
        if error := OUTCOMES.refusal(got.answer, "the feed"):
            raise error
        return self._read(got.answer, got.url, position, now)

    def _credentials(self) -> dict[str, str]:
        """Basic authentication, where the secret holds a name and a password."""
        name = self._account.listen_secret
        try:
            fields = fields_of(self._secrets.values(name)[0]) if name else {}
        except Rejected:
            return {}
        if not (fields.get("username") and fields.get("password")):
            return {}
        pair = f"{fields['username']}:{fields['password']}"
        return {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}

    def _read(self, answer: Answer, url: str, position: Position, now: datetime) -> Fetched:
        from earshot.channels.feed.document import tree_of
        from earshot.channels.feed.entries import feed_of

        try:
            feed = feed_of(tree_of(answer.body, _charset(answer)), url)
        except Malformed as error:
            raise Unavailable(f"the feed: {error}") from None
        mentions, unreadable, seen = _sort_out(feed.entries, position.seen, self._account, now)
        position = position.model_copy(
            update={
                "etag": answer.headers.get("etag"),
                "modified": answer.headers.get("last-modified"),
                "every": int(feed.every.total_seconds()) if feed.every else None,
                "seen": seen,
            }
        )
        return self._page(mentions, unreadable, position, answer, now)

    def _page(
        self,
        mentions: tuple[Mention, ...],
        unreadable: tuple[Unreadable, ...],
        position: Position,
        answer: Answer,
        now: datetime,
    ) -> Fetched:
        wait = _wait(answer, position.every)
        return Fetched(mentions, unreadable, position.write(), True, not_before=now + wait)

    def read(self, raw: str) -> Mention:
        return mention_of(elements.parse(raw), self._account, now=datetime.now(UTC))


def _sort_out(
    entries: list[dict[str, Any]], seen: tuple[str, ...], account: Account, now: datetime
) -> tuple[tuple[Mention, ...], tuple[Unreadable, ...], tuple[str, ...]]:
    """What is new or has changed, from the last entry to the first, and what is known then.

    A feed may show two versions of an entry, under one id.
    """
    heard, known, here = set(seen), set(map(_name, seen)), dict[str, str]()
    new: list[tuple[dict[str, Any], MentionEvent]] = []
    for entry in parted(reversed(entries)):
        name = hash_text(identifier(entry))[:10]
        version = f"{name}:{fingerprint(entry)[:8]}"
        if version not in heard and version not in here:
            new.append((entry, "edit" if name in known else "create"))
        known.add(name)
        here[version] = name
    shown = set(here.values())
    left = [one for one in seen if _name(one) not in shown]
    mentions, unreadable = read_each(
        new, lambda one: mention_of(one[0], account, now=now, event=one[1]), itemgetter(0)
    )
    return mentions, unreadable, tuple([*here, *left][: max(MOST_SEEN, len(here))])


def _name(version: str) -> str:
    return version.partition(":")[0]


def _charset(answer: Answer) -> str | None:
    """What HTTP says of the body's letters."""
    told = answer.headers.get("content-type", "").lower().partition("charset=")[2]
    return told.partition(";")[0].strip(' "') or None


def _wait(answer: Answer, every: int | None) -> timedelta:
    """The longer of what the feed and its server say; a quarter of an hour where neither does."""
    told = [timedelta(seconds=every)] if every else []
    for part in answer.headers.get("cache-control", "").split(","):
        name, _, value = part.strip().lower().partition("=")
        if name == "max-age" and value.isascii() and value.isdigit() and int(value[:9]):
            told.append(timedelta(seconds=int(value[:9])))
    return min(max(told, default=EVERY), LONGEST)
