"""Answering on X: its reply rule, its refusals, its prices, what is found again, and its tokens."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from earshot.domain.mention import Author, Mention
from earshot.errors import Ambiguous, OverBudget, Rejected, Throttled, Unavailable
from local.platforms.serving import Response
from local.platforms.x_answers import invalid, problem
from local.platforms.x_posts import snowflake
from tests.rigs.rig import Post
from tests.rigs.x import CASEY, XRig

POSTS = "/2/tweets"
GONE = "You attempted to reply to a Tweet that is deleted or not visible to you."


@pytest.fixture
def rig() -> Iterator[XRig]:
    with XRig() as made:
        yield made


def found_by_search(rig: XRig, text: str = "acme is slow", **over: str) -> Mention:
    """A post that does not name the brand, as a search finds it."""
    at = rig.now - timedelta(minutes=1)
    identifier = snowflake(at, 7)
    rig.server.posts.add(identifier, CASEY, text, at=at, **over)
    return Mention(
        id=identifier,
        channel="x",
        account="acmehelp",
        author=Author(id=CASEY, handle="casey_q"),
        text=rig.server.posts.known[identifier]["text"],
        created_at=at,
        permalink=f"https://x.com/casey_q/status/{identifier}",
        in_reply_to=over.get("answers"),
    )


def ours(rig: XRig) -> str:
    """A post of the brand."""
    at = rig.now - timedelta(hours=1)
    post = rig.server.posts.add(snowflake(at), rig.server.user_id, "We are open", at=at)
    return str(post["id"])


def writes(rig: XRig) -> list[str]:
    return [one.path for one in rig.server.requests if one.method != "GET"]


def refused(rig: XRig, mention: Mention, **over: object) -> Rejected:
    with pytest.raises(Rejected) as told:
        rig.channel().send(rig.posting(mention, **over))
    return told.value


def test_who_neither_named_nor_quoted_us_is_answered_on_x_alone(rig: XRig) -> None:
    said = found_by_search(rig)
    with pytest.raises(Rejected) as told:
        rig.channel().allow(rig.posting(said))
    assert told.value.kind == "not_allowed_by_policy"
    assert f"open it on X and answer there: {said.permalink}" in str(told.value)
    assert refused(rig, said).kind == "not_allowed_by_policy"
    assert rig.server.requests == []


def test_enterprise_answers_whom_it_likes(rig: XRig) -> None:
    rig.options(tier="enterprise")
    rig.server.self_serve = False
    rig.channel().send(rig.posting(found_by_search(rig)))
    assert len(rig.posts) == 1


def test_a_quote_of_ours_may_be_answered_and_one_of_others_may_not(rig: XRig) -> None:
    quoting = found_by_search(rig, "so slow https://x.com/acmehelp/status/1", quotes=ours(rig))
    rig.channel().send(rig.posting(quoting))
    at = rig.now - timedelta(hours=1)
    rig.server.posts.add("4242", CASEY, "I like it", at=at)
    other = found_by_search(rig, "look https://x.com/casey_q/status/4242", quotes="4242")
    assert refused(rig, other).kind == "not_allowed_by_policy"
    assert writes(rig) == [POSTS]


def test_an_answer_to_ours_may_be_answered_where_x_lets_us(rig: XRig) -> None:
    rig.server.self_serve = False
    rig.channel().send(rig.posting(found_by_search(rig, "still slow", answers=ours(rig))))
    assert len(rig.posts) == 1


def test_what_only_x_knows_is_its_to_refuse(rig: XRig) -> None:
    said = found_by_search(rig, "still slow", answers=ours(rig))
    assert refused(rig, said).kind == "not_allowed_by_policy"
    assert writes(rig) == [POSTS]
    assert rig.posts == []


def test_a_post_for_followers_is_not_answered_in_public(rig: XRig) -> None:
    said = rig.say(1).model_copy(update={"visibility": "followers"})
    assert refused(rig, said, visibility="public").kind == "not_allowed_by_policy"
    rig.server.users.add(CASEY, "casey_q", protected=True)
    assert refused(rig, rig.say(2)).kind == "not_allowed_by_policy"
    assert writes(rig) == []


def test_the_same_words_again_are_a_duplicate(rig: XRig) -> None:
    rig.channel().send(rig.posting(rig.say(1)))
    assert refused(rig, rig.say(2), id="r2").kind == "duplicate"
    assert len(rig.posts) == 1


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (problem(403, "client-forbidden", "…"), "forbidden"),
        (problem(403, "unsupported-authentication", "…"), "forbidden"),
        (problem(403, "", "You are not permitted to perform this action."), "forbidden"),
        (problem(403, "", GONE), "target_gone"),
        (problem(404, "resource-not-found", "…"), "target_gone"),
        (invalid("text", "…", "Your text is too long."), "too_long"),
        (invalid("reply.in_reply_to_tweet_id", "…", "…"), "invalid"),
        (Response(400, b"<html>"), "invalid"),
    ],
)
def test_a_refusal_is_told_by_its_type(rig: XRig, answer: Response, kind: str) -> None:
    said = rig.say(1)
    rig.server.refuse_writes_with = answer
    assert refused(rig, said).kind == kind
    assert rig.posts == []


def test_without_credit_nothing_was_posted(rig: XRig) -> None:
    said = rig.say(1)
    rig.server.refuse_writes_with = problem(402, "credits", "…")
    with pytest.raises(OverBudget):
        rig.channel().send(rig.posting(said))
    assert issubclass(OverBudget, Throttled)


@pytest.mark.parametrize(
    ("text", "usd"), [("We are on it", 0.015), ("See acme.example.com/help for more", 0.205)]
)
def test_d18_an_address_costs_twenty_times_as_much(rig: XRig, text: str, usd: float) -> None:
    sent = rig.channel().send(rig.posting(rig.say(1), text=text))
    assert sent.spent.usd == pytest.approx(usd)


@pytest.mark.parametrize(
    "text",
    [
        "See https://acme.com/help?a=1&b=2 or acme.org/x/ – 5 < 6 & 7 > 6",
        "@casey_q it is on its  way\n\nBye",
        "cafe\u0301 ☕️ שלום",
    ],
)
def test_our_answer_is_found_by_its_words_as_they_were_written(rig: XRig, text: str) -> None:
    posting = rig.posting(rig.say(1), text=text)
    sent = rig.channel().send(posting)
    found = rig.channel().find(posting)
    assert (found.platform_id, found.permalink) == (sent.platform_id, sent.permalink)
    assert rig.channel().find(rig.posting(posting.parent, text=text + " more")) is None


def test_a_short_link_that_x_does_not_explain_may_be_any(rig: XRig) -> None:
    posting = rig.posting(rig.say(1), text="See https://acme.com/help now")
    sent = rig.channel().send(posting)
    del rig.server.posts.known[sent.platform_id]["entities"]["urls"]
    assert rig.channel().find(posting).platform_id == sent.platform_id
    assert rig.channel().find(rig.posting(posting.parent, text="See it now")) is None


def test_names_that_x_puts_in_front_are_told_from_ours(rig: XRig) -> None:
    said = rig.say(1)
    posting = rig.posting(said, text="@grace_h could you look?")
    assert rig.channel().send(posting).platform_id == rig.channel().find(posting).platform_id
    assert rig.channel().find(rig.posting(said, text="@heidi_h could you look?")) is None


def test_an_edited_post_is_answered_where_people_see_it(rig: XRig) -> None:
    said = rig.say(1)
    latest = rig.server.posts.edit(said.id, "@acmehelp it came broken")
    posting = rig.posting(said)
    sent = rig.channel().send(posting)
    assert rig.posts == [Post(sent.platform_id, posting.reply.text, latest)]
    assert rig.channel().find(posting).platform_id == sent.platform_id


def test_the_same_words_to_somebody_else_are_not_it(rig: XRig) -> None:
    rig.channel().send(rig.posting(rig.say(1)))
    rig.server.users.add("99", "grace")
    at = rig.now
    rig.server.posts.add(snowflake(at, 9), "99", "@acmehelp hello", at=at)
    other = rig.say(2).model_copy(update={"id": snowflake(at, 9), "author": Author(id="99")})
    assert rig.channel().find(rig.posting(other)) is None


def test_the_same_words_to_another_post_of_theirs_are_not_it(rig: XRig) -> None:
    said, other = rig.say(1), rig.say(2)
    sent = rig.channel().send(rig.posting(other))
    assert rig.channel().find(rig.posting(said)) is None
    assert rig.channel().find(rig.posting(other)).platform_id == sent.platform_id


def test_more_posts_than_we_look_through_prove_nothing(rig: XRig) -> None:
    said = rig.say(1)
    for number in range(1, 1003):
        at = rig.now + timedelta(seconds=number)
        rig.server.posts.add(snowflake(at), rig.server.user_id, f"news {number}", at=at)
    with pytest.raises(Ambiguous):
        rig.channel().find(rig.posting(said))


def test_a_public_mention_is_answered_in_private(rig: XRig) -> None:
    posting = rig.posting(rig.say(1), visibility="private")
    sent = rig.channel().send(posting)
    assert rig.server.messages.known[0]["receiver"] == CASEY
    assert rig.posts == [Post(sent.platform_id, posting.reply.text, None)]
    assert sent.spent.usd == pytest.approx(0.015)
    assert rig.channel().find(posting).platform_id == sent.platform_id
    assert rig.channel().find(rig.posting(posting.parent, visibility="private", text="x")) is None


def test_a_private_mention_is_never_answered_in_public(rig: XRig) -> None:
    rig.channel().send(rig.posting(rig.say(1, private=True), visibility="public"))
    assert [one["sender_id"] for one in rig.server.messages.known][:1] == [rig.server.user_id]
    assert POSTS not in writes(rig)


def test_who_takes_no_messages_has_blocked_us(rig: XRig) -> None:
    rig.block()
    assert refused(rig, rig.say(1), visibility="private").kind == "blocked"


def test_without_the_mention_nobody_knows_whom_to_write_to(rig: XRig) -> None:
    posting = rig.posting(rig.say(1), visibility="private")._replace(parent=None)
    with pytest.raises(Rejected) as told:
        rig.channel().send(posting)
    assert told.value.kind == "target_gone"


def test_a_reply_is_hidden(rig: XRig) -> None:
    said = rig.say(1)
    sent = rig.channel().send(rig.posting(said, act="hide", text=""))
    assert rig.server.posts.hidden == {said.id}
    assert (sent.platform_id, sent.spent.usd) == (None, 0.005)
    with pytest.raises(Ambiguous):
        rig.channel().find(rig.posting(said, act="hide", text=""))


def test_a_post_of_ours_is_taken_back(rig: XRig) -> None:
    said = rig.say(1)
    post = rig.channel().send(rig.posting(said)).platform_id
    posting = rig.posting(said, act="delete", text="", in_reply_to=post)
    assert rig.channel().find(posting) is None
    rig.channel().send(posting)
    assert rig.posts == []
    assert rig.channel().find(posting) is not None


def test_likes_are_not_taken_by_api_any_more(rig: XRig) -> None:
    assert refused(rig, rig.say(1), act="like", text="").kind == "not_allowed_by_policy"


def test_the_name_that_x_puts_in_front_is_not_counted(rig: XRig) -> None:
    said = rig.say(1)
    rig.channel().allow(rig.posting(said, text="@casey_q " + "x" * 280))
    with pytest.raises(Rejected, match="288 weighted characters; at most 280"):
        rig.channel().allow(rig.posting(said, text="@grace_h " + "x" * 279))


def test_an_account_that_pays_for_long_posts_writes_them(rig: XRig) -> None:
    rig.options(text_limit=4000)
    rig.channel().allow(rig.posting(rig.say(1), text="故" * 2000))
    with pytest.raises(Rejected, match="4002 weighted characters; at most 4000"):
        rig.channel().allow(rig.posting(rig.say(1), text="故" * 2001))


def test_a_spent_token_is_renewed_once_and_the_pair_is_kept(rig: XRig) -> None:
    rig.server.access = {"another"}
    rig.channel().send(rig.posting(rig.say(1)))
    kept = json.loads(rig.secrets.values("answer")[0])
    assert (kept["access_token"], kept["refresh_token"]) == ("user-token-2", "refresh-2")
    assert (kept["client_id"], kept["client_secret"]) == ("client", "client-secret")
    assert rig.channel().expires(rig.secrets.values("answer")[0]) is not None
    rig.channel().send(rig.posting(rig.say(2), text="And again", id="r2"))
    assert writes(rig).count("/2/oauth2/token") == 1
    (asked,) = [one for one in rig.server.requests if one.path == "/2/oauth2/token"]
    assert asked.headers["authorization"].startswith("Basic ")
    assert b"client-secret" not in asked.body


def test_a_public_app_names_itself_in_the_body(rig: XRig) -> None:
    fields = {"access_token": "old", "refresh_token": "refresh-1", "client_id": "client"}
    rig.secrets.put("answer", json.dumps(fields))
    rig.channel().send(rig.posting(rig.say(1)))
    (asked,) = [one for one in rig.server.requests if one.path == "/2/oauth2/token"]
    assert "authorization" not in asked.headers
    assert b"client_id=client" in asked.body


@pytest.mark.parametrize("fault", ["500", "html", "cut"])
def test_a_renewal_without_an_answer_posts_nothing(rig: XRig, fault: str) -> None:
    said = rig.say(1)
    rig.server.access = {"another"}
    rig.server.faults.plan(fault, path="/2/oauth2/token")
    with pytest.raises(Unavailable):
        rig.channel().send(rig.posting(said))
    assert POSTS not in writes(rig)


def test_a_reply_that_is_not_sent_says_no_token(rig: XRig) -> None:
    said = rig.say(1)
    rig.revoke()
    told = refused(rig, said)
    assert told.kind == "reauth"
    assert "token" not in str(told).replace("token endpoint", "")


def test_s53_a_self_serve_account_has_no_threads_and_an_enterprise_one_has(rig: XRig) -> None:
    """No post of our own names us, as X's rule for self-serve accounts wants it."""
    posting = rig.posting(rig.say(1))
    assert rig.channel().part_limits(posting) is None
    rig.let_thread()
    (limit,) = rig.channel().part_limits(posting)
    assert (limit.most, limit.count("https://example.com/a/long/path")) == (280, 23)
