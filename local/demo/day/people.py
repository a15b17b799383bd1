"""The people who write: invented handles, first names, and a heavy tail of followers."""

import random
from collections import defaultdict

from local.demo.day.posts import new_author_id
from local.demo.day.stock import read_words

Dice = random.Random
Author = dict[str, str | int | None]
WORDS = read_words("names")
SERVERS = (
    "nordlicht.example", "toot.harbour.example", "fediverse.example", "maple.social.example",
    "kaffee.example", "tilde-town.example",
)  # fmt: skip
# Only these platforms tell how many follow an author when they deliver a post.
TELLS_FOLLOWERS = {"x", "instagram", "mastodon", "bluesky"}
BRAND_FOLLOWERS = 48_210


class Crowd:
    """Makes authors, and lets some of them come back."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._number = 0
        self._handles: set[str] = set()
        self._regulars: dict[tuple[str, str], list[Author]] = defaultdict(list)

    def brand(self, channel: str) -> Author:
        """Return the brand's own account."""
        handle = "AcmeHelp@acme-social.example" if channel == "mastodon" else "AcmeHelp"
        followers = BRAND_FOLLOWERS if channel in TELLS_FOLLOWERS else None
        return _author("acmehelp", handle, "Acme Help", followers)

    def someone(self, channel: str, lang: str, *, followers: int | None = None) -> Author:
        """Return somebody new who writes this language."""
        self._number += 1
        handle = self._handle(lang)
        if channel == "mastodon":
            handle += "@" + self._dice.choice(SERVERS)
        if channel == "bluesky":
            handle += ".bsky.example"
        count = self._followers() if followers is None else followers
        author = _author(
            new_author_id(channel, self._number, self._dice),
            handle,
            self._display_name(lang),
            count if channel in TELLS_FOLLOWERS else None,
        )
        self._regulars[channel, lang].append(author)
        return author

    def maybe_again(self, channel: str, lang: str, chance: float) -> Author:
        """Return somebody who posted before with this chance, else somebody new."""
        known = self._regulars[channel, lang]
        if known and self._dice.random() < chance:
            return self._dice.choice(known[-40:])
        return self.someone(channel, lang)

    def _handle(self, lang: str) -> str:
        words = WORDS.get(f"handle {lang}") or WORDS["handle en"]
        while True:
            first, second = self._dice.choice(words), self._dice.choice(WORDS["handle tail"])
            joint = self._dice.choice(["", "", "_", "."])
            digits = self._dice.choice(["", "", str(self._dice.randrange(2, 99)), "_"])
            handle = first + joint + second + digits
            if handle not in self._handles:
                self._handles.add(handle)
                return handle

    def _display_name(self, lang: str) -> str | None:
        if self._dice.random() < 0.25:
            return None
        names = WORDS.get(f"display {lang}") or WORDS["display en"]
        return self._dice.choice(names)

    def _followers(self) -> int:
        """Draw from a log-normal with median 180; six in a thousand are known far and wide."""
        if self._dice.random() < 0.006:
            return int(10 ** self._dice.uniform(4.8, 5.9))
        return int(self._dice.lognormvariate(5.2, 1.75))


def _author(key: str, handle: str, name: str | None, followers: int | None) -> Author:
    return {"id": key, "handle": handle, "display_name": name, "followers": followers}
