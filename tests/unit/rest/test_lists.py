"""Listing a queue, an agent's cases, accounts and the quarantine, page by page."""

from datetime import timedelta

import pytest

from earshot.domain.records import Counts
from earshot.domain.spending import Budget
from earshot.domain.upkeep import Act, Gap
from tests import builders
from tests.unit.rest.world import World


@pytest.fixture
def desk() -> World:
    """Five unclaimed cases of care, `c0` the least urgent."""
    world = World()
    for n in range(5):
        world.open(id=f"c{n}", priority=10 * n)
    return world


def ids(answer_json: dict[str, list[dict[str, str]]]) -> list[str]:
    return [case["id"] for case in answer_json["cases"]]


def test_a_queue_begins_with_the_most_urgent(desk: World) -> None:
    answer = desk.grace.get("/v1/queues/care/cases")

    assert (answer.status, ids(answer.json)) == (200, ["c4", "c3", "c2", "c1", "c0"])
    assert answer.json["next"] is None


def test_pages_follow_each_other_without_gap_or_repetition(desk: World) -> None:
    first = desk.grace.get("/v1/queues/care/cases", limit="2").json
    second = desk.grace.get("/v1/queues/care/cases", limit="2", page=first["next"]).json
    third = desk.grace.get("/v1/queues/care/cases", limit="2", page=second["next"]).json

    assert (ids(first), ids(second), ids(third)) == (["c4", "c3"], ["c2", "c1"], ["c0"])
    assert third["next"] is None


def test_f75_a_limit_beyond_100_counts_as_100() -> None:
    """F75."""
    world = World()
    for n in range(101):
        world.open(id=f"c{n}")

    answer = world.grace.get("/v1/queues/care/cases", limit="1000000000")

    assert (answer.status, len(answer.json["cases"])) == (200, 100)


@pytest.mark.parametrize("limit", ["0", "-1", "many", "1.5", "NaN"])
def test_f75_a_limit_that_is_none_is_malformed(desk: World, limit: str) -> None:
    """F75."""
    answer = desk.grace.get("/v1/queues/care/cases", limit=limit)

    assert (answer.status, answer.json["field"]) == (400, "limit")


def test_f82_somebody_elses_page_token_does_not_hold(desk: World) -> None:
    """F82."""
    token = desk.grace.get("/v1/queues/care/cases", limit="2").json["next"]

    answer = desk.linus.get("/v1/queues/care/cases", page=token)

    assert (answer.status, answer.json["field"]) == (400, "page")


def test_f82_the_token_of_another_list_does_not_hold(desk: World) -> None:
    """F82."""
    token = desk.boss.get("/v1/queues/care/cases", limit="2").json["next"]

    assert desk.boss.get("/v1/queues/billing/cases", page=token).status == 400


def test_f75_a_token_holds_for_an_hour(desk: World) -> None:
    """F75: no endless walk."""
    token = desk.grace.get("/v1/queues/care/cases", limit="2").json["next"]
    desk.clock.advance(minutes=60)
    fresh = desk.grace.get("/v1/queues/care/cases", page=token)
    desk.clock.advance(seconds=1)
    late = desk.grace.get("/v1/queues/care/cases", page=token)

    assert (fresh.status, late.status) == (200, 400)


def test_an_agent_lists_what_they_hold_and_nobody_elses(desk: World) -> None:
    desk.grace.post("/v1/cases/c1/claim", match=1)

    assert ids(desk.grace.get("/v1/agents/me/cases").json) == ["c1"]
    assert ids(desk.grace.get("/v1/agents/grace/cases").json) == ["c1"]
    assert desk.linus.get("/v1/agents/grace/cases").status == 403
    assert ids(desk.boss.get("/v1/agents/grace/cases").json) == ["c1"]


def test_a_claimed_case_leaves_the_queue(desk: World) -> None:
    desk.grace.post("/v1/cases/c4/claim", match=1)

    assert ids(desk.grace.get("/v1/queues/care/cases").json) == ["c3", "c2", "c1", "c0"]


def test_a_team_that_is_not_there_is_not_found(desk: World) -> None:
    assert desk.boss.get("/v1/queues/nowhere/cases").status == 404


def test_a_team_of_two_brands_is_asked_for_one_of_them() -> None:
    world = World(
        accounts=(builders.account(), builders.account(brand="zenith", account="zenithhelp"))
    )
    world.open(id="a")
    world.open(id="z", brand="zenith")

    without = world.grace.get("/v1/queues/care/cases")
    acme = world.grace.get("/v1/queues/care/cases", brand="acme")
    zenith = world.grace.get("/v1/queues/care/cases", brand="zenith")
    other = world.grace.get("/v1/queues/care/cases", brand="other")

    assert (without.status, without.json["detail"]) == (400, "brand is needed: one of acme, zenith")
    assert (ids(acme.json), ids(zenith.json), other.status) == (["a"], ["z"], 404)


def test_a_supervisor_sees_how_the_accounts_are(desk: World) -> None:
    [account] = desk.boss.get("/v1/accounts").json["accounts"]

    assert (account["channel"], account["account"]) == ("generic", "acmehelp")
    assert (account["mode"], account["health"]) == ("act", "ok")


def test_an_account_tells_what_it_can_do_how_it_is_and_what_came_in() -> None:
    site = builders.account(budget=Budget(usd_per_month=20))
    world = World(accounts=(site,))
    where, nine = ("generic", "acmehelp"), builders.MONDAY_NINE
    world.store.count_received(*where, at=nine, number=5, filtered={"blocked_author": 2})
    stored = Counts(stored=2)
    world.store.count_outcomes(*where, hour="2026-03-02T09", outcomes=stored, batch="b1")
    answering = world.store.answering(*where).turned("reauth", "a reply was refused", nine)
    spending = answering.spending.plus(0.25, 0, nine)
    changed = {"revision": 1, "spending": spending, "expiring": nine}
    world.store.put_answering(answering.model_copy(update=changed))
    taken = world.store.lease(*where, holder="poll", now=nine, until=nine)
    assert taken is not None
    moved = {"cursor_at": nine, "polled_at": nine, "silent_since": nine}
    world.store.release(taken.model_copy(update=moved), holder="poll")
    world.clock.advance(minutes=10)

    [account] = world.boss.get("/v1/accounts").json["accounts"]

    assert account["health"] == account["listening"]["health"] == "silent"
    assert account["answering"] == {
        "health": "reauth",
        "since": "2026-03-02T09:00:00Z",
        "detail": "a reply was refused",
        "expires_at": "2026-03-02T09:00:00Z",
    }
    assert account["capabilities"]["listens"] == ["push"]
    assert account["capabilities"]["does"] == sorted(account["capabilities"]["does"])
    assert account["last_heard_at"] == account["polled_at"] == "2026-03-02T09:00:00Z"
    assert account["cursor_age_seconds"] == 600
    assert account["spent"] == {
        "usd_this_month": 0.25,
        "units_today": 0,
        "usd_per_month": 20.0,
        "units_per_day": None,
    }
    assert account["last_day"] == {
        "received": 5,
        "stored": 2,
        "duplicate": 0,
        "filtered": 2,
        "quarantined": 0,
        "missing": 1,
        "filtered_by": {"blocked_author": 2},
        "quarantined_by": {},
    }


def test_an_account_tells_how_its_webhook_is_kept(desk: World) -> None:
    where, nine = ("generic", "acmehelp"), builders.MONDAY_NINE
    [account] = desk.boss.get("/v1/accounts").json["accounts"]
    assert account["upkeep"] is None
    taken = desk.store.lease(*where, holder="keep", now=nine, until=nine)
    assert taken is not None
    kept = taken.upkeep.lacking("webhook_invalid", nine, timedelta(hours=1)).mended(nine)
    kept = kept.remembering(Act(at=nine, did="mended", what="webhook_invalid"))
    kept = kept.with_gaps(Gap(since=nine, until=nine, ask_at=nine))
    desk.store.release(taken.model_copy(update={"upkeep": kept}), holder="keep")

    [account] = desk.boss.get("/v1/accounts").json["accounts"]

    told = "2026-03-02T09:00:00Z"
    assert (account["health"], account["detail"]) == ("degraded", "webhook_invalid")
    done = {"did": "mended", "what": "webhook_invalid", "since": None, "until": None}
    assert account["upkeep"] == {
        "looked_at": told,
        "well_at": None,
        "lacks": "webhook_invalid",
        "gaps": [{"since": told, "until": told, "ask_at": told}],
        "acts": [{"at": told, **done}],
    }


def test_what_came_more_than_a_day_ago_is_no_news_of_an_account(desk: World) -> None:
    desk.store.count_received("generic", "acmehelp", at=builders.MONDAY_NINE, number=5)
    desk.clock.advance(hours=25)

    [account] = desk.boss.get("/v1/accounts").json["accounts"]

    assert account["last_day"]["received"] == 0
    assert account["last_heard_at"] is None


def test_a_supervisor_reads_the_quarantine_page_by_page(desk: World) -> None:
    desk.store.quarantine(
        [
            builders.quarantined(receipt="old"),
            builders.quarantined(receipt="new", received_at="2026-03-02T10:00:00Z"),
        ]
    )

    first = desk.boss.get("/v1/accounts/generic/acmehelp/quarantine", limit="1").json
    second = desk.boss.get(
        "/v1/accounts/generic/acmehelp/quarantine", limit="1", page=first["next"]
    ).json

    assert [i["receipt"] for i in first["items"] + second["items"]] == ["new", "old"]
    assert first["items"][0]["reason"] == "created_at is not an instant"


def test_the_quarantine_of_another_brand_is_not_found(desk: World) -> None:
    other = desk.boss.person(**{"cognito:groups": "[supervisor brand-zenith]"})

    assert other.get("/v1/accounts/generic/acmehelp/quarantine").status == 404
    assert desk.boss.get("/v1/accounts/generic/nobody/quarantine").status == 404
    assert other.get("/v1/accounts").json == {"accounts": []}
