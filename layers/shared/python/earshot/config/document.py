"""YAML as people mean it, with the line of every value."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.reader import ReaderError

from earshot.config.problems import ConfigError, Problem

Step = str | int


class _Loader(yaml.SafeLoader):
    """Only true, false, null and plain numbers are special.

    YAML 1.1 would read the country `NO` as false and the time `10:00` as six hundred.
    """


_Loader.yaml_implicit_resolvers = {}
for _tag, _form, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
    ("merge", r"<<", "<"),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_form})$"), list(_first)
    )


class Document(NamedTuple):
    """A file's data, and the nodes that know where each of them stands."""

    file: str
    data: dict[str, Any]
    root: yaml.Node

    def problem(self, path: Sequence[Step], message: str, hint: str = "") -> Problem:
        """A problem at this value, or at the nearest thing around it that is written down."""
        return Problem(self.file, _line(self.root, path), self._spoken(path), message, hint)

    def _spoken(self, path: Sequence[Step]) -> str:
        """`clauses[complaint].when.topic`: items of a list by their name where they have one."""
        said = ""
        value: Any = self.data
        for step in path:
            value = _inner_value(value, step)
            if isinstance(step, int):
                name = value.get("name") if isinstance(value, dict) else None
                said += f"[{name if isinstance(name, str) else step}]"
            else:
                said += f".{step}" if said else str(step)
        return said


def read(path: Path) -> Document:
    """Read a file whose content is a mapping; ConfigError when it is not."""
    try:
        return _parse(str(path), path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(
            [Problem(str(path), 1, "", f"cannot be read: {error.strerror}")]
        ) from None
    except UnicodeDecodeError:
        raise ConfigError([Problem(str(path), 1, "", "is not UTF-8", "save it as UTF-8")]) from None


_HINTS = {
    "mapping values are not allowed": "put text that holds `: ` in quotes",
    "found character '\\t'": "indent with spaces, not with tabs",
    "that cannot start any token": "put the text in quotes",
}


def _parse(file: str, text: str) -> Document:
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        data = loader.construct_document(root) if root is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        said = str(error.problem)
        hint = next((hint for part, hint in _HINTS.items() if part in said), "")
        raise ConfigError([Problem(file, line, "", f"not YAML: {said}", hint)]) from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        said = f"the sign U+{error.character:04X} cannot stand in YAML"
        raise ConfigError([Problem(file, line, "", said, "take it out")]) from None
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigError([Problem(file, 1, "", f"not YAML: {error}")]) from None
    if not isinstance(root, yaml.MappingNode) or not isinstance(data, dict):
        raise ConfigError([Problem(file, 1, "", "holds no keys", "write `key: value` lines")])
    if twice := list(_twice(file, root, set())):
        raise ConfigError(twice)
    return Document(file, data, root)


def _twice(file: str, node: yaml.Node, seen: set[int]) -> Iterator[Problem]:
    """Keys given more than once, of which all but the last would be lost."""
    if id(node) in seen or not isinstance(node, yaml.CollectionNode):
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        first: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and first.setdefault(key.value, key) is not key:
                said = f"is given twice, first in line {first[key.value].start_mark.line + 1}"
                yield Problem(file, key.start_mark.line + 1, key.value, said)
            yield from _twice(file, value, seen)
    else:
        for item in node.value:
            yield from _twice(file, item, seen)


def _line(node: yaml.Node, path: Sequence[Step]) -> int:
    line = 1
    for step in path:
        found = _inner_node(node, step)
        if found is None:
            break
        line, node = found
    return line


def _inner_node(node: yaml.Node, step: Step) -> tuple[int, yaml.Node] | None:
    """The line on which an inner value is named, and its node."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None


def _inner_value(value: Any, step: Step) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
