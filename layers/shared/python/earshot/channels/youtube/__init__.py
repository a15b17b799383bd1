"""YouTube comments: those on the videos of one channel of ours (Data API v3).

Every call costs units of a quota that the project has for a day, the failing ones too.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field

from earshot.channels import elements, oauth
from earshot.channels.acts import check_act
from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.connector import Connector, Options
from earshot.channels.google import TOKEN_URL
from earshot.channels.http import Http
from earshot.channels.listing import Listing, sort_out
from earshot.channels.values import Fetched, Posting, Reread, Sent, Spent
from earshot.channels.walking import Listings, Walk
from earshot.channels.youtube.calls import UNITS, Calls
from earshot.channels.youtube.comments import mention_of, top_of
from earshot.domain.mention import Mention
from earshot.errors import Ambiguous, Rejected

T = TypeVar("T")


class YoutubeOptions(Options):
    """Of an account: see docs/channels/youtube.md."""

    token_url: str = TOKEN_URL
    held: bool = False
    watch_threads: Annotated[int, Field(ge=0, le=500)] = 100
    watch_units: Annotated[int, Field(ge=1, le=500)] = 10
    hide_as: Literal["heldForReview", "rejected"] = "heldForReview"


class Youtube(Connector):
    """Pollable, Rereads, Reads, Answers, Reconciles, Renews: one channel, first of `own_ids`."""

    capabilities = Capabilities(
        listens=frozenset({"poll"}),
        does=frozenset({"reply", "hide", "delete"}),
        public=(Limit(10_000),),
        edits=True,
        units=UNITS,
        pace=(200, timedelta(days=1)),
    )
    options_model = YoutubeOptions
    listen_fields = answer_fields = oauth.FIELDS
    renews = True
    base_url = "https://www.googleapis.com/youtube/v3"
    renews = True
    needs_own_ids = "the id of your channel, UC…"

    def fetch(self, cursor: str | None) -> Fetched:
        listings: dict[str, Callable[[str | None], Fetched]] = {"comments": self._comments}
        if self.options.held:
            listings["held"] = self._held
        if self.options.watch_threads:
            listings["answers"] = self._answers
        return Listings(listings).fetch(cursor)

    def reread(self, held: Sequence[Mention]) -> Reread:
        from earshot.channels.youtube.rereading import reread

        return self._calling(self.listen_key(), lambda calls: reread(calls, self._account, held))

    def read(self, raw: str) -> Mention:
        element = elements.parse(raw)
        is_thread = isinstance(element, dict) and element.get("kind") == "youtube#commentThread"
        return (top_of if is_thread else mention_of)(element, self._account)

    def expires(self, secret: str) -> datetime | None:
        return oauth.expires(secret)

    def allow(self, posting: Posting) -> None:
        from earshot.channels.youtube.writing import text_for

        check_act(self.capabilities, posting.reply)
        if posting.reply.act == "reply":
            self.capabilities.check(text_for(posting), private=False)

    def send(self, posting: Posting) -> Sent:
        from earshot.channels.youtube import writing

        check_act(self.capabilities, posting.reply)

        def done(calls: Calls) -> Sent:
            act = posting.reply.act
            if act == "reply":
                return writing.reply(calls, posting, self.capabilities)
            if act == "hide":
                calls.moderate(writing.target(posting), self.options.hide_as)
            else:
                calls.delete(writing.target(posting))
            return Sent(None, None, datetime.now(UTC), Spent(units=calls.units))

        return self._calling(self.answer_key(), done)

    def find(self, posting: Posting) -> Sent | None:
        from earshot.channels.youtube import writing

        def found(calls: Calls) -> Sent | None:
            if posting.reply.act == "reply":
                return writing.find(calls, posting, self._account.own_ids)
            comment = calls.comment(writing.target(posting))
            held = (comment or {}).get("snippet", {}).get("moderationStatus")
            if comment is None or (posting.reply.act == "hide" and held == self.options.hide_as):
                return Sent(None, None, datetime.now(UTC), Spent(units=calls.units))
            return None

        try:
            return self._calling(self.answer_key(), found)
        except Rejected as error:
            raise Ambiguous(f"what was answered cannot be read: {error}") from error

    def _comments(self, cursor: str | None, *, held: bool = False) -> Fetched:
        walk = Walk.read(cursor, since=self._account.listen_since)

        def page(calls: Calls) -> Fetched:
            try:
                found, token = calls.threads(walk.token, held=held)
            except Rejected as error:
                return walk.anew(error)
            sorted_out = sort_out(walk, found, Listing(self._top, _name))
            after, done = walk.step(sorted_out.listed, token)
            return Fetched(
                mentions=sorted_out.mentions,
                unreadable=sorted_out.unreadable,
                cursor=after.write(),
                done=done,
                spent=Spent(units=calls.units),
            )

        return self._calling(self.listen_key(), page)

    def _held(self, cursor: str | None) -> Fetched:
        return self._comments(cursor, held=True)

    def _answers(self, cursor: str | None) -> Fetched:
        from earshot.channels.youtube.watching import Sweep

        options = self.options
        return self._calling(
            self.listen_key(),
            lambda calls: Sweep(calls, self._account, options.watch_units).fetch(
                cursor, options.watch_threads
            ),
        )

    def _top(self, thread: Any) -> tuple[Mention, ...]:
        return (top_of(thread, self._account),)

    def _calling(self, name: str, work: Callable[[Calls], T]) -> T:
        def call(token: str) -> T:
            with Http(self.base, headers={"Authorization": f"Bearer {token}"}) as http:
                return work(Calls(http, self.own_id))

        renew = oauth.renewal(self.options.token_url)
        return self.with_token(name, call, renew=renew, token_of=oauth.access_token)


def _name(thread: Any) -> object:
    return thread.get("id") if isinstance(thread, dict) else None
