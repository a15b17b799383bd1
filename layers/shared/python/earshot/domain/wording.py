"""Templates with their names filled in."""

import re
import unicodedata

LONGEST_NAME = 40


def filled(words: str, *, author: str, agent: str, brand: str) -> str:
    """The template with its placeholders filled, in one pass: what is filled in is only text."""
    if not author:
        words = words.replace(" {author}", "").replace("{author}", "")
    values = {"author": author, "agent": agent, "brand": brand}
    return re.sub(r"\{(author|agent|brand)\}", lambda found: values[found[1]], words).strip()


def sayable(*names: str | None) -> str:
    """The first name fit to be said in public: what could be an address or a link stays unsaid."""
    for name in names:
        if name and len(name) <= LONGEST_NAME and name[0].isalpha() and all(map(_sayable, name)):
            return name
    return ""


def _sayable(character: str) -> bool:
    return (
        character.isalpha()
        or character in " -'’"
        or unicodedata.category(character) in ("Mn", "Mc")
    )
