"""The rules of the REST API over the wire: who may do what, to which version, how often."""

from uuid import uuid4

import pytest
from requests import Response

from earshot.domain.mention import MentionKey
from tests.e2e.deployed import Deployed, Desk, Json, mention
from tests.e2e.issuer import Issuer
from tests.e2e.waiting import eventually

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def ben(stack: Deployed) -> Desk:
    """Another agent of care."""
    return stack.desk("ben", "agent", "team-care")


@pytest.fixture(scope="module")
def cem(stack: Deployed) -> Desk:
    """An agent of another team."""
    return stack.desk("cem", "agent", "team-paged")


@pytest.fixture
def case(stack: Deployed, ada: Desk) -> Json:
    """A case of care that nobody has touched."""
    said = mention("@acmehelp where is my lamp?")
    stack.deliver(said)
    return ada.case(stack.case_of(said).id)


def claim(desk: Desk, case: Json) -> Json:
    answer = desk.post(f"/v1/cases/{case['id']}/claim", version=case["version"])
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def test_without_a_token_that_we_gave_out_the_answer_is_401_f73(
    stack: Deployed, ada: Desk, case: Json
) -> None:
    head, claims, signature = str(ada.token).split(".")
    none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0"  # {"alg":"none","typ":"JWT"}
    with Issuer() as issuer:
        foreign = issuer.token(audience=stack.told["UserPoolClientId"], sub="1", username="ada")
    tokens = {
        "none": None,
        "garbage": "garbage",
        "another signature": f"{head}.{claims}.{signature[::-1]}",
        "no algorithm": f"{none}.{claims}.",
        "another issuer's": foreign,
    }
    paths = ("/v1/me", "/v1/queues/care/cases", f"/v1/cases/{case['id']}", "/v1/accounts")
    got = {
        (why, path): stack.stranger(token).get(path).status_code
        for why, token in tokens.items()
        for path in paths
    }
    assert got == dict.fromkeys(got, 401)
    claimed = stack.stranger().post(f"/v1/cases/{case['id']}/claim", version=case["version"])
    assert claimed.status_code == 401
    left = ada.case(case["id"])
    assert (left["version"], left["agent"]) == (case["version"], case["agent"])


def test_an_agent_may_not_do_what_supervisors_do_f76(ada: Desk, eve: Desk) -> None:
    for path in ("/v1/accounts", "/v1/accounts/generic/acmehelp/quarantine"):
        refused = ada.get(path)
        assert (refused.status_code, refused.json()["status"]) == (403, 403)
        assert eve.get(path).status_code == 200
    assert ada.get("/v1/agents/ben/cases").status_code == 403
    assert eve.get("/v1/agents/ben/cases").status_code == 200


def test_another_teams_case_is_as_unknown_as_one_that_is_not_there_f72(
    cem: Desk, ada: Desk, case: Json
) -> None:
    hidden = cem.get(f"/v1/cases/{case['id']}")
    nothing = cem.get("/v1/cases/nothing")
    assert (hidden.status_code, nothing.status_code) == (404, 404)
    assert hidden.json()["title"] == nothing.json()["title"]
    assert cem.get("/v1/queues/care/cases").status_code == 404
    claimed = cem.post(f"/v1/cases/{case['id']}/claim", version=case["version"])
    assert claimed.status_code == 404
    assert ada.case(case["id"]) == case


def test_the_second_who_claims_is_told_who_holds_the_case_f41(
    ada: Desk, ben: Desk, case: Json
) -> None:
    claimed = claim(ada, case)
    late = ben.post(f"/v1/cases/{case['id']}/claim", version=claimed["version"])
    assert (late.status_code, late.json()["holder"]) == (409, "ada")
    assert ada.case(case["id"])["version"] == claimed["version"]


def test_a_version_that_is_no_longer_the_newest_gets_412_with_the_one_that_is_f83(
    ada: Desk, case: Json
) -> None:
    claimed = claim(ada, case)
    stale = ada.post(f"/v1/cases/{case['id']}/release", version=case["version"])
    assert (stale.status_code, stale.json()["current"]) == (412, claimed["version"])


def test_a_change_that_names_no_version_gets_428(ada: Desk, case: Json) -> None:
    answer = ada.post(f"/v1/cases/{case['id']}/claim")
    assert (answer.status_code, answer.json()["field"]) == (428, "If-Match")
    assert ada.case(case["id"]) == case


def test_the_same_key_gets_the_same_answer_and_does_nothing_twice_f65_f66(
    ada: Desk, case: Json
) -> None:
    path, key = f"/v1/cases/{case['id']}/replies", uuid4().hex
    claim(ada, case)
    first = ada.post(path, {"text": "It is on its way."}, key=key)
    again = ada.post(path, {"text": "It is on its way."}, key=key)
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()
    other = ada.post(path, {"text": "It is lost."}, key=key)
    assert other.status_code in (409, 422)
    eventually(lambda: ada.get(first.headers["Location"]).json()["state"] == "sent")
    assert [reply["text"] for reply in ada.case(case["id"])["replies"]] == [
        "It is on its way.\n— Ada, Acme"
    ]


def test_pages_show_every_case_once_and_their_tokens_cannot_be_altered_f82(
    stack: Deployed, cem: Desk, eve: Desk
) -> None:
    said = [mention(f"@acmehelp paged number {n}") for n in range(5)]
    stack.deliver(*said)
    wanted = {stack.case_of(one).id for one in said}
    path = "/v1/queues/paged/cases"
    first = eventually(lambda: _page(cem, path, seen=3))
    second = cem.get(path, limit=3, page=first["next"]).json()
    assert second["next"] is None
    assert [len(first["cases"]), len(second["cases"])] == [3, 2]
    assert {case["id"] for case in first["cases"] + second["cases"]} == wanted

    token = first["next"]
    altered = token[:-1] + ("A" if token[-1] != "A" else "B")
    refused = {
        "altered": cem.get(path, limit=3, page=altered),
        "invented": cem.get(path, limit=3, page="p1.x.y"),
        "another person's": eve.get(path, limit=3, page=token),
        "another list's": cem.get("/v1/agents/me/cases", limit=3, page=token),
    }
    assert {why: answer.status_code for why, answer in refused.items()} == dict.fromkeys(
        refused, 400
    )
    assert {answer.json()["field"] for answer in refused.values()} == {"page"}


def _page(desk: Desk, path: str, *, seen: int) -> Json | None:
    """The first page once all five stand in the queue's index."""
    if len(desk.get(path).json()["cases"]) < 5:
        return None
    found: Json = desk.get(path, limit=seen).json()
    return found


def test_who_asks_for_the_next_case_gets_one_until_they_are_full_d42_d43(
    stack: Deployed, eve: Desk
) -> None:
    dan = stack.desk("dan", "agent", "team-pulled")
    written = eve.put("/v1/agents/dan", {"teams": ["pulled"], "capacity": 1})
    assert (written.status_code, written.json()["on_duty"]) == (200, True), written.text
    assert dan.put("/v1/agents/dan", {"teams": ["pulled"]}).status_code == 403
    assert dan.post("/v1/queues/pulled/next").status_code == 204
    said = [mention(f"@acmehelp pulled number {n}") for n in range(2)]
    stack.deliver(*said)
    wanted = {stack.case_of(one).id for one in said}
    eventually(lambda: len(dan.get("/v1/queues/pulled/cases").json()["cases"]) == 2)

    key = uuid4().hex
    first = dan.post("/v1/queues/pulled/next", key=key)
    assert (first.status_code, first.json()["agent"]) == (200, "dan"), first.text
    again = dan.post("/v1/queues/pulled/next", key=key)
    assert (again.status_code, again.json()) == (200, first.json())
    full = dan.post("/v1/queues/pulled/next")
    assert (full.status_code, full.json()["load"], full.json()["capacity"]) == (409, 1, 1)

    assert dan.resolve(first.json()["id"])
    assert dan.get("/v1/agents/me").json()["load"] == 0
    second = eventually(lambda: _given(dan.post("/v1/queues/pulled/next")))
    assert {first.json()["id"], second["id"]} == wanted

    away = dan.put("/v1/me/presence", {"state": "away"})
    assert (away.json()["on_duty"], away.json()["load"]) == (False, 1)
    (line,) = [one for one in eve.get("/v1/agents").json()["agents"] if one["agent"] == "dan"]
    assert line == away.json()


def _given(answer: Response) -> Json | None:
    found: Json | None = answer.json() if answer.status_code == 200 else None
    return found


def test_a_supervisor_asks_for_deadlines_anew_and_each_is_explained_d12_d13(
    ada: Desk, eve: Desk, case: Json
) -> None:
    seen, page = 0, None
    while True:
        answer = eve.post("/v1/sla/recompute", {"page": page} if page else {})
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert told["moved"] == []  # nobody has changed a calendar
        seen, page = seen + told["cases"], told["next"]
        if page is None:
            break
    assert seen >= 1
    turns = ada.get(f"/v1/cases/{case['id']}/sla").json()["turns"]
    assert [turn["clock"] for turn in turns] == ["first_response", "resolution"]
    for turn in turns:
        ahead = sum(interval["seconds"] for interval in turn["ahead"])
        assert turn["target_seconds"] - 1 <= turn["counted_seconds"] + ahead


def test_praise_is_on_the_list_of_its_team_until_it_is_deleted_s08_s44(
    stack: Deployed, cem: Desk, ada: Desk
) -> None:
    said = [mention(f"@acmehelp wonderful number {n}") for n in range(3)]
    stack.deliver(*said)
    listed = eventually(lambda: _praise(cem), holds=lambda found: len(found) == 3)
    assert set(listed) == {one["id"] for one in said}
    assert ada.get("/v1/highlights").status_code == 404
    stack.deliver({**said[1], "event": "delete", "text": None})
    eventually(lambda: _praise(cem), holds=lambda found: len(found) == 2)


def _praise(desk: Desk) -> list[str]:
    return [told["id"] for told in desk.get("/v1/highlights").json()["highlights"]]


def test_an_answer_that_is_heard_before_its_question_is_told_to_it_f36(stack: Deployed) -> None:
    asked = mention("@acmehelp a riddle: how do I pair the lamp?")
    helped = mention("chatter: hold the button for ten seconds", in_reply_to=asked["id"])
    stack.deliver(helped)
    key = MentionKey(helped["channel"], helped["account"], helped["id"])
    eventually(lambda: stack.store.mention(key))
    stack.deliver(asked)
    held = eventually(lambda: stack.case_of(asked).hold, holds=lambda hold: hold and hold.answer)
    assert held.answer.mention_id == helped["id"]
