"""Amazon Comprehend as `ports.Adviser`: languages, sentiments and personal data, each by itself."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from earshot.aws.translation import translated
from earshot.domain.judgement import Label, Span
from earshot.domain.opinions import Advice, Opinion, Question
from earshot.ports import Adviser

SOURCE = "comprehend"
AT_ONCE = 25
MICRO_PER_UNIT = 100
"""0.0001 US $ for 100 characters of one post and one label, at least three of them: the list price
of the first ten million units a month."""
LEAST_UNITS = 3
FEELS = frozenset({"ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "pt", "zh"})
"""The languages in which it tells a sentiment."""
SEES = frozenset({"en", "es"})
"""The languages in which it finds personal data."""
SURE_OF_DATA = 0.8
KINDS = {
    "ADDRESS": "address",
    "AWS_SECRET_KEY": "credential",
    "CA_HEALTH_NUMBER": "national_id",
    "CA_SOCIAL_INSURANCE_NUMBER": "national_id",
    "CREDIT_DEBIT_CVV": "credential",
    "CREDIT_DEBIT_NUMBER": "card",
    "DRIVER_ID": "national_id",
    "EMAIL": "email",
    "INTERNATIONAL_BANK_ACCOUNT_NUMBER": "iban",
    "IN_AADHAAR": "national_id",
    "IN_PERMANENT_ACCOUNT_NUMBER": "national_id",
    "IN_VOTER_NUMBER": "national_id",
    "IP_ADDRESS": "ip_address",
    "PASSPORT_NUMBER": "national_id",
    "PASSWORD": "credential",
    "PHONE": "phone",
    "PIN": "credential",
    "SSN": "national_id",
    "UK_NATIONAL_HEALTH_SERVICE_NUMBER": "national_id",
    "UK_NATIONAL_INSURANCE_NUMBER": "national_id",
    "UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER": "national_id",
}
"""Its kinds by ours; names, dates, ages and links are no personal data to us."""

Answer = dict[str, Any]


def advisers(client: Any, ask_for: Sequence[str]) -> list[Adviser]:
    """Those that were chosen. Languages before sentiments, which are asked for by language."""
    known: dict[str, Adviser] = {
        "personal_data": PersonalData(client),
        "language": Languages(client),
        "sentiment": Sentiments(client),
    }
    return [adviser for head, adviser in known.items() if head in ask_for]


class _Comprehend:
    """What the three have in common: the price."""

    heads: ClassVar[frozenset[str]]

    def __init__(self, client: Any) -> None:
        self._client = client

    def price(self, parcel: Sequence[Question]) -> int:
        return sum(MICRO_PER_UNIT * max(LEAST_UNITS, -(-len(q.text) // 100)) for q in parcel)

    def _batch(self, parcel: Sequence[Question], answer: Answer) -> Iterator[tuple[int, Answer]]:
        """The questions' numbers with the results; what it could not read has none."""
        for result in answer["ResultList"]:
            yield parcel[result["Index"]].number, result


class Languages(_Comprehend):
    """The language that most of a post is in, by its first two letters."""

    heads = frozenset({"language"})

    def parcels(self, questions: Sequence[Question]) -> list[list[Question]]:
        return _in_parts(questions)

    def ask(self, parcel: Sequence[Question]) -> Advice:
        with translated("Comprehend"):
            answer = self._client.batch_detect_dominant_language(TextList=_texts(parcel))
        opinions = {}
        for number, result in self._batch(parcel, answer):
            for best in sorted(result["Languages"], key=lambda found: -found["Score"])[:1]:
                code = best["LanguageCode"].partition("-")[0]
                label = Label(code, round(best["Score"], 2), SOURCE)
                opinions[number] = Opinion({"language": label})
        return Advice(opinions, self.price(parcel))


class Sentiments(_Comprehend):
    """The sentiment; of one that it calls mixed, whatever outweighs."""

    heads = frozenset({"sentiment"})

    def parcels(self, questions: Sequence[Question]) -> list[list[Question]]:
        spoken = defaultdict(list)
        for one in questions:
            if one.language in FEELS:
                spoken[one.language].append(one)
        return [part for group in spoken.values() for part in _in_parts(group)]

    def ask(self, parcel: Sequence[Question]) -> Advice:
        with translated("Comprehend"):
            answer = self._client.batch_detect_sentiment(
                TextList=_texts(parcel), LanguageCode=parcel[0].language
            )
        return Advice(
            {n: _feeling(result["SentimentScore"]) for n, result in self._batch(parcel, answer)},
            self.price(parcel),
        )


class PersonalData(_Comprehend):
    """Personal data that our detectors did not find; what they found is starred out before."""

    heads = frozenset({"personal_data"})

    def parcels(self, questions: Sequence[Question]) -> list[list[Question]]:
        return [[one] for one in questions if one.language in SEES or one.language == "und"]

    def ask(self, parcel: Sequence[Question]) -> Advice:
        (asked,) = parcel
        language = asked.language if asked.language in SEES else "en"
        with translated("Comprehend"):
            answer = self._client.detect_pii_entities(Text=asked.blanked, LanguageCode=language)
        found = tuple(
            Span(KINDS[entity["Type"]], entity["BeginOffset"], entity["EndOffset"], SOURCE)
            for entity in answer["Entities"]
            if entity["Type"] in KINDS and entity["Score"] >= SURE_OF_DATA
        )
        return Advice({asked.number: Opinion({}, personal_data=found)}, self.price(parcel))


def _texts(parcel: Sequence[Question]) -> list[str]:
    return [one.text for one in parcel]


def _in_parts(questions: Sequence[Question]) -> list[list[Question]]:
    return [list(questions[n : n + AT_ONCE]) for n in range(0, len(questions), AT_ONCE)]


def _feeling(scores: dict[str, float]) -> Opinion:
    shares = {name: scores[name.title()] for name in ("negative", "neutral", "positive")}
    best = max(shares, key=lambda name: shares[name])
    return Opinion(
        {"sentiment": Label(best, round(shares[best], 2), SOURCE)},
        strength=round(shares["positive"] - shares["negative"], 2),
    )
