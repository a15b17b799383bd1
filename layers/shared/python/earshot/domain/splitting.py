"""One text as a thread of posts, each within a channel's limits."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from earshot.domain.reply import TextLimit

MOST_PARTS = 4
"""More than this is no answer in a thread any more, but a document."""
WHOLE = re.compile(
    r"(?:https?://|www\.)\S+|[@#][\w.-]+(?:@[\w.:-]+)?|[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.IGNORECASE
)
"""What is never broken: links, also bare ones, names and tags."""
PARAGRAPH = re.compile(r"\n\s*\n\s*")
SENTENCE = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？]+[”’」』）]*\s*|\n\s*")
WORD = re.compile(r"\s+")
ENOUGH = 0.5
"""How full a post must be at least for a paragraph or a sentence to end it."""


class Breaks(NamedTuple):
    """Where a text may be broken, the best kinds first; each an ascending list of places."""

    kinds: tuple[list[int], ...]
    clusters: list[int]

    @classmethod
    def of(cls, text: str) -> "Breaks":
        import regex

        whole = [found.span() for found in WHOLE.finditer(text)]
        starts = [start for start, _ in whole]

        def free(at: int) -> bool:
            inside = bisect_left(starts, at) - 1
            return 0 < at < len(text) and (inside < 0 or at >= whole[inside][1])

        def ends(pattern: re.Pattern[str]) -> list[int]:
            return [f.end() for f in pattern.finditer(text) if free(f.end()) and joins(f.end())]

        between = {found.start() for found in regex.finditer(r"\X", text)}

        def joins(at: int) -> bool:
            return at in between

        kinds = (ends(PARAGRAPH), ends(SENTENCE), ends(WORD))
        return cls(kinds, [at for at in sorted(between) if free(at)])


class Splitter(NamedTuple):
    """A text, what is written under its last part, and the limits that each part keeps to."""

    text: str
    ending: str
    limits: Sequence[TextLimit]

    def fits(self, text: str) -> bool:
        return all(limit.count(text) <= limit.most for limit in self.limits)

    def part(self, start: int, end: int | None, number: int, of: int) -> str:
        """The words between two places as they are posted."""
        said = f"{self.text[start:end].strip()} ({number}/{of})"
        return f"{said}\n{self.ending}" if number == of and self.ending else said

    def whole(self) -> str:
        """The text as one post."""
        return f"{self.text}\n{self.ending}" if self.ending else self.text

    def into(self, of: int, breaks: Breaks, *, tight: bool) -> list[str] | None:
        """So many parts; None where they do not hold it."""
        parts: list[str] = []
        start = 0
        for number in range(1, of):
            end = self._end(start, number, of, breaks, tight=tight)
            if end is None:
                return None
            parts.append(self.part(start, end, number, of))
            start = end
        last = self.part(start, None, of, of)
        return [*parts, last] if self.text[start:].strip() and self.fits(last) else None

    def _end(self, start: int, number: int, of: int, breaks: Breaks, *, tight: bool) -> int | None:
        """Where this part ends: the farthest that fits, or a better place not far before it."""
        found = [self._farthest(start, number, of, kind) for kind in breaks.kinds]
        farthest = found[-1] or self._farthest(start, number, of, breaks.clusters)
        if farthest is None or tight:
            return farthest
        enough = start + ENOUGH * (farthest - start)
        return next((at for at in found if at is not None and at >= enough), farthest)

    def _farthest(self, start: int, number: int, of: int, places: list[int]) -> int | None:
        """The last of the places after the start up to which it fits.

        Found by halves, since a longer text counts more; stepped back where a channel counts
        otherwise.
        """
        first = bisect_right(places, start)
        low, high = first, len(places)
        while low < high:
            middle = (low + high) // 2
            if self.fits(self.part(start, places[middle], number, of)):
                low = middle + 1
            else:
                high = middle
        ahead = (places[at] for at in range(low - 1, first - 1, -1))
        return next((end for end in ahead if self._holds(start, end, number, of)), None)

    def _holds(self, start: int, end: int, number: int, of: int) -> bool:
        return bool(self.text[start:end].strip()) and self.fits(self.part(start, end, number, of))


def split(text: str, *, ending: str, limits: Sequence[TextLimit]) -> tuple[str, ...] | None:
    """The posts of a thread that say it, two to `MOST_PARTS`, or the one that does.

    They are numbered `(1/3)` at their end; `ending`, the signature, stands under the last one. They
    break between paragraphs or sentences where a post is then half full at least, else between
    words, and inside a word only where it is longer than a post; never inside a character as people
    see it, a link, a name or a tag. None where that cannot be.
    """
    splitter = Splitter(text.strip(), ending, limits)
    if splitter.fits(whole := splitter.whole()):
        return (whole,)
    breaks = Breaks.of(splitter.text)
    for tight in (False, True):
        for of in range(2, MOST_PARTS + 1):
            if parts := splitter.into(of, breaks, tight=tight):
                return tuple(parts)
    return None
