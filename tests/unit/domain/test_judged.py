"""What the model says of a post, and how the playbook's own words count on top of it."""

from typing import Any

import pytest

from earshot.domain.classify import classify, judged, model
from earshot.domain.judgement import Classification
from tests.builders import BRANDS, mention, playbook

TOPICS = {"billing": {"keywords": ["invoice"]}, "technical": {}, "order_delivery": {}}


def understood(text: str, chapter: dict[str, Any] | None = None, **over: Any) -> Classification:
    told = ("visibility", "in_reply_to", "channel", "account")
    said = {key: over.pop(key) for key in told if key in over}
    fields = {"brands": BRANDS, "taxonomy": {"topics": TOPICS}, **over}
    return classify(
        mention(text=text, **said),
        playbook(classification=chapter or {"model": "embedded"}, **fields),
    )


@pytest.mark.parametrize(
    ("text", "relevance", "intent", "sentiment"),
    [
        (
            "@acmehelp my parcel is three weeks late and nobody answers",
            "actionable",
            "complaint",
            "negative",
        ),
        ("@acmehelp how do I change the address of my order?", "actionable", "question", "neutral"),
        ("@acmehelp please cancel my order and refund me", "actionable", "request", None),
        ("thank you @acmehelp, brilliant service, love it", "informational", "praise", "positive"),
        ("just had the best day with my friends at the beach", "noise", "other", "positive"),
    ],
)
def test_s13_plain_posts_get_plain_labels(
    text: str, relevance: str, intent: str, sentiment: str | None
) -> None:
    found = understood(text)
    assert (found.relevance.value, found.intent.value) == (relevance, intent)
    assert sentiment in (None, found.sentiment.value)


@pytest.mark.parametrize(
    ("place", "sites", "relevance"),
    [
        ({"channel": "x"}, [], "noise"),
        ({"channel": "facebook"}, [], "actionable"),
        ({"channel": "facebook"}, [{"to_us": False}], "noise"),
        ({"channel": "facebook"}, [{"rating": "independent"}], "noise"),
        ({"channel": "generic"}, [{"to_us": True}], "actionable"),
    ],
)
def test_what_stands_on_a_page_of_ours_is_written_to_us(
    place: dict[str, str], sites: list[dict[str, Any]], relevance: str
) -> None:
    written = [{**place, "account": "acmehelp", **site} for site in sites]
    found = understood("third lamp replaced since October, third one dead", sites=written, **place)
    assert found.relevance.value == relevance
    chatter = understood("first!! who is watching in 2026", sites=written, **place)
    assert chatter.relevance.value == "noise"


def test_each_label_tells_who_set_it_and_how_sure_it_is() -> None:
    found = understood("@acmehelp my router has no connection since the update")
    name = model.shipped().version
    assert found.version == name
    for label in (found.relevance, found.topic, found.intent, found.sentiment):
        assert label.source == f"model:{name}"
        assert 0.0 < label.confidence <= 1.0


def test_s12_strength_has_the_sign_of_the_feeling() -> None:
    assert understood("I hate this, worst company ever").strength < -0.5
    assert understood("I love this so much, thank you").strength > 0.5


def test_a_playbook_may_add_cues_of_its_trade() -> None:
    text = "the box was left in the rain"
    cues = {"complaint": ["left in the rain"], "negative": ["left in the rain"]}
    found = understood(text, taxonomy={"topics": TOPICS, "cues": cues})
    assert (found.intent.value, found.sentiment.value) == ("complaint", "negative")


def test_a_topic_that_the_model_does_not_know_is_told_by_its_keywords() -> None:
    topics = {**TOPICS, "tickets": {"keywords": ["season ticket"]}}
    found = understood("my season ticket is not in the app", taxonomy={"topics": topics}).topic
    assert (found.value, found.source) == ("tickets", "playbook")


def test_a_topic_that_the_playbook_does_not_have_is_never_named() -> None:
    found = understood("I was charged twice, refund me", taxonomy={"topics": {"technical": {}}})
    assert found.topic.value in ("technical", "other")


def test_the_name_in_another_sense_is_noise() -> None:
    found = understood("this cake is the acme of baking, and mine is broken")
    assert (found.relevance.value, found.relevance.source) == ("noise", "playbook")


def test_who_writes_in_private_is_hardly_ever_noise() -> None:
    assert understood("hello there", visibility="private").relevance.value != "noise"


def test_doubt_below_the_playbooks_threshold_is_admitted() -> None:
    chapter = {"model": "embedded", "min_confidence": {"relevance": 1.0}}
    doubted = understood("hm, acme, well", chapter)
    assert (doubted.flags, doubted.unsure) == (("unsure",), ("relevance",))
    trusted = understood("hm, acme, well", {"min_confidence": {"relevance": 0}})
    assert (trusted.flags, trusted.unsure) == ((), ())


def test_each_label_in_doubt_is_named() -> None:
    least = {"relevance": 0, "topic": 1.0, "intent": 1.0, "sentiment": 0}
    found = understood("hm, acme, well", {"min_confidence": least})
    assert found.unsure == ("topic", "intent")


def test_advertising_that_the_model_tells_is_set_by_its_version() -> None:
    found = understood("our new summer collection is here, shop the range today")
    assert found.flags == ("promotion",)
    ((name, sure, source),) = found.set_by
    assert (name, source) == ("promotion", f"model:{model.shipped().version}")
    assert 0.7 <= sure < 1.0


def test_a_reshare_is_flagged_and_an_advert_is_noise() -> None:
    assert "reshare" in understood("RT @bob: my lamp is broken").flags
    found = understood("FREE followers!! check out my channel, link in bio, click here to win cash")
    assert "spam" in found.flags
    assert found.relevance.value == "noise"


@pytest.mark.parametrize(
    "chapter", [{"model": "cues"}, {"model": "embedded", "weights": "w00000000"}]
)
def test_cues_decide_where_no_model_is_wanted_or_known(chapter: dict[str, Any]) -> None:
    assert understood("@acmehelp my parcel is broken", chapter).version == "cues-1"


def test_without_a_text_cues_decide() -> None:
    assert understood("").version == "cues-1"


def test_keywords_decide_where_the_model_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "qwxz vbnq, invoice jklp"
    monkeypatch.setattr(judged, "_LOST", 0.0)
    assert understood(text).topic.source.startswith("model:")
    monkeypatch.setattr(judged, "_LOST", 1.01)
    assert understood(text).topic[::2] == ("billing", "playbook")
