"""What an answer says and to whom, before any platform is asked."""

from collections.abc import Callable, Sequence
from typing import Protocol

from earshot.domain.mention import Visibility
from earshot.errors import NotAcceptable, TooLarge

NARROWER: tuple[Visibility, ...] = ("public", "unlisted", "followers", "private")
LONGEST = 10_000


class TextLimit(Protocol):
    """The longest text of a channel, counted as that channel counts."""

    @property
    def most(self) -> int: ...

    @property
    def unit(self) -> str: ...

    @property
    def count(self) -> Callable[[str], int]: ...


def compose(
    text: str, *, sign_off: str, agent: str, brand: str, limits: Sequence[TextLimit] = ()
) -> str:
    """Sign the text as the playbook's disclosure says; TooLarge when it then exceeds a limit.

    A text that already ends with the sign-off is signed. Without limits of the channel it may have
    `LONGEST` characters.
    """
    text, ending = signature(text, sign_off=sign_off, agent=agent, brand=brand)
    signed = f"{text}\n{ending}" if ending else text
    for limit in limits:
        _check(limit.count(signed), limit.most, limit.unit)
    _check(len(signed), LONGEST, "characters")
    return signed


def signature(text: str, *, sign_off: str, agent: str, brand: str) -> tuple[str, str]:
    """The text, and what is to stand under it: nothing where it ends with that already."""
    ending = sign_off.replace("{agent}", agent).replace("{brand}", brand).strip()
    text = text.strip()
    return text, "" if text.endswith(ending) else ending


def _check(count: int, limit: int, unit: str) -> None:
    if count > limit:
        raise TooLarge(
            f"text is {count - limit} too long: with the sign-off it has {count} {unit},"
            f" and may have {limit} {unit} here",
            count=count,
            limit=limit,
            unit=unit,
        )


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
