"""From HTML to text, and how long a text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earshot.channels.html_text import to_text
from earshot.channels.mastodon.addressing import addressed, words
from earshot.channels.mastodon.instance import length
from earshot.channels.mastodon.replies import visibility
from local.platforms.mastodon_posts import to_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<p>one<br>two<br/>three</p>", "one\ntwo\nthree"),
        ("plain &amp; simple &lt;3", "plain & simple <3"),
        ("<p>a <a href='https://x.example'>link</a> here</p>", "a link here"),
        ("<p>line\nbreak in source</p>", "line break in source"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("<p>a<script>alert(1)</script><style>p{}</style>b</p>", "ab"),
        ("<p>never closed <b>bold", "never closed bold"),
        ("&#0;&#x1F600;", "\ufffd😀"),
        ("a <![no[kind]]>b", "a b"),
        ("a <![%b", "a <![%b"),
        ("a <![CDATA[x > y]]>b", "a b"),
    ],
)
def test_html_becomes_the_text_a_person_reads(html: str, text: str) -> None:
    assert to_text(html) == text


@given(st.text(st.sampled_from("<>![]-/?&#;%aAcdx \n'\"="), max_size=40))
def test_whatever_passes_for_html_becomes_some_text(html: str) -> None:
    assert isinstance(to_text(html), str)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=80))
def test_what_a_server_renders_is_read_back_unchanged(text: str) -> None:
    assert to_text(to_html(text)) == text.strip()


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("", 0),
        ("hello", 5),
        ("👨‍👩‍👧", 1),
        ("e\u0301", 1),
        ("🇩🇪🇫🇷", 2),
        ("漢字", 2),
        ("see https://example.com/a/very/long/path?with=query#and", 4 + 23),
        ("@casey@other.example hi", 9),
        ("@casey hi", 9),
        ("mail ada@example.org", 20),
    ],
)
def test_f69_length_counts_what_people_see_a_link_as_23_and_a_name_without_its_server(
    text: str, characters: int
) -> None:
    assert length(text, per_url=23) == characters


@pytest.mark.parametrize(
    ("text", "acct", "posted"),
    [
        ("Hello", "casey@other.example", "@casey@other.example Hello"),
        ("Hello", "robin", "@robin Hello"),
        ("Hi @casey@other.example!", "casey@other.example", "Hi @casey@other.example!"),
        ("@Casey@Other.example hi", "casey@other.example", "@Casey@Other.example hi"),
        ("@casey@elsewhere.example hi", "casey@other.example", None),
        ("@robin@social.example hi", "robin", "@robin@social.example hi"),
        ("@robin@elsewhere.example hi", "robin", None),
        ("Hi @robin.", "robin", "Hi @robin."),
        ("Hi @robinson", "robin", "@robin Hi @robinson"),
    ],
)
def test_the_addressee_is_named_once(text: str, acct: str, posted: str | None) -> None:
    assert addressed(text, acct, "social.example") == (posted or f"@{acct} {text}")


@pytest.mark.parametrize("end", ["", ":", ".", "!", ": sorry", ". Sorry", "- sorry"])
def test_words_are_the_same_with_and_without_the_server_of_who_is_named(end: str) -> None:
    assert words(f"@casey@other.example{end}") == words(f"@casey{end}")


@pytest.mark.parametrize(
    ("wanted", "parents", "posted"),
    [
        ("public", "public", "public"),
        ("public", "unlisted", "unlisted"),
        ("public", "private", "private"),
        ("public", "direct", "direct"),
        ("private", "public", "direct"),
        ("followers", "unlisted", "private"),
        ("unlisted", "public", "unlisted"),
        ("public", "a new kind", "direct"),
        ("public", None, "direct"),
    ],
)
def test_a_reply_is_never_shown_to_more_people_than_its_parent(
    wanted: str, parents: object, posted: str
) -> None:
    assert visibility(wanted, parents) == posted


def test_words_ignore_how_a_server_shows_names_and_spaces() -> None:
    assert words("@casey@other.example Hello\n\nthere ") == words("@casey Hello there")
    assert words("Hello there") != words("Hello you")
