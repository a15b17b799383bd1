"""The base of everything that people write in configuration files."""

from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ConfigDict

from earshot.domain.frozen import Frozen


class Written(Frozen):
    """Immutable, and a misspelt key is an error rather than a silence."""

    model_config = ConfigDict(extra="forbid")


T = TypeVar("T")


def _several(value: Any) -> Any:
    return value if isinstance(value, list | tuple) or value is None else (value,)


# `intent: complaint` means the same as `intent: [complaint]`.
Several = Annotated[tuple[T, ...], BeforeValidator(_several)]
