"""Parting words, and what only looks like them."""

import pytest

from earshot.domain.classify import classify
from earshot.domain.courtesy import is_courtesy
from tests.builders import mention, playbook, understood


def parting(text: str | None) -> bool:
    return is_courtesy(classify(mention(text=text), playbook()), text)


@pytest.mark.parametrize(
    "text",
    [
        "thanks",
        "Thank you so much!",
        "ok thanks bye",
        "Okay.",
        "👍",
        "🙏🏽🙏🏽",
        "❤️",
        "@acmehelp thanks again",
        "Got it, thx",
        "no problem",
        "ok will do",
        "works now, thank you",
        "Danke, hat geklappt. Tschüss",
        "merci beaucoup",
        "gracias!",
        "grazie mille",
        "ありがとう",
        "Thanks 🙏 that worked perfectly, have a nice day",
        "Great service, I love it",
    ],
)
def test_d05_parting_words_and_mere_praise_ask_for_nothing(text: str) -> None:
    assert parting(text)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "   ",
        "thanks but it still doesn't work",
        "Thanks, it is still broken",
        "thank you for nothing",
        "thanks, one more question",
        "ok thanks, when will it arrive?",
        "ok?",
        "thanks 😡",
        "👎",
        "😡",
        "Thx. Please close my account",
        "all night",
        "it again",
        "danke, aber es geht noch nicht",
        "merci mais ça ne marche pas",
        "My router is offline again",
    ],
)
def test_d10_what_leaves_room_for_doubt_is_no_courtesy(text: str | None) -> None:
    assert not parting(text)


@pytest.mark.parametrize(
    "labels",
    [
        {"intent": "question", "sentiment": "positive"},
        {"intent": "praise", "sentiment": "negative"},
        {"intent": "other", "sentiment": "positive"},
    ],
)
def test_d10_what_is_not_praise_is_no_courtesy_whatever_its_words(labels: dict[str, str]) -> None:
    assert not is_courtesy(understood(**labels), "The parcel came today")


def test_who_is_in_danger_is_never_said_goodbye_to() -> None:
    assert not is_courtesy(understood(intent="praise")._replace(risk=("self_harm",)), "thanks bye")
