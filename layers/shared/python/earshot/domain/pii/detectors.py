"""Patterns with checksums and context behind them; a longer claim wins over a shorter one.

Personal data is worth more missed seldom than flagged seldom, but an agent who sees every order
number masked stops believing: hence the words that say what a number is.
"""

import re
from collections.abc import Iterator

from earshot.domain.judgement import Span
from earshot.domain.pii.identity import national_ids
from earshot.domain.pii.numbers import cards, ibans, phones

_MAIL = re.compile(r"(?<![\w.+-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}(?![\w-])")
_SPELT_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+%-]{1,64}(?: ?[(\[{]at[)\]}] ?| at )[\w-]{1,63}"
    r"(?:(?: ?[(\[{]dot[)\]}] ?| dot )[\w-]{2,24}){1,4}(?![\w-])",
    re.IGNORECASE,
)
_IPV6 = re.compile(r"(?<![\w:.])(?:[\da-fA-F]{0,4}:){2,7}[\da-fA-F]{1,4}(?![\w:])")
_IP = re.compile(r"\d(?<!\w\d)(?<!\d\.\d)\d{0,2}\.(?:\d{1,3}\.){2}\d{1,3}(?![\w.]*\d)")
_VERSION = re.compile(r"(?:version|beta|firmware|build|release|update|\bv|\bios|android)\W*$", re.I)
_DATE = re.compile(
    r"(?<!\w)(?<!\d\.)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    r"|\d{1,2}(?:st|nd|rd|th|\.)? [^\W\d_]{3,9}\.?,? \d{4}|[^\W\d_]{3,9}\.? \d{1,2},? \d{4})(?!\w)"
)
_BIRTH = re.compile(
    r"(?:\bdob\b|d\.o\.b|date of birth|birth ?da(?:te|y)|\bborn\b|geboren|geburtsdatum|\bgeb\."
    r"|n[ée]e? le|date de naissance|nacid[oa]|fecha de nacimiento|nascid[oa]|nat[oa] il"
    r"|geboortedatum|urodz)[^\d\n]{0,20}$",
    re.IGNORECASE,
)
_STREET = (
    r"Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Place|Pl|Square|Sq"
    r"|Terrace|Close|Crescent|Highway|Hwy|Parkway|Pkwy"
)
_ADDRESS = re.compile(
    r"\d(?<![\w.$€£-]\d)(?:\d{0,4}[A-Za-z]?,? (?:[A-Z][\w'’]+ ){1,3}(?:" + _STREET + r")\b\.?"
    r"(?:,? (?:Apt|Suite|Unit|Flat|#) ?\w{1,5})?(?:, [A-Z][a-z]+(?: [A-Z][a-z]+){0,2})?"
    r"|\d{0,3}(?: ?bis)?,? (?:rue|avenue|boulevard|place|chemin) "
    r"(?:d[eu]s? |de la |l')?[A-Z][\w'’ -]{2,30})"
)
_CALLED_ADDRESS_STEMS = ("ddress", "eliver", "hip", "end ", "ent ", "liv", "moved")
_CALLED_ADDRESS = re.compile(
    r"\b(?:address|deliver(?:ed)?|ship(?:ped)?|sen[dt]|lives?|living|moved)\b[^\d\n]{0,24}"
    r"(?<![\w.$€£-])(\d{1,5}[a-z]?,? (?:[\w'’]{1,24} ){1,3}(?:" + _STREET + r")\b)",
    re.IGNORECASE,
)
_STREET_FIRST = re.compile(
    r"[A-ZÄÖÜ][\wäöüß-]*(?:stra(?:ße|sse)|str\.|weg|platz|allee) \d{1,4}[a-z]?\b"
)
_STREET_STEMS = ("straße ", "strasse ", "str. ", "weg ", "platz ", "allee ")
_SAID = r"(?: (?:is|was|ist|war|lautet|es|est|é|è|code|number|no\.?))?\s{0,2}[:=]?\s{0,2}"
_SECRET = re.compile(
    rf"(?:pass(?:word|code|wort)|kennwort|contraseña|mot de passe|senha|wachtwoord)\b{_SAID}"
    r"(?!\d{1,3}\b)([^\s,;]{0,63}\d[^\s,;]{0,63})"
    r"|\b(?:pin|tan|otp|cv[vc]2?|(?:security|verification|one[- ]time|2fa|login|access) code)\b"
    rf"{_SAID}"
    r"(\d{3,8})(?![\w%])|pass(?:word|wort)\s{0,2}[:=]\s{0,2}(\S{4,64})",
    re.IGNORECASE,
)
# One of these is in whatever the dearer expressions find, in lower case.
_SECRET_STEMS = (
    "pass", "pin", "cv", "kennw", "ontrase", "ot de", "enha", "achtw", "tan", "otp", " code",
)  # fmt: skip
_BIRTH_STEMS = (
    "dob", "d.o.b", "birth", "born", "geb", "é le", "e le", "naissance", "naci", "nasci", "nat",
    "urodz",
)  # fmt: skip
_LONG_NUMBER = re.compile(r"\d(?:[ .()/+-]{0,2}\d){5}|\d[A-Za-z]\d\d[A-Za-z]\d")
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            "card",
            "iban",
            "national_id",
            "credential",
            "email",
            "date_of_birth",
            "ip_address",
            "address",
            "phone",
        )
    )
}


def detect(text: str) -> tuple[Span, ...]:
    """All of it, in order of place, each place claimed once."""
    found = [_span("email", match) for match in _MAIL.finditer(text)] if "@" in text[1:] else []
    low = text.lower()
    if "dot" in low:
        found += (_span("email", match) for match in _SPELT_MAIL.finditer(text))
    found += _secrets(text, low)
    if _LONG_NUMBER.search(text):
        found += cards(text)
        found += ibans(text)
        found += national_ids(text, low)
        found += phones(text)
    found += _places(text, low)
    return _without_overlap(found)


def _span(kind: str, match: re.Match[str], group: int = 0) -> Span:
    return Span(kind, match.start(group), match.end(group))


def _secrets(text: str, low: str) -> Iterator[Span]:
    if any(map(low.__contains__, _SECRET_STEMS)):
        for match in _SECRET.finditer(text):
            yield _span("credential", match, match.lastindex or 0)


def _places(text: str, low: str) -> Iterator[Span]:
    if any(map(low.__contains__, _BIRTH_STEMS)):
        for match in _DATE.finditer(text):
            if _BIRTH.search(text[max(0, match.start() - 40) : match.start()]):
                yield _span("date_of_birth", match)
    yield from (_span("address", match) for match in _ADDRESS.finditer(text))
    if any(map(text.__contains__, _CALLED_ADDRESS_STEMS)):
        yield from (_span("address", match, 1) for match in _CALLED_ADDRESS.finditer(text))
    if any(map(text.__contains__, _STREET_STEMS)):
        yield from (_span("address", match) for match in _STREET_FIRST.finditer(text))
    if text.count(".") >= 3:
        yield from _addresses_of_machines(text)
    if text.count(":") >= 3:
        yield from _longer_addresses_of_machines(text)


def _addresses_of_machines(text: str) -> Iterator[Span]:
    for match in _IP.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        if all(int(part) < 256 for part in match[0].split(".")) and not _VERSION.search(before):
            yield _span("ip_address", match)


def _longer_addresses_of_machines(text: str) -> Iterator[Span]:
    """Those of version 6: with more than two colons, so that no time of day is one."""
    for match in _IPV6.finditer(text):
        if match[0].count(":") >= 3 and _is_address(match[0]):
            yield _span("ip_address", match)


def _is_address(written: str) -> bool:
    from ipaddress import AddressValueError, IPv6Address

    try:
        IPv6Address(written)
    except AddressValueError:
        return False
    return True


def _without_overlap(found: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (_RANK[s.kind], s.start)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return tuple(sorted(kept, key=lambda s: s.start))
