"""WordPress: comments on a blog, polled and answered through its REST API."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeVar

from pydantic import Field

from earshot.channels import elements
from earshot.channels.acts import check_act
from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.connector import Connector, Options, fields_of
from earshot.channels.values import Fetched, Posting, Sent, Unreadable
from earshot.channels.wordpress.ascent import Ascent, Listed
from earshot.channels.wordpress.calls import COMMENTS, OUTCOMES, Blog, calling
from earshot.channels.wordpress.comments import mention_of
from earshot.domain.mention import Mention, hash_text
from earshot.errors import Malformed, Unavailable

T = TypeVar("T")

PAGE = 100
# What the column of the database holds.
TEXT = Limit(65_525, "bytes", lambda text: len(text.encode("utf-8", "replace")))


class WordPressOptions(Options):
    """`reread_hours`: how long after it was written a comment may be approved and still be heard.

    A comment that waited for a moderator appears with the time at which it was written.
    """

    reread_hours: Annotated[int, Field(ge=2, le=24 * 30)] = 72


class WordPress(Connector):
    """Pollable, Reads, Answers and Reconciles for one user of one blog."""

    capabilities = Capabilities(
        listens=frozenset({"poll"}),
        does=frozenset({"reply", "delete"}),
        public=(TEXT,),
        edits=True,
        pace=(4, timedelta(minutes=1)),
    )
    options_model = WordPressOptions
    listen_fields = ("username", "application_password")
    answer_fields = ("username", "application_password")
    needs_own_ids = "the user's number in quotes: id of <blog>/wp-json/wp/v2/users/me"

    def fetch(self, cursor: str | None) -> Fetched:
        walk = Ascent.read(cursor)
        overlap = timedelta(hours=self.options.reread_hours)
        asked = walk.asked(overlap, self._account.listen_since)
        return self._calling(self.listen_key(), lambda blog: self._page(blog, walk, asked))

    def _page(self, blog: Blog, walk: Ascent, asked: datetime | None) -> Fetched:
        params = [("order", "asc"), ("orderby", "date_gmt"), ("per_page", str(PAGE))]
        params.append(("page", str(walk.page)))
        if asked:
            params.append(("after", f"{asked.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"))
        found, answer = OUTCOMES.get(blog.http, COMMENTS, params)
        if not isinstance(found, list):
            raise Unavailable("comments: want a list")
        mentions, listed, unreadable = self._sort_out(found, walk)
        pages = answer.headers.get("x-wp-totalpages", "")
        more = walk.page < int(pages[:9]) if pages.isascii() and pages.isdigit() else bool(found)
        after, done = walk.step(listed, asked, more=more)
        return Fetched(tuple(mentions), tuple(unreadable), after.write(), done)

    def _sort_out(
        self, found: list[Any], walk: Ascent
    ) -> tuple[list[Mention], list[Listed], list[Unreadable]]:
        mentions: list[Mention] = []
        listed: list[Listed] = []
        unreadable: list[Unreadable] = []
        for comment in found:
            one, mention = self._listed(comment)
            listed.append(one)
            if isinstance(mention, Malformed):
                if walk.is_new(one):
                    unreadable.append(elements.unreadable(comment, mention))
            elif walk.is_edit(one):
                mentions.append(mention.model_copy(update={"event": "edit"}))
            elif walk.is_new(one):
                mentions.append(mention)
        return mentions, listed, unreadable

    def _listed(self, comment: Any) -> tuple[Listed, Mention | Malformed]:
        try:
            mention = mention_of(comment, self._account)
        except Malformed as error:
            return Listed(hash_text(elements.dump(comment)), "", None), error
        return Listed(mention.id, hash_text(mention.text)[:6], mention.created_at), mention

    def read(self, raw: str) -> Mention:
        return mention_of(elements.parse(raw), self._account)

    def allow(self, posting: Posting) -> None:
        check_act(self.capabilities, posting.reply)
        self.capabilities.check(posting.reply.text, private=False)

    def send(self, posting: Posting) -> Sent:
        from earshot.channels.wordpress.replies import do

        self.allow(posting)
        return self._calling(self.answer_key(), lambda blog: do(blog, posting))

    def find(self, posting: Posting) -> Sent | None:
        from earshot.channels.wordpress.replies import find

        return self._calling(self.answer_key(), lambda blog: find(blog, posting))

    def _calling(self, name: str, work: Callable[[Blog], T]) -> T:
        def call(value: str) -> T:
            return calling(self.base, fields_of(value), work)

        return self.with_token(name, call, token_of=str)
