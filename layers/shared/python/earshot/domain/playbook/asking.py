"""Whether each paid service is asked for what it can tell, once, and with what it needs."""

from collections.abc import Iterator

from earshot.domain.playbook.checks import Data, Finding, Path, at, not_among

TELLS = {
    "comprehend": ("language", "sentiment", "personal_data"),
    "bedrock": ("relevance", "topic", "intent", "sentiment"),
}
_NEEDS = {"model": "the id of a model, as amazon.nova-micro-v1:0", "prices": "input and output"}


def unaskable(data: Data) -> Iterator[Finding]:
    """Each label that a service does not know, and each key that it needs or that has no effect."""
    seen: set[str] = set()
    for path, backend in at(data, "classification", "backends", "*"):
        name = str(backend.get("name")) if isinstance(backend, dict) else ""
        if name not in TELLS:
            continue
        if name in seen:
            yield Finding((*path, "name"), f"{name!r} is asked already", "write it as one")
        seen.add(name)
        yield from _unknown(path, backend, name)
        yield from _unmatched(path, backend, name)


def _unknown(path: Path, backend: Data, name: str) -> Iterator[Finding]:
    for place, head in at(backend, "ask_for", "*", path=path):
        if isinstance(head, str) and head not in TELLS[name]:
            yield not_among(place, head, TELLS[name], f"label that {name} sets")


def _unmatched(path: Path, backend: Data, name: str) -> Iterator[Finding]:
    for key, wanted in _NEEDS.items():
        if name == "bedrock" and not backend.get(key):
            yield Finding(path, f"{key} is missing", f"add `{key}:` {wanted}")
        if name != "bedrock" and key in backend:
            yield Finding((*path, key), "has an effect with `name: bedrock` only")
