"""A day of events, brought to the time of the run: order and gaps stay, the scale changes."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from earshot.domain.mention import Mention

Event = dict[str, Any]

ACCOUNT = "acmehelp"
# Who pushes by the generic scheme, who in Meta's way, and who is asked.
PUSHED = ("x", "instagram", "reddit", "youtube", "generic")
BY_META = ("facebook",)
POLLED = ("mastodon", "bluesky")
OWN_ID = "acmehelp"
WRONG: tuple[Event, ...] = (
    {"created_at": "yesterday"},
    {"author": {"handle": "nobody"}},
    {"engagement": {"likes": "many"}},
)
REFERENCES = ("id", "in_reply_to", "root")


class Post(NamedTuple):
    """What one webhook request carries, and when it is made."""

    channel: str
    due: datetime
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Maps `first` to `last` onto the `seconds` after `start`.

    `run` is appended to every id but our own, so that a file can be played again into a table.
    """

    first: datetime
    last: datetime
    start: datetime
    seconds: float
    run: str

    def at(self, instant: str) -> datetime:
        """The instant of the run that stands for one of the file."""
        span = max(1.0, (self.last - self.first).total_seconds())
        part = (_parsed(instant) - self.first).total_seconds() / span
        return self.start + timedelta(seconds=min(1.0, max(0.0, part)) * self.seconds)

    def moved(self, event: Event) -> Event:
        """The event with the times and ids of this run."""
        moved = dict(event)
        for name in ("created_at", "edited_at"):
            if event.get(name):
                moved[name] = self.at(event[name]).isoformat()
        for name in REFERENCES:
            if event.get(name):
                moved[name] = f"{event[name]}{self.run}"
        author = event["author"]
        if author["id"] != OWN_ID:
            moved["author"] = {**author, "id": f"{author['id']}{self.run}"}
        return moved


def read(path: Path) -> list[Event]:
    """The events of a file in the order of their arrival; ValueError names a line that is none."""
    events = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            events.append(_event(line, f"{path.name}:{number}"))
    if not events:
        raise ValueError(f"{path.name}: no events in it")
    return events


def timeline(events: Iterable[Event], *, start: datetime, seconds: float, run: str) -> Timeline:
    """A timeline from the first event's time to the last's."""
    times = [_happened(event) for event in events]
    return Timeline(first=min(times), last=max(times), start=start, seconds=seconds, run=run)


def arrivals(events: Iterable[Event], line: Timeline) -> Iterator[tuple[datetime, Event]]:
    """Each event with the instant it arrives: never before it happened, never out of file order."""
    now = line.start
    for event in events:
        now = max(now, line.at(event.get("edited_at") or event["created_at"]))
        yield now, line.moved(event)


def posts(
    arriving: Iterable[tuple[datetime, Event]], *, most: int = 20, wait_s: float = 1.0
) -> list[Post]:
    """Bundle each channel's events as platforms do: up to `most`, held back at most `wait_s`."""
    waiting: dict[str, list[tuple[datetime, Event]]] = {}
    bundled: list[Post] = []

    def flush(channel: str) -> None:
        held = waiting.pop(channel, [])
        if held:
            bundled.append(Post(channel, held[-1][0], tuple(event for _, event in held)))

    for due, event in arriving:
        channel = event["channel"]
        held = waiting.get(channel, [])
        if held and (len(held) >= most or (due - held[0][0]).total_seconds() > wait_s):
            flush(channel)
        waiting.setdefault(channel, []).append((due, event))
    for channel in list(waiting):
        flush(channel)
    return sorted(bundled, key=lambda post: post.due)


def spoiled(bundled: list[Post]) -> list[Post]:
    """The same posts with three elements among them that nobody can understand."""
    spoilable = (i for i, post in enumerate(bundled) if post.channel in PUSHED)
    large = [index for index in spoilable if len(bundled[index].events) > 2][:3]
    for index, wrong in zip(large, WRONG, strict=False):
        post = bundled[index]
        broken = {**post.events[0], "id": f"{post.events[0]['id']}-spoiled", **wrong}
        bundled[index] = post._replace(events=(*post.events, broken))
    return bundled


def _event(line: str, where: str) -> Event:
    try:
        event = json.loads(line)
    except ValueError as error:
        raise ValueError(f"{where}: not JSON: {error}") from None
    known = (*PUSHED, *BY_META, *POLLED)
    if not isinstance(event, dict) or event.get("channel") not in known:
        raise ValueError(f"{where}: channel must be one of {', '.join(sorted(known))}")
    if event.get("account") != ACCOUNT:
        raise ValueError(f"{where}: account must be {ACCOUNT!r}, the demo's account")
    try:
        Mention.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise ValueError(f"{where}: {field}: {first['msg']}") from None
    return event


def _happened(event: Event) -> datetime:
    return _parsed(event.get("edited_at") or event["created_at"])


def _parsed(instant: str) -> datetime:
    parsed = datetime.fromisoformat(instant)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
