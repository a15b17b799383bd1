"""The embedded model: a linear one, read without a network, a service or a numeric library."""

from functools import cache
from pathlib import Path

from earshot.domain.classify.model.reader import Reader
from earshot.domain.classify.model.weights import Weights, version

SHIPPED = Path(__file__).with_name("shipped.weights")


class Model:
    """Weights that have a name, ready to read texts."""

    def __init__(self, data: bytes) -> None:
        self.version = version(data)
        weights = Weights.from_bytes(data)
        self.temperatures = weights.temperatures
        self.read = Reader(weights).read


_PROVIDED: dict[str, Model] = {}


@cache
def shipped() -> Model:
    """The one that comes with the package, loaded when it is first asked for."""
    return Model(SHIPPED.read_bytes())


def provide(data: bytes) -> Model:
    """Make weights known that a deployment has trained itself; ValueError where they do not fit."""
    model = Model(data)
    _PROVIDED[model.version] = model
    return model


def named(name: str | None) -> Model | None:
    """The model of that version; the shipped one without a name; None where it is not known."""
    if name is None or name == shipped().version:
        return shipped()
    return _PROVIDED.get(name)
