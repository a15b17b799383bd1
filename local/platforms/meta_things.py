"""What people and the brand wrote on the fake Graph API: posts, comments and private messages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from local.platforms.serving import Response, as_json

PAGE = {"id": "104000000000001", "name": "Acme"}
INSTAGRAM = {"id": "17841400000000001", "username": "acme"}
NUMBER, BUSINESS = "106000000000002", "102000000000001"


def refused(code: int, subcode: int = 0, status: int = 400) -> Response:
    """An error as the Graph API tells it."""
    error = {"message": "(#x) en anglais", "type": "OAuthException", "code": code}
    if subcode:
        error["error_subcode"] = subcode
    return as_json(status, {"error": error | {"fbtrace_id": "A1b2"}})


@dataclass
class Thing:
    """A post, a comment below one, or a message; `brand` says that we wrote it.

    `parent` is the comment that a comment answers, else its post; for a message whom it is to.
    `nameless`: the platform keeps back the id of who wrote it.
    """

    id: str
    kind: str
    text: str | None
    author: dict[str, str]
    at: datetime
    post: str | None = None
    parent: str | None = None
    brand: bool = False
    hidden: bool = False
    echo: str | None = None
    edited_at: datetime | None = None
    gone: bool = False
    spoilt: bool = False
    liked: bool = False
    nameless: bool = False
    private_answers: int = 0


@dataclass
class Things:
    """All of it, oldest first."""

    now: Callable[[], datetime]
    known: dict[str, Thing] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)
    written: int = 0

    def add(self, thing: Thing) -> Thing:
        """Keep it; told again, it stays as it was."""
        return self.known.setdefault(thing.id, thing)

    def there(self, name: str) -> Thing | None:
        """The one of that id, unless it is gone."""
        found = self.known.get(name)
        return None if found is None or found.gone else found

    def say(self, kind: str, text: str, brand: dict[str, str], **fields: str | None) -> Thing:
        """Something of the brand's own."""
        self.written += 1
        name = f"{fields.pop('prefix', None) or 'own'}_8{self.written:014}"
        post, parent, echo = (fields.get(one) for one in ("post", "parent", "echo"))
        return self.add(Thing(name, kind, text, brand, self.now(), post, parent, True, echo=echo))

    def of(self, kind: str) -> Iterator[Thing]:
        """Those of a kind that are there, newest first."""
        found = [one for one in self.known.values() if one.kind == kind and not one.gone]
        yield from sorted(found, key=lambda one: one.at, reverse=True)

    def below(self, post: str) -> list[Thing]:
        """The comments of a post, newest first."""
        return [one for one in self.of("comment") if one.post == post]

    def last_words(self, author: str) -> datetime | None:
        """When somebody last wrote to us in private."""
        return next((m.at for m in self.of("message") if m.author["id"] == author), None)

    @property
    def own(self) -> list[Thing]:
        """All that the brand wrote, oldest first."""
        return [one for one in self.known.values() if one.brand]
