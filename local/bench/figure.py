"""One measured figure beside what it has to hold."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

State = Literal["ok", "over", "told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`hold` is the most that `value` may be; None where it is only told."""

    name: str
    value: float
    unit: str
    hold: float | None = None
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def state(self) -> State:
        if self.hold is None:
            return "told"
        return "ok" if self.value <= self.hold else "over"

    def as_dict(self) -> dict[str, Any]:
        """The figure for programs; a value has three places after the point."""
        return {
            "value": round(self.value, 3),
            "unit": self.unit,
            "hold": self.hold,
            "state": self.state,
            **({"detail": self.detail} if self.detail else {}),
        }


def as_object(figures: Iterable[Figure]) -> dict[str, Any]:
    """All figures by name, and whether none is over."""
    found = list(figures)
    return {
        "ok": all(figure.state != "over" for figure in found),
        "figures": {figure.name: figure.as_dict() for figure in found},
    }
