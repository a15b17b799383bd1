"""National identity numbers of the countries whose form or check digits tell them apart."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple

from earshot.domain.judgement import Span


class Form(NamedTuple):
    """How one country's number is written. `check` names the library module with its check digit;

    `called` asks for a word such as SSN or BSN nearby, where digits alone prove too little.
    """

    pattern: str
    check: str | None = None
    called: bool = False


_FORMS = {
    "us": Form(r"\d{3}-\d{2}-\d{4}"),
    "us_spaced": Form(r"\d{3} \d{2} \d{4}", called=True),
    "gb": Form(r"[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]"),
    "es": Form(r"\d{8}-?[A-HJ-NP-TV-Z]", "stdnum.es.dni"),
    "es_foreign": Form(r"[XYZ]-?\d{7}-?[A-Z]", "stdnum.es.nie"),
    "it": Form(r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]", "stdnum.it.codicefiscale"),
    "fr": Form(r"[12] ?\d{2} ?\d{2} ?\d{2} ?\d{3} ?\d{3} ?\d{2}", "stdnum.fr.nir"),
    "br": Form(r"\d{3}\.\d{3}\.\d{3}-\d{2}", "stdnum.br.cpf"),
    "in": Form(r"\d{4} ?\d{4} ?\d{4}", "stdnum.in_.aadhaar", called=True),
    "pl": Form(r"\d{11}", "stdnum.pl.pesel", called=True),
    "nine": Form(r"\d{9}", called=True),
}
_ANY = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{n}>{f.pattern})" for n, f in _FORMS.items()) + r")(?![\w-])",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:\bssn\b|social(?: security)?|\bbsn\b|burgerservice|\bpesel\b|aadhaa?r|\bsin\b|national id"
    r"|\bid (?:number|no)|national insurance|\bnino?\b)[^\d\n]{0,20}$",
    re.IGNORECASE,
)


def national_ids(text: str) -> Iterator[Span]:
    """Numbers in one of the forms, with check digits or the right word before them."""
    for match in _ANY.finditer(text):
        form = _FORMS[match.lastgroup or "nine"]
        before = text[max(0, match.start() - 40) : match.start()]
        if form.called and not _CALLED.search(before):
            continue
        if form.check is None or import_module(form.check).is_valid(match[0]):
            yield Span("national_id", match.start(), match.end())
