"""What the words of a post are understood to mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earshot.domain.classify import classify
from earshot.domain.judgement import Classification, Label, Span
from earshot.domain.playbook.languages import unspoken
from tests.builders import BRANDS, mention, playbook

TOPICS = {
    "billing": {"keywords": ["refund*", "invoice", "credit card"]},
    "technical": {"keywords": ["wifi"], "patterns": [r"\berror \d{3}\b"]},
}
POLICY = playbook(taxonomy={"topics": TOPICS}, brands=BRANDS)


def understood(text: str | None, **over: object) -> Classification:
    return classify(mention(text=text, **over), POLICY)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("@acmehelp my kettle arrived damaged and nobody answers", "complaint"),
        ("@acmehelp do you deliver on Sundays?", "question"),
        ("@acmehelp please cancel my second order", "request"),
        ("@acmehelp it would be nice if the app had larger letters", "feedback"),
        ("thank you for the quick help @acmehelp, brilliant service", "praise"),
        ("the train is full today", "other"),
        ("@acmehelp die Kaffeemaschine ist kaputt und niemand hilft", "complaint"),
        ("@acmehelp ¿cómo puedo cambiar la talla?", "question"),
        ("@acmehelp merci pour votre aide, c'est parfait", "praise"),
        ("@acmehelp 荷物がまだ届きません", "complaint"),
    ],
)
def test_s13_the_kind_of_a_post_is_told_by_its_cues(text: str, intent: str) -> None:
    assert understood(text).intent.value == intent


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("I love it", "positive"),
        ("I don't love it", "negative"),
        ("this is not good at all", "negative"),
        ("no complaints, works really well, very happy", "positive"),
        ("awful, truly awful 😡", "negative"),
        ("sooooo goooood, loooove it", "positive"),
        ("the parcel is blue", "neutral"),
    ],
)
def test_s12_the_feeling_of_a_post_heeds_negation(text: str, sentiment: str) -> None:
    assert understood(text).sentiment.value == sentiment


def test_s12_strength_lies_between_minus_one_and_one() -> None:
    assert -1 <= understood("terrible " * 500).strength < -0.9
    assert 0.9 < understood("wonderful " * 500).strength <= 1


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("my refunds never came", "billing"),
        ("my Credit Card was charged", "billing"),
        ("the card game is fun", "other"),
        ("ERROR 503 again", "technical"),
        ("wifi and invoice, invoice", "billing"),
    ],
)
def test_s13_topics_are_the_playbooks_own(text: str, topic: str) -> None:
    assert understood(text).topic.value == topic


@pytest.mark.parametrize(
    ("text", "relevance"),
    [
        ("@acmehelp my lamp is broken", "actionable"),
        ("Acme opened a second shop", "informational"),
        ("this cake is the acme of baking", "noise"),
        ("lovely weather over the hills", "informational"),
        ("see you on the bus", "noise"),
        ("follow me and check out my channel, link in bio", "noise"),
    ],
)
def test_s06_actionable_items_are_pulled_out_of_chatter(text: str, relevance: str) -> None:
    assert understood(text).relevance.value == relevance


def test_a_customer_who_complains_is_not_taken_for_spam() -> None:
    found = understood("@acmehelp I won a giveaway voucher, link in bio, but it is not working")
    assert found.flags == ()
    assert found.relevance.value == "actionable"


def test_s08_a_reshare_is_flagged() -> None:
    assert understood("RT @bob: my lamp is broken").flags == ("reshare",)


@pytest.mark.parametrize(
    ("handle", "ours"),
    [
        ("acmehelp", True),
        ("@AcmeHelp", True),
        ("acmehelp@elsewhere.example", False),
        ("acmehelper", False),
        (None, False),
    ],
)
@pytest.mark.parametrize("model", ["embedded", "cues"])
def test_d27_what_is_written_under_our_own_handle_is_an_echo(
    handle: str | None, ours: bool, model: str
) -> None:
    post = mention(
        text="Sorry about that! We will look into it.", author={"id": "u1", "handle": handle}
    )
    found = classify(post, playbook(classification={"model": model}, brands=BRANDS))
    assert ("own_echo" in found.flags) is ours


@pytest.mark.parametrize(
    ("text", "risk", "urgency"),
    [
        ("@acmehelp the heater caught fire", ("safety",), "critical"),
        ("@acmehelp my lawyer will write to you", ("legal",), "high"),
        ("@acmehelp my account was hacked", ("security",), "critical"),
        ("@acmehelp I want to die", ("self_harm",), "critical"),
        ("@acmehelp my lamp is broken", (), "normal"),
        ("the sun shines", (), "low"),
    ],
)
def test_s18_risk_words_set_flags_and_urgency(
    text: str, risk: tuple[str, ...], urgency: str
) -> None:
    found = understood(text)
    assert (found.risk, found.urgency.value) == (risk, urgency)


def test_s14_anger_with_reach_is_urgent() -> None:
    author = {"id": "ada", "followers": 200_000}
    assert understood("@acmehelp terrible service", author=author).urgency.value == "high"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("where is my parcel and when will it be here", "en"),
        ("wo ist mein Paket und wann kommt es", "de"),
        ("où est mon colis et quand est-ce qu'il arrive", "fr"),
        ("dónde está mi paquete y cuándo llega", "es"),
        ("onde está minha encomenda e quando ela chega", "pt"),
        ("dov'è il mio pacco e quando arriva", "it"),
        ("waar is mijn pakket en wanneer komt het", "nl"),
        ("где моя посылка", "ru"),
        ("де моя посилка і коли її чекати", "uk"),
        ("荷物はどこですか", "ja"),
        ("我的包裹在哪里", "zh"),
        ("내 소포는 어디에 있나요", "ko"),
        ("أين طردي", "ar"),
        ("Extrem ehrlich, hoffentlich!", "de"),
        ("fa tutto schifo.", "it"),
        ("Muito obrigada pela resposta", "pt"),
        ("@acme mange tack för hjälpen", "sv"),
        ("paketti ei ole saapunut", "fi"),
        ("děkuji za odpověď", "cs"),
        ("mulțumesc pentru răspuns", "ro"),
        ("ürün hâlâ gelmedi", "tr"),
        ("barangnya belum datang", "id"),
        ("đơn hàng của tôi đâu", "vi"),
        ("bhai paise kab milenge, kuch toh bolo", "hi"),
        ("RT @acme: Das war wirklich schön http", "de"),
        ("Wo bleibt mein Paket? #BlackFriday #ShoppingDay", "de"),
        ("#BlackFriday #ShoppingDay", "en"),
        ("👍👍", "und"),
        ("@acmehelp 12345", "und"),
        ("", "und"),
    ],
)
def test_the_language_is_told_by_script_and_small_words(text: str, language: str) -> None:
    assert understood(text).language.value == language


def test_the_platforms_word_on_language_comes_first() -> None:
    found = understood("where is it", language="pt-BR").language
    assert (found.value, found.source) == ("pt", "platform")


@pytest.mark.parametrize(
    ("given", "language"), [("in", "id"), ("iw", "he"), ("ji", "yi"), ("IW_IL", "he"), ("it", "it")]
)
def test_codes_that_were_taken_back_are_those_of_today(given: str, language: str) -> None:
    assert understood("where is it", language=given).language.value == language


@pytest.mark.parametrize("old", ["in", "iw", "ji"])
def test_what_the_check_suggests_for_an_old_code_is_what_a_post_in_it_has(old: str) -> None:
    (finding,) = unspoken({"templates": {"hello": {"languages": {old: "…"}}}})
    language = understood("where is it", language=old).language.value
    assert finding.hint == f"did you mean {language!r}?"


@pytest.mark.parametrize(
    "text", [None, "", "\u200b", "😡" * 40, "a" * 40_000, "' " * 300, "= 1 + 1", "<b>", "\ufffd"]
)
def test_every_text_is_understood_somehow(text: str | None) -> None:
    assert understood(text).version == "cues-1"


def test_what_was_understood_survives_json() -> None:
    found = understood("call me on +44 7700 900123, my lawyer waits")
    assert Classification.from_dict(found.as_dict()) == found


def test_a_playbook_may_add_cues_of_its_trade() -> None:
    policy = playbook(taxonomy={"topics": {}, "cues": {"complaint": ["left in the rain"]}})
    found = classify(mention(text="my parcel was left in the rain"), policy)
    assert found.intent.value == "complaint"


def test_a_post_in_a_language_that_is_only_guessed_is_read_as_english() -> None:
    found = understood("disgusting latte")
    assert (found.language.value, found.language.confidence) == ("it", 0.46)
    assert found.intent.value == "complaint"


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("@acmehelp my lawyer will write to you", {"legal": (0.66, "cue:legal")}),
        ("RT @bob: my lamp is broken", {"reshare": (1.0, "prefix:RT @")}),
        (
            "buy cheap followers at topfollow.example",
            {"spam": (0.75, "cue:spam")},
        ),
        ("@acmehelp my lamp is broken", {}),
        ("", {}),
    ],
)
def test_who_set_a_flag_is_told_and_how_sure_that_is(
    text: str, marks: dict[str, tuple[float, str]]
) -> None:
    found = understood(text)
    assert {name: (sure, source) for name, sure, source in found.set_by} == marks
    assert {*found.risk, *found.flags} - {"unsure"} == set(marks)


def test_an_echo_of_ours_is_told_by_its_handle() -> None:
    found = understood("We are sorry", author={"id": "u1", "handle": "acmehelp"})
    assert found.set_by == (Label("own_echo", 1.0, "handle"),)


def test_more_cues_make_a_risk_surer() -> None:
    once = understood("@acmehelp my lawyer will write").set_by[0]
    often = understood("@acmehelp my lawyer will write, I will sue you in court").set_by[0]
    assert (once.value, often.value) == ("legal", "legal")
    assert once.confidence < often.confidence <= 0.95


def test_cues_admit_doubt_below_the_playbooks_thresholds_for_each_label() -> None:
    least = {"relevance": 0.9, "topic": 0.3, "intent": 0.9, "sentiment": 0}
    policy = playbook(classification={"model": "cues", "min_confidence": least}, brands=BRANDS)
    found = classify(mention(text="@acmehelp my lamp is broken"), policy)
    assert (found.unsure, found.flags) == (("relevance", "intent"), ("unsure",))
    assert understood("@acmehelp my lamp is broken").unsure == ()


OLD = {
    **classify(mention(text="call 07700 900461"), POLICY).as_dict(),
    "personal_data": [{"kind": "phone", "start": 5, "end": 17}],
    "risk": ["legal"],
}
del OLD["unsure"], OLD["set_by"]


@pytest.mark.parametrize(
    ("flags", "unsure"),
    [([], ()), (["unsure"], ("relevance", "topic", "intent", "sentiment"))],
)
def test_what_an_older_version_understood_is_read(
    flags: list[str], unsure: tuple[str, ...]
) -> None:
    """It did not tell which label is unsure, so that it may be any of them."""
    found = Classification.from_dict({**OLD, "flags": flags})
    assert (found.risk, found.flags, found.set_by) == (("legal",), tuple(flags), ())
    assert found.unsure == unsure
    assert found.personal_data == (Span("phone", 5, 17, "detector"),)


@given(st.text(max_size=200))
def test_a_classification_comes_back_from_its_form(text: str) -> None:
    found = understood(f"RT @bob: my lawyer says call 07700 900461 {text}")
    assert Classification.from_dict(found.as_dict()) == found
