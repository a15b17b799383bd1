"""Cues on their way into a vocabulary: what each word and each phrase does, still collected."""

from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from earshot.domain.classify.tokens import plain, words

NEGATION = -1.0
CONTRAST = -2.0

Cue = tuple[str, int, float, str]
"""Kind, slot, weight, and what is written: a word, a phrase, or how a word begins (`refund*`)."""

Effects = tuple[tuple[int, float], ...]


class Phrase(NamedTuple):
    """The words that must follow the first one; `open_ended` if the last is a beginning only."""

    rest: list[str]
    open_ended: bool
    effects: Effects
    valence: float | None


class Entry(NamedTuple):
    """What a word does. `modifier` is NEGATION, CONTRAST, a factor for what follows, or 0.

    `phrases` that it begins are listed by their second word, longest first; those whose second word
    is a beginning only are in every list, and under "" for words that have none.
    """

    effects: Effects = ()
    valence: float = 0.0
    modifier: float = 0.0
    phrases: dict[str, tuple[Phrase, ...]] | None = None


class Draft:
    """An entry that is still being collected."""

    __slots__ = ("effects", "modifier", "phrases", "valence")

    def __init__(self) -> None:
        self.effects: dict[int, float] = {}
        self.valence: float | None = None
        self.modifier = 0.0
        self.phrases: dict[str, tuple[list[str], Draft]] | None = None

    def note(self, kind: str, slot: int, weight: float) -> None:
        """Keep the greater weight of a slot, the last valence, the last modifier."""
        if kind == "valence":
            self.valence = weight
        elif kind in ("modifier", "intensify"):
            self.modifier = weight
        else:
            self.effects[slot] = max(weight, self.effects.get(slot, 0.0))

    def phrase(self, rest: list[str]) -> "Draft":
        """The draft of the phrase that goes on like this."""
        if self.phrases is None:
            self.phrases = {}
        return self.phrases.setdefault(" ".join(rest), (rest, Draft()))[1]

    def absorb(self, other: "Draft") -> None:
        """Take over what is not said here yet."""
        self.effects = {**other.effects, **self.effects}
        self.valence = other.valence if self.valence is None else self.valence

    def entry(self) -> Entry:
        return Entry(
            tuple(self.effects.items()),
            self.valence or 0.0,
            self.modifier,
            _by_second_word(self.phrases.values()) if self.phrases else None,
        )


def _by_second_word(drafts: Iterable[tuple[list[str], Draft]]) -> dict[str, tuple[Phrase, ...]]:
    phrases = [_phrase(rest, draft) for rest, draft in drafts]
    if len(phrases) == 1 and not phrases[0].open_ended:
        return {phrases[0].rest[0]: (phrases[0],)}
    loose = [p for p in phrases if p.open_ended and len(p.rest) == 1]
    listed: dict[str, list[Phrase]] = {"": []} if loose else {}
    for phrase in phrases:
        if phrase not in loose:
            listed.setdefault(phrase.rest[0], []).append(phrase)
    return {
        word: tuple(sorted([*some, *loose], key=lambda p: -len(p.rest)))
        for word, some in listed.items()
    }


def _phrase(rest: list[str], draft: Draft) -> Phrase:
    open_ended = rest[-1].endswith("*")
    exact = [*rest[:-1], rest[-1].removesuffix("*")]
    return Phrase(exact, open_ended, tuple(draft.effects.items()), draft.valence)


class Drafts(dict[str, Draft]):
    """By word, or by the beginning of a word with its `*`."""

    def note(self, cue: Cue, parts: list[str]) -> None:
        """Collect a cue of these parts: one word, or a phrase under its first word."""
        if not parts:
            return
        kind, slot, weight, _ = cue
        first, *rest = parts
        draft = self.get(first)
        if draft is None:
            draft = self[first] = Draft()
        (draft.phrase(rest) if rest else draft).note(kind, slot, weight)

    def beginnings(self) -> dict[str, Draft]:
        """Those of beginnings of words, without their `*`."""
        return {word[:-1]: draft for word, draft in self.items() if word[-1] == "*"}

    def absorb(self, beginnings: Mapping[str, Draft]) -> None:
        """Give words that are listed themselves what holds for their beginning too."""
        by_letter: dict[str, list[str]] = {}
        for beginning in beginnings:
            by_letter.setdefault(beginning[0], []).append(beginning)
        for word, draft in self.items():
            for beginning in by_letter.get(word[0], ()):
                if word.startswith(beginning) and word[-1] != "*":
                    draft.absorb(beginnings[beginning])

    def entries(self) -> tuple[dict[str, Entry], dict[str, Entry]]:
        """The entries of words, and those of beginnings."""
        of_words: dict[str, Entry] = {}
        of_beginnings: dict[str, Entry] = {}
        for word, draft in self.items():
            if word[-1] == "*":
                of_beginnings[word[:-1]] = draft.entry()
            else:
                of_words[word] = draft.entry()
        return of_words, of_beginnings


def parts(cue: str) -> list[str]:
    """Its words, the last with a `*` if that is a beginning; none where it has no words."""
    found = words(plain(cue))
    if found and cue[-1] == "*":
        found[-1] += "*"
    return found


class Shared:
    """Cues that count in every language, and what they say where a language adds nothing.

    `topics` is how many topics they speak of.
    """

    def __init__(self, cues: Iterable[Cue] = (), topics: int = 0) -> None:
        self.cues = tuple(cues)
        self.topics = topics
        self._by_first: dict[str, list[tuple[Cue, list[str]]]] = {}
        self._by_letter: dict[str, list[str]] = {}
        drafts = Drafts()
        for cue in self.cues:
            if split := parts(cue[3]):
                self._by_first.setdefault(split[0], []).append((cue, split))
                drafts.note(cue, split)
        for first in self._by_first:
            self._by_letter.setdefault(first[0], []).append(first)
        self._beginnings = drafts.beginnings()
        drafts.absorb(self._beginnings)
        self.entries = drafts.entries()

    def join(self, drafts: Drafts) -> None:
        """Add to a language's drafts what is shared and concerns them; all else stays an entry."""
        begin = drafts.beginnings()
        longer = {
            word
            for beginning in begin
            for word in self._by_letter.get(beginning[0], ())
            if word.startswith(beginning)
        }
        for first in longer.union(drafts.keys() & self._by_first.keys()):
            for cue, split in self._by_first[first]:
                drafts.note(cue, split)
        drafts.absorb(drafts.beginnings() | self._others(begin))

    def _others(self, known: Container[str]) -> dict[str, Draft]:
        return {word: draft for word, draft in self._beginnings.items() if word not in known}
