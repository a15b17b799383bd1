"""What the optional language model has to be, and what is done without it."""

from typing import Any

import pytest

from earshot.backends import MISSING, classifier_for, fasttext
from earshot.backends.fasttext import FastText, languages
from earshot.domain.classify import classify
from tests.builders import mention, playbook

POLICY = playbook(classification={"language": "fasttext"})


@pytest.fixture
def installed() -> FastText:
    found = languages()
    if found is None:
        pytest.skip("the extra `language` is not installed")
    return found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hol van a csomagom, kérem szépen", "hu"),
        ("Hvor er min pakke, jeg har ventet i tre uger", "da"),
        ("Gdje je moj paket, čekam već tri tjedna", "hr"),
    ],
)
def test_the_model_tells_languages_that_the_built_in_rules_do_not_know(
    installed: FastText, text: str, language: str
) -> None:
    found = installed.tell(text)
    assert found is not None
    assert (found.value, found.source) == (language, "fasttext")


@pytest.mark.parametrize("text", ["", "👍", "@acme http", "荷物はどこですか", "a\nb\x00"])
def test_the_model_leaves_to_the_rules_what_it_does_not_know_better(
    installed: FastText, text: str
) -> None:
    assert installed.tell(text) is None


class Model:
    """A library that says one thing and counts how often it is asked."""

    def __init__(self, label: str, chance: float) -> None:
        self.said, self.asked = ((f"__label__{label}",), (chance,)), 0

    def predict(self, text: str, k: int) -> tuple[tuple[str, ...], Any]:
        assert "\n" not in text
        self.asked += 1
        return self.said


def test_the_model_is_not_asked_where_the_script_tells() -> None:
    model = Model("fr", 0.99)
    assert FastText(model).tell("荷物はどこですか") is None
    assert model.asked == 0


def test_the_rules_are_believed_where_they_are_surer() -> None:
    model = Model("fr", 0.9)
    assert FastText(model).tell("where is my parcel and when will it be here") is None
    assert model.asked == 1


@pytest.mark.parametrize(
    ("label", "chance", "told"),
    [("hu", 0.8, "hu"), ("hu", 0.5, None), ("arz", 0.9, "ar"), ("nds", 0.9, None)],
)
def test_only_iso_codes_that_are_likely_enough_are_told(
    label: str, chance: float, told: str | None
) -> None:
    found = FastText(Model(label, chance)).tell("csomag")
    assert (found.value if found else None) == told


def test_a_playbook_that_asks_for_it_gets_it(installed: FastText) -> None:
    read = classifier_for(POLICY, pytest.fail)
    said = mention(text="Hol van a csomagom, kérem szépen")
    assert read(said, POLICY).language.value == "hu"
    named = mention(text="Hol van a csomagom, kérem szépen", language="sk")
    assert read(named, POLICY).language.source == "platform"


def test_where_it_is_missing_the_rules_do_its_work_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fasttext, "find_spec", lambda name: None)
    languages.cache_clear()
    told: list[str] = []
    try:
        assert classifier_for(POLICY, told.append) is classify
    finally:
        languages.cache_clear()
    assert told == [MISSING]


def test_a_playbook_that_does_not_ask_for_it_never_loads_it() -> None:
    assert classifier_for(playbook(), pytest.fail) is classify
