"""`GET /v1/highlights`: praise reaches the team that its clause names. S08, S44, S71."""

from datetime import timedelta
from typing import Any

import pytest

from earshot.domain.playbook import Playbook
from earshot.rest.references import ref_of
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.unit.rest.client import Client
from tests.unit.rest.world import World

PATH = "/v1/highlights"
THANKS = "Big thanks to Acme, wonderful service!"
PRAISE = {
    "name": "praise",
    "because": "marketing's best material",
    "when": {"intent": "praise"},
    "act": "amplify",
    "team": "marketing",
}
DEFAULT = {"name": "default", "act": "listen", "team": "care"}


def policy(*clauses: dict[str, Any], **over: Any) -> Playbook:
    teams = {name: {"name": name} for name in ("care", "marketing", "press")}
    return builders.promising_playbook(
        clauses=[*(clauses or (PRAISE,)), DEFAULT], teams=teams, **over
    )


class Fans(Desk):
    """A desk whose API somebody of marketing, `mia`, asks."""

    def __init__(self, playbook: Playbook | None = None) -> None:
        super().__init__(playbook or policy())
        self.world = World(playbook=self.playbook)
        self.world.store = self.store
        self.mia: Client = self.world.nobody.person(
            sub="sub-mia", username="mia", **{"cognito:groups": "[agent team-marketing]"}
        )

    def thank(self, minutes: int = 0, text: str = THANKS, **over: Any) -> None:
        at = MONDAY_NINE + timedelta(minutes=minutes)
        self.hear(**{"id": f"m{minutes}", "text": text, "created_at": at} | over)

    def listed(self, **query: Any) -> list[str]:
        answer = self.mia.get(PATH, **query)
        assert answer.status == 200
        return [told["id"] for told in answer.json["highlights"]]


def test_s08_praise_reaches_marketing_with_its_clause_and_the_reason() -> None:
    desk = Fans()
    author = {"id": "ada", "handle": "ada", "display_name": "Ada", "followers": 900}
    desk.thank(author=author, permalink="https://x.example/1", engagement={"likes": 7})
    desk.hear(id="m9", text="Where is your shop?")
    (told,) = desk.mia.get(PATH).json["highlights"]
    assert (told["text"], told["author"], told["permalink"]) == (
        THANKS,
        author,
        "https://x.example/1",
    )
    assert (told["clause"], told["reason"], told["team"], told["brand"]) == (
        "praise",
        "marketing's best material",
        "marketing",
        "acme",
    )
    assert (told["likes"], told["reposts"], told["sentiment"]) == (7, None, "positive")
    assert desk.cases() == []


def test_s44_the_newest_come_first_page_by_page() -> None:
    desk = Fans()
    for minute in range(5):
        desk.thank(minute)
    first = desk.mia.get(PATH, limit="2").json
    second = desk.mia.get(PATH, limit="2", page=first["next"]).json
    last = desk.mia.get(PATH, limit="2", page=second["next"]).json
    pages = [[told["id"] for told in page["highlights"]] for page in (first, second, last)]
    assert (pages, last["next"]) == ([["m4", "m3"], ["m2", "m1"], ["m0"]], None)


def test_what_is_deleted_leaves_the_list() -> None:
    desk = Fans()
    desk.thank()
    desk.thank(event="delete", text=None)
    assert desk.listed() == []


def test_an_edit_is_shown_while_it_is_praise_and_leaves_when_it_is_none() -> None:
    desk = Fans()
    desk.thank()
    edited = {"event": "edit", "edited_at": MONDAY_NINE + timedelta(minutes=1)}
    desk.thank(text="Thanks so much to Acme, I love it!", **edited)
    assert [t["text"] for t in desk.mia.get(PATH).json["highlights"]] == [
        "Thanks so much to Acme, I love it!"
    ]
    edited = {"event": "edit", "edited_at": MONDAY_NINE + timedelta(minutes=2)}
    desk.thank(text="My parcel is broken", **edited)
    assert desk.listed() == []


def test_personal_data_in_praise_is_hidden_as_in_any_mention() -> None:
    desk = Fans()
    desk.thank(text=f"{THANKS} Call me on +44 20 7946 0958, my card is 4111 1111 1111 1111")
    (seen,) = desk.mia.get(PATH).json["highlights"]
    assert seen["text"] == f"{THANKS} Call me on [phone], my card is [card]"
    (by_boss,) = desk.world.boss.get(PATH).json["highlights"]
    assert by_boss["text"] == f"{THANKS} Call me on +44 20 7946 0958, my card is [card]"


def test_f72_only_who_works_for_the_team_sees_it() -> None:
    desk = Fans()
    desk.thank()
    stranger = desk.world.grace  # of team care
    assert stranger.get(PATH).status == 404
    assert stranger.get(PATH, team="marketing").status == 404
    assert desk.mia.get(PATH, team="nobody").status == 404
    zeta = {"cognito:groups": "[agent team-marketing brand-zeta]"}
    assert desk.world.nobody.person(sub="z", username="z", **zeta).get(PATH).status == 404


def test_a_team_is_asked_for_only_where_praise_goes_to_several() -> None:
    press = {**PRAISE, "name": "press", "when": {"risk": "press"}, "team": "press"}
    desk = Fans(policy(press, PRAISE))
    desk.thank()
    assert desk.listed() == ["m0"]
    answer = desk.world.boss.get(PATH)
    assert (answer.status, answer.json["field"]) == (400, "team")
    assert desk.world.boss.get(PATH, team="press").json["highlights"] == []


def test_praise_of_a_clause_without_a_team_is_listed_for_its_topic_s_or_the_default_team() -> None:
    nobody_s = {key: value for key, value in PRAISE.items() if key != "team"}
    topics = {"product": {"keywords": ["lamp"], "team": "marketing"}}
    desk = Fans(policy(nobody_s, taxonomy={"topics": topics}))
    desk.thank()
    desk.thank(1, text="The lamp is wonderful, thanks!")
    assert desk.listed() == ["m1"]
    by_default = desk.world.grace.get(PATH)  # of team care
    assert [told["id"] for told in by_default.json["highlights"]] == ["m0"]
    assert desk.world.boss.get(PATH).json["field"] == "team"


def test_where_no_clause_amplifies_there_is_no_list() -> None:
    answer = Fans(policy({**PRAISE, "act": "respond"})).mia.get(PATH)
    assert (answer.status, answer.json["detail"]) == (
        404,
        "no clause hands praise to a team of yours",
    )


def test_a_clause_that_is_gone_leaves_its_name_and_no_reason() -> None:
    desk = Fans()
    desk.thank()
    desk.world.playbook = policy({**PRAISE, "name": "thanks", "because": "another"})
    (told,) = desk.mia.get(PATH).json["highlights"]
    assert (told["clause"], told["reason"]) == ("praise", None)


def test_marketing_may_ask_why_also_where_the_praise_is_in_a_case_of_another_team() -> None:
    lost = {"name": "lost", "when": {"keywords": ["lost"]}, "act": "respond", "team": "care"}
    desk = Fans(policy(lost, PRAISE))
    desk.hear(id="m1", text="My parcel is lost")
    desk.thank(2, text="You found it! What a wonderful, brilliant service", in_reply_to="m1")
    (told,) = desk.mia.get(PATH).json["highlights"]
    assert (told["id"], told["case_id"]) == ("m2", desk.case().id)
    assert desk.mia.get(f"/v1/mentions/{told['ref']}/why").status == 200
    assert desk.mia.get(f"/v1/mentions/{ref_of(desk.record('m1').key)}/why").status == 404
    assert desk.mia.get(f"/v1/cases/{desk.case().id}").status == 404


@pytest.mark.parametrize("visibility", ["private", "followers"])
def test_what_was_not_said_to_all_is_on_no_list_and_opens_for_no_other_team(
    visibility: str,
) -> None:
    lost = {"name": "lost", "when": {"keywords": ["lost"]}, "act": "respond", "team": "care"}
    desk = Fans(policy(lost, {**PRAISE, "alert": True}))
    told = {"visibility": visibility, "in_reply_to": None if visibility == "private" else "m1"}
    desk.hear(id="m1", text="My parcel is lost", visibility=visibility)
    desk.thank(2, text="You found it! What a wonderful, brilliant service", **told)
    desk.rest()
    record = desk.record("m2")
    assert ((record.decision or {})["act"], record.case_id) == ("amplify", desk.case().id)
    assert desk.listed() == []
    assert "mention_highlighted" not in desk.told()
    assert desk.mia.get(f"/v1/mentions/{ref_of(record.key)}/why").status == 404
    assert desk.world.grace.get(f"/v1/mentions/{ref_of(record.key)}/why").status == 200


def test_an_entry_that_an_earlier_version_wrote_of_a_private_message_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Fans()
    with monkeypatch.context() as earlier:
        earlier.setattr("earshot.domain.highlights.NOT_FOR_ALL", frozenset())
        desk.thank(visibility="private")
        assert desk.listed() == ["m0"]
    assert desk.listed() == []


REACH = {
    **PRAISE,
    "name": "praise-with-reach",
    "when": {"intent": "praise", "min_followers": 10_000},
    "alert": True,
}


def test_s44_somebody_is_told_of_praise_only_where_the_clause_wants_it() -> None:
    desk = Fans(policy(REACH, PRAISE))
    desk.thank(0)
    desk.thank(1, author={"id": "star", "handle": "star", "followers": 12_000})
    desk.rest()
    assert desk.told() == ["mention_highlighted"]
    (alert,) = desk.alerts.published
    assert alert.subject == "[PRAISE] acme on generic, 12000 followers, team marketing"
    assert {k: alert.attributes[k] for k in ("severity", "team", "channel", "brand")} == {
        "severity": "info",
        "team": "marketing",
        "channel": "generic",
        "brand": "acme",
    }
    assert not any("star" in body or "wonderful" in body for body in alert.bodies.values())


def test_praise_is_told_of_once_however_often_it_is_delivered_or_edited() -> None:
    desk = Fans(policy({**PRAISE, "alert": True}))
    for receipt in ("r1", "r1", "r2"):
        desk.thank(receipt=receipt)
    edited = {"event": "edit", "edited_at": MONDAY_NINE + timedelta(minutes=1)}
    desk.thank(text="Thanks so much to Acme, I love it!", **edited)
    desk.rest()
    assert desk.told() == ["mention_highlighted"]


def test_an_alert_beside_another_act_has_no_effect_and_is_refused() -> None:
    from earshot.domain.playbook.terms import misfits

    data = {"clauses": [{"name": "x", "act": "listen", "alert": True}]}
    (finding,) = misfits(data)
    assert (finding.path, finding.message) == (
        ("clauses", 0, "alert"),
        "has an effect with `act: amplify` only",
    )


@pytest.mark.parametrize("missing", ["basis", "alert"])
def test_a_decision_of_an_earlier_version_is_praise_all_the_same(missing: str) -> None:
    desk = Fans()
    desk.thank()
    record = desk.record("m0")
    older = {k: v for k, v in (record.decision or {}).items() if k != missing}
    desk.store.put_mention(record.model_copy(update={"revision": 2, "decision": older}))
    assert desk.listed() == ["m0"]
