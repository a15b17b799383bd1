"""One label learned from the words of labelled rows alone, by the model's own way of learning."""

from collections import Counter
from collections.abc import Sequence

from earshot.domain.classify.model import SHIPPED
from earshot.domain.classify.model.weights import Weights
from earshot.domain.classify.training.examples import Example, Seen, seen
from earshot.domain.classify.training.learn import Settings, learn, scores
from earshot.domain.classify.training.pack import feelings_of
from earshot.domain.classify.training.space import Space
from local.evaluate.judges import Judge
from local.evaluate.rows import Row

_EVEN_OUT = 0.5
_FOLDS = 5


def learned(rows: Sequence[Row], label: str) -> Judge:
    """A judge of any texts; rare labels weigh more, as in the training of the heads."""
    outcomes: list[str] = sorted({row[label] for row in rows})
    often = Counter(row[label] for row in rows)
    feelings = feelings_of(Weights.from_bytes(SHIPPED.read_bytes()))

    def sight(text: str) -> Seen:
        return seen(Example("", text, {}), feelings, told=False)

    sights = [sight(row["text"]) for row in rows]
    space = Space(sights)
    examples = [
        space.row(one)._replace(
            outcome=outcomes.index(row[label]),
            weight=(len(rows) / (len(often) * often[row[label]])) ** _EVEN_OUT,
        )
        for one, row in zip(sights, rows, strict=True)
    ]
    weights = learn(examples, len(outcomes), space.size, Settings())

    def name(text: str) -> str:
        told = scores(weights, space.row(sight(text)))
        return outcomes[told.index(max(told))]

    return lambda texts: [name(text) for text in texts]


def in_turn(rows: Sequence[Row], label: str) -> Judge:
    """A judge of these rows' own texts: of each fifth, by what the other four fifths taught."""
    said: dict[str, str] = {}
    for fold in range(_FOLDS):
        asked = [row["text"] for row in rows[fold::_FOLDS]]
        others = [row for place, row in enumerate(rows) if place % _FOLDS != fold]
        said.update(zip(asked, learned(others, label)(asked), strict=True))
    return lambda texts: [said[text] for text in texts]
