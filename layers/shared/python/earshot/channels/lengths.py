"""How platforms count a text."""


def graphemes(text: str) -> int:
    """Characters as people see them: extended grapheme clusters of Unicode."""
    if text.isascii() and "\r" not in text:
        return len(text)
    import regex

    return sum(1 for _ in regex.finditer(r"\X", text))


def utf8_bytes(text: str) -> int:
    """Bytes of UTF-8; a lone surrogate counts as the replacement character does."""
    return len(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode())
