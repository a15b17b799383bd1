"""Page tokens hold as they were given, and in no other way."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earshot.errors import Malformed
from earshot.rest.pages import Seal

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SEAL = Seal(secret=b"secret", user="sub-grace", query="queue/acme/care")


@given(st.text())
def test_a_token_gives_its_cursor_back(cursor: str) -> None:
    token = SEAL.token(cursor, now=NOW)

    assert token is not None
    assert SEAL.cursor(token, now=NOW) == cursor


def test_the_end_has_no_token() -> None:
    assert (SEAL.token(None, now=NOW), SEAL.cursor(None, now=NOW)) == (None, None)


@given(st.integers(0, 200), st.characters(codec="utf-8"))
def test_f82_a_token_with_one_character_changed_is_refused(place: int, other: str) -> None:
    """F82: tampered."""
    token = SEAL.token("a cursor of some length", now=NOW) or ""
    place %= len(token)
    changed = token[:place] + other + token[place + 1 :]
    if changed == token:
        return

    with pytest.raises(Malformed) as refused:
        SEAL.cursor(changed, now=NOW)
    assert refused.value.field == "page"


@pytest.mark.parametrize("token", ["", "p1", "p1.", "p1..", "p2.WyJhIiwgMV0.x", "....", "\ud800"])
def test_f82_what_was_never_a_token_is_refused(token: str) -> None:
    """F82."""
    with pytest.raises(Malformed):
        SEAL.cursor(token, now=NOW)


@pytest.mark.parametrize(
    "other",
    [
        Seal(secret=b"other", user="sub-grace", query="queue/acme/care"),
        Seal(secret=b"secret", user="sub-linus", query="queue/acme/care"),
        Seal(secret=b"secret", user="sub-grace", query="queue/acme/billing"),
    ],
)
def test_f82_a_token_is_bound_to_secret_person_and_query(other: Seal) -> None:
    """F82."""
    with pytest.raises(Malformed):
        other.cursor(SEAL.token("here", now=NOW), now=NOW)


@pytest.mark.parametrize(
    ("later", "holds"),
    [
        (timedelta(minutes=60), True),
        (timedelta(minutes=60, seconds=1), False),
        (timedelta(minutes=-1), True),
        (timedelta(minutes=-1, seconds=-1), False),
    ],
)
def test_a_token_holds_for_an_hour(later: timedelta, holds: bool) -> None:
    token = SEAL.token("here", now=NOW)

    if holds:
        assert SEAL.cursor(token, now=NOW + later) == "here"
        return
    with pytest.raises(Malformed, match="expired"):
        SEAL.cursor(token, now=NOW + later)
