"""Make one delivered event out of a text: who, where, when, in which form."""

import random
from dataclasses import dataclass
from typing import Any

from local.demo.day.clock import MIDNIGHT, some_time, stamp
from local.demo.day.people import Author, Crowd
from local.demo.day.posts import Post
from local.demo.day.slots import Found, Rendered
from local.demo.day.stock import Heading, Saying

Dice = random.Random
SHARES = {
    "x": 28.0, "facebook": 15.0, "mastodon": 14.5, "instagram": 13.0,
    "bluesky": 9.5, "reddit": 9.0, "youtube": 7.0, "generic": 5.0,
}  # fmt: skip
PRIVATE_CHANNELS = {"x": 3.0, "facebook": 3.0, "instagram": 2.5, "generic": 2.0, "mastodon": 0.8}
NAMES_BRAND = {"x", "mastodon", "bluesky"}
TELLS_LANGUAGE = {"x": 0.95, "mastodon": 0.85, "bluesky": 0.6}
URGENCY = {"complaint": "normal", "question": "normal"}


@dataclass
class Draft:
    """One event before it is delivered; `arrives` and `at` are seconds of the day."""

    arrives: float
    at: float
    mention: dict[str, Any]
    truth: dict[str, Any]


@dataclass
class Place:
    """Where and when a text is posted; what is None is drawn."""

    channel: str | None = None
    at: float | None = None
    author: Author | None = None
    parent: str | None = None
    root: str | None = None
    private: bool = False


class Composer:
    """Turns texts into drafts; keeps ids unique."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.crowd = Crowd(dice)
        self._ids: set[tuple[str, str]] = set()

    def draft(self, saying: Saying, rendered: Rendered, place: Place) -> Draft:
        """Post a rendered text; the same dice give the same post."""
        heading = saying.heading
        channel = place.channel or self.channel(heading, private=place.private)
        at = some_time(heading.lang, self.dice) if place.at is None else place.at
        author = place.author or self.crowd.maybe_again(channel, heading.lang, 0.05)
        if channel == "mastodon" or not place.private:
            rendered = _address(rendered, channel, saying.segment)
        post = self._post(channel, at, place)
        mention = {
            "id": post.id,
            "event": "create",
            "channel": channel,
            "account": "acmehelp",
            "author": author,
            "text": rendered.text,
            "created_at": stamp(at),
            "permalink": post.permalink(author, place.root),
            "in_reply_to": place.parent,
            "root": place.root,
            "visibility": self._visibility(channel, place.private),
            "language": self._language(channel, heading.lang),
            "edited_at": None,
            "engagement": self._engagement(channel, author, place.private),
        }
        return Draft(at + self._delay(at), at, mention, labels(saying, rendered.personal, mention))

    def channel(self, heading: Heading, *, private: bool = False) -> str:
        """Draw a channel by its share of the day, among those the heading allows."""
        shares = PRIVATE_CHANNELS if private else SHARES
        allowed = heading.options.get("channels", ",".join(shares)).split(",")
        return self.dice.choices(allowed, weights=[shares.get(c, 1.0) for c in allowed])[0]

    def unseen(self, channel: str, at: float) -> str:
        """Return the id of a post that is not in the file."""
        return self._post(channel, at, Place()).id

    def _post(self, channel: str, at: float, place: Place) -> Post:
        while True:
            post = Post(
                channel, MIDNIGHT + at, private=place.private, parent=place.parent, dice=self.dice
            )
            if (channel, post.id) not in self._ids:
                self._ids.add((channel, post.id))
                return post
            at += 0.1

    def _visibility(self, channel: str, private: bool) -> str:
        if private:
            return "private"
        if channel != "mastodon":
            return "public"
        return self.dice.choices(["public", "unlisted", "followers"], weights=[82, 14, 4])[0]

    def _language(self, channel: str, lang: str) -> str | None:
        """Return what the platform says: some say nothing, some name the author's default."""
        if self.dice.random() > TELLS_LANGUAGE.get(channel, 0.0):
            return None
        if lang == "und":
            return "und" if channel == "x" else "en"
        return "en" if channel != "x" and self.dice.random() < 0.05 else lang

    def _engagement(self, channel: str, author: Author, private: bool) -> dict[str, int | None]:
        if private or channel == "generic":
            return {"likes": None, "reposts": None, "replies": None}
        reach = 0.6 + int(author["followers"] or 150) ** 0.5 / 14
        likes, reposts, replies = (
            int(self.dice.expovariate(1) ** 1.6 * reach * part) for part in (1.6, 0.35, 0.3)
        )
        shares = channel in {"x", "mastodon", "bluesky", "facebook"}
        return {"likes": likes, "reposts": reposts if shares else None, "replies": replies}

    def _delay(self, at: float) -> float:
        """Return how long a delivery takes: seconds, for three in a hundred up to two hours."""
        if at < 79_000 and self.dice.random() < 0.031:
            return self.dice.uniform(300, 7000)
        return self.dice.uniform(0.2, 4.0)


def labels(saying: Saying, personal: tuple[Found, ...], mention: dict[str, Any]) -> dict[str, Any]:
    """Return what is true of a draft by construction."""
    heading, options = saying.heading, saying.heading.options
    truth: dict[str, Any] = {
        "id": f"{mention['channel']}:{mention['id']}",
        "event": mention["event"],
        "segment": saying.segment,
        "relevance": options.get("relevance", _relevance(saying)),
        "topic": heading.topic,
        "intent": heading.intent,
        "sentiment": heading.sentiment,
        "urgency": options.get("urgency", URGENCY.get(heading.intent, "low")),
        "language": heading.lang,
        "has_personal_data": bool(personal),
        "stock": saying.ref,
    }
    if personal:
        truth["personal_data"] = [found._asdict() for found in personal]
    if "risk" in options:
        truth["risk"] = options["risk"].split(",")
    return truth


def _relevance(saying: Saying) -> str:
    if saying.segment == "noise":
        return "noise"
    owed = saying.heading.intent in {"complaint", "question"}
    return "actionable" if owed else "informational"


def _address(rendered: Rendered, channel: str, segment: str) -> Rendered:
    """Put the brand's handle in front where a post could not have been found without it."""
    lowered = rendered.text.lower()
    wanted = "@acmehelp" if channel == "mastodon" else "acme"
    if channel not in NAMES_BRAND or wanted in lowered or segment in {"noise", "brand"}:
        return rendered
    lead = "@AcmeHelp "
    moved = tuple(
        Found(kind, start + len(lead), end + len(lead)) for kind, start, end in rendered.personal
    )
    return Rendered(lead + rendered.text, moved)
