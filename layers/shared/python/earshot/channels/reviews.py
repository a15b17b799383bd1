"""What connectors to app stores share: a review is a thread of its own, and its answer is one text.

A store tells when a review last changed and not whether it did before, so every review is told as
an edit of that instant: heard again unchanged it is the same revision, changed it is a newer one.
Reviewers have no id; each is known by the review. Our answer to a review is a post of our own. To
answer again replaces it, so it is named by the review and its words.
"""

import re
from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from earshot.channels import elements
from earshot.channels.acts import check_act
from earshot.channels.connector import Connector
from earshot.channels.http import Http
from earshot.channels.listing import Listing, sort_out
from earshot.channels.shapes import words
from earshot.channels.values import Fetched, Posting, Sent, Spent
from earshot.channels.walking import Walk
from earshot.domain.mention import Mention, hash_text
from earshot.errors import Ambiguous, Malformed, Rejected

T = TypeVar("T")

# Stores list some reviews hours after they were written.
OVERLAP = timedelta(days=1)
SKEW = timedelta(minutes=2)
ID = re.compile(r"[A-Za-z0-9:_-]{1,200}")


class Shown(NamedTuple):
    """A page of elements, the token of the next one, and when the store may be asked again."""

    elements: Sequence[Any]
    token: str | None
    not_before: datetime | None = None


class Response(NamedTuple):
    """Our answer as the store shows it."""

    text: str
    at: datetime


class Reviews(Connector):
    """Pollable, Reads, Answers and Reconciles for one app, the first of `own_ids`."""

    @abstractmethod
    def shown(self, http: Http, token: str | None) -> Shown:
        """A page of the app's reviews, the last changed first."""

    @abstractmethod
    def reviewed(self, element: Any) -> dict[str, Any]:
        """Its `id`, `name`, `text`, `rating`, `at` and perhaps `language`; Malformed for none."""

    @abstractmethod
    def response_in(self, element: Any) -> Response | None:
        """Our answer in it, where there is one."""

    @abstractmethod
    def respond(self, http: Http, review: str, text: str) -> Response:
        """Publish the answer, or replace the one there is."""

    @abstractmethod
    def review(self, http: Http, review: str) -> Any:
        """One review with its answer; Rejected (`target_gone`) where it is gone."""

    def as_shown(self, text: str) -> str:
        """What the store makes of words of ours."""
        return text

    @abstractmethod
    def calling(self, name: str, work: Callable[[Http], T]) -> T:
        """Do it with the credentials in a secret."""

    def fetch(self, cursor: str | None) -> Fetched:
        walk = Walk.read(cursor, since=self._account.listen_since, overlap=OVERLAP)
        return self.calling(self.listen_key(), lambda http: self._page(http, walk))

    def read(self, raw: str) -> Mention:
        return self._mentions(elements.parse(raw))[0]

    def allow(self, posting: Posting) -> None:
        check_act(self.capabilities, posting.reply)
        if posting.reply.act == "reply":
            self.capabilities.check(posting.reply.text, private=False)

    def send(self, posting: Posting) -> Sent:
        self.allow(posting)
        review = review_of(posting)
        text = posting.reply.text
        return self.calling(
            self.answer_key(), lambda http: _sent(review, self.respond(http, review, text))
        )

    def find(self, posting: Posting) -> Sent | None:
        review = review_of(posting)
        try:
            element = self.calling(self.answer_key(), lambda http: self.review(http, review))
            response = self.response_in(element)
        except (Rejected, Malformed) as error:
            raise Ambiguous(f"the review cannot be read: {error}") from error
        since = posting.reply.created_at - SKEW
        if response is None or response.at < since:
            return None
        same = words(response.text) == words(self.as_shown(posting.reply.text))
        return _sent(review, response) if same else None

    def _page(self, http: Http, walk: Walk) -> Fetched:
        try:
            shown = self.shown(http, walk.token)
        except Rejected as error:
            return walk.anew(error)
        listing = Listing(self._mentions, _name, _changed, moves=True)
        page = sort_out(walk, shown.elements, listing)
        after, done = walk.step(page.listed, shown.token)
        return Fetched(
            mentions=page.mentions,
            unreadable=page.unreadable,
            cursor=after.write(),
            done=done,
            not_before=shown.not_before,
            spent=Spent(units=1),
        )

    def _mentions(self, element: Any) -> list[Mention]:
        """The review, and below it our answer."""
        told = self.reviewed(element)
        review = self._mention(
            told["id"],
            {"id": told["id"], "display_name": told["name"]},
            told["text"],
            told["at"],
            rating=told["rating"],
            language=told.get("language"),
        )
        response = self.response_in(element)
        if response is None:
            return [review]
        return [review, self._own(review.id, response)]

    def _own(self, review: str, response: Response) -> Mention:
        identifier = named(review, response.text)
        author = {"id": self.own_id}
        told = {"in_reply_to": review, "root": review, "event": "create", "edited_at": None}
        return self._mention(identifier, author, response.text, response.at, **told)

    def _mention(self, identifier: Any, author: Any, text: Any, at: Any, **more: Any) -> Mention:
        return elements.mention(
            {
                "id": identifier,
                "event": "edit",
                "channel": self._account.channel,
                "account": self._account.account,
                "author": author,
                "text": text,
                "created_at": at,
                "edited_at": at,
                **more,
            }
        )


def review_of(posting: Posting) -> str:
    """The review that is answered; Rejected where its id is none of a store."""
    review = posting.reply.in_reply_to.partition(".")[0]
    if not ID.fullmatch(review) or not re.fullmatch(r"[^/? ]*", posting.reply.in_reply_to):
        raise Rejected("in_reply_to is no id of a review", kind="invalid")
    return review


def named(review: str, text: str) -> str:
    """What our answer with these words to a review is called."""
    return f"{review}.{hash_text(words(text))}"


def titled(title: Any, body: Any) -> str:
    """The title, where there is one, above the words."""
    return "\n\n".join(part.strip() for part in (title, body) if isinstance(part, str) and part)


def _sent(review: str, response: Response) -> Sent:
    return Sent(named(review, response.text), None, response.at, Spent(units=1))


def _changed(mention: Mention) -> datetime:
    return (mention.edited_at or mention.created_at).astimezone(UTC)


def _name(element: Any) -> object:
    if not isinstance(element, dict):
        return None
    return element.get("reviewId") or element.get("id")
