"""What every connector with a webhook holds to: only what is signed, each element for itself."""

import json

import pytest

from earshot.channels.values import Challenge, Unreadable
from earshot.domain.mention import Mention
from earshot.domain.notice import Notice
from earshot.errors import Malformed, TooLarge, Unauthenticated
from tests.rigs.rig import TEXT, Push, Rig

pushes = pytest.mark.certifies("pushes")


def verified(rig: Rig, push: Push) -> None:
    rig.channel().verify(push.headers, push.body, now=rig.now)


@pushes
def test_f06_a_signed_body_with_every_kind_of_letter_is_taken(rig: Rig) -> None:
    said = rig.say(1)
    push = rig.push([1])
    verified(rig, push)
    (heard,) = rig.channel().elements(push.body)
    assert isinstance(heard, Mention)
    assert heard.text == TEXT
    assert (heard.key, heard.author.id) == (said.key, said.author.id)
    assert heard.created_at == said.created_at


@pushes
@pytest.mark.parametrize("how", ["no header", "cut off", "other body", "other secret", "empty"])
def test_f01_what_is_not_signed_with_our_secret_is_refused(rig: Rig, how: str) -> None:
    rig.say(1)
    push = rig.push([1])
    named = [name for name in push.headers if "signature" in name]
    assert named, "which header holds the signature?"
    if how == "no header":
        push = Push({k: v for k, v in push.headers.items() if k not in named}, push.body)
    elif how == "cut off":
        push = Push({k: v[:-4] if k in named else v for k, v in push.headers.items()}, push.body)
    elif how == "other body":
        push = Push(push.headers, push.body + b" ")
    elif how == "other secret":
        push = rig.push([1], secret="not-the-secret-that-was-agreed-upon")
    else:
        push = Push(dict.fromkeys(push.headers, ""), push.body)
    with pytest.raises(Unauthenticated):
        verified(rig, push)


@pushes
def test_the_raw_bytes_count_and_not_what_they_say(rig: Rig) -> None:
    """A body that is parsed and written anew has other bytes for every letter beyond ASCII."""
    rig.say(1)
    push = rig.push([1])
    again = json.dumps(json.loads(push.body)).encode()
    if again == push.body:
        again = json.dumps(json.loads(push.body), ensure_ascii=False, indent=1).encode()
    with pytest.raises(Unauthenticated):
        verified(rig, Push(push.headers, again))


@pushes
def test_f05_during_a_rotation_the_old_secret_holds_too_and_then_no_more(rig: Rig) -> None:
    rig.say(1)
    rig.rotate()
    verified(rig, rig.push([1]))
    old = rig.rotate()
    rig.rotate()
    with pytest.raises(Unauthenticated):
        verified(rig, rig.push([1], secret=old))


@pushes
def test_f11_one_element_that_cannot_be_read_does_not_lose_the_others(rig: Rig) -> None:
    for number in (1, 2):
        rig.say(number)
    push = rig.push([1, 0, 2])
    verified(rig, push)
    kinds = [type(element) for element in rig.channel().elements(push.body)]
    assert kinds.count(Mention) == 2
    assert kinds.count(Unreadable) == 1


@pushes
def test_f15_an_event_of_a_kind_that_we_do_not_know_is_taken_and_is_no_mention(rig: Rig) -> None:
    push = rig.push_unknown()
    verified(rig, push)
    elements = rig.channel().elements(push.body)
    assert all(isinstance(element, Notice) and element.kind == "other" for element in elements)


@pushes
def test_f03_the_same_delivery_again_says_the_same(rig: Rig) -> None:
    rig.say(1)
    push = rig.push([1])
    assert rig.channel().elements(push.body) == rig.channel().elements(push.body)


@pushes
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html></html>",
        b"a=b",
        b"\xef\xbb\xbf{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":NaN}',
        b"null",
        b"7",
        b'"text"',
    ],
    ids=["empty", "html", "form", "bom", "no utf-8", "deep", "nan", "null", "number", "text"],
)
def test_f07_f08_f09_a_body_that_is_none_is_malformed_and_nothing_worse(
    rig: Rig, body: bytes
) -> None:
    with pytest.raises((Malformed, TooLarge)):
        rig.channel().elements(body)


@pytest.mark.certifies("pushes", "asked_by_get")
def test_f13_a_handshake_is_answered_for_who_knows_the_secret_only(rig: Rig) -> None:
    channel = rig.channel()
    asked = rig.handshakes()
    assert {answer is None for _, answer in asked} == {True, False}
    for params, answer in asked:
        if answer is None:
            with pytest.raises(Unauthenticated):
                channel.challenge(params)
        else:
            found: Challenge = channel.challenge(params)
            assert found.content_type == answer.content_type
            assert found.body == answer.body


@pytest.mark.certifies("pushes", "tells_edits")
def test_an_edit_that_is_pushed_is_a_revision(rig: Rig) -> None:
    said = rig.say(1)
    rig.edit(1, "@acmehelp it came!")
    (heard,) = rig.channel().elements(rig.push([1]).body)
    assert (heard.key, heard.event, heard.text) == (said.key, "edit", "@acmehelp it came!")


@pytest.mark.certifies("pushes", "tells_deletions")
def test_f35_a_deletion_that_is_pushed_blanks_the_mention(rig: Rig) -> None:
    said = rig.say(1)
    rig.delete(1)
    (heard,) = rig.channel().elements(rig.push([1]).body)
    assert (heard.key, heard.event, heard.text) == (said.key, "delete", None)
