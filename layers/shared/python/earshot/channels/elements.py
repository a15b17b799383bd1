"""From JSON of unknown making to mentions: strict about form, bounded in depth and size."""

import json
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from earshot.channels.values import Unreadable
from earshot.domain.mention import Mention
from earshot.errors import Malformed

# An item of the table has at most 400 KB.
MAX_RAW_BYTES = 300_000
# No queue takes these in a message; no person writes them.
NEVER_TEXT = "\x00\ufffe\uffff"
_TO_REPLACEMENT = {ord(character): "\ufffd" for character in NEVER_TEXT}


def parse(body: bytes | str) -> Any:
    """The JSON value; Malformed for NaN, lone surrogates, depth over 200, and what is no JSON."""
    try:
        return from_json(body, allow_inf_nan=False)
    except ValueError as error:
        raise Malformed(f"not JSON: {error}") from None


def dump(element: object) -> str:
    """One element as JSON text, to be kept or to be sent."""
    return json.dumps(element, ensure_ascii=False, separators=(",", ":"))


def unreadable(element: object, error: Malformed, *, account: str | None = None) -> Unreadable:
    """An element for the quarantine, cut where it would be too long to keep."""
    raw = dump(element)
    if len(raw.encode("utf-8", "replace")) > MAX_RAW_BYTES:
        return Unreadable(
            raw[: MAX_RAW_BYTES // 4], f"{error} (cut: too long to keep)", error.field, account
        )
    return Unreadable(raw, str(error), error.field, account)


def cleaned(text: str | None) -> str | None:
    """The text with what no queue takes replaced by U+FFFD."""
    return text.translate(_TO_REPLACEMENT) if text else text


def mention(fields: dict[str, Any]) -> Mention:
    """A mention of these fields; Malformed, naming the first field that is wrong."""
    try:
        found = Mention.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Malformed(f"{where}: {first['msg']}", field=where) from None
    strings = _strings(found)
    if "\x00" in strings or "\ufffe" in strings or "\uffff" in strings:
        return mention(_without(found))
    return found


def _strings(found: Mention) -> str:
    author = found.author
    parts = (found.text, author.handle, author.display_name, found.permalink, found.language)
    names = (found.id, author.id, found.in_reply_to, found.root, found.reshare_of, found.echo)
    media = [part for one in found.media for part in (one.kind, one.url, one.alt)]
    return "".join(part for part in (*parts, *names, *media) if part)


def _without(found: Mention) -> dict[str, Any]:
    """The fields with replacement characters; an identifier is refused, not changed."""
    for name, value in (
        ("id", found.id),
        ("author.id", found.author.id),
        ("in_reply_to", found.in_reply_to),
        ("root", found.root),
        ("reshare_of", found.reshare_of),
        ("echo", found.echo),
    ):
        if value != cleaned(value):
            raise Malformed(f"{name}: has a character that is no text", field=name)
    data = found.model_dump()
    for name in ("text", "permalink", "language"):
        data[name] = cleaned(data[name])
    for name in ("handle", "display_name"):
        data["author"][name] = cleaned(data["author"][name])
    for one in data["media"]:
        one.update({name: cleaned(value) for name, value in one.items()})
    return data
