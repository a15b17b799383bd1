"""Comprehend: what is asked, checked against the service's own model, and what is made of answers.

The local AWS does not serve Comprehend. The stubber checks every request against the service's
model; moto serves `DetectPiiEntities`, in English only.
"""

from typing import Any

import boto3
import pytest
from moto import mock_aws

from earshot.aws.comprehend import Languages, PersonalData, Sentiments, advisers
from earshot.domain.judgement import Label, Span
from earshot.domain.opinions import Question
from earshot.errors import Throttled, Unavailable
from tests.contract.aws.conftest import Stubbed


def asked(number: int = 0, text: str = "My router is offline", **over: Any) -> Question:
    fields: dict[str, Any] = {
        "number": number,
        "heads": ("language", "sentiment"),
        "text": text,
        "blanked": text,
        "language": "en",
        "private": False,
        "reply": False,
    }
    return Question(**fields | over)


def test_languages_are_asked_for_in_twenty_fives_and_answers_find_their_post(
    stubbed: Stubbed,
) -> None:
    client, stubber = stubbed("comprehend")
    stubber.add_response(
        "batch_detect_dominant_language",
        {
            "ResultList": [
                {
                    "Index": 1,
                    "Languages": [
                        {"LanguageCode": "fr", "Score": 0.2},
                        {"LanguageCode": "zh-TW", "Score": 0.777},
                    ],
                },
            ],
            "ErrorList": [{"Index": 0, "ErrorCode": "InternalServerException"}],
        },
        {"TextList": ["a", "b"]},
    )
    languages = Languages(client)
    parcels = languages.parcels([asked(n) for n in range(30)])
    assert [len(parcel) for parcel in parcels] == [25, 5]
    advice = languages.ask([asked(7, "a"), asked(8, "b")])
    assert {n: one.labels for n, one in advice.opinions.items()} == {
        8: {"language": Label("zh", 0.78, "comprehend")}
    }
    assert advice.cost == 600


def test_sentiments_are_asked_for_language_by_language(stubbed: Stubbed) -> None:
    client, stubber = stubbed("comprehend")
    stubber.add_response(
        "batch_detect_sentiment",
        {
            "ResultList": [
                {
                    "Index": 0,
                    "Sentiment": "MIXED",
                    "SentimentScore": {
                        "Positive": 0.25,
                        "Negative": 0.4,
                        "Neutral": 0.05,
                        "Mixed": 0.3,
                    },
                }
            ],
            "ErrorList": [],
        },
        {"TextList": ["Nett, aber kaputt"], "LanguageCode": "de"},
    )
    sentiments = Sentiments(client)
    german = asked(3, "Nett, aber kaputt", language="de")
    unknown = [asked(4, language="und"), asked(5, language="fi")]
    assert sentiments.parcels([asked(1), german, *unknown, asked(2)]) == [
        [asked(1), asked(2)],
        [german],
    ]
    (opinion,) = sentiments.ask([german]).opinions.values()
    assert opinion.labels == {"sentiment": Label("negative", 0.4, "comprehend")}
    assert opinion.strength == -0.15


def test_personal_data_is_looked_for_in_the_text_without_what_we_found(stubbed: Stubbed) -> None:
    client, stubber = stubbed("comprehend")
    stubber.add_response(
        "detect_pii_entities",
        {
            "Entities": [
                {"Type": "SSN", "Score": 0.99, "BeginOffset": 3, "EndOffset": 14},
                {"Type": "NAME", "Score": 0.99, "BeginOffset": 20, "EndOffset": 23},
                {"Type": "PHONE", "Score": 0.79, "BeginOffset": 30, "EndOffset": 40},
            ]
        },
        {"Text": "**** starred", "LanguageCode": "en"},
    )
    data = PersonalData(client)
    undecided = asked(2, "[card] starred", blanked="**** starred", language="und")
    assert data.parcels([undecided, asked(3, language="de")]) == [[undecided]]
    (opinion,) = data.ask([undecided]).opinions.values()
    assert opinion.personal_data == (Span("national_id", 3, 14, "comprehend"),)


@pytest.mark.parametrize(
    ("length", "price"), [(1, 300), (300, 300), (301, 400), (1000, 1000)], ids=str
)
def test_a_post_costs_by_its_length_in_hundreds_and_at_least_three(length: int, price: int) -> None:
    assert Languages(None).price([asked(text="a" * length)]) == price
    assert Languages(None).price([asked(text="a" * length)] * 2) == 2 * price


@pytest.mark.parametrize(
    ("code", "raised"),
    [
        ("TooManyRequestsException", Throttled),
        ("ThrottlingException", Throttled),
        ("InternalServerException", Unavailable),
        ("AccessDeniedException", Unavailable),
    ],
)
def test_errors_are_ours(stubbed: Stubbed, code: str, raised: type[Exception]) -> None:
    client, stubber = stubbed("comprehend")
    stubber.add_client_error("batch_detect_dominant_language", code)
    with pytest.raises(raised, match=code):
        Languages(client).ask([asked()])


def test_only_what_was_chosen_is_asked_and_languages_come_before_sentiments() -> None:
    chosen = advisers(None, ("sentiment", "language"))
    assert [sorted(one.heads) for one in chosen] == [["language"], ["sentiment"]]


def test_moto_s_service_answers_for_personal_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        data = PersonalData(boto3.client("comprehend", region_name="eu-west-1"))
        for language in ("en", "und"):
            (opinion,) = data.ask([asked(language=language)]).opinions.values()
            assert Span("email", 230, 259, "comprehend") in opinion.personal_data
