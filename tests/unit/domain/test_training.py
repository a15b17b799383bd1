"""Training gives the same weights from the same examples, and says where they are worse."""

from math import log

import pytest

from earshot.domain.classify.model import Model
from earshot.domain.classify.model.features import of_word
from earshot.domain.classify.model.heads import FIRST, HEAD
from earshot.domain.classify.model.weights import Weights
from earshot.domain.classify.training.corrections import accept
from earshot.domain.classify.training.examples import Example, example
from earshot.domain.classify.training.learn import Row, Settings, learn, scores
from earshot.domain.classify.training.plans import PLANS
from earshot.domain.classify.training.prior import begin
from earshot.domain.classify.training.report import Figures, falls, report
from earshot.domain.classify.training.teach import is_frozen, teach

COMPLAINTS = ["late", "broken", "rude", "missing", "wrong", "lost"]
THANKS = ["great", "lovely", "quick", "kind", "helpful", "perfect"]


def examples(number: int = 240) -> list[Example]:
    """Half of them complain of something, half praise something."""
    made = []
    for n in range(number):
        complains = n % 2 == 0
        word = (COMPLAINTS if complains else THANKS)[n % 6]
        labels = {
            "intent": "complaint" if complains else "praise",
            "sentiment": "negative" if complains else "positive",
        }
        made.append(Example(f"e{n}", f"@acme parcel {n % 7} was {word}", labels))
    return made


def test_the_same_examples_give_the_same_bytes() -> None:
    one, other = (teach(examples(), {}, {"from": ["x"]}).weights.as_bytes() for _ in range(2))
    assert one == other


def test_what_is_frozen_is_chosen_by_its_id_alone_and_never_learned_from() -> None:
    frozen = [one for one in examples() if is_frozen(one)]
    assert 10 < len(frozen) < 40
    hidden = [
        one._replace(text="zzyzx zzyzx", labels={"intent": "question"}) if is_frozen(one) else one
        for one in examples()
    ]
    taught = teach(hidden, {}, {})
    assert of_word("zzyzx") not in taught.weights.numbers
    assert [one.id for one in taught.frozen] == [one.id for one in frozen]


def test_it_learns_what_it_is_shown() -> None:
    taught = teach(examples(), {}, {})
    told = report(Model(taught.weights.as_bytes()), taught.frozen)
    assert told["intent"].keys() == {"complaint", "praise"}
    assert min(one.f1 for one in told["intent"].values()) == 1.0
    assert told["topic"] == {}


def test_words_that_were_never_seen_are_felt_by_the_list() -> None:
    rows = [one._replace(text="so " + one.text.split()[-1]) for one in examples()]
    felt = {of_word(w): -3.0 for w in [*COMPLAINTS, "dire"]} | {
        of_word(w): 3.0 for w in [*THANKS, "sublime"]
    }
    model = Model(teach(rows, felt, {}).weights.as_bytes())
    told = report(
        model,
        [
            Example("1", "dire", {"sentiment": "negative"}),
            Example("2", "sublime", {"sentiment": "positive"}),
        ],
    )
    assert [one.recall for one in told["sentiment"].values()] == [1.0, 1.0]


def test_learning_goes_on_from_weights_and_leaves_other_heads_alone() -> None:
    before = teach(examples(), {}, {}).weights
    more = [
        Example(f"m{n}", f"the gizmo is {'splendid' if n % 2 else 'shoddy'}", {"intent": label})
        for n in range(60)
        for label in ["praise" if n % 2 else "complaint"]
    ]
    after = teach(more, {}, {}, base=before).weights
    assert _sentiment(after) == _sentiment(before)
    told = report(Model(after.as_bytes()), [*more[:4], *examples()[:20]])
    assert min(one.recall for one in told["intent"].values()) == 1.0


def test_a_head_that_is_not_asked_for_keeps_its_weights_though_examples_carry_it() -> None:
    before = teach(examples(), {}, {}).weights
    turned = [one._replace(labels={**one.labels, "sentiment": "neutral"}) for one in examples()]
    after = teach(turned, {}, {}, base=before, only={"intent"}).weights
    assert _sentiment(after) == _sentiment(before)


def test_a_leaning_is_neither_learned_away_nor_added_twice_when_learning_goes_on() -> None:
    plain = PLANS | {"intent": PLANS["intent"]._replace(settings=Settings(passes=0))}
    lean = plain | {"intent": plain["intent"]._replace(leaning=(("praise", 0.5),))}

    def always(weights: Weights) -> float:
        praise = FIRST["intent"] + HEAD["intent"].outcomes.index("praise")
        return round(weights.evidence[praise][-1], 2)

    before = teach(examples(), {}, {}, plans=lean).weights
    after = teach(examples(), {}, {}, plans=lean, base=before).weights
    assert always(before) == 0.5
    # Without a pass nothing else is kept, so the leaning stands there alone.
    assert always(after) == 0.5


def test_learning_begins_at_what_counts_say() -> None:
    rows = [Row([0], [1.0], 0), Row([0], [1.0], 0), Row([0, 1], [1.0, 1.0], 1), Row([2], [1.0], 1)]
    # Feature 0: two of three rows have outcome 0, two of four all rows; one imagined row is shared.
    weights = begin(rows, 2, 3, trust=1.0, free=1)
    assert weights[0] == pytest.approx([log(2.5 / 2), log(0.5 / 1), 0.0])
    assert weights[1] == pytest.approx([log(1.5 / 2), log(1.5 / 1), 0.0])
    assert begin(rows, 2, 3, trust=0.0) == [[0.0] * 3, [0.0] * 3]
    assert begin([], 2, 3, trust=1.0) == [[0.0] * 3, [0.0] * 3]


def _sentiment(weights: Weights) -> list[str]:
    model = Model(weights.as_bytes())
    return [f"{one.f1:.6f}" for one in report(model, examples())["sentiment"].values()]


def test_a_class_that_falls_is_named() -> None:
    was = {"intent": {"praise": Figures(100, 0.9, 0.9, 0.9), "other": Figures(10, 0.5, 0.5, 0.5)}}
    now = {"intent": {"praise": Figures(100, 0.9, 0.8, 0.88), "other": Figures(10, 0.4, 0.4, 0.4)}}
    assert [str(fall) for fall in falls(was, now)] == ["intent praise: recall 0.90 → 0.80"]


def test_few_corrections_are_declined_with_the_reason() -> None:
    corrected = [Example(f"c{n}", "x", {"intent": "praise"}) for n in range(200)]
    corrected += [Example(f"d{n}", "x", {"topic": "billing"}) for n in range(199)]
    kept, declined = accept(corrected)
    assert len(kept) == 200
    assert [reason.partition(";")[0] for reason in declined] == [
        "topic: 199 corrections, at least 200 are needed"
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"id": "1"}, "text: a text is needed"),
        ({"id": "1", "text": "x", "intent": "anger"}, "intent: 'anger' is none of"),
    ],
)
def test_a_row_of_the_wrong_form_is_named(row: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        example(row)


def test_weights_that_nothing_speaks_for_shrink_to_where_they_began() -> None:
    rows = [Row([0], [1.0], 0), Row([1], [1.0], 1)]
    weights = learn(rows, 2, 3, Settings(passes=3, shrink=0.5), begin=[[0, 0, 7.0], [0, 0, 0]])
    assert weights[0][2] == 7.0
    assert scores(weights, rows[0])[0] > scores(weights, rows[0])[1]
