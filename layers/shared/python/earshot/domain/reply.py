"""What an answer says and to whom, before any platform is asked."""

from collections.abc import Callable

from earshot.domain.mention import Visibility
from earshot.errors import NotAcceptable, TooLarge

NARROWER: tuple[Visibility, ...] = ("public", "unlisted", "followers", "private")
LONGEST = 10_000


def compose(
    text: str,
    *,
    sign_off: str,
    agent: str,
    brand: str,
    limit: int = LONGEST,
    length: Callable[[str], int] = len,
) -> str:
    """Sign the text as the playbook's disclosure says; TooLarge when it then exceeds the limit.

    `length` counts as the channel counts. A text that already ends with the sign-off is signed.
    """
    signature = sign_off.replace("{agent}", agent).replace("{brand}", brand).strip()
    text = text.strip()
    signed = f"{text}\n{signature}" if signature and not text.endswith(signature) else text
    over = length(signed) - limit
    if over > 0:
        raise TooLarge(
            f"text is {over} too long: with the sign-off it may have {limit} characters here"
        )
    return signed


def narrowed(parent: Visibility, wanted: Visibility | None) -> Visibility:
    """Who sees the answer: as many as saw the mention, or fewer; NotAcceptable when more."""
    if wanted is None:
        return parent
    if NARROWER.index(wanted) < NARROWER.index(parent):
        raise NotAcceptable(
            f"an answer to a {parent} mention cannot be {wanted}: more people would see it",
            field="visibility",
        )
    return wanted
