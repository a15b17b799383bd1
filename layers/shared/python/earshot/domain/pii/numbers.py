"""Card numbers, IBANs and telephone numbers, told from order numbers by checksum and context."""

import re
from collections.abc import Iterator

from earshot.domain.judgement import Span
from earshot.domain.pii.context import before, is_amount, is_called_after, is_in_link

_CARD = re.compile(r"\d(?<!\w\d)(?<!\d[.-]\d)(?:[ -]?\d){11,18}(?![\w-])")
_BRANDS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01]|720)\d{12,13}|3[47]\d{13}"
    r"|3(?:0[0-5]|[689]\d)\d{11,13}|6(?:011|5\d\d|4[4-9]\d|2\d\d)\d{12,15}|35\d{14}"
    r"|(?:1800|2131)\d{11}|(?:50|5[6-9]|6[0-9])\d{14,17}"
)
# How cards are printed; and what the large issuers alone give out.
_PRINTED = re.compile(r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{4}([ -])\d{6}\2\d{5}")
_ISSUED = re.compile(
    r"4\d{15}|5[1-5]\d{14}|2(?:2[2-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|6(?:011|5\d\d|4[4-9]\d)\d{12}"
)
# Maestro may be as short as twelve digits: too little to go by without a word.
_SHORT_CARD = re.compile(r"(?:50|5[6-9]|6[0-9])\d{10,13}")
_CALLED_CARD = re.compile(
    r"(?<![^\W_])(?:(?:credit|debit|bank)? ?card|visa|maestro|mastercard|\w*karte\w*|carte|tarjeta"
    r"|cartão|carta|kaart|kart\w*)(?![^\W_])[^\d\n]{0,24}$",
    re.IGNORECASE,
)
# Each step of a repetition has one way to match, so that no text makes these slow.
_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![A-Z0-9])", re.IGNORECASE)
_IN_DIGITS = {sign: str(int(sign, 36)) for sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_IBAN_STEM = re.compile(r"\d\d(?<=[A-Za-z]{2}\d\d)")
_PHONE = re.compile(
    r"(?<![\w.#$€£/-])(?<!\d,)(?:\+|00)?\(?\d(?:[ .()/-]{0,3}\d){6,14}"
    r"(?:(?![\w%€£]|[.,/:-]\d)|(?= ?(?:x|ext\.?) ?\d{1,6}(?!\w)))"
)
_NORTH_AMERICAN = re.compile(r"1?[2-9]\d\d[2-9]\d{6}")
_SPACED = re.compile(r"\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}")
# Dates, hours, and the numbers of a lottery.
_NO_PHONE = re.compile(
    r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:19|20)\d\d|\d{4}-\d{4}"
    r"|\d\d(?: \d\d){5,}"
)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def cards(text: str) -> Iterator[Span]:
    """Numbers of a card brand's length and beginning whose Luhn digit holds.

    Not so what is said to be another thing's number, unless it is written or issued as cards are;
    nor, without spaces, what stands in a link.
    """
    for match in _CARD.finditer(text):
        digits = _digits(match[0])
        if not _is_branded(digits, text, match.start()) or _is_another_s(match, digits):
            continue
        from stdnum import luhn

        if luhn.is_valid(digits):
            yield Span("card", match.start(), match.end())


def _is_another_s(match: re.Match[str], digits: str) -> bool:
    if _PRINTED.fullmatch(match[0]):
        return False
    if is_in_link(match.string, match.start()):
        return True
    said = before(match.string, match.start())
    if not said.right_before:
        return False
    return said.like_card or match[0] != digits or not _ISSUED.fullmatch(digits)


def _is_branded(digits: str, text: str, start: int) -> bool:
    if _BRANDS.fullmatch(digits):
        return True
    before = text[max(0, start - 40) : start]
    return bool(_SHORT_CARD.fullmatch(digits) and _CALLED_CARD.search(before))


def ibans(text: str) -> Iterator[Span]:
    """Account numbers whose check digits hold; words that follow in capitals are cut off."""
    for match in _IBAN.finditer(text) if _IBAN_STEM.search(text) else ():
        end = match.end()
        while end > match.start() + 14:
            if _is_iban(text[match.start() : end]):
                yield Span("iban", match.start(), end)
                break
            end = text.rfind(" ", match.start(), end)


def _is_iban(written: str) -> bool:
    """What the remainder rules out, as it does most guesses at an end, is not handed on."""
    bare = written.replace(" ", "").upper()
    if bare.isascii():
        digits = "".join(map(_IN_DIGITS.__getitem__, bare[4:] + bare[:4]))
        if int(digits) % 97 != 1:
            return False
    from stdnum import iban

    return bool(iban.is_valid(written, check_country=False))


def phones(text: str) -> Iterator[Span]:
    """Runs of digits in the form of a phone number, or called one; never an order number."""
    for match in _PHONE.finditer(text):
        end = match.start() + len(match[0].rstrip())
        if not _NO_PHONE.fullmatch(match[0].strip()) and _is_phone(text, match.start(), end):
            yield Span("phone", match.start(), end)


def _is_phone(text: str, start: int, end: int) -> bool:
    """Whether its form makes it one, unless something else was spoken of, or whether it is called.

    What is written as international is one whatever else the sentence is about. Digits without any
    space between them have less of a form than others, so that a thing of another clause counts.
    """
    written = text[start:end]
    digits = _digits(written)
    said = before(text, start)
    if not 7 <= len(digits) <= 15 or said.right_before or is_amount(text, end):
        return False
    if written.startswith("+"):
        return len(digits) >= 8
    if said.says_telephone or is_called_after(text, end):
        return True
    another = said.says_other and (said.in_clause or digits == written)
    return not another and _has_form(written, digits)


def _has_form(written: str, digits: str) -> bool:
    if written.startswith("00"):
        return len(digits) >= 10
    if _SPACED.fullmatch(written) or _NORTH_AMERICAN.fullmatch(digits):
        return True
    return digits[0] == "0" and 9 <= len(digits) <= 12
