"""What happens on the day: single posts, conversations, the outage, a film that spreads."""

import random
from collections.abc import Iterator
from dataclasses import replace

from local.demo.day.clock import outage_time, some_time
from local.demo.day.compose import NAMES_BRAND, Composer, Draft, Place
from local.demo.day.slots import Rendered, render, uses
from local.demo.day.stock import Heading, Saying, Talk, Turn, read_sayings, read_talks

Dice = random.Random
# How many posts of each file; None takes every use of every text.
PLAN: dict[str, int | None] = {
    "brand": None, "complaint": 275, "question": 150, "request": 80, "feedback": 90, "praise": 190,
    "sarcasm": 56, "world": 320, "noise": None, "chatter": None, "spam": 105, "personal": 76,
    "lookalike": 56, "risk": 50, "short": 60, "edge": None,
}  # fmt: skip
OUTAGE_POSTS = 160


class Stage:
    """Plays the scenes with one composer; never lets two posts say the same."""

    def __init__(self, composer: Composer) -> None:
        self._make = composer
        self._dice = composer.dice
        self._said: set[str] = set()
        self._brand_posts: list[Draft] = []

    def singles(self) -> Iterator[Draft]:
        """Post the texts that stand alone."""
        for name, count in PLAN.items():
            for saying, rendered in self._draw(read_sayings(name), count):
                yield self._single(saying, rendered)

    def outage(self) -> Iterator[Draft]:
        """Post what people say while the app and its login are down, and just after."""
        for saying, rendered in self._draw(read_sayings("outage"), OUTAGE_POSTS):
            phase = saying.heading.options.get("phase", "during")
            yield self._make.draft(saying, rendered, Place(at=outage_time(phase, self._dice)))

    def film(self) -> Iterator[Draft]:
        """Let somebody with great reach post, and others pass it on."""
        first, *others = read_sayings("influencer")
        start = 17 * 3600 + 42 * 60 + 11.0
        star = self._make.crowd.someone("x", "en", followers=1_912_004)
        star.update(handle="thequietlantern", display_name="The Quiet Lantern")
        place = Place(channel="x", at=start, author=star)
        seed = self._make.draft(first, render(first.text, 0, "en", self._dice), place)
        seed.mention["engagement"] = {"likes": 18_455, "reposts": 4_120, "replies": 911}
        yield seed
        for saying, rendered in self._draw(others, None):
            at = start + 45 + self._dice.expovariate(1 / 2400)
            place = Place(channel="x", at=min(at, 86_000), parent=seed.mention["id"])
            place.root = seed.mention["id"] if self._dice.random() < 0.6 else None
            yield self._make.draft(saying, rendered, place)

    def talks(self) -> Iterator[Draft]:
        """Play every conversation once."""
        for number, talk in enumerate(read_talks(), 1):
            yield from self._talk(talk, number)

    def _single(self, saying: Saying, rendered: Rendered) -> Draft:
        heading = saying.heading
        private = heading.options.get("private") == "yes" or (
            heading.options.get("private") == "half" and self._dice.random() < 0.5
        )
        place = Place(private=private)
        if private:
            place.channel = self._make.channel(_anywhere(heading), private=True)
        if saying.segment == "brand":
            place.channel = self._make.channel(heading)
            place.author = self._make.crowd.brand(place.channel)
        if "at" in heading.options:
            place.at = int(heading.options["at"]) * 60 + self._dice.random() * 60
        if not private and place.author is None:
            self._answering(heading, place)
        draft = self._make.draft(saying, rendered, place)
        if private:
            draft.mention["root"] = self._conversation(draft.mention["channel"])
        if saying.segment == "brand":
            self._brand_posts.append(draft)
        return draft

    def _answering(self, heading: Heading, place: Place) -> None:
        """Let some posts be comments on the brand's own, and some answer posts never delivered."""
        place.channel, dice = self._make.channel(heading), self._dice
        place.at = some_time(heading.lang, dice)
        above = [
            draft.mention["id"]
            for draft in self._brand_posts
            if draft.mention["channel"] == place.channel and draft.at < place.at - 120
        ]
        if above and dice.random() < 0.09:
            place.parent = dice.choice(above)
            tells_root = place.channel != "mastodon" and dice.random() < 0.7
            place.root = place.parent if tells_root else None
        elif place.channel in NAMES_BRAND and dice.random() < 0.03:
            place.parent = self._make.unseen(place.channel, place.at - 900)

    def _talk(self, talk: Talk, number: int) -> Iterator[Draft]:
        heading, dice = talk.heading, self._dice
        private = heading.options.get("private") == "yes"
        channel = self._make.channel(_anywhere(heading) if private else heading, private=private)
        at = min(some_time(heading.lang, dice), 86_000 - 60 * sum(t.minutes for t in talk.turns))
        cast = {"@": self._make.crowd.brand(channel)}
        root = self._conversation(channel) if private else None
        tells_root = channel != "mastodon" and dice.random() < 0.75
        before: Draft | None = None
        for turn in talk.turns:
            at += turn.minutes * 60 + dice.random() * 50
            if turn.speaker not in cast:
                cast[turn.speaker] = self._make.crowd.someone(channel, heading.lang)
            place = Place(channel, at, cast[turn.speaker], root=root, private=private)
            if before is not None and not private:
                place.parent = before.mention["id"]
                place.root = root if tells_root else None
            saying = _as_saying(talk, turn, private)
            draft = self._make.draft(saying, render(turn.text, 0, heading.lang, dice), place)
            draft.truth["thread"] = number
            yield draft
            before = draft
            root = root or draft.mention["id"]

    def _draw(self, sayings: list[Saying], count: int | None) -> Iterator[tuple[Saying, Rendered]]:
        """Use every text once, in a shuffled order, then again while more are wanted."""
        left = 10**6 if count is None else count
        for use in range(3):
            able = [s for s in sayings if use < uses(s.text) or s.segment == "short"]
            self._dice.shuffle(able)
            for saying in able:
                rendered = render(saying.text, use, saying.heading.lang, self._dice)
                if left and (rendered.text not in self._said or saying.segment == "short"):
                    self._said.add(rendered.text)
                    left -= 1
                    yield saying, rendered

    def _conversation(self, channel: str) -> str:
        return f"conv-{channel[:2]}-{self._dice.randrange(16**10):010x}"


def _as_saying(talk: Talk, turn: Turn, private: bool) -> Saying:
    """Give a turn its labels: bystanders and the brand itself are owed no answer."""
    segment = {"A": "private" if private else "thread", "@": "brand"}.get(turn.speaker, "bystander")
    heading = replace(talk.heading, intent=turn.intent, sentiment=turn.sentiment)
    if segment in {"brand", "bystander"}:
        heading = replace(heading, options={"relevance": "informational", "urgency": "low"})
    return Saying(talk.ref, segment, heading, turn.text)


def _anywhere(heading: Heading) -> Heading:
    """Drop a heading's public channels: private messages have their own."""
    options = {k: v for k, v in heading.options.items() if k != "channels"}
    return replace(heading, options=options)
