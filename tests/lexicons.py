"""A validator for Lexicon, the schema language of the AT protocol, as far as our bodies need it.

It is written for the tests and from the language's own cases; only documents that are copied into
`tests/samples/vectors/atproto-lexicons` are known, and a reference to another one takes anything.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from earshot.channels.bluesky import syntax
from earshot.channels.lengths import graphemes, utf8_bytes
from earshot.errors import Rejected

FOLDER = Path(__file__).parent / "samples" / "vectors" / "atproto-lexicons"
DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|(?!-00:00)[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"(i|[a-z]{2,3})(-[A-Za-z0-9]+)*")
Schema = dict[str, Any]


def is_address(text: str) -> bool:
    try:
        return bool(syntax.address(text))
    except Rejected:
        return False


def is_datetime(text: str) -> bool:
    try:
        known_year = text.replace("0000-", "0004-", 1)  # there is no year 0 in Python
        return DATETIME.fullmatch(text) is not None and bool(datetime.fromisoformat(known_year))
    except ValueError:
        return False


FORMATS: dict[str, Callable[[str], bool]] = {
    "did": syntax.is_did,
    "handle": syntax.is_handle,
    "at-identifier": syntax.is_authority,
    "nsid": syntax.is_nsid,
    "at-uri": is_address,
    "tid": syntax.is_tid,
    "record-key": syntax.is_record_key,
    "datetime": is_datetime,
    "cid": lambda text: re.fullmatch(r"[A-Za-z0-9+=]{8,256}", text) is not None,
    "language": lambda text: LANGUAGE.fullmatch(text) is not None,
    "uri": lambda text: re.fullmatch(r"[a-z][a-z.-]{0,80}:\S{1,8000}", text) is not None,
}


@cache
def documents() -> dict[str, Schema]:
    """All that are known, by name."""
    found = [json.loads(path.read_text("utf-8")) for path in FOLDER.rglob("*.json")]
    return {one["id"]: one for one in found}


class Lexicon:
    """Says what is wrong with a value; nothing when it is right."""

    def __init__(self, *more: Schema) -> None:
        self._known = documents() | {one["id"]: one for one in more}

    def record(self, value: Any) -> list[str]:
        """Of a record, by its own `$type`."""
        name = value.get("$type") if isinstance(value, dict) else None
        schema = self._known.get(str(name), {}).get("defs", {}).get("main")
        if not schema:
            return [f"no schema for {name}"]
        return list(self.wrong(schema["record"], value, "$", str(name)))

    def parameters(self, method: str, params: list[tuple[str, str]]) -> list[str]:
        """Of the parameters of a query, which come as texts."""
        schema = self._main(method).get("parameters", {"type": "params", "properties": {}})
        given: dict[str, Any] = {}
        for name, text in params:
            wanted = schema["properties"].get(name)
            if wanted is None:
                return [f"$.{name}: unknown parameter"]
            value = int(text) if wanted["type"] == "integer" else text
            if wanted["type"] == "array":
                given.setdefault(name, []).append(value)
            else:
                given[name] = value
        return list(self.wrong({**schema, "type": "object"}, given, "$", method))

    def body(self, method: str, part: str, value: Any) -> list[str]:
        """Of the `input` or `output` of a method, and of the record in it."""
        schema = self._main(method).get(part)
        if schema is None or "schema" not in schema:
            return []
        found = list(self.wrong(schema["schema"], value, "$", method))
        if isinstance(value, dict) and "record" in value and part == "input":
            found += self.record(value["record"])
        return found

    def _main(self, method: str) -> Schema:
        found: Schema = self._known[method]["defs"]["main"]
        return found

    def wrong(self, schema: Schema, value: Any, at: str, home: str) -> Iterator[str]:
        """What is wrong at a place; `home` is the document that references without one mean."""
        kind = schema["type"]
        if "const" in schema and value != schema["const"]:
            yield f"{at}: not {schema['const']}"
        if "enum" in schema and value not in schema["enum"]:
            yield f"{at}: not one of {schema['enum']}"
        check = getattr(self, f"_{kind.replace('-', '_')}")
        yield from check(schema, value, at, home)

    def _object(self, schema: Schema, value: Any, at: str, home: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at}: no object"
            return
        for name in schema.get("required", []):
            if name not in value:
                yield f"{at}.{name}: missing"
        for name, inner in schema.get("properties", {}).items():
            nullable = name in schema.get("nullable", [])
            if name in value and not (nullable and value[name] is None):
                yield from self.wrong(inner, value[name], f"{at}.{name}", home)

    def _array(self, schema: Schema, value: Any, at: str, home: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{at}: no array"
            return
        yield from _bounded(schema, len(value), at)
        for index, one in enumerate(value):
            yield from self.wrong(schema["items"], one, f"{at}[{index}]", home)

    def _ref(self, schema: Schema, value: Any, at: str, home: str) -> Iterator[str]:
        found = self._referred(schema["ref"], home)
        if found:
            yield from self.wrong(found[0], value, at, found[1])

    def _union(self, schema: Schema, value: Any, at: str, home: str) -> Iterator[str]:
        name = value.get("$type") if isinstance(value, dict) else None
        if not isinstance(name, str):
            yield f"{at}: no object with a $type"
            return
        names = {_whole(ref, home) for ref in schema["refs"]}
        if name.removesuffix("#main") in names:
            yield from self._ref({"ref": name}, value, at, home)
        elif schema.get("closed"):
            yield f"{at}: {name} is not in the union"

    def _referred(self, ref: str, home: str) -> tuple[Schema, str] | None:
        document, _, name = _whole(ref, home).partition("#")
        if document not in self._known:
            return None
        found = self._known[document]["defs"][name or "main"]
        return found.get("record", found), document

    def _token(self, _schema: Schema, value: Any, at: str, _home: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{at}: no token"

    def _string(self, schema: Schema, value: Any, at: str, _home: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{at}: no string"
            return
        yield from _bounded(schema, utf8_bytes(value), at)
        yield from _bounded(schema, graphemes(value), at, "Graphemes")
        if "format" in schema and not FORMATS[schema["format"]](value):
            yield f"{at}: no {schema['format']}"

    def _integer(self, schema: Schema, value: Any, at: str, _home: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield f"{at}: no integer"
        elif not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            yield f"{at}: out of range"

    def _boolean(self, _schema: Schema, value: Any, at: str, _home: str) -> Iterator[str]:
        if not isinstance(value, bool):
            yield f"{at}: no boolean"

    def _unknown(self, _schema: Schema, value: Any, at: str, _home: str) -> Iterator[str]:
        if not isinstance(value, dict) or "$bytes" in value or value.get("$type") == "blob":
            yield f"{at}: no object"

    def _bytes(self, schema: Schema, value: Any, at: str, _home: str) -> Iterator[str]:
        given = value.get("$bytes") if isinstance(value, dict) else None
        if not isinstance(given, str):
            yield f"{at}: no bytes"
        else:
            yield from _bounded(schema, len(given.rstrip("=")) * 3 // 4, at)

    def _cid_link(self, _schema: Schema, value: Any, at: str, _home: str) -> Iterator[str]:
        if not isinstance(value, dict) or not isinstance(value.get("$link"), str):
            yield f"{at}: no link"

    def _blob(self, schema: Schema, value: Any, at: str, _home: str) -> Iterator[str]:
        if not isinstance(value, dict) or value.get("$type") != "blob":
            yield f"{at}: no blob"
            return
        if value["size"] > schema.get("maxSize", value["size"]):
            yield f"{at}: too large"
        kinds = [kind.rstrip("*") for kind in schema.get("accept", [""])]
        if not value["mimeType"].startswith(tuple(kinds)):
            yield f"{at}: of the wrong kind"


def _whole(ref: str, home: str) -> str:
    return (home + ref if ref.startswith("#") else ref).removesuffix("#main")


def _bounded(schema: Schema, size: int, at: str, unit: str = "Length") -> Iterator[str]:
    if not schema.get(f"min{unit}", size) <= size <= schema.get(f"max{unit}", size):
        yield f"{at}: {size} is out of bounds"
