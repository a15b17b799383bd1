"""Fill the slots of a text: alternatives, small facts, and personal data that belongs to nobody.

`{lamp|hub}` gives its first form on the first use of the text, its second on the second.
`{order}` draws a value. `{phone}` and its kin draw from ranges reserved for fiction and tests, and
are marked as personal data; so is any `{kind=literal}`.
"""

import random
import re
from collections.abc import Callable
from typing import NamedTuple

from local.demo.day.stock import read_words

SLOT = re.compile(r"\{([^{}]*)\}")
CARDS = (
    "4111 1111 1111 1111",
    "5555 5555 5555 4444",
    "4012888888881881",
    "3782 822463 10005",
    "6011 1111 1111 1117",
    "5105-1051-0510-5100",
    "4242424242424242",
    "4000 0566 5566 5556",
)
MAIL_HOSTS = ("example.com", "example.org", "example.net", "mail.example.com")
Dice = random.Random
PLACES = read_words("places")


class Found(NamedTuple):
    """Personal data in a rendered text, by code points, end exclusive."""

    kind: str
    start: int
    end: int


class Rendered(NamedTuple):
    """A text with all its slots filled."""

    text: str
    personal: tuple[Found, ...]


def uses(template: str) -> int:
    """Say how often a text can be used without saying the same twice, three at most."""
    most = 1
    for slot in SLOT.findall(template):
        most = max(most, len(slot.split("|")) if "|" in slot else 1)
        if slot in FACTS or slot in PERSONAL:
            return 3
    return min(most, 3)


def render(template: str, use: int, lang: str, dice: Dice) -> Rendered:
    """Fill every slot; `use` counts from 0 and picks among alternatives."""
    parts: list[str] = []
    personal: list[Found] = []
    length = at = 0
    for match in SLOT.finditer(template):
        kind, value = _fill(match.group(1), use, lang, dice)
        before = template[at : match.start()]
        start = length + len(before)
        parts += [before, value]
        length, at = start + len(value), match.end()
        if kind:
            personal.append(Found(kind, start, length))
    parts.append(template[at:])
    return Rendered("".join(parts), tuple(personal))


def _fill(slot: str, use: int, lang: str, dice: Dice) -> tuple[str | None, str]:
    if slot in PERSONAL:
        kind, draw = PERSONAL[slot]
        return kind, draw(dice)
    if slot in FACTS:
        return None, FACTS[slot](lang, dice)
    kind, _, literal = slot.rpartition("=")
    forms = literal.split("|")
    return kind or None, forms[use % len(forms)]


def _iban(country: str, body: str) -> str:
    """Return a made-up IBAN whose check digits are right."""
    digits = "".join(str(int(c, 36)) for c in body + country + "00")
    return f"{country}{98 - int(digits) % 97:02d}{body}"


def _ibans(dice: Dice) -> str:
    tail = f"{dice.randrange(10**8):08d}"
    plain = dice.choice(
        [
            _iban("DE", "99999999" + "91" + tail),
            _iban("GB", "ACME" + "000000" + tail),
            _iban("NL", "ACME" + "00" + tail),
            _iban("FR", "9999999999" + "000" + tail + "00"),
        ]
    )
    return plain if dice.random() < 0.5 else " ".join(re.findall(".{1,4}", plain))


def _phone(dice: Dice) -> str:
    return dice.choice([_phone_us, _phone_uk, _phone_uk])(dice)


def _phone_us(dice: Dice) -> str:
    tail = f"01{dice.randrange(100):02d}"
    area = dice.choice(["202", "303", "415", "617"])
    return dice.choice([f"({area}) 555-{tail}", f"{area}-555-{tail}", f"+1 {area} 555 {tail}"])


def _phone_uk(dice: Dice) -> str:
    tail = f"{dice.randrange(1000):03d}"
    return dice.choice([f"07700 900{tail}", f"07700900{tail}", f"+44 7700 900{tail}"])


def _phone_de(dice: Dice) -> str:
    tail = f"{dice.randrange(1000):03d}"
    return dice.choice([f"030 23125{tail}", f"030/23125 {tail}", f"+49 30 23125{tail}"])


def _phone_fr(dice: Dice) -> str:
    return f"06 39 98 {dice.randrange(100):02d} {dice.randrange(100):02d}"


def _email(dice: Dice) -> str:
    word = dice.choice(PLACES["mail"])
    return f"{word}{dice.choice(['', str(dice.randrange(2, 99))])}@{dice.choice(MAIL_HOSTS)}"


def _social(dice: Dice) -> str:
    return f"9{dice.randrange(100):02d}-{dice.randrange(10, 69)}-{dice.randrange(10**4):04d}"


def _ip(dice: Dice) -> str:
    return f"{dice.choice(['192.0.2', '198.51.100', '203.0.113'])}.{dice.randrange(2, 250)}"


def _track(lang: str, dice: Dice) -> str:
    """Return a parcel number of the invented carrier: letters, then twelve digits."""
    return f"ACD{dice.randrange(10**12):012d}"


PERSONAL: dict[str, tuple[str, Callable[[Dice], str]]] = {
    "card": ("card", lambda dice: dice.choice(CARDS)),
    "iban": ("iban", _ibans),
    "phone": ("phone", _phone),
    "phone_us": ("phone", _phone_us),
    "phone_uk": ("phone", _phone_uk),
    "phone_de": ("phone", _phone_de),
    "phone_fr": ("phone", _phone_fr),
    "email": ("email", _email),
    "ssn": ("national_id", _social),
    "ip": ("ip_address", _ip),
}
FACTS: dict[str, Callable[[str, Dice], str]] = {
    "order": lambda lang, dice: f"AC-{dice.randrange(200_000, 699_999)}",
    "track": _track,
    "city": lambda lang, dice: dice.choice(PLACES.get(f"city {lang}") or PLACES["city en"]),
    "day": lambda lang, dice: dice.choice(PLACES.get(f"day {lang}") or PLACES["day en"]),
    "name": lambda lang, dice: dice.choice(PLACES.get(f"name {lang}") or PLACES["name en"]),
    "n": lambda lang, dice: str(dice.randrange(3, 10)),
    "nn": lambda lang, dice: str(dice.randrange(11, 60)),
    "amount": lambda lang, dice: str(dice.randrange(19, 249)),
    "time": lambda lang, dice: f"{dice.randrange(7, 22)}:{dice.randrange(0, 60):02d}",
    "serial": lambda lang, dice: f"SN00{dice.randrange(10**8):08d}",
    "version": lambda lang, dice: (
        f"{dice.choice([5, 6])}.{dice.randrange(10)}.{dice.randrange(10)}"
    ),
}
