"""The committed day: what the generator writes, readable as mentions, and free of real numbers."""

import json
import re
from collections import Counter
from functools import cache
from typing import Any

import pytest
from stdnum import iban, luhn

from earshot.domain.mention import Mention
from local.demo.day.slots import CARDS
from local.demo.day.write import FOLDER, compose_day, lines_of

INVENTED = {
    "card": "|".join(re.escape(card) for card in CARDS),
    "iban": r"DE\d\d999999999\d{9}|GB\d\dACME000000\d{8}|NL\d\dACME00\d{8}|FR\d\d9999999999\d{13}",
    "phone": r"(\+44 |0)7700 ?900\d{3}|(\+1 )?\(?\d{3}\)?[ -]555[ -]01\d\d"
    r"|(030[ /]|\+49 30 )23125 ?\d{3}|06 39 98 \d\d \d\d",
    "email": r"[a-z.]+\d*@(mail\.)?example\.(com|org|net)",
    "national_id": r"9\d\d-[1-6]\d-\d{4}",
    "ip_address": r"(192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}",
}
# Parcel and serial numbers of the invented shop, tickets, invoices, versions, dates, counters.
NOT_PERSONAL = (
    r"ACD\d{12}|SN00\d{8}|AC-\d{6}|ticket 20260309-\d{4}|invoice 2026-03-000\d{3}|0x80\w{6}"
    r"|192\.168\.1\.\d\d|T3-2200-0555|\d\.\d\.\d\.2026\.0[23]\.\d\d|\d\d/\d\d/\d{4}|\d\d\.\d\d\.2026"
    r"|Angebot 2026-\d{3}|1772323200 seconds|1234567890123456 a joke"
)


@cache
def mentions() -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines("day.jsonl")]


@cache
def truths() -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines("day.truth.jsonl")]


def lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").split("\n")[:-1]


def new() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the posts that are neither edits, deletions nor second deliveries."""
    pairs = zip(mentions(), truths(), strict=True)
    return [(m, t) for m, t in pairs if m["event"] == "create" and "duplicate_of" not in t]


def spans() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    pairs = zip(mentions(), truths(), strict=True)
    return [(m, span) for m, t in pairs for span in t.get("personal_data", [])]


def test_the_files_are_what_the_generator_writes() -> None:
    written, labels = lines_of(compose_day())
    assert lines("day.jsonl") == written
    assert lines("day.truth.jsonl") == labels


def test_every_line_is_a_mention_of_the_day_and_loses_nothing_when_read() -> None:
    for raw in mentions():
        mention = Mention.model_validate(raw)
        assert mention.created_at.date().isoformat() == "2026-03-10"
        assert mention.account == "acmehelp"
        assert mention.text == raw["text"]
        assert (mention.text is None) == (mention.event == "delete")


def test_every_truth_belongs_to_its_line() -> None:
    for number, (mention, truth) in enumerate(zip(mentions(), truths(), strict=True), 1):
        assert truth["line"] == number
        assert truth["id"] == f"{mention['channel']}:{mention['id']}"
        assert truth["event"] == mention["event"]


def test_the_day_holds_the_events_it_says() -> None:
    assert Counter(m["event"] for m in mentions()) == {"create": 2239, "edit": 37, "delete": 18}
    assert sum("duplicate_of" in t for t in truths()) == 60
    assert sum("late" in t for t in truths()) == 71
    languages = {t["language"] for t in truths()} - {"und"}
    assert len(languages) >= 24
    assert Counter(t["segment"] for _, t in new()) == {
        "complaint": 457,
        "question": 218,
        "praise": 193,
        "outage": 160,
        "noise": 110,
        "spam": 105,
        "feedback": 99,
        "thread": 97,
        "chatter": 92,
        "private": 83,
        "request": 80,
        "personal": 76,
        "sarcasm": 69,
        "short": 60,
        "lookalike": 56,
        "risk": 50,
        "bystander": 46,
        "influencer": 45,
        "edits": 36,
        "brand": 28,
        "edge": 20,
    }
    assert Counter(m["channel"] for m in mentions()) == {
        "x": 655,
        "facebook": 325,
        "mastodon": 321,
        "instagram": 309,
        "bluesky": 192,
        "reddit": 192,
        "youtube": 164,
        "generic": 136,
    }


def test_a_second_delivery_is_byte_for_byte_the_first() -> None:
    delivered = lines("day.jsonl")
    for truth in truths():
        if "duplicate_of" in truth:
            assert delivered[truth["line"] - 1] == delivered[truth["duplicate_of"] - 1]
            assert truth["duplicate_of"] < truth["line"]


@pytest.mark.parametrize("event", ["edit", "delete"])
def test_one_change_of_each_kind_arrives_before_its_post(event: str) -> None:
    early = [t for t in truths() if t.get(f"{event}_of", 0) > t["line"]]
    assert len(early) == 1
    for truth in truths():
        if f"{event}_of" in truth:
            post = mentions()[truth[f"{event}_of"] - 1]
            assert (post["event"], f"{post['channel']}:{post['id']}") == ("create", truth["id"])


def test_ids_are_unique_and_mastodon_ids_grow_with_time() -> None:
    keys = [(m["channel"], m["id"]) for m, _ in new()]
    assert len(set(keys)) == len(keys)
    toots = sorted((m["created_at"], int(m["id"])) for m, _ in new() if m["channel"] == "mastodon")
    seconds: dict[str, int] = {}
    for created, number in toots:
        assert all(number > other for moment, other in seconds.items() if moment < created)
        seconds[created] = max(number, seconds.get(created, 0))


def test_no_two_posts_say_the_same_except_very_short_ones() -> None:
    texts = Counter(m["text"] for m, t in new() if t["segment"] != "short")
    assert [text for text, count in texts.items() if count > 1] == []


def test_no_slot_was_left_unfilled() -> None:
    assert [m["text"] for m in mentions() if re.search(r"[{}]", m["text"] or "")] == []


def test_personal_data_is_marked_where_it_stands_and_comes_from_test_ranges() -> None:
    marked = [(m["text"][p["start"] : p["end"]], p["kind"]) for m, p in spans()]
    assert len(marked) >= 70
    for value, kind in marked:
        plain = value.replace(" ", "") if kind == "iban" else value
        assert re.fullmatch(INVENTED.get(kind, r".{3,60}"), plain), (kind, value)


def test_made_up_ibans_and_cards_have_right_check_digits() -> None:
    found = {(p["kind"], m["text"][p["start"] : p["end"]]) for m, p in spans()}
    assert all(iban.is_valid(value) for kind, value in found if kind == "iban")
    assert all(luhn.is_valid(re.sub(r"\D", "", v)) for kind, v in found if kind == "card")


def test_no_other_long_number_mail_or_host_is_in_any_text() -> None:
    for mention, truth in zip(mentions(), truths(), strict=True):
        rest = mention["text"] or ""
        for span in reversed(truth.get("personal_data", [])):
            rest = rest[: span["start"]] + "…" + rest[span["end"] :]
        rest = re.sub(NOT_PERSONAL, "…", rest)
        runs = re.findall(r"\d[\d ()/.\-]{5,}\d", rest)
        assert [run for run in runs if sum(c.isdigit() for c in run) >= 7] == [], rest
        assert re.findall(r"\w+@[\w-]+\.\w+", rest) == []
        assert re.findall(r"[\w-]+\.(?:com|net|org|io|app|info|de|co)\b", rest) == []


def test_every_address_of_a_post_is_on_a_reserved_host() -> None:
    links = [m["permalink"] for m in mentions() if m["permalink"]]
    assert [link for link in links if not re.match(r"https://[\w.-]+\.example/", link)] == []
    assert all(m["permalink"] is None for m in mentions() if m["visibility"] == "private")
