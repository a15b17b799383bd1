"""The chat service behind the fake AT protocol server: one log, conversations of two."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from local.platforms.bluesky_posts import People, moment, tid_of
from local.platforms.bluesky_sessions import Refused

DEFS = "chat.bsky.convo.defs"
LONGEST = 1000


class Chat:
    """What was said in private; a stranger's words are a request until it is accepted."""

    def __init__(self, own: str, people: People, now: Callable[[], datetime]) -> None:
        self._own = own
        self._people = people
        self._now = now
        self._revision = int(now().timestamp() * 1_000_000)
        self.log: list[dict[str, Any]] = []
        self.convos: dict[str, dict[str, Any]] = {}
        self.accepts_strangers = True
        self.takes_messages = True

    def with_member(self, did: str) -> str | None:
        """The conversation with somebody, if there is one."""
        return next((c for c, convo in self.convos.items() if convo["member"] == did), None)

    def opened(self, did: str, *, accepted: bool) -> str:
        """The conversation with somebody, begun if need be."""
        convo = self.with_member(did) or self._next()
        made = {"member": did, "accepted": accepted, "messages": []}
        self.convos.setdefault(convo, made)
        return convo

    def say(self, convo: str, sender: str, text: str, at: datetime | None = None) -> dict[str, Any]:
        """One message; it stands in the log where the conversation is accepted."""
        message = {
            "$type": f"{DEFS}#messageView",
            "id": self._next(),
            "rev": self._next(),
            "text": text,
            "sender": {"did": sender},
            "sentAt": moment(at or self._now()),
        }
        self.convos[convo]["messages"].append(message)
        if self.convos[convo]["accepted"]:
            self.note("logCreateMessage", convo, message)
        return message

    def delete(self, convo: str, identifier: str) -> None:
        """Take a message back."""
        messages = self.convos[convo]["messages"]
        at = next(n for n, message in enumerate(messages) if message["id"] == identifier)
        gone = {name: value for name, value in messages[at].items() if name != "text"}
        messages[at] = gone | {"$type": f"{DEFS}#deletedMessageView"}
        self.note("logDeleteMessage", convo, messages[at])

    def note(self, kind: str, convo: str, message: dict[str, Any] | None = None) -> None:
        """One entry of the log."""
        entry: dict[str, Any] = {"$type": f"{DEFS}#{kind}", "rev": self._next(), "convoId": convo}
        if message:
            sender = self._people.basic(message["sender"]["did"])
            entry |= {"message": message, "relatedProfiles": [sender]}
        self.log.append(entry)

    def accept(self, convo: str) -> dict[str, str]:
        """Take up a request."""
        if not self._known(convo)["accepted"]:
            self.convos[convo]["accepted"] = True
            self.note("logAcceptConvo", convo)
            return {"rev": self._next()}
        return {}

    def entries(self, cursor: str | None, limit: int) -> dict[str, Any]:
        """What came after a cursor, oldest first."""
        found = [entry for entry in self.log if entry["rev"] > (cursor or "")][:limit]
        after = found[-1]["rev"] if found else cursor
        return {"logs": found} | ({"cursor": after} if after else {})

    def listed(self, status: str | None, limit: int) -> dict[str, Any]:
        """Conversations, the newest first."""
        wanted = {"request": (False,), "accepted": (True,)}.get(status or "", (True, False))
        found = [c for c, convo in self.convos.items() if convo["accepted"] in wanted]
        return {"convos": [self.view(convo) for convo in reversed(found)][:limit]}

    def messages(self, convo: str, limit: int, cursor: str | None) -> dict[str, Any]:
        """The newest first, and profiles of who wrote them."""
        known, start = self._known(convo), int(cursor or 0)
        found = known["messages"][::-1][start : start + limit]
        more = {"cursor": str(start + limit)} if len(known["messages"]) > start + limit else {}
        people = [self._people.basic(did) for did in (known["member"], self._own)]
        return {"messages": found, "relatedProfiles": people} | more

    def send(self, convo: str, text: str) -> dict[str, Any]:
        """A message of ours."""
        self._known(convo)
        if len(text) > LONGEST:
            said = f"string too big (maximum {LONGEST}, got {len(text)}) at $.message.text"
            raise Refused(400, "InvalidRequest", said)
        return self.say(convo, self._own, text)

    def view(self, convo: str) -> dict[str, Any]:
        """As the service shows it."""
        known = self.convos[convo]
        last = {"lastMessage": known["messages"][-1]} if known["messages"] else {}
        people = [self._people.basic(did) for did in (known["member"], self._own)]
        status = "accepted" if known["accepted"] else "request"
        rest = {"rev": convo, "members": people, "muted": False, "unreadCount": 0}
        return {"id": convo, "status": status, **rest, **last}

    def _known(self, convo: str) -> dict[str, Any]:
        if convo not in self.convos:
            raise Refused(400, "InvalidConvo", "Convo not found")
        return self.convos[convo]

    def _next(self) -> str:
        self._revision += 1
        return tid_of(self._revision)
