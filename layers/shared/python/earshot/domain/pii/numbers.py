"""Card numbers, IBANs and telephone numbers, told from order numbers by checksum and context."""

import re
from collections.abc import Iterator

from earshot.domain.judgement import Span

_CARD = re.compile(r"(?<![\w.#-])\d(?:[ -]?\d){12,18}(?![\w-])")
_BRANDS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01]|720)\d{12,13}|3[47]\d{13}"
    r"|3(?:0[0-5]|[689]\d)\d{11,13}|6(?:011|5\d\d|4[4-9]\d|2\d\d)\d{12,15}|35\d{14}"
    r"|(?:50|5[6-9]|6[0-9])\d{14,17}"
)
# Each step of a repetition has one way to match, so that no text makes these slow.
_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![A-Z0-9])", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w.,#$€£/-])(?:\+|00)?\(?\d(?:[ .()/-]{0,3}\d){6,14}(?![\w%€£]|[.,/:-]\d)"
)
_NORTH_AMERICAN = re.compile(r"1?[2-9]\d\d[2-9]\d{6}")
_SPACED = re.compile(r"\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}")

# What stands right before a number says what it is.
_OTHER_NUMBER = re.compile(
    r"(?:\b(?:order|case|ref(?:erence)?|ticket|tracking|track|invoice|booking|confirmation|serial"
    r"|imei|sku|model|part|item|version|flight|policy|claim|parcel|shipment|gift ?card|voucher"
    r"|coupon|score|zip|postcode|bestellung|bestellnummer|auftrag|sendung|rechnung|commande|suivi|facture"
    r"|pedido|seguimiento|factura|ordine|bestelling|zam[oó]wienie|sipari[sş]|incident|rma|eta)\b"
    r"[^\d\n.!?]{0,18}|[#$€£]\s?)$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:call|phone|cell|mobile|tel|number|no\.|text|whats ?app|ring|reach|contact|dial|sms|handy"
    r"|nummer|telefon|anruf|num[eé]r[oi]|m[oó]vil|portable|appel|telefone|celular|cellulare|bel|at)"
    r"[^\d\n]{0,22}$",
    re.IGNORECASE,
)


def _before(text: str, place: int, reach: int = 34) -> str:
    return text[max(0, place - reach) : place]


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def cards(text: str) -> Iterator[Span]:
    """Numbers of a card brand's length and beginning whose Luhn digit holds."""
    for match in _CARD.finditer(text):
        digits = _digits(match[0])
        if not _BRANDS.fullmatch(digits) or _OTHER_NUMBER.search(_before(text, match.start())):
            continue
        from stdnum import luhn

        if luhn.is_valid(digits):
            yield Span("card", match.start(), match.end())


def ibans(text: str) -> Iterator[Span]:
    """Account numbers whose check digits hold; words that follow in capitals are cut off."""
    for match in _IBAN.finditer(text):
        end = match.end()
        while end > match.start() + 14:
            if _is_iban(text[match.start() : end]):
                yield Span("iban", match.start(), end)
                break
            end = text.rfind(" ", match.start(), end)


def _is_iban(written: str) -> bool:
    from stdnum import iban

    return bool(iban.is_valid(written, check_country=False))


def phones(text: str) -> Iterator[Span]:
    """Runs of digits in the form of a phone number, or called one; never an order number."""
    for match in _PHONE.finditer(text):
        written = match[0].strip()
        before = _before(text, match.start())
        if _is_phone(written, before) and not _OTHER_NUMBER.search(before):
            yield Span("phone", match.start(), match.start() + len(match[0].rstrip()))


def _is_phone(written: str, before: str) -> bool:
    digits = _digits(written)
    count = len(digits)
    if not 7 <= count <= 15:
        return False
    if written.startswith(("+", "00")):
        return count >= 8
    if _SPACED.fullmatch(written) or _NORTH_AMERICAN.fullmatch(digits):
        return True
    if digits[0] == "0" and 9 <= count <= 12:
        return True
    return bool(_CALLED.search(before)) and count >= 7
