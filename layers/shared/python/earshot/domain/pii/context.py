"""What the words around a number say it is: a telephone number, or something else's number."""

import re
from typing import NamedTuple

REACH = 60
"""Characters before a number that are looked at."""


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Things that have numbers of their own, and beginnings of words for them.
_THINGS = _set(
    """
    order case ref reference ticket tracking track invoice booking confirmation serial imei sku
    model part item version flight policy claim parcel shipment package gift giftcard voucher coupon
    promo discount code score zip postcode incident rma eta isbn ean upc gtin barcode article
    product asin receipt transaction payment account acct member membership client contract license
    licence permit plate reservation pnr meter reading room gate seat batch lot build firmware error
    status id token subscription loyalty vin request quote po sn tweet thread post plz commande
    suivi facture dossier colis contrat pedido seguimiento factura cliente contrato reserva
    encomenda fatura ordine pratica fattura spedizione bestelling factuur takip kargo # $ € £
    """
)
_THING_STEMS = (
    "bestell", "auftrag", "sendung", "rechnung", "kunden", "vertrag", "konto", "vorgang", "artikel",
    "seriennummer", "ticketnummer", "zähler", "klant", "zamowieni", "zamówieni", "faktur", "sipari",
)  # fmt: skip
_SAID = _set(
    """
    no nr num number numbers id code ref reference card is was are nummer numéro numero número numer
    ist lautet est es é è de del der die di do my the your our
    """
)
_NUMBER = _set("number no nr nummer numéro numero número numer")
_WHOSE = _set(
    """
    my his her our your their the new old home work office best a contact daytime mon notre ma mi
    nuestro meu minha mio mijn mój moj unser unsere
    """
)
_TELEPHONE = _set(
    """
    call called calling calls phone cell cellphone mobile tel text whatsapp signal viber telegram
    ring reach contact dial sms fax gsm landline registered ruf rufnummer zurückrufen móvil movil
    teléfono portable joindre telefone celular ligar cellulare bel bellen gsm
    """
)
_TELEPHONE_STEMS = (
    "telef", "teleph", "handy", "anruf", "appel", "rappel", "llám", "llame", "ligue", "chiam",
    "richiam", "komórk", "zadzwo",
)  # fmt: skip
_TO = frozenset({"answer at", "answering at", "answered at", "messages to", "message to"})
_WORDS = re.compile(r"[^\W\d_]+|[#$€£.,;:!?(]")
_STOPS, _LINKS = frozenset(".,;!?"), frozenset(":(")
_BREAKS = _STOPS | _LINKS
_AFTER = re.compile(
    r"\W{0,3}(?:office|desk|fax|home|work|mobile|cell|tel)\b|\s{0,2}(?:is|['’]s) (?:my|the|our)"
    r" (?:(?:new|old|best|mobile|cell|phone|home|work) )?(?:number|phone|mobile|cell)\b"
    r"|[\s,;-]{0,3}(?:(?:please|pls|plz|so|and) )?(?:call|text|ring|whats ?app) (?:me|us)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\s?(?:views?|followers?|subscribers?|likes?|points?|pts|people|users?|customers?|steps?|miles?"
    r"|km|kg|gb|mb|tb|kwh|mph|rpm|calories|kcal|dollars?|euros?|pounds?|usd|eur|gbp|times|hours?"
    r"|minutes?|seconds?|days?|weeks?|months?|years?|px|%|€|£|\$)(?![^\W_])",
    re.IGNORECASE,
)


class Surroundings(NamedTuple):
    """How far into the text before the number a telephone and something else were spoken of last.

    `in_clause`: the something else is in the number's own clause. `right_before`: the number is
    said to be its, with nothing in between. 0 is not at all.
    """

    telephone: int = 0
    other: int = 0
    in_clause: bool = False
    right_before: bool = False

    @property
    def says_telephone(self) -> bool:
        """What was spoken of last decides."""
        return self.telephone > self.other

    @property
    def says_other(self) -> bool:
        return self.other > self.telephone


def before(text: str, start: int) -> Surroundings:
    """What is said before a number."""
    said = Surroundings()
    last = "."
    for match in _WORDS.finditer(text[max(0, start - REACH) : start].lower()):
        said = _heard(said, match[0], last, match.end())
        last = match[0]
    return said


def _heard(said: Surroundings, word: str, last: str, end: int) -> Surroundings:
    """What is known after one more word."""
    if _is_thing(word, last):
        return said._replace(other=end, in_clause=True, right_before=True)
    if _is_telephone(word, last):
        return said._replace(telephone=end, right_before=False)
    if word in _SAID or word in _LINKS or last == "no":
        return said
    if word in _STOPS:
        return said._replace(in_clause=False, right_before=False)
    return said._replace(right_before=False)


def _is_thing(word: str, last: str) -> bool:
    if word in _THINGS or word.startswith(_THING_STEMS):
        return True
    return word in _NUMBER and last == "customer"


def _is_telephone(word: str, last: str) -> bool:
    if word in _TELEPHONE or word.startswith(_TELEPHONE_STEMS):
        return True
    if word in _NUMBER:
        return last in _WHOSE or last in _BREAKS or last.startswith("mein")
    return f"{last} {word}" in _TO


def is_called_after(text: str, end: int) -> bool:
    """Whether the words after the number speak of a telephone."""
    return _AFTER.match(text, end) is not None


def is_amount(text: str, end: int) -> bool:
    """Whether the number counts something."""
    return _AMOUNT.match(text, end) is not None
