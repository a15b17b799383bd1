"""What X posts to a webhook that serves several accounts, in its newer and its older form."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from earshot import channels
from earshot.channels.values import Unreadable
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.domain.notice import Notice
from earshot.errors import Malformed, TooLarge, Unavailable
from local.platforms import x_webhooks
from local.platforms.serving import Fault
from tests.rigs.x import CASEY, XRig

OTHER = "700000000000000008"


@pytest.fixture
def rig() -> Iterator[XRig]:
    with XRig() as made:
        yield made


@pytest.fixture
def sibling(rig: XRig) -> Account:
    fields = {"account": "acmeuk", "webhook_of": "acmehelp", "options": {"user_id": OTHER}}
    return rig.account.model_copy(update=fields)


def heard(rig: XRig, body: Any, *family: Account) -> list[Any]:
    connector = channels.pushing(rig.account, rig.secrets, family)
    return list(connector.elements(x_webhooks.as_body(body)))


def event(rig: XRig, user: str, kind: str = "post.mention.create") -> dict[str, Any]:
    rig.say(1)
    (post,) = rig.server.posts.listed(lambda _: True)
    return x_webhooks.activity(kind, user, post, [rig.server.users.known[CASEY]])


def test_f12_news_go_to_the_account_that_they_are_about(rig: XRig, sibling: Account) -> None:
    for user, account in ((rig.server.user_id, "acmehelp"), (OTHER, "acmeuk")):
        (found,) = heard(rig, event(rig, user), sibling)
        assert isinstance(found, Mention)
        assert (found.account, found.author.handle) == (account, "casey_q")


def test_news_about_nobody_of_ours_are_kept_aside(rig: XRig, sibling: Account) -> None:
    (found,) = heard(rig, event(rig, "1"), sibling)
    assert isinstance(found, Unreadable)
    assert found.field == "user_id"
    assert json.loads(found.raw)["data"]["event_type"] == "post.mention.create"


@pytest.mark.parametrize("kind", ["post.mention.create", "post.reply.create", "post.quote.create"])
def test_every_kind_of_post_is_a_mention(rig: XRig, kind: str) -> None:
    (found,) = heard(rig, event(rig, rig.server.user_id, kind))
    assert isinstance(found, Mention)


def test_the_same_post_polled_and_pushed_is_the_same_mention(rig: XRig) -> None:
    body = event(rig, rig.server.user_id)
    (pushed,) = heard(rig, body)
    rig.options(messages=False)
    (polled,) = rig.channel().fetch(None).mentions
    assert polled == pushed


def pushed_without_author(rig: XRig) -> dict[str, Any]:
    body = event(rig, rig.server.user_id, "post.reply.create")
    body["data"]["includes"] = {}
    return body


def test_an_author_that_x_leaves_out_is_asked_for(rig: XRig) -> None:
    body = pushed_without_author(rig)
    (found,) = heard(rig, body)
    assert (found.author.handle, found.author.followers) == ("casey_q", 7)
    assert found.permalink == f"https://x.com/casey_q/status/{found.id}"
    rig.server.users.add(CASEY, "casey_q", protected=True)
    assert heard(rig, body)[0].visibility == "followers"
    rig.options(profiles=False)
    assert heard(rig, body)[0].author.handle is None
    assert [one.path for one in rig.server.requests] == ["/2/users"] * 2


@pytest.mark.parametrize("fault", ["500", "html", "cut", "too_fast", "slow"])
def test_a_post_is_heard_without_its_author_where_x_does_not_tell(
    rig: XRig, short_waits: None, fault: Fault
) -> None:
    rig.server.faults.plan(fault, path="/2/users")
    (found,) = heard(rig, pushed_without_author(rig))
    assert (found.author.id, found.author.handle) == (CASEY, None)


def test_without_a_token_of_the_app_nobody_is_asked(rig: XRig) -> None:
    rig.secrets.put("listen", json.dumps({"consumer_secret": "x"}))
    assert heard(rig, pushed_without_author(rig))[0].author.handle is None
    assert rig.server.requests == []


def test_what_cannot_be_read_is_kept_aside_for_whom_it_is_about(
    rig: XRig, sibling: Account
) -> None:
    body = event(rig, OTHER)
    del body["data"]["payload"]["created_at"]
    (found,) = heard(rig, body, sibling)
    assert (found.account, found.field) == ("acmeuk", "created_at")


def test_a_message_in_either_form_is_private(rig: XRig) -> None:
    said = rig.say(1, private=True)
    told = x_webhooks.message_event(rig.server.messages.known[0], rig.server.users)
    newer = x_webhooks.activity("dm.received", rig.server.user_id, told, [])
    older = {"for_user_id": rig.server.user_id, **told}
    for body in (newer, older):
        (found,) = heard(rig, body)
        assert found.model_copy(update={"author": said.author}) == said
        assert found.author.handle == "casey_q"


def test_a_polled_message_is_the_same_as_a_pushed_one(rig: XRig) -> None:
    rig.say(1, private=True)
    told = x_webhooks.message_event(rig.server.messages.known[0], rig.server.users)
    (pushed,) = heard(rig, x_webhooks.activity("dm.received", rig.server.user_id, told, []))
    rig.change(options={**rig.account.options})
    page = rig.channel().fetch(rig.channel().fetch(None).cursor)
    assert page.mentions == (pushed,)


def test_access_that_is_revoked_is_told(rig: XRig, sibling: Account) -> None:
    payload = {"date_time": "2026-09-01T09:00:00.000Z", "user_id": OTHER, "app_id": "9"}
    newer = {"data": {"event_type": "oauth.revoke", "filter": {}, "payload": payload}}
    source = {"source": {"user_id": OTHER}, "target": {"app_id": "9"}}
    for body in (newer, {"user_event": {"revoke": source}}):
        (found,) = heard(rig, body, sibling)
        assert isinstance(found, Notice)
        assert (found.kind, found.account) == ("revoked", "acmeuk")


@pytest.mark.parametrize("kind", ["chat.received", "follow.follow", "post.like.create"])
def test_f15_other_news_are_counted_by_their_name(rig: XRig, kind: str) -> None:
    (found,) = heard(rig, event(rig, rig.server.user_id, kind))
    assert (found.kind, found.label) == ("other", kind)


def test_an_older_body_holds_several_kinds_at_once(rig: XRig) -> None:
    rig.say(1)
    (post,) = rig.server.posts.listed(lambda _: True)
    status = x_webhooks.older_status(post, rig.server.users)
    body = {
        "for_user_id": rig.server.user_id,
        "user_has_blocked": False,
        "tweet_create_events": [status, "nothing"],
        "favorite_events": [{"id": "1"}],
    }
    kinds = [type(one) for one in heard(rig, body)]
    assert kinds == [Mention, Unreadable, Notice]


def test_f10_a_body_of_too_many_is_refused(rig: XRig) -> None:
    with pytest.raises(TooLarge, match="at most 1000"):
        heard(rig, {"for_user_id": rig.server.user_id, "tweet_create_events": [{}] * 1001})


def test_what_was_kept_aside_is_read_again(rig: XRig) -> None:
    body = event(rig, rig.server.user_id)
    del body["data"]["payload"]["created_at"]
    (bad,) = heard(rig, body)
    mended = json.loads(bad.raw)
    mended["data"]["payload"]["created_at"] = "2026-09-01T09:00:00.000Z"
    assert rig.channel().read(json.dumps(mended)).author.handle == "casey_q"


@pytest.mark.parametrize("value", ["a random text", '{"bearer_token": "app-token"}'])
def test_without_a_consumer_secret_x_is_asked_to_try_again(rig: XRig, value: str) -> None:
    push = rig.push_unknown()
    rig.secrets.put("listen", value)
    with pytest.raises(Unavailable):
        rig.channel().verify(push.headers, push.body, now=rig.now)
    with pytest.raises(Unavailable):
        rig.channel().challenge({"crc_token": "T"})


def test_a_message_from_beyond_the_calendar_loses_no_other(rig: XRig) -> None:
    def event(milliseconds: str) -> dict[str, Any]:
        said = {"sender_id": CASEY, "message_data": {"text": "Where is it?"}}
        named = {"id": "1990000000000000500", "created_timestamp": milliseconds}
        return {"type": "message_create", "message_create": said} | named

    events = [event("9" * 15), event("9" * 14), event("1772442120000")]
    body = {"for_user_id": rig.server.user_id, "direct_message_events": events}
    far, later, good = heard(rig, body)
    assert [far.field, later.field] == ["created_timestamp", "created_at"]
    assert isinstance(good, Mention)


@pytest.mark.parametrize("kept", ["{}", '{"for_user_id": "1"}', '{"tweet_create_events": []}'])
def test_what_holds_no_event_cannot_be_read(rig: XRig, kept: str) -> None:
    with pytest.raises(Malformed):
        rig.channel().read(kept)
