"""Model answers are offered where their questions are asked, and nowhere else."""

from earshot.domain.playbook.chapters import ModelAnswer
from earshot.domain.suggest import suggest

ROAMING = ModelAnswer(
    topic="product",
    asks=("Does my plan work abroad?", "How much is roaming in Norway?"),
    answer="Your plan works in every country of the list.",
)
PUK = ModelAnswer(topic="account", asks=("I need my PUK code",), answer="It is in your account.")
BILL = ModelAnswer(
    topic="billing",
    asks=("Why is my bill higher this month?",),
    answer="The first bill holds part of a month.",
)
ANSWERS = (ROAMING, PUK, BILL)


def test_s49_a_question_of_the_trade_finds_its_answer() -> None:
    assert suggest("so will my plan work abroad next week", "product", ANSWERS) == (ROAMING,)


def test_the_same_topic_speaks_for_an_answer_but_is_not_enough() -> None:
    assert suggest("you charged me twice", "billing", ANSWERS) == ()


def test_of_two_that_fit_the_better_comes_first() -> None:
    text = "my bill this month is higher, does the plan include roaming in norway?"
    assert suggest(text, "billing", ANSWERS)[0] == BILL


def test_three_at_most_are_offered() -> None:
    many = tuple(ROAMING.model_copy(update={"answer": str(n)}) for n in range(5))
    assert [a.answer for a in suggest("does my plan work abroad", "product", many)] == [
        "0",
        "1",
        "2",
    ]


def test_text_without_telling_words_finds_nothing() -> None:
    assert suggest("so it is", "product", ANSWERS) == ()
    assert suggest("", "product", ANSWERS) == ()
