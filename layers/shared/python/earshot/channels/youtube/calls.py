"""Calls to the YouTube Data API, and the units of the day's quota that they cost."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from earshot.channels import shapes
from earshot.channels.elements import dump
from earshot.channels.google import GOOGLE
from earshot.channels.http import JSON, Http
from earshot.errors import Ambiguous, Unavailable

UNITS: Mapping[str, int] = {"list": 1, "reply": 51, "hide": 50, "delete": 50}
WRITE = 50
PAGE = 100
MOST_PAGES = 10


class Calls:
    """Under one access token; `units` is what they have cost."""

    def __init__(self, http: Http, channel_id: str) -> None:
        self._http = http
        self._channel_id = channel_id
        self.units = 0

    def threads(
        self, token: str | None, *, most: int = PAGE, held: bool = False
    ) -> tuple[list[Any], str | None]:
        """A page of the threads on our channel and videos, newest first, and the next token."""
        params = {
            "part": "snippet,replies",
            "allThreadsRelatedToChannelId": self._channel_id,
            "order": "time",
            "maxResults": str(most),
        }
        return self._page("commentThreads", params, token, held=held)

    def thread(self, identifier: str) -> dict[str, Any] | None:
        """One thread; None where it is gone."""
        found, _ = self._page("commentThreads", {"part": "snippet", "id": identifier}, None)
        return found[0] if found and isinstance(found[0], dict) else None

    def comment(self, identifier: str) -> dict[str, Any] | None:
        """One comment; None where it is gone."""
        found, _ = self._page("comments", {"part": "snippet", "id": identifier}, None)
        return found[0] if found and isinstance(found[0], dict) else None

    def comments(self, identifiers: Sequence[str]) -> dict[str, Any]:
        """Comments by their ids, at most fifty; those that are gone are missing."""
        params = {"part": "snippet", "id": ",".join(identifiers), "maxResults": str(PAGE)}
        found, _ = self._page("comments", params, None)
        return {str(one.get("id")): one for one in found if isinstance(one, dict)}

    def answers(self, thread: str) -> Iterator[Any]:
        """All answers in a thread; Ambiguous at the end where there are more, out of reach."""
        params = {"part": "snippet", "parentId": thread, "maxResults": str(PAGE)}
        token = None
        for _ in range(MOST_PAGES):
            found, after = self._page("comments", params, token)
            yield from found
            if after is None:
                return
            if after == token:
                break
            token = after
        raise Ambiguous("the thread has more answers than are looked through")

    def insert(self, parent: str, text: str) -> dict[str, Any]:
        """Publish an answer; the comment."""
        body = dump({"snippet": {"parentId": parent, "textOriginal": text}})
        self.units += WRITE
        answer = self._http.write(
            "POST", "/comments", body.encode("utf-8", "replace"), JSON, [("part", "snippet")]
        )
        return GOOGLE.written(answer, "comments")

    def moderate(self, identifier: str, status: str) -> None:
        """Set whether it is shown."""
        params = [("id", identifier), ("moderationStatus", status), ("banAuthor", "false")]
        self._change("POST", "/comments/setModerationStatus", params)

    def delete(self, identifier: str) -> None:
        """Take away a comment of our own."""
        self._change("DELETE", "/comments", [("id", identifier)])

    def _change(self, method: str, path: str, params: list[tuple[str, str]]) -> None:
        self.units += WRITE
        answer = self._http.write(method, path, params=params)
        GOOGLE.done(answer, path.rpartition("/")[2])

    def _page(
        self, what: str, params: Mapping[str, str], token: str | None, *, held: bool = False
    ) -> tuple[list[Any], str | None]:
        more = {"textFormat": "plainText"}
        more |= {"pageToken": token} if token else {}
        more |= {"moderationStatus": "heldForReview"} if held else {}
        self.units += 1
        told, _ = GOOGLE.get(self._http, f"/{what}", list({**params, **more}.items()))
        if not isinstance(told, dict) or not isinstance(told.get("items"), list):
            raise Unavailable(f"{what}: want a list of items")
        return told["items"], shapes.text(told.get("nextPageToken"))
