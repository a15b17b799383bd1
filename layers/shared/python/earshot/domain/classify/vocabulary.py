"""Built-in cues and the playbook's own, compiled for one language into one look-up by word."""

import re
from collections.abc import Iterator

from earshot.domain.classify import lexicon
from earshot.domain.classify.drafts import (
    CONTRAST,
    NEGATION,
    Cue,
    Drafts,
    Entry,
    Shared,
    parts,
)
from earshot.domain.classify.lexicon import emoji
from earshot.domain.playbook import Playbook

INTENTS = ("complaint", "question", "request", "feedback", "praise")
RISKS = ("legal", "safety", "self_harm", "press", "security", "wrong_information", "profanity")
KINDS = (*INTENTS, "spam", "promotion", "noise", "urgent", "outage", *RISKS, "us", "not_us")
SLOT = {kind: slot for slot, kind in enumerate(KINDS)}
FIRST_RISK = SLOT[RISKS[0]]
FIRST_TOPIC = len(KINDS)
OWN = (*INTENTS, "noise", "positive", "negative")
"""Kinds of which the playbook's own cues are counted once more by themselves, after the topics."""

_UNSPACED = {"ja", "zh"}
_LIMIT = 50_000
_LONGEST = 30
_LEAST = 3  # letters of a beginning that count


class Vocabulary(dict[str, Entry | None]):
    """Word to entry. A word that is not listed is resolved once and then remembered."""

    def __init__(self, language: str, shared: Shared | None = None) -> None:
        super().__init__()
        shared = shared or Shared()
        self.size = FIRST_TOPIC + len(OWN) + shared.topics
        self._beginnings: dict[str, Entry] = {}
        self._running: re.Pattern[str] | None = None
        drafts = Drafts()
        if language in _UNSPACED:
            for cue in (*_built_in(language), *shared.cues):
                drafts.note(cue, [cue[3]])
            drafts.absorb(drafts.beginnings())
            self._running = _running_text(drafts)
        else:
            for cue in _built_in(language):
                drafts.note(cue, parts(cue[3]))
            shared.join(drafts)
            self._take(*shared.entries)
        self._take(*drafts.entries())
        self._heads = {beginning[:_LEAST] for beginning in self._beginnings}

    def _take(self, of_words: dict[str, Entry], of_beginnings: dict[str, Entry]) -> None:
        self.update(of_words)
        self._beginnings.update(of_beginnings)

    def read(self, text: str, tokens: list[str]) -> list[str]:
        """The words to look up: those given, or what is found where words are not set apart."""
        return self._running.findall(text) if self._running else tokens

    def __missing__(self, word: str) -> Entry | None:
        entry = None
        if "'" in word or word[-1] == "s" or _DRAWN_OUT.search(word):
            entry = next(filter(None, map(self.get, _forms(word))), None)
        if entry is None and word[:_LEAST] in self._heads:
            entry = self._by_beginning(word)
        if len(self) < _LIMIT and len(word) <= _LONGEST:
            self[word] = entry
        return entry

    def _by_beginning(self, word: str) -> Entry | None:
        """What is listed as the longest beginning of the word."""
        for end in range(min(len(word), _LONGEST), _LEAST - 1, -1):
            if entry := self._beginnings.get(word[:end]):
                return entry
        return None


# Quoted, plural and drawn-out forms of a listed word say what it says.
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


def shared_by(playbook: Playbook) -> Shared:
    """A playbook's own cues, which are heard in every language."""
    return Shared(_of(playbook), len(playbook.taxonomy.topics))


def _built_in(language: str) -> Iterator[Cue]:
    yield from _listed(emoji.CUES)
    yield from _listed(lexicon.cues(language if language in lexicon.LANGUAGES else "en"))


def _of(playbook: Playbook) -> Iterator[Cue]:
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


def _names(playbook: Playbook) -> Iterator[Cue]:
    for brand in playbook.brands.values():
        for name in brand.names:
            yield "us", SLOT["us"], 1.0, name
        for handle in brand.handles:
            yield "us", SLOT["us"], 2.0, "@" + handle.removeprefix("@")
        for other in brand.not_about:
            yield "not_us", SLOT["not_us"], 2.0, other


def _listed(cues: dict[str, str]) -> Iterator[Cue]:
    for head, listed in cues.items():
        kind, _, weight = head.partition(" ")
        name, amount = _MODIFIERS.get(kind) or (kind, float(weight))
        for cue in listed.split(","):
            yield name, SLOT.get(name, 0), amount, cue.strip()


_MODIFIERS = {"negation": ("modifier", NEGATION), "contrast": ("modifier", CONTRAST)}


def _running_text(drafts: Drafts) -> re.Pattern[str]:
    """Longest cue first, and Latin words whole."""
    listed = sorted((d for d in drafts if not d.isascii()), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, listed), r"[a-z0-9_@']+"]))
