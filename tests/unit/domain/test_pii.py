"""Personal data: found where it is, not where it only looks like it, and masked."""

import pytest

from earshot.domain.judgement import Span
from earshot.domain.pii import find, mask


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("my card 4242 4242 4242 4242 was refused", "card", "4242 4242 4242 4242"),
        ("3782-822463-10005 is my amex", "card", "3782-822463-10005"),
        ("order 4242 4242 4242 4242 is late", "card", "4242 4242 4242 4242"),
        ("case ref 3782-822463-10005", "card", "3782-822463-10005"),
        ("gift card ref 4242-4242-4242-4242", "card", "4242-4242-4242-4242"),
        ("order 4242424242424242 is late", "card", "4242424242424242"),
        ("my payment card 378282246310005", "card", "378282246310005"),
        ("card #4242424242424242", "card", "4242424242424242"),
        ("send it to DE89 3704 0044 0532 0130 00 THANKS", "iban", "DE89 3704 0044 0532 0130 00"),
        ("gb82west12345698765432 please", "iban", "gb82west12345698765432"),
        ("refund to NO93 8601 1117 947", "iban", "NO93 8601 1117 947"),
        ("mail ada.l+shop@mail.example.org now", "email", "ada.l+shop@mail.example.org"),
        ("ring me on (212) 555-0147", "phone", "(212) 555-0147"),
        ("+44 20 7946 0018 is mine", "phone", "+44 20 7946 0018"),
        ("meine Nummer: 030 23125 014", "phone", "030 23125 014"),
        ("mobile 07700 900461 ok?", "phone", "07700 900461"),
        ("ssn 900-12-3456", "national_id", "900-12-3456"),
        ("my DNI is 12345678Z", "national_id", "12345678Z"),
        ("mi NIE: X1234567L", "national_id", "X1234567L"),
        ("login from 192.0.2.44 was not me", "ip_address", "192.0.2.44"),
        ("dob 1980-02-29 on file", "date_of_birth", "1980-02-29"),
        ("ma date de naissance : 29/02/1980", "date_of_birth", "29/02/1980"),
        ("I was born on 3 March 1975", "date_of_birth", "3 March 1975"),
        ("deliver to 12 Sample Road, Exampletown", "address", "12 Sample Road, Exampletown"),
        ("ich wohne Musterstraße 12", "address", "Musterstraße 12"),
        ("my password is hunter22 help", "credential", "hunter22"),
    ],
)
def test_s56_personal_data_is_found_with_its_place(text: str, kind: str, value: str) -> None:
    start = text.index(value)
    assert find(text) == (Span(kind, start, start + len(value)),)


@pytest.mark.parametrize(
    "text",
    [
        "order 4242424242424241 is late",
        "order #112-7654321-7654321",
        "tracking 1Z999AA10123456784",
        "card 4242 4242 4242 4241 has a wrong last digit",
        "gift card ref 4242424242424242",
        "serial SN0035793095, tracking ACD718447077650",
        "tracking no. 4242424242424242",
        "order 4242 424242 424242 is late",
        "order 672-8835196-2716426",
        "order 6759649826438453 is late",
        "IBAN DE89 3704 0044 0532 0130 01 has a wrong check digit",
        "paid $1234.56 and then €7890.12",
        "version 10.2.33.4 crashes",
        "case 2125550147 still open",
        "open 9-5 on 12/24/2026?",
        "@user_12345678 hello",
        "see https://example.org/status/1890000000010524351",
        "in 2024 we were 100 000 people",
        "password reset does not work",
    ],
)
def test_numbers_that_only_look_personal_are_left_alone(text: str) -> None:
    assert find(text) == ()


def test_several_are_found_in_order_and_without_overlap() -> None:
    text = "ada@example.org or 212-555-0147, card 5555555555554444"
    assert [span.kind for span in find(text)] == ["email", "phone", "card"]


def test_masking_names_the_kind_and_keeps_the_rest() -> None:
    text = "write to ada@example.org or call 212-555-0147!"
    assert mask(text, find(text)) == "write to [email] or call [phone]!"


def test_masking_nothing_changes_nothing() -> None:
    assert mask("hello", ()) == "hello"


@pytest.mark.parametrize(
    "text",
    [
        "1" * 40_000,
        "a@" * 20_000,
        "1 " * 20_000,
        "1." * 20_000,
        ("1" * 36 + " ") * 1_000,
        ("AA11" + "A" * 36 + " ") * 1_000,
        "5 Aaaa " * 5_000,
        "a.b-c@" * 6_000,
        "a at b dot " * 4_000,
        "1:" * 20_000,
        "passport number is " * 2_000,
        "ssn: 123 " * 5_000,
        "my number 07700 9004 " * 2_000,
        "ship to 12 long lane way " * 2_000,
        "password is 1 " * 3_000,
        "order number " * 3_000 + "1234567",
    ],
)
def test_hostile_texts_are_read_in_linear_time(text: str) -> None:
    find(text)
