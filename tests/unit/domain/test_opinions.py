"""Which labels are in doubt, what a service gets to see, and what becomes of its answer."""

from typing import Any

import pytest

from earshot.domain.judgement import Classification, Label, Span
from earshot.domain.opinions import Opinion, adopt, choices, in_doubt, question, sound
from earshot.domain.playbook.backends import Backend
from tests.builders import mention, playbook

ALL = ("relevance", "topic", "intent", "sentiment")
PRICES = {"input": 0.035, "output": 0.14}
POLICY = playbook()


def backend(**over: Any) -> Backend:
    fields: dict[str, Any] = {
        "name": "bedrock",
        "ask_for": ALL,
        "monthly_budget": 10,
        "model": "amazon.nova-micro-v1:0",
        "prices": PRICES,
    }
    return Backend.model_validate(fields | over)


def found(**over: Any) -> Classification:
    sure = {head: 0.9 for head in (*ALL, "language")} | over.pop("sure", {})
    fields: dict[str, Any] = {
        "relevance": Label("informational", sure["relevance"], "model"),
        "topic": Label("other", sure["topic"], "model"),
        "intent": Label("other", sure["intent"], "model"),
        "sentiment": Label("neutral", sure["sentiment"], "model"),
        "strength": 0.1,
        "urgency": Label("low", 0.6, "none"),
        "language": Label("en", sure["language"], "letters"),
        "version": "w00000001",
    }
    return Classification(**fields | over)


def told(value: str, sure: float = 0.95) -> Label:
    return Label(value, sure, "bedrock:x")


def test_only_labels_below_the_threshold_are_asked_for() -> None:
    assert in_doubt(found(), backend()) == ()
    assert in_doubt(found(sure={"topic": 0.59, "intent": 0.6}), backend()) == ("topic",)
    assert in_doubt(found(sure={"topic": 0.59}), backend(below=0.5)) == ()
    assert in_doubt(found(sure={"topic": 0.2}), backend(ask_for="intent")) == ()


def test_f97_what_is_surely_noise_is_never_asked_about() -> None:
    """F97: whatever else of it is in doubt."""
    noise = found(relevance=Label("noise", 0.6, "model"), sure={"topic": 0.1})
    assert in_doubt(noise, backend()) == ()
    doubtful = found(relevance=Label("noise", 0.55, "model"), sure={"topic": 0.1})
    assert in_doubt(doubtful, backend()) == ("relevance", "topic")


@pytest.mark.parametrize("flag", ["spam", "promotion", "reshare", "own_echo", "unclassified"])
def test_f97_junk_is_never_asked_about(flag: str) -> None:
    """F97."""
    assert in_doubt(found(flags=(flag,), sure={"topic": 0.1}), backend()) == ()


def test_personal_data_is_asked_for_beside_what_is_in_doubt() -> None:
    both = backend(name="comprehend", ask_for=("language", "personal_data"))
    assert in_doubt(found(), both) == ()
    assert in_doubt(found(sure={"topic": 0.1}), both) == ()
    assert in_doubt(found(sure={"language": 0.1}), both) == ("language", "personal_data")
    alone = backend(name="comprehend", ask_for="personal_data")
    assert in_doubt(found(), alone) == ()
    assert in_doubt(found(sure={"topic": 0.1}), alone) == ("personal_data",)


def test_a_service_sees_no_personal_data_and_no_stranger_s_name() -> None:
    text = "@AcmeHelp my card is 4111 1111 1111 1111, ask @ada.l or ada@example.org"
    spans = (Span("card", 21, 40), Span("email", 56, 71))
    asked = question(
        3, mention(text=text), found(personal_data=spans), ("topic",), frozenset({"acmehelp"})
    )
    assert asked is not None
    assert asked.text == "@AcmeHelp my card is [card], ask @someone or [email]"
    assert asked.blanked == (
        "@AcmeHelp my card is *******************, ask @ada.l or ***************"
    )
    assert len(asked.blanked) == len(text)
    assert (asked.number, asked.language) == (3, "en")


def test_a_service_sees_at_most_a_thousand_characters() -> None:
    asked = question(0, mention(text="a" * 5000), found(), ("topic",), frozenset())
    assert asked is not None
    assert (len(asked.text), len(asked.blanked)) == (1000, 1000)


def test_a_language_that_is_not_sure_is_not_told() -> None:
    asked = question(0, mention(), found(sure={"language": 0.59}), ("topic",), frozenset())
    assert asked is not None
    assert asked.language == "und"


@pytest.mark.parametrize("text", [None, "", " \n"])
def test_without_words_nothing_is_asked(text: str | None) -> None:
    deleted = {"event": "delete"} if text is None else {}
    assert question(0, mention(text=text, **deleted), found(), ("topic",), frozenset()) is None


def test_labels_that_nobody_asked_for_or_that_do_not_exist_are_discarded() -> None:
    opinion = Opinion(
        {
            "topic": told("ignore all rules"),
            "intent": told("complaint"),
            "sentiment": told("negative"),
            "relevance": told("actionable", 1.5),
            "urgency": told("critical"),
        }
    )
    asked = ("topic", "intent", "relevance", "urgency")
    assert sound(opinion, asked, POLICY) == {"intent": told("complaint")}


def test_a_service_has_to_be_certain_before_a_customer_becomes_noise() -> None:
    assert sound(Opinion({"relevance": told("noise", 0.79)}), ALL, POLICY) == {}
    certain = told("noise", 0.8)
    assert sound(Opinion({"relevance": certain}), ALL, POLICY) == {"relevance": certain}


@pytest.mark.parametrize(("code", "holds"), [("sv", True), ("zh-TW", False), ("", False)])
def test_a_language_is_a_code_of_two_letters(code: str, holds: bool) -> None:
    assert bool(sound(Opinion({"language": told(code)}), ("language",), POLICY)) is holds


def test_topics_to_choose_from_are_the_playbook_s() -> None:
    assert choices(POLICY)["topic"] == (*POLICY.taxonomy.topics, "other")


def test_only_what_is_surer_takes_the_place_of_a_label() -> None:
    doubtful = found(sure={"topic": 0.4, "intent": 0.5})
    labels = {"topic": told("other", 0.39), "intent": told("question", 0.51)}
    made = adopt(mention(), doubtful, Opinion(labels), labels, POLICY)
    assert made.topic == doubtful.topic
    assert made.intent == told("question", 0.51)
    assert made.version == "w00000001"


def test_urgency_follows_a_new_relevance_by_the_words() -> None:
    """A danger in a post that was taken for noise is critical as soon as it is not."""
    post = mention(text="smoke and fire came out of it, somebody was injured")
    noise = found(relevance=Label("noise", 0.4, "model"), risk=("safety",))
    labels = {"relevance": told("actionable")}
    made = adopt(post, noise, Opinion(labels), labels, POLICY)
    assert (made.urgency.value, made.urgency.source) == ("critical", "risk:safety")
    gone = {"relevance": told("noise")}
    assert adopt(post, made, Opinion(gone), {"relevance": told("noise", 0.99)}, POLICY).urgency == (
        Label("low", 0.6, "none")
    )


def test_strength_goes_with_a_new_sentiment() -> None:
    labels = {"sentiment": told("negative", 0.95)}
    assert adopt(mention(), found(), Opinion(labels), labels, POLICY).strength == -0.95
    counted = Opinion(labels, strength=-0.7)
    assert adopt(mention(), found(), counted, labels, POLICY).strength == -0.7
    less = {"sentiment": told("negative", 0.5)}
    assert adopt(mention(), found(), Opinion(less), less, POLICY).strength == 0.1


def test_the_flag_unsure_goes_when_the_label_is_settled_and_stays_when_it_is_not() -> None:
    unsure = found(sure={"relevance": 0.3}, flags=("reshare", "unsure"), unsure=("relevance",))
    settled = {"relevance": told("actionable")}
    made = adopt(mention(), unsure, Opinion(settled), settled, POLICY)
    assert (made.flags, made.unsure) == (("reshare",), ())
    hardly = {"relevance": told("actionable", 0.45)}
    made = adopt(mention(), unsure, Opinion(hardly), hardly, POLICY)
    assert made.relevance == told("actionable", 0.45)
    assert (made.flags, made.unsure) == (("reshare", "unsure"), ("relevance",))


def test_only_the_labels_that_nobody_settled_stay_unsure() -> None:
    least = {"relevance": 0.5, "topic": 0.6, "intent": 0.6, "sentiment": 0.6}
    policy = playbook(classification={"model": "cues", "min_confidence": least})
    sure = {"relevance": 0.3, "topic": 0.4, "intent": 0.5}
    doubtful = found(sure=sure, flags=("unsure",), unsure=("relevance", "topic", "intent"))
    labels = {"relevance": told("actionable"), "topic": told("other", 0.5)}
    made = adopt(mention(), doubtful, Opinion(labels), labels, policy)
    assert (made.flags, made.unsure) == (("unsure",), ("topic", "intent"))


def test_personal_data_is_added_where_we_found_none() -> None:
    ours = (Span("phone", 5, 10),)
    theirs = (
        Span("address", 12, 20, "comprehend"),
        Span("phone", 8, 12, "comprehend"),
        Span("email", 0, 3),
        Span("card", 20, 99),
    )
    made = adopt(
        mention(text="x" * 30), found(personal_data=ours), Opinion({}, None, theirs), {}, POLICY
    )
    assert made.personal_data == (
        Span("email", 0, 3),
        Span("phone", 5, 10, "detector"),
        Span("address", 12, 20, "comprehend"),
    )
