"""National identity numbers of the countries whose form or check digits tell them apart."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple

from earshot.domain.judgement import Span


class Form(NamedTuple):
    """How a country's number is written; `check` names the library module with its check digit."""

    pattern: str
    check: str | None = None


_OF_DIGITS = {
    "us": Form(r"\d{3}-\d{2}-\d{4}"),
    "es": Form(r"\d{8}-?[A-HJ-NP-TV-Z]", "stdnum.es.dni"),
    "fr": Form(r"[12] ?\d{2} ?\d{2} ?\d{2} ?\d{3} ?\d{3} ?\d{2}", "stdnum.fr.nir"),
    "br": Form(r"\d{3}\.\d{3}\.\d{3}-\d{2}", "stdnum.br.cpf"),
}
_WITH_LETTERS = {
    "gb": Form(r"[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]"),
    "es_foreign": Form(r"[XYZ]-?\d{7}-?[A-Z]", "stdnum.es.nie"),
    "it": Form(r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]", "stdnum.it.codicefiscale"),
}
# Digits that prove too little without a word such as SSN or passport right before them.
_CALLED_FORMS = {
    "us_any": Form(r"\d{3}[ -]\d{2}[ -]\d{4}"),
    "in": Form(r"\d{4} ?\d{4} ?\d{4}", "stdnum.in_.aadhaar"),
    "pl": Form(r"\d{11}", "stdnum.pl.pesel"),
    "nine": Form(r"\d{9}"),
    "gb_any": Form(r"[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]"),
}


def _any(forms: dict[str, Form], *, not_after: str = r"[\w-]") -> str:
    named = "|".join(f"(?P<{name}>{form.pattern})" for name, form in forms.items())
    return rf"(?<!{not_after})(?:{named})(?![\w-])"


_DIGITS = re.compile(_any(_OF_DIGITS), re.IGNORECASE)
_LETTERS = re.compile(_any(_WITH_LETTERS), re.IGNORECASE)
# What every form with letters holds, from a digit on, where one is quickly looked for.
_LETTERED = re.compile(
    r"\d(?:\d ?\d\d ?\d\d ?[A-Da-d]|(?:(?<=[XYZxyz]\d)|(?<=[XYZxyz]-\d))\d{6}"
    r"|\d[A-Za-z]\d\d[A-Za-z]\d{3})"
)
_CALLED = (
    r"(?:\bssn\b|social(?: security)?|\bbsn\b|burgerservice|\bpesel\b|aadhaa?r|\bsin\b|national id"
    r"|\bid (?:card|number|no)|national insurance|\bnino?\b|\bni (?:number|no)|tax id|steuer-?id"
    r"|passport|reisepass|personalausweis|passeport|pasaporte|driv(?:er'?s?|ing) licen[cs]e"
    r"|führerschein|permis de conduire)"
)
# One of these is in whatever `_CALLED` finds.
_STEMS = (
    "ssn", "social", "bsn", "burgers", "pesel", "aadha", "sin", "nation", "id ca", "id n", "nin",
    "ni n", "tax id", "steuer", "pass", "pasap", "personala", "licen", "führ", "permis",
)  # fmt: skip
_IS_CALLED = re.compile(_CALLED, re.IGNORECASE)
_ANY_CALLED = _any(_CALLED_FORMS, not_after=r"\w")
_CALLED_ID = re.compile(rf"{_CALLED}[^\d\n]{{0,20}}?{_ANY_CALLED}", re.IGNORECASE)
# Documents of any country: letters and digits that are said to be one's number and nothing else.
_DOCUMENT = re.compile(
    rf"{_CALLED}(?: ?(?:number|no\.?|nr\.?|card|is|was|:|#|it's|=)){{0,4}}[ :#]{{0,3}}"
    r"(?<![\w-])([A-Z]{0,5}\d[A-Z\d]{5,14}|\d{2,4}(?:[ -]\d{2,4}){2,3})(?![\w-])",
    re.IGNORECASE,
)


def national_ids(text: str, low: str) -> Iterator[Span]:
    """Numbers in one of the forms, with check digits or the right word before them.

    `low` is the text in lower case.
    """
    yield from _valid(_DIGITS, _OF_DIGITS, text)
    if _LETTERED.search(text):
        yield from _valid(_LETTERS, _WITH_LETTERS, text)
    if not any(map(low.__contains__, _STEMS)) or not _IS_CALLED.search(text):
        return
    yield from _valid(_CALLED_ID, _CALLED_FORMS, text)
    for match in _DOCUMENT.finditer(text):
        yield Span("national_id", match.start(1), match.end(1))


def _valid(pattern: re.Pattern[str], forms: dict[str, Form], text: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        name = match.lastgroup or ""
        check = forms[name].check
        if check is None or import_module(check).is_valid(match[name]):
            yield Span("national_id", match.start(name), match.end(name))
