"""Personal data as people write it, and what looks like it: none of these is from measured data."""

from collections.abc import Iterator

import pytest

from earshot.domain.judgement import Span
from earshot.domain.pii import find
from earshot.domain.pii.detectors import detect

WRITTEN = {
    "phone": [
        "text me back 2025550147 tmrw",
        "my cell 202 555 0147",
        "call +1 (202) 555-0147 ext 12",
        "mein handy 0151 23125014",
        "mon portable 06 12 34 56 78",
        "you can reach me at 07700900461",
        "Order? call +44 20 7946 0018",
        "whatsapp +49 30 23125014 bitte",
        "ring 020 7946 0958 after 6",
        "tel: 202-555-0133",
        "llámame al 612 34 56 78",
        "phone no. 07700 900 123 order 4938-2213",
        "ligue para +351 912 345 678",
        "bel me op 06-12345678",
        "my new number is 555-0142 btw",
        "numero 06 55 50 14 20",
        "07700900123 is my number",
        "+442079460018",
        "contact: (646) 555-0166",
        "moved house, new landline 0117 496 0123",
    ],
    "card": [
        "paid with 4111 1111 1111 1111 yesterday",
        "visa 4242424242424242 cvc 123",
        "amex 378282246310005",
        "order paid with card 5555-5555-5555-4444",
        "it was 4000056655665556 I think",
        "ma carte 4970100000000154 refusée",
    ],
    "iban": [
        "my IBAN is NL91ABNA0417164300",
        "iban: GB29 NWBK 6016 1331 9268 19",
        "Kontonummer DE89370400440532013000 bitte",
    ],
    "email": [
        "mail me at kim99 at example dot com",
        "kim.l@example.co.uk is my login",
        "write: KIM99@EXAMPLE.COM",
        "kim99(at)example.org no wait kim99 [at] example [dot] org",
        "account under o'kim@example.com",
    ],
    "national_id": [
        "NI number QQ 12 34 56 C",
        "my social is 906-42-6267",
        "SSN 906426267",
        "national insurance number: AB123456C",
        "BSN 123456782",
        "passport number 533380006",
        "driving licence MORGA657054SM9IJ",
        "my ssn: 906 42 6267",
        "DNI 12345678Z",
        "codice fiscale RSSMRA85T10A562S",
    ],
    "ip_address": [
        "ip 203.0.113.9",
        "logged in from 2001:db8::8a2e:370:7334",
        "blocked ip: 198.51.100.7:8080",
    ],
    "address": [
        "I live at 12 sample road",
        "ship to 4 Test Lane, Anytown",
        "moved to 1600 Example Ave",
        "my flat: 22B Baker Street, London",
        "wohne in der Musterstraße 5",
        "adresse: 12 rue de Exemple",
    ],
    "date_of_birth": [
        "DOB: 09/06/1971",
        "born 6 Sept 1971",
        "my birthday is 1971-09-06",
        "geboren am 03.04.1985",
        "date of birth 3rd March 1975",
        "née le 04/05/1990",
    ],
    "credential": [
        "password: hunter2",
        "my pin is 4821",
        "otp 482913 does not work",
        "the verification code 123456 expired",
        "cvv 123",
        "Passwort ist geheim123",
        "security code is 9921",
    ],
}
LOOK_ALIKES = [
    "zip 94110-1234",
    "model WH-1000XM4 broke",
    "invoice INV-2024-000123 wrong",
    "case 00123456 open",
    "booking ref 7781234",
    "status/1890000000010524351",
    "won 3-2 on 12/10/2024",
    "from 10:22:33 to 11:22:33",
    "51.5074, -0.1278 is the spot",
    "1920x1080 resolution",
    "isbn 978-3-16-148410-0",
    "ETA 14:30-16:30 on 2026-03-02",
    "barcode 5012345678900",
    "meter reading 0012345678",
    "total 1,234,567 views",
    "1000000 views",
    "my account number 12345678",
    "member number 4471 0098",
    "ticket number 9310217619",
    "support ticket #20231105",
    "changed my password 3 times",
    "error code 0x80070005",
    "error 1234567",
    "PIN code not accepted",
    "firmware 20240115",
    "call me in 10 minutes",
    "in 2020 2021 2022 2023",
    "season 2019-2020",
    "2024-11-25 10:00",
    "on 25.11.2024 at 10:00",
    "coupon SAVE2024NOW",
    "room 2045551234",
    "tracking number 9400111899223197428490",
    "UPS 1Z999AA10123456784",
    "paid 12345678 won",
    "reset code never came",
    "pixel 8 pro 256 gb",
    "route 10-20-30-40",
    "lottery 04 11 23 35 41 49",
    "£1234567.89",
    "my order 2025550147 is late",
    "order number: 202-555-0147",
    "rma 07700900461",
    "customer number 07700900",
    "reference 0044123456789",
    "flight BA2490 12:45",
    "gate 12 seat 34A row 1234567",
    "bestellnummer 4711081512",
    "commande 06123456789",
    "serial 4111111111111111",
    "voucher 4111111111111111",
    "transaction 20241125123456",
    "score 1234567 points",
    "tweet 1890000000010524351",
    "5 minute drive away",
    "10 way street deals",
    "24 hour support line",
    "ip rating IP68",
    "version 1.2.3.4",
    "build 10.0.19045.3693",
    "$1,000,000.00",
    "100 000 000 users",
    "SN: 1234-5678-9012",
    "MAC 00:1A:2B:3C:4D:5E",
    "id 123e4567-e89b-12d3-a456-426614174000",
    "part no 555-0142",
    "item 202-555-0147",
    "born ready 24/7 since 2019",
    "password reset 2 days ago",
    "charged 4829.00 on 03/04/2024",
    "4938-2213 still not here",
    "order 885-7941933-1873765",
    "the driver's license office opens at 9",
    "send 12 large boxes please",
    "deliver by 5 pm Friday",
    "two 12 inch pizzas way too long",
    "top 10 places",
    "model year 2021 2022",
    "gift card 6011000990139424",
    "plan 100 mb for 1234567 days",
    "pnr 8812345678",
    "po 4500123456",
    "vin 1HGCM82633A004352",
    "imei 490154203237518",
    "case ref 2025550147",
    "delivery window 0800-1200",
    "0800-1800 daily",
    "open 09:00-17:30 mon-fri",
    "my balance shows 12345678",
    "got 07700 likes",
]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in WRITTEN.items() for text in texts]
)
def test_s56_personal_data_is_found_however_it_is_written(kind: str, text: str) -> None:
    assert kind in {span.kind for span in find(text)}


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_personal_is_left_alone(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my order never came, 202-555-0147", True),
        ("my order 202-555-0147 never came", False),
        ("about order 4938-2213: call 07700 900461", True),
        ("ticket number to give to them. 9310217619", False),
        ("call me, not the order: 9310217619", False),
    ],
)
def test_what_was_spoken_of_last_says_what_a_number_is(text: str, found: bool) -> None:
    assert bool(find(text)) is found


WAYS = ("/", "#", ".", "-", ":", "=", "(", "*", "_", ", ", "\n", " #", " / ", "–", " no.", " nr. ")
"""What people put between a word and the number that it names."""


def ways(text: str) -> Iterator[str]:
    """The text in capitals and small letters, with each find after each of these, close or not."""
    for written in {text, text.upper(), text.title(), text.lower()}:
        yield written
        for span in detect(written):
            said, rest = written[: span.start].rstrip(" :#-"), written[span.start :]
            for way in WAYS:
                yield said + way + rest
                yield said + way + rest.replace(" ", "")


@pytest.mark.parametrize("text", [*LOOK_ALIKES, *(t for texts in WRITTEN.values() for t in texts)])
def test_the_quick_look_passes_on_all_that_the_detectors_would_find(text: str) -> None:
    assert [way for way in ways(text) if find(way) != detect(way)] == []


@pytest.mark.parametrize("way", ["/", "#", "-", ".", ":", "=", " #", " no.", " no. ", " - "])
@pytest.mark.parametrize(
    ("kind", "said", "value"),
    [
        ("card", "card", "4111111111111111"),
        ("card", "card", "378282246310005"),
        ("card", "card", "4111-1111-1111-1111"),
        ("card", "card", "4111 1111 1111 1111"),
        ("national_id", "ssn", "078-05-1120"),
        ("national_id", "SSN", "078051120"),
        ("ip_address", "ip", "192.168.1.10"),
        ("date_of_birth", "born", "12.03.1984"),
        ("date_of_birth", "DOB", "6/9/71"),
    ],
)
def test_s56_no_sign_before_a_number_hides_it(kind: str, said: str, value: str, way: str) -> None:
    text = said + way + value
    assert find(text) == (Span(kind, len(said + way), len(text)),)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/posts/4111111111111111",
        "see https://example.org/p-4111111111111111?x=1",
        "12.4111111111111111",
        "7-4111111111111111",
    ],
)
def test_digits_of_a_link_or_of_a_longer_number_are_no_card(text: str) -> None:
    assert "card" not in {span.kind for span in find(text)}


def test_a_card_as_printed_is_one_in_a_link_too() -> None:
    text = "https://example.org/pay?card=4111-1111-1111-1111"
    assert [span.kind for span in find(text)] == ["card"]


CALLED = (
    "SSN|social|Social Security|BSN|Burgerservice|PESEL|aadhaar|aadhar|SIN|national id|id card"
    "|ID number|id no|national insurance|nin|NINO|NI number|tax id|Steuer-ID|steuerid|passport"
    "|Reisepass|Personalausweis|passeport|pasaporte|drivers license|driver's licence"
    "|driving licence|Führerschein|permis de conduire|antisocial"
)
FAR = " number number number number: #"
JOINED = ("#", " #", "no.", "no. ", " nr.#", " is: #", ": ", "=", "-", "/", ".", FAR)
NUMBERS = (
    "482913|P482913|ABCDE482913|4A82913|48-29-13|48 29 13|48-29 13|12-345 67|123456789"
    "|AB 12 34 56 C|1234 5678 9010|C01X00T47|44051401458"
)


@pytest.mark.parametrize("called", CALLED.split("|"))
def test_s56_the_quick_look_passes_on_every_document_however_it_is_joined(called: str) -> None:
    written = [called + way + number for way in JOINED for number in NUMBERS.split("|")]
    assert [text for text in written if find(text) != detect(text)] == []


@pytest.mark.parametrize("text", ["Reisepass#482913", "Reisepassno.482913", "BSN#482913"])
def test_s56_a_document_is_found_right_behind_its_name(text: str) -> None:
    assert find(text) == (Span("national_id", text.index("4"), len(text)),)
