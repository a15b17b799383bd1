"""What somebody meant who wrote a name that there is none of."""

from collections.abc import Collection

MOST_LISTED = 30


def nearest(written: object, known: Collection[str]) -> str | None:
    """The name that is written otherwise in capitals alone, or goes on, or is much alike."""
    if not isinstance(written, str) or not written:
        return None
    word = written.casefold()
    same = (name for name in known if name.casefold() == word)
    longer = (name for name in known if len(word) > 2 and name.casefold().startswith(word))
    if found := next(same, None) or next(longer, None):
        return found
    from difflib import get_close_matches

    return next(iter(get_close_matches(written, known, n=1)), None)


def instead(written: object, known: Collection[str]) -> str:
    """A hint: the nearest name; else all of them, unless they are too many to read."""
    if found := nearest(written, known):
        return f"did you mean {found!r}?"
    return "one of: " + ", ".join(known) if 0 < len(known) <= MOST_LISTED else ""
