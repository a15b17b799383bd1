"""Personal data in a post: where it is, and the post without it."""

import re
from collections.abc import Iterable

from earshot.domain.judgement import Span

__all__ = ["find", "mask"]

# From a digit on: a run of six, or of eight behind a sign as in an order number, but none as long
# as a post's in its link; a short date; an IBAN; a street; a date in words; British and Italian
# numbers; an IP address.
_TELLING = re.compile(
    r"\d(?:(?<!\w\d)(?:"
    r"(?<![/#.-]\d)(?:[ .()/-]{0,3}\d){5}|(?:[ .()/-]{0,3}\d){7}(?!(?<=/1\d{7})\d{9})"
    r"|\d?[./-]\d\d?[./-]\d\d"
    r"|\d{0,2}\.\d{1,3}\.\d{1,3}\.\d"
    r"|\d{0,4}[a-zA-Z]?,? (?:[A-Z][\w'’]+ ){1,3}"
    r"(?:St|Av|R[do]|L[an]|Dr|B[ol]|Way|C[otrl]|P[lk]|Sq|Te|H[iw])"
    r"|\d{0,3},? (?:bis,? )?(?:rue|avenue|boulevard|place|chemin) "
    r"|(?<=weg \d)|(?<=tra[sß]e \d)|(?<=trasse \d)|(?<=str\. \d)|(?<=platz \d)|(?<=allee \d)"
    r"|\d?(?:st|nd|rd|th|\.)? [^\W\d_]{3,9}\.?,? \d{4}|\d?(?:st|nd|rd|th)?,? (?:19|20)\d\d)"
    r"|(?<=[A-Za-z]{2}\d)(?<![A-Za-z\d][A-Za-z]{2}\d)\d ?"
    r"(?:[A-Za-z\d]{4} ?[A-Za-z\d]{4}(?: ?[A-Za-z\d]){3}|\d\d ?\d\d ?[A-Da-d]\b)"
    r"|(?<=[XYZxyz]\d)\d{6}|[A-Za-z]\d\d[A-Za-z]\d"
    r"|[\da-fA-F]{0,3}:[\da-fA-F]{0,4}:[\da-fA-F]{0,4}:)"
)
_DIGIT = re.compile(r"\d")
# What makes few digits personal, and what is looked for in it before that; both in small letters.
_STEMS = (
    "assw", "assc", "ontrase", "ennwort", "ot de passe", "enha", "achtw", "pin", "otp", "cv",
    " code", "passp", "passep", "pasap", "icen", "ddress", "hip", "sen", "live", "iving", "moved",
    "nsurance", "ni n", "tan", "ssn", "social", "id ca", "id n", "tax id", "steuer",
    "personala", "führ", "permis", "national id", "isepass", "bsn", "burgers", "pesel", "aadha",
    "sin", "nin",
)  # fmt: skip
_CALLED = re.compile(
    r"assw|assc|ontrase|ennwort|ot de passe|enha\b|achtw|\b(?:pin|tan|otp)\b|\bcv[vc]"
    r"|(?:ecurity|erification|time|login|ccess|2fa) code"
    r"|(?:\bssn\b|social|national id|\bid (?:card|n)|nsurance|\bni n|\bnino?\b|tax id|steuer-?id"
    r"|passp|passep|pasap|isepass|personala|icen[cs]e|führ|permis|\b(?:bsn|pesel|sin)\b|burgers"
    r"|aadha)[^\d\n]{0,60}\d(?:[ -]?[a-z\d]){5}"
    r"|(?:ddress|eliver|hip|sen[dt]|live|iving|moved)\w{0,4}\b[^\d\n]{0,24}\d{1,5}[a-z]?,? [a-z]"
)


def find(text: str) -> tuple[Span, ...]:
    """Cards, IBANs, national ids, credentials, mail, phones, addresses, birth dates, IPs.

    In order of place and without overlap. Most posts hold no digit and no mail address, and cost
    next to nothing; the detectors are loaded with the first post that does.
    """
    low = text.lower()
    digit = _DIGIT.search(text)
    numbers = digit and _may_be_personal(text, low, digit.start())
    secret = "assw" in low and (":" in text or "=" in text)
    if not (numbers or secret or _has_mail(text, low)):
        return ()
    from earshot.domain.pii.detectors import detect

    return detect(text)


def _may_be_personal(text: str, low: str, first: int) -> bool:
    """Whether digits, of which the first is there, may be so by form or by what they are called."""
    if _TELLING.search(text, first):
        return True
    return any(map(low.__contains__, _STEMS)) and _CALLED.search(low) is not None


def mask(text: str, spans: Iterable[Span]) -> str:
    """The text with each span replaced by its kind: `my number is [phone]`."""
    parts: list[str] = []
    end = 0
    for span in sorted(spans, key=lambda s: s.start):
        if span.start >= end:
            parts += text[end : span.start], f"[{span.kind}]"
        end = max(end, span.end)
    return "".join([*parts, text[end:]])


def _has_mail(text: str, low: str) -> bool:
    """Whether an `@` follows a letter or digit, which in a handle it does not, or is spelt out."""
    if "dot" in low and "at" in low:
        return True
    place = text.find("@", 1)
    while place > 0:
        if text[place - 1].isalnum():
            return True
        place = text.find("@", place + 1)
    return False
