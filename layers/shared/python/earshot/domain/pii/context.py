"""What the words around a number say it is: a telephone number, or something else's number."""

import re
from typing import Literal, NamedTuple

REACH = 60
"""Characters before a number that are looked at."""
LINK = 200
"""Characters before it in which the beginning of a link is looked for."""


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
# Of those, the ones whose numbers are as long as a card's, and may have its check digit.
_LIKE_CARDS = _set(
    """
    gift giftcard voucher coupon promo discount loyalty member membership imei serial tracking track
    parcel shipment package barcode ean gtin upc isbn
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
    said to be its, with nothing in between; `like_card`: and such numbers are as long as a card's.
    0 is not at all.
    """

    telephone: int = 0
    other: int = 0
    in_clause: bool = False
    right_before: bool = False
    like_card: bool = False

    @property
    def says_telephone(self) -> bool:
        """What was spoken of last decides."""
        return self.telephone > self.other

    @property
    def says_other(self) -> bool:
        return self.other > self.telephone


def before(text: str, start: int) -> Surroundings:
    """What is said before a number."""
    telephone = other = 0
    in_clause = right_before = like_card = False
    last = "."
    for match in _WORDS.finditer(text[max(0, start - REACH) : start].lower()):
        word = match[0]
        role = _role(word, last)
        if role == "thing":
            like_card = word in _LIKE_CARDS or (right_before and like_card)
            other, in_clause, right_before = match.end(), True, True
        elif role == "telephone":
            telephone, right_before = match.end(), False
        elif role != "said":
            in_clause, right_before = in_clause and role != "stop", False
        last = word
    return Surroundings(telephone, other, in_clause, right_before, like_card)


Role = Literal["thing", "telephone", "number", "to", "said", "stop", ""]
# A word of two sets has the role that is given last here.
_ROLES: dict[str, Role] = {
    **dict.fromkeys(_SAID | _LINKS, "said"),
    **dict.fromkeys(_STOPS, "stop"),
    **dict.fromkeys({pair.split()[1] for pair in _TO}, "to"),
    **dict.fromkeys(_NUMBER, "number"),
    **dict.fromkeys(_TELEPHONE, "telephone"),
    **dict.fromkeys(_THINGS, "thing"),
}


def _role(word: str, last: str) -> Role:
    """What a word after that other one does to what is known; "" is any word."""
    role = _ROLES.get(word)
    if role is None:
        role = _by_beginning(word)
    elif role == "number":
        role = _of_number(last)
    elif role == "to":
        role = "telephone" if f"{last} {word}" in _TO else ""
    return "said" if last == "no" and role in ("", "stop") else role


def _by_beginning(word: str) -> Role:
    if word.startswith(_THING_STEMS):
        return "thing"
    return "telephone" if word.startswith(_TELEPHONE_STEMS) else ""


def _of_number(last: str) -> Role:
    """Whose number it is."""
    if last == "customer":
        return "thing"
    known = last in _WHOSE or last in _BREAKS or last.startswith("mein")
    return "telephone" if known else "said"


def is_called_after(text: str, end: int) -> bool:
    """Whether the words after the number speak of a telephone."""
    return _AFTER.match(text, end) is not None


def is_amount(text: str, end: int) -> bool:
    """Whether the number counts something."""
    return _AMOUNT.match(text, end) is not None


def is_in_link(text: str, start: int) -> bool:
    """Whether the number is part of a web address."""
    words = text[max(0, start - LINK) : start].split()
    return bool(words) and not text[start - 1].isspace() and "://" in words[-1]
