"""A mention: what one author said to or about the brand, in the form common to all channels."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    AwareDatetime,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetPydanticSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_after_validator_function, nullable_schema

from earshot.domain.frozen import Frozen

Visibility = Literal["public", "unlisted", "followers", "private"]
MentionEvent = Literal["create", "edit", "delete"]

Identifier = Annotated[str, Field(min_length=1, max_length=512)]
Text = Annotated[str, Field(max_length=40_000)]
Count = Annotated[int, Field(ge=0, le=10**12, strict=True)]


def _no_number(value: object) -> object:
    """Refuse seconds since 1970, also those in a text, which would pass for an instant."""
    if isinstance(value, datetime) or (isinstance(value, str) and value[4:5] == "-"):
        return value
    raise PydanticCustomError("instant", "Input should be an instant such as 2026-03-02T09:00:00Z")


# Near the ends of the calendar no business hours can be counted, in any time zone.
Instant = Annotated[
    AwareDatetime,
    Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC)),
    BeforeValidator(_no_number),
]


def _or(default: object) -> GetPydanticSchema:
    """A field that may be null as well as absent.

    The default is put in afterwards: a validator before would have JSON made into objects for it.
    """

    def schema(source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(
            lambda value: default if value is None else value, nullable_schema(handler(source))
        )

    return GetPydanticSchema(schema)


class MentionKey(NamedTuple):
    """What makes a mention the same mention: the dedupe key."""

    channel: str
    account: str
    id: str


class Author(Frozen):
    """Who wrote it, as the platform names them.

    `followers`, and whether it is a robot, are None where it does not tell.
    """

    id: Identifier
    handle: Annotated[str, Field(max_length=512)] | None = None
    display_name: Annotated[str, Field(max_length=512)] | None = None
    followers: Count | None = None
    bot: Annotated[bool, Field(strict=True)] | None = None


class Engagement(Frozen):
    """Reach so far; None where the platform does not tell."""

    likes: Count | None = None
    reposts: Count | None = None
    replies: Count | None = None


class Media(Frozen):
    """A picture, video or file beside the words: kept as a reference and never fetched."""

    kind: Annotated[str, Field(max_length=32)]
    url: Annotated[str, Field(max_length=2048)] | None = None
    alt: Annotated[str, Field(max_length=2000)] | None = None


class Mention(Frozen):
    """One delivered event about one post. Times are the platform's own, with an offset.

    `rating` is a review's, of five. `reshare_of` is the post that this one repeats without words of
    its own. `echo` is what we gave the platform with a post of ours, and it gives back with it.
    """

    id: Identifier
    event: Annotated[MentionEvent, _or("create")] = "create"
    channel: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
    account: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
    author: Author
    text: Text | None = None
    created_at: Instant
    permalink: Annotated[str, Field(max_length=2048)] | None = None
    in_reply_to: Identifier | None = None
    root: Identifier | None = None
    visibility: Annotated[Visibility, _or("public")] = "public"
    language: Annotated[str, Field(max_length=35)] | None = None
    edited_at: Instant | None = None
    engagement: Annotated[Engagement, _or(Engagement())] = Engagement()
    rating: Annotated[int, Field(ge=1, le=5, strict=True)] | None = None
    media: Annotated[tuple[Media, ...], Field(max_length=50), _or(())] = ()
    reshare_of: Identifier | None = None
    echo: Annotated[str, Field(max_length=512)] | None = None

    @property
    def key(self) -> MentionKey:
        return MentionKey(self.channel, self.account, self.id)

    @property
    def answers_something(self) -> bool:
        """Whether it stands below another post or speaks in private, and so may belong there."""
        return bool(self.in_reply_to or self.root or self.is_private)

    @property
    def answered(self) -> str | None:
        """The post it answers, or the root of its thread where the platform tells no more."""
        named = self.in_reply_to or self.root
        return named if named != self.id else None

    @property
    def is_private(self) -> bool:
        return self.visibility == "private"

    @property
    def thread(self) -> str:
        """The root of the conversation; a post that answers nothing is its own root.

        Private messages without a conversation id form one conversation per author.
        """
        if self.is_private:
            return self.root or "private"
        return self.root or self.in_reply_to or self.id

    @property
    def revision(self) -> str:
        """Names this change of the post: a second delivery of the same change has the same name.

        The words belong to it, since platforms that count seconds date two quick edits alike.
        """
        if self.event != "edit":
            return self.event
        at = self.edited_at.astimezone(UTC).isoformat() if self.edited_at else ""
        return f"edit@{at}#{hash_text(self.text)}"


def hash_text(text: str | None) -> str:
    """Sixteen hex digits that stand for a text without holding it."""
    return sha256((text or "").encode("utf-8", "surrogatepass")).hexdigest()[:16]
