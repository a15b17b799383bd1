"""Meta ended our subscription, or part of it: it is made again."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from local.platforms.meta import APP, PAGE
from tests.rigs.facebook import FacebookRig
from tests.rigs.instagram import InstagramRig
from tests.rigs.meta import MetaRig
from tests.rigs.whatsapp import WhatsappRig
from tests.upkept import UpkeptDesk, upkept

APPS = "/subscribed_apps"
OF_THE_PAGE = [
    "feed",
    "mention",
    "messages",
    "message_echoes",
    "message_edits",
    "messaging_postbacks",
    "message_deliveries",
    "message_reads",
    "standby",
]


def own_login(rig: InstagramRig, **more: str) -> None:
    rig.account = rig.account.model_copy(update={"options": {"login": "instagram"}})
    held = json.loads(rig.secrets.values("listen")[0])
    rig.secrets.put("listen", json.dumps(held | more))


@pytest.fixture
def page() -> Iterator[UpkeptDesk]:
    with upkept(FacebookRig()) as desk:
        yield desk


@pytest.fixture
def instagram() -> Iterator[UpkeptDesk]:
    rig = InstagramRig()
    own_login(rig)
    with upkept(rig) as desk:
        yield desk


def subscribed(desk: UpkeptDesk) -> dict[str, list[dict[str, Any]]]:
    assert isinstance(desk.rig, MetaRig)
    return desk.rig.server.subscriptions


def fields(desk: UpkeptDesk, owner: str) -> list[str]:
    (ours,) = [one for one in subscribed(desk)[owner] if one["id"] == APP]
    found: list[str] = ours["subscribed_fields"]
    return found


def test_a_page_that_is_not_subscribed_is_subscribed_again(page: UpkeptDesk) -> None:
    assert page.turn() == ["mended"]
    assert page.health == ("degraded", "not_subscribed")
    assert fields(page, PAGE["id"]) == OF_THE_PAGE
    assert page.turn(minutes=5) == []
    assert page.health == ("ok", None)


def test_a_field_that_is_missing_is_added_to_those_there_are(page: UpkeptDesk) -> None:
    held = ["feed", "leadgen"]
    subscribed(page)[PAGE["id"]] = [{"id": APP, "subscribed_fields": held}]
    assert page.turn() == ["mended"]
    assert page.health == ("degraded", "fields_missing")
    assert fields(page, PAGE["id"]) == [*OF_THE_PAGE, "leadgen"]


def test_only_the_fields_that_are_wanted_are_asked_for(page: UpkeptDesk) -> None:
    rig = page.rig
    rig.account = rig.account.model_copy(update={"options": {"webhook_fields": ["feed"]}})
    page.turn()
    assert fields(page, PAGE["id"]) == ["feed"]


def test_meta_is_asked_once_a_day_while_all_is_well(page: UpkeptDesk) -> None:
    subscribed(page)[PAGE["id"]] = [{"id": APP, "subscribed_fields": OF_THE_PAGE}]
    for _ in range(49):
        assert page.turn(hours=1) == []
    assert page.calls(APPS) == ["GET", "GET", "GET"]


def test_another_apps_subscription_is_not_taken_for_ours(page: UpkeptDesk) -> None:
    subscribed(page)[PAGE["id"]] = [{"id": "9", "subscribed_fields": OF_THE_PAGE}]
    page.rig.account = page.rig.account.model_copy(update={"options": {"app_id": APP}})
    assert page.turn() == ["mended"]
    assert fields(page, PAGE["id"]) == OF_THE_PAGE


@pytest.mark.parametrize("lacking", ["token", "verify_token"])
def test_a_page_that_is_only_polled_or_has_no_token_is_not_asked_for(
    page: UpkeptDesk, lacking: str
) -> None:
    held = json.loads(page.rig.secrets.values("listen")[0])
    held.pop(lacking)
    page.rig.secrets.put("listen", json.dumps(held))
    assert page.turn() == []
    assert page.health == ("ok", None)
    assert page.rig.server.requests == []


def test_a_permission_that_is_missing_shows(page: UpkeptDesk) -> None:
    page.rig.forbid()
    page.turn()
    assert page.health[0] == "forbidden"


@pytest.mark.parametrize("fault", ["500", "html", "cut", "too_fast"])
def test_a_subscription_that_nobody_knows_of_is_looked_at_again(
    page: UpkeptDesk, fault: str
) -> None:
    page.rig.server.faults.plan(fault, path=APPS, method="POST")  # type: ignore[arg-type]
    assert page.turn() == []
    assert page.health == ("degraded", "not_subscribed")
    done = [did for _ in range(6) for did in page.turn(minutes=15)]
    assert done == ([] if fault == "cut" else ["mended"])
    assert page.health == ("ok", None)


def test_an_instagram_account_is_subscribed_again(instagram: UpkeptDesk) -> None:
    assert instagram.turn() == ["mended"]
    assert fields(instagram, "me") == ["comments", "mentions", "messages", "live_comments"]


def test_a_token_of_an_account_that_is_only_pushed_to_is_renewed_in_its_last_third() -> None:
    rig = InstagramRig()
    ends = rig.now + timedelta(days=25)
    own_login(rig, expires_at=ends.isoformat())
    with upkept(rig) as desk:
        held = []
        for _ in range(8):
            desk.turn(hours=24)
            held.append(json.loads(rig.secrets.values("listen")[0])["token"])
    assert held[:4] == ["fake-token"] * 4
    assert held[5:] == ["fake-token-again"] * 3


def test_an_account_that_is_only_pushed_to_is_warned_of_a_token_that_cannot_be_renewed() -> None:
    rig = InstagramRig()
    own_login(rig, expires_at=(rig.now + timedelta(days=4)).isoformat())
    with upkept(rig) as desk:
        rig.server.faults.plan("500", path="/refresh_access_token", times=9)
        desk.turn()
        assert desk.expiring is None
        desk.turn(hours=25)
        assert desk.expiring == rig.now + timedelta(days=4) - timedelta(hours=25)
        rig.server.faults.clear()
        desk.turn(hours=25)
        assert desk.expiring is None


def test_with_facebook_login_the_subscription_is_the_pages() -> None:
    with upkept(InstagramRig()) as desk:
        assert desk.turn() == []
        assert desk.rig.server.requests == []


def test_a_number_of_whatsapp_has_nothing_to_keep() -> None:
    with upkept(WhatsappRig()) as desk:
        assert desk.turn() == []
        assert desk.rig.server.requests == []
