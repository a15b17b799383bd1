"""What every connector holds to that can look at a post again, over real HTTP."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from earshot.domain.mention import Mention
from earshot.errors import Rejected, Retryable, Throttled, Unavailable
from local.platforms.serving import Fault
from tests.rigs.rig import Rig

rereads = pytest.mark.certifies("rereads")
SEVERAL = 7
NEWS = "@acmehelp it came!"


def said(rig: Rig, number: int) -> list[Mention]:
    return [rig.say(n) for n in range(1, number + 1)]


@rereads
def test_what_is_as_we_hold_it_is_not_told_of(rig: Rig) -> None:
    assert rig.channel().reread(said(rig, SEVERAL)).changed == ()
    assert rig.channel().reread([]).changed == ()


@rereads
def test_d51_f35_a_post_that_was_deleted_is_taken_back(rig: Rig) -> None:
    """D51, F35, F88: nobody was told of it."""
    held = said(rig, SEVERAL)
    rig.delete(3)
    (gone,) = rig.channel().reread(held).changed
    assert (gone.key, gone.event, gone.text) == (held[2].key, "delete", None)
    assert (gone.author.id, gone.author.handle) == (held[2].author.id, None)


@rereads
def test_d51_when_all_are_gone_all_are_taken_back(rig: Rig) -> None:
    """D51: the answer of some platforms then holds nothing but errors."""
    held = said(rig, 2)
    rig.delete(1)
    rig.delete(2)
    assert {one.id for one in rig.channel().reread(held).changed} == {one.id for one in held}


@rereads
def test_d51_f88_a_post_that_was_edited_has_its_new_words(rig: Rig) -> None:
    """D51, F88: once they are held, there is nothing more to tell."""
    held = said(rig, SEVERAL)
    rig.edit(2, NEWS)
    (edited,) = rig.channel().reread(held).changed
    assert (edited.key, edited.event, edited.text) == (held[1].key, "edit", NEWS)
    assert edited.author.id == held[1].author.id
    assert rig.channel().reread([held[0], edited, *held[2:]]).changed == ()


@rereads
@pytest.mark.parametrize(
    "fault", ["500", "503", "html", "truncated", "cut", "slow", "huge", "redirect"]
)
def test_d51_an_outage_proves_nothing(
    rig: Rig, impatience: Callable[[], AbstractContextManager[None]], fault: Fault
) -> None:
    """D51: whatever the platform shows instead, the words stay."""
    held = said(rig, 3)
    rig.delete(2)
    rig.server.faults.plan(fault, times=99)
    with impatience(), pytest.raises((Unavailable, Rejected)) as failed:
        rig.channel().reread(held)
    assert getattr(failed.value, "kind", "invalid") in ("invalid", "reauth", "forbidden")


@rereads
def test_d51_who_is_too_fast_is_told_when_to_ask_again(rig: Rig) -> None:
    held = said(rig, 1)
    rig.channel().reread(held)
    rig.delete(1)
    rig.server.faults.plan("too_fast", times=99)
    with pytest.raises(Throttled):
        rig.channel().reread(held)


@rereads
@pytest.mark.parametrize("how", ["revoke", "forbid"])
def test_d51_without_the_right_to_see_it_nothing_is_claimed_gone(rig: Rig, how: str) -> None:
    """D51: a missing right shows no post either."""
    held = said(rig, 2)
    getattr(rig, how)()
    with pytest.raises((Rejected, Retryable)) as failed:
        rig.channel().reread(held)
    assert getattr(failed.value, "kind", "reauth") in ("reauth", "forbidden")
