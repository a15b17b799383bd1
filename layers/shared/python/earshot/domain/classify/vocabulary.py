"""Built-in cues and the playbook's own, compiled for one language into one look-up by word."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from earshot.domain.classify import lexicon
from earshot.domain.classify.lexicon import emoji
from earshot.domain.classify.tokens import plain, words
from earshot.domain.playbook import Playbook

INTENTS = ("complaint", "question", "request", "feedback", "praise")
RISKS = ("legal", "safety", "self_harm", "press", "security", "wrong_information", "profanity")
KINDS = (*INTENTS, "spam", "promotion", "noise", "urgent", "outage", *RISKS, "us", "not_us")
SLOT = {kind: slot for slot, kind in enumerate(KINDS)}
FIRST_RISK = SLOT[RISKS[0]]
FIRST_TOPIC = len(KINDS)
OWN = (*INTENTS, "noise", "positive", "negative")
"""Kinds of which the playbook's own cues are counted once more by themselves, after the topics."""

NEGATION = -1.0
CONTRAST = -2.0
_UNSPACED = {"ja", "zh"}
_LIMIT = 50_000
_LONGEST = 30
_LEAST = 3  # letters of a beginning that count

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


class Vocabulary(dict[str, Entry | None]):
    """Word to entry. A word that is not listed is resolved once and then remembered."""

    def __init__(self, language: str, playbook: Playbook | None = None) -> None:
        super().__init__()
        self.size = FIRST_TOPIC + len(OWN) + (len(playbook.taxonomy.topics) if playbook else 0)
        self._beginnings: dict[str, Entry] = {}
        drafts: dict[str, _Draft] = {}
        whole = language in _UNSPACED
        for kind, slot, weight, cue in _all_cues(language, playbook):
            draft = _draft(drafts, [cue] if whole else [*_split(cue)], cue)
            draft.note(kind, slot, weight)
        _share_beginnings(drafts)
        for word, draft in drafts.items():
            target = self._beginnings if word.endswith("*") else self
            target[word.removesuffix("*")] = draft.entry()
        self._heads = {beginning[:_LEAST] for beginning in self._beginnings}
        self._running = _running_text(drafts) if whole else None

    def read(self, text: str, tokens: list[str]) -> list[str]:
        """The words to look up: those given, or what is found where words are not set apart."""
        return self._running.findall(text) if self._running else tokens

    def __missing__(self, word: str) -> Entry | None:
        entry = self._resolve(word)
        if len(self) < _LIMIT and len(word) <= _LONGEST:
            self[word] = entry
        return entry

    def _resolve(self, word: str) -> Entry | None:
        """Quoted, plural or drawn-out forms of a listed word, or what begins like one."""
        if "'" in word or word[-1] == "s" or _DRAWN_OUT.search(word):
            for form in _forms(word):
                if entry := self.get(form):
                    return entry
        if word[:_LEAST] not in self._heads:
            return None
        for end in range(min(len(word), _LONGEST), _LEAST - 1, -1):
            if entry := self._beginnings.get(word[:end]):
                return entry
        return None


_DRAWN_OUT = re.compile(r"(\w)\1\1+")


def _forms(word: str) -> Iterator[str]:
    """Other forms of the word, if it has any."""
    if "'" in word and (bare := word.strip("'")) != word:
        yield bare
    if word.endswith("s"):
        if word.endswith("'s"):
            yield word[:-2]
        yield word[:-1]
    if _DRAWN_OUT.search(word):
        yield _DRAWN_OUT.sub(r"\1", word)


class _Draft:
    """An entry that is still being collected."""

    __slots__ = ("effects", "modifier", "phrases", "valence")

    def __init__(self) -> None:
        self.effects: dict[int, float] = {}
        self.valence: float | None = None
        self.modifier = 0.0
        self.phrases: dict[str, tuple[list[str], _Draft]] | None = None

    def note(self, kind: str, slot: int, weight: float) -> None:
        """Keep the greater weight of a slot, the last valence, the last modifier."""
        if kind == "valence":
            self.valence = weight
        elif kind in ("modifier", "intensify"):
            self.modifier = weight
        else:
            self.effects[slot] = max(weight, self.effects.get(slot, 0.0))

    def phrase(self, rest: list[str]) -> "_Draft":
        """The draft of the phrase that goes on like this."""
        if self.phrases is None:
            self.phrases = {}
        return self.phrases.setdefault(" ".join(rest), (rest, _Draft()))[1]

    def absorb(self, other: "_Draft") -> None:
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


def _by_second_word(drafts: Iterable[tuple[list[str], _Draft]]) -> dict[str, tuple[Phrase, ...]]:
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


def _phrase(rest: list[str], draft: _Draft) -> Phrase:
    open_ended = rest[-1].endswith("*")
    exact = [*rest[:-1], rest[-1].removesuffix("*")]
    return Phrase(exact, open_ended, tuple(draft.effects.items()), draft.valence)


def _share_beginnings(drafts: dict[str, _Draft]) -> None:
    """Give words that are listed themselves what holds for their beginning too."""
    by_letter: dict[str, list[str]] = {}
    for word in drafts:
        if word.endswith("*"):
            by_letter.setdefault(word[0], []).append(word[:-1])
    for word, draft in drafts.items():
        for beginning in by_letter.get(word[0], ()):
            if word.startswith(beginning) and not word.endswith("*"):
                draft.absorb(drafts[beginning + "*"])


@lru_cache(maxsize=4_096)
def _split(cue: str) -> tuple[str, ...]:
    """Its words; most cues are a playbook's and come again in each language."""
    return tuple(words(plain(cue)))


def _draft(drafts: dict[str, _Draft], parts: list[str], cue: str) -> _Draft:
    """The draft of a word, or of a phrase under its first word."""
    if not parts:
        return _Draft()
    if cue.endswith("*"):
        parts[-1] += "*"
    first, *rest = parts
    draft = drafts.setdefault(first, _Draft())
    return draft.phrase(rest) if rest else draft


def _all_cues(language: str, playbook: Playbook | None) -> Iterator[tuple[str, int, float, str]]:
    yield from _built_in(emoji.CUES)
    yield from _built_in(lexicon.cues(language if language in lexicon.LANGUAGES else "en"))
    if playbook:
        yield from _of(playbook)


def _of(playbook: Playbook) -> Iterator[tuple[str, int, float, str]]:
    for slot, topic in enumerate(playbook.taxonomy.topics.values(), FIRST_TOPIC):
        for keyword in topic.keywords:
            yield "topic", slot, 3.0 if " " in keyword else 2.0, keyword
    first = FIRST_TOPIC + len(playbook.taxonomy.topics)
    for kind, cues in playbook.taxonomy.cues.items():
        weight = {"positive": 2.0, "negative": -2.0}.get(kind)
        for cue in cues:
            yield (kind, SLOT[kind], 3.0, cue) if weight is None else ("valence", 0, weight, cue)
            if kind in OWN:
                yield "own", first + OWN.index(kind), 1.0, cue
    yield from _names(playbook)


def _names(playbook: Playbook) -> Iterator[tuple[str, int, float, str]]:
    for brand in playbook.brands.values():
        for name in brand.names:
            yield "us", SLOT["us"], 1.0, name
        for handle in brand.handles:
            yield "us", SLOT["us"], 2.0, "@" + handle.removeprefix("@")
        for other in brand.not_about:
            yield "not_us", SLOT["not_us"], 2.0, other


def _built_in(cues: dict[str, str]) -> Iterator[tuple[str, int, float, str]]:
    for head, listed in cues.items():
        kind, _, weight = head.partition(" ")
        name, amount = _MODIFIERS.get(kind) or (kind, float(weight))
        for cue in listed.split(","):
            yield name, SLOT.get(name, 0), amount, cue.strip()


_MODIFIERS = {"negation": ("modifier", NEGATION), "contrast": ("modifier", CONTRAST)}


def _running_text(drafts: dict[str, _Draft]) -> re.Pattern[str]:
    """Longest cue first, and Latin words whole."""
    listed = sorted((d for d in drafts if not d.isascii()), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, listed), r"[a-z0-9_@']+"]))
