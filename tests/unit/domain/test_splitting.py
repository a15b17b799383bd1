"""S53: a text that is too long for one post becomes a thread that says the same."""

import re

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from earshot.channels.bluesky import Bluesky
from earshot.channels.capabilities import Limit
from earshot.channels.x.length import weighted
from earshot.domain.splitting import MOST_PARTS, WHOLE, split

NUMBERED = re.compile(r" \((\d)/(\d)\)$")
WORDS = st.one_of(
    st.text(alphabet="abcäé שלום中文。!?😡👨‍👩‍👧", min_size=1, max_size=12),
    st.sampled_from(
        (
            "https://example.com/a/very/long/path?with=words",
            "@ada@example.social",
            "@ada.bsky.social",
            "#late",
            "example.com/help.",
            "Sorry.\n\n",
            "Really?\n",
            "👨‍👩‍👧‍👦" * 4,
            "x" * 70,
            "中" * 90,
        )
    ),
)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
LIMITS = st.sampled_from(
    (
        (Limit(60),),
        (Limit(300),),
        (Limit(140, "weighted characters", weighted),),
        tuple(Bluesky.capabilities.public),
        (Limit(100), Limit(150, "bytes", lambda text: len(text.encode()))),
    )
)
ENDINGS = st.sampled_from(("", "— Grace, Acme"))


def said(parts: tuple[str, ...], ending: str) -> list[str]:
    """The words of each part, without its number and what stands under the last."""
    *before, last = parts
    words = [*before, last.removesuffix(f"\n{ending}") if ending else last]
    return [NUMBERED.sub("", part) for part in words]


def bare(text: str) -> str:
    return "".join(text.split())


@settings(deadline=None)
@given(text=TEXTS, limits=LIMITS, ending=ENDINGS)
def test_s53_every_part_holds_the_limits_and_together_they_say_the_same(
    text: str, limits: tuple[Limit, ...], ending: str
) -> None:
    if not text.strip():
        return
    parts = split(text, ending=ending, limits=limits)
    assert parts == split(text, ending=ending, limits=limits)
    if parts is None:
        return
    assert all(limit.count(part) <= limit.most for part in parts for limit in limits)
    if len(parts) == 1:
        assert parts[0] == (f"{text.strip()}\n{ending}" if ending else text.strip())
        return
    assert len(parts) <= MOST_PARTS
    words = said(parts, ending)
    assert all(word.strip() for word in words)
    assert bare("".join(words)) == bare(text)
    if ending:
        assert [part.endswith(ending) for part in parts] == [False] * (len(parts) - 1) + [True]
    numbers = [NUMBERED.search(p.removesuffix(f"\n{ending}")) for p in parts]
    found = [(number[1], number[2]) for number in numbers if number]
    assert found == [(str(n), str(len(parts))) for n in range(1, len(parts) + 1)]


@settings(deadline=None)
@given(text=TEXTS, limits=LIMITS, ending=ENDINGS)
def test_s53_no_link_name_or_character_is_broken(
    text: str, limits: tuple[Limit, ...], ending: str
) -> None:
    parts = split(text, ending=ending, limits=limits) if text.strip() else None
    if parts is None or len(parts) == 1:
        return
    words = said(parts, ending)
    whole = [found.group() for found in WHOLE.finditer(text.strip())]
    kept = [found.group() for word in words for found in WHOLE.finditer(word)]
    assert kept == whole
    clusters = [one for one in regex.findall(r"\X", text.strip()) if one.strip()]
    parted = [one for word in words for one in regex.findall(r"\X", word) if one.strip()]
    assert parted == clusters


def test_s53_it_breaks_between_paragraphs_then_sentences_then_words() -> None:
    one, two = "First of all, sorry. " * 3, "Your parcel is here. " * 3
    assert split(f"{one}\n\n{two}", ending="", limits=[Limit(90)]) == (
        "First of all, sorry. First of all, sorry. First of all, sorry. (1/2)",
        "Your parcel is here. Your parcel is here. Your parcel is here. (2/2)",
    )
    assert split(one * 2, ending="", limits=[Limit(80)]) == (
        "First of all, sorry. First of all, sorry. First of all, sorry. (1/2)",
        "First of all, sorry. First of all, sorry. First of all, sorry. (2/2)",
    )
    assert split("one two three four five six", ending="", limits=[Limit(24)]) == (
        "one two three four (1/2)",
        "five six (2/2)",
    )


def test_s53_a_text_without_blanks_breaks_between_characters() -> None:
    parts = split("谢" * 30, ending="", limits=[Limit(26)])
    assert parts == ("谢" * 20 + " (1/2)", "谢" * 10 + " (2/2)")


@pytest.mark.parametrize("text", ["word " * 200, "https://example.com/" + "a" * 200])
def test_s53_what_needs_more_parts_or_a_broken_link_is_no_thread(text: str) -> None:
    assert split(text, ending="", limits=[Limit(100)]) is None


def test_s53_full_posts_rather_than_none() -> None:
    """Where whole sentences would need a fifth post, words are taken as far as they go."""
    text = ("a" * 11 + " " + "b" * 40 + ". ") * 4
    parts = split(text, ending="", limits=[Limit(62)])
    assert parts is not None
    assert len(parts) == MOST_PARTS
