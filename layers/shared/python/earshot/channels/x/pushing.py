"""What X posts to a webhook: events of X Activity, and those of its older Account Activity."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from earshot.channels import elements
from earshot.channels.values import Element
from earshot.channels.x.fields import objects, part
from earshot.channels.x.ids import is_id, written_at
from earshot.channels.x.legacy import status_of
from earshot.channels.x.messages import pushed_message_of
from earshot.channels.x.posts import Included, mention_of
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.domain.notice import Notice
from earshot.errors import Malformed, TooLarge

MAX_ELEMENTS = 1_000
# Keys of an Account Activity body that are no events.
BESIDE = ("for_user_id", "users", "apps", "user_has_blocked", "is_blocked_by")


class Event(NamedTuple):
    """One thing that happened: its name, the id of the user it is told to, and what it says."""

    name: str
    user: str
    content: Any
    beside: Any

    def account_of(self, family: Sequence[Account]) -> Account:
        """The account of ours that it is told to; Malformed where it is none."""
        for account in family:
            if account.options.get("user_id") == self.user:
                return account
        raise Malformed("user_id: of no account of this webhook", field="user_id")


def elements_of(body: bytes, family: Sequence[Account]) -> list[Element]:
    """Each element in order; Malformed or TooLarge where there is no telling them apart."""
    found = elements.parse(body)
    if not isinstance(found, dict):
        raise Malformed("want an object with `data` or `for_user_id`")
    parts = list(_parts(found))
    if len(parts) > MAX_ELEMENTS:
        raise TooLarge(f"{len(parts)} events; at most {MAX_ELEMENTS} in one body")
    return [_element(one, family) for one in parts]


def _element(body: dict[str, Any], family: Sequence[Account]) -> Element:
    account = None
    try:
        event = _event(body)
        account = event.account_of(family)
        return _understood(event, account)
    except Malformed as error:
        whose = account.account if account else None
        return elements.unreadable(body, error, account=whose)


def understood(body: dict[str, Any], family: Sequence[Account]) -> Mention | Notice:
    """What a body with a single event says; Malformed, naming the field, where it says nothing."""
    event = _event(body)
    return _understood(event, event.account_of(family))


def _understood(event: Event, account: Account) -> Mention | Notice:
    read = READERS.get(event.name)
    return read(event, account) if read else _notice(event, account, "other")


def _event(body: dict[str, Any]) -> Event:
    return _activity(body["data"]) if "data" in body else _account_activity(body)


def _parts(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A body of its own for each event, which can be read again alone."""
    if "data" in body:
        data = body["data"]
        yield from ({"data": one} for one in (data if isinstance(data, list) else [data]))
        return
    shared = {name: body[name] for name in BESIDE if name in body}
    for name, listed in body.items():
        if name not in BESIDE:
            several = listed if isinstance(listed, list) else [listed]
            yield from (shared | {name: [one]} for one in several)


def _activity(data: Any) -> Event:
    """Of the newer form, which holds one event."""
    payload = part(data, "payload")
    user = part(data, "filter").get("user_id") or payload.get("user_id")
    name = data.get("event_type") if isinstance(data, dict) else None
    if not isinstance(name, str):
        raise Malformed("data.event_type: want a text", field="data.event_type")
    return Event(name, str(user), payload, data.get("includes"))


def _account_activity(body: dict[str, Any]) -> Event:
    """Of the older form."""
    told = ((name, value) for name, value in body.items() if name not in BESIDE)
    name, listed = next(told, (None, None))
    if name is None or listed == []:
        raise Malformed("want one event beside `for_user_id`")
    content = listed[0] if isinstance(listed, list) else listed
    user = body.get("for_user_id") or part(part(content, "revoke"), "source").get("user_id")
    return Event(name, str(user), content, body.get("users"))


def _post(event: Event, account: Account) -> Mention:
    return mention_of(event.content, Included.of(event.beside), account)


def _status(event: Event, account: Account) -> Mention:
    return status_of(event.content, account)


def _message(event: Event, account: Account) -> Mention:
    found = objects(event.content.get("direct_message_events"))
    return pushed_message_of(next(iter(found), None), part(event.content, "users"), account)


def _older_message(event: Event, account: Account) -> Mention:
    users = event.beside if isinstance(event.beside, dict) else {}
    return pushed_message_of(event.content, users, account)


def _deleted(event: Event, account: Account) -> Mention:
    """X tells of posts of our own alone."""
    post = part(event.content, "status") or event.content
    identifier = post.get("id") if isinstance(post, dict) else None
    if not is_id(identifier):
        raise Malformed("id: want the id of the post", field="id")
    return elements.mention(
        {
            "id": identifier,
            "event": "delete",
            "channel": account.channel,
            "account": account.account,
            "author": {"id": event.user},
            "created_at": written_at(str(identifier)),
        }
    )


def _revoked(event: Event, account: Account) -> Notice:
    return _notice(event, account, "revoked")


def _user_event(event: Event, account: Account) -> Notice:
    return _notice(event, account, "revoked" if part(event.content, "revoke") else "other")


def _notice(event: Event, account: Account, kind: Any) -> Notice:
    return Notice(kind=kind, channel=account.channel, account=account.account, name=event.name)


READERS: dict[str, Callable[[Event, Account], Mention | Notice]] = {
    "post.create": _post,
    "post.mention.create": _post,
    "post.reply.create": _post,
    "post.quote.create": _post,
    "post.delete": _deleted,
    "dm.received": _message,
    "dm.sent": _message,
    "oauth.revoke": _revoked,
    "tweet_create_events": _status,
    "tweet_delete_events": _deleted,
    "direct_message_events": _older_message,
    "user_event": _user_event,
}
