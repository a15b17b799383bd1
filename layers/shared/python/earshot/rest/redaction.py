"""Black out what nobody should read in a post, agents included."""

from collections.abc import Collection

from earshot.domain.pii import find, mask


def redacted(text: str | None, kinds: Collection[str]) -> str | None:
    """The text with its personal data of these kinds named instead of shown.

    Looked for anew each time: an edited post may hold what the first one did not.
    """
    if not text:
        return text
    every = "any" in kinds
    return mask(text, [span for span in find(text) if every or span.kind in kinds])
