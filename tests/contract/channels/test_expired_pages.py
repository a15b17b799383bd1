"""A walk that was cut short carries on with a token that the platform may take no longer."""

from collections.abc import Iterator

import pytest

from earshot.channels.values import Fetched
from earshot.errors import Rejected
from tests.rigs.facebook import FacebookRig
from tests.rigs.instagram import InstagramRig
from tests.rigs.meta import MetaRig
from tests.rigs.stores import AppStoreRig, GooglePlayRig, StoreRig
from tests.rigs.youtube import YoutubeRig

RIGS = (FacebookRig, InstagramRig, YoutubeRig, GooglePlayRig, AppStoreRig)
AnyRig = MetaRig | YoutubeRig | StoreRig


@pytest.fixture(params=RIGS, ids=lambda rig: rig.connector)
def rig(request: pytest.FixtureRequest) -> Iterator[AnyRig]:
    with request.param() as made:
        yield made


def run(rig: AnyRig, cursor: str | None) -> tuple[set[str], str | None, list[Fetched]]:
    """What one run of the poller hears, the cursor then, and its pages."""
    pages = [rig.channel().fetch(cursor)]
    while not pages[-1].done:
        assert len(pages) < 20, "the run has no end"
        pages.append(rig.channel().fetch(pages[-1].cursor))
    return {one.id for page in pages for one in page.mentions}, pages[-1].cursor, pages


def test_f19_a_walk_whose_next_page_is_refused_begins_again_and_leaves_nothing_out(
    rig: AnyRig,
) -> None:
    said = {rig.say(number).id for number in range(1, 2 * rig.page + 2)}
    first = rig.channel().fetch(None)
    assert not first.done
    rig.server.forgets_pages = True
    heard, cursor, pages = run(rig, first.cursor)
    heard |= {one.id for one in first.mentions}
    trouble = next(page.trouble for page in pages if page.trouble)
    assert isinstance(trouble, Rejected)
    assert heard < said, "without its further pages a listing cannot be read to its end"
    newest = rig.say(2 * rig.page + 2)
    heard, cursor, _ = run(rig, cursor)
    assert newest.id in heard, "what is new is heard though old pages are refused"
    rig.server.forgets_pages = False
    rest, cursor, pages = run(rig, cursor)
    assert not any(page.trouble for page in pages)
    assert heard | rest >= said | {newest.id}
    assert run(rig, cursor)[0] == set()
