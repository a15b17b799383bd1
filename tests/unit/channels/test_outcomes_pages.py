"""A status without a code of the platform, and a page that something before it shows."""

import pytest

from earshot.channels.http import Answer
from earshot.channels.outcomes import by_status


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (404, b'{"error":"not here"}', "target_gone"),
        (410, b"", "target_gone"),
        (404, b"\n<!DOCTYPE html><html>Nothing here</html>", "invalid"),
        (410, b"<html></html>", "invalid"),
        (401, b"<html>Sign in</html>", "reauth"),
    ],
)
def test_d51_a_page_of_html_is_not_the_platforms_word_that_a_post_is_gone(
    status: int, body: bytes, kind: str
) -> None:
    """D51: a post is blanked by that word."""
    assert by_status(Answer(status, {}, body)) == kind
