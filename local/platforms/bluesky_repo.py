"""Our own repository on the fake AT protocol server: what it takes, and what it refuses."""

import re
from typing import Any

from local.platforms.bluesky_posts import POST, Posts, cid_of
from local.platforms.bluesky_sessions import Refused

TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
MOST_GRAPHEMES, MOST_BYTES = 300, 3000
KEYED = (POST, "app.bsky.feed.like", "app.bsky.feed.threadgate")


class Repo:
    """Records by address; posts are shown to everybody through `posts`."""

    def __init__(self, did: str, posts: Posts) -> None:
        self._did = did
        self._posts = posts
        self.records: dict[str, dict[str, Any]] = {}
        self.commits = 0

    def put(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Write a record; the same one again is no new commit."""
        uri, record = self._address(fields), fields["record"]
        was = self.records.get(uri)
        swap = fields.get("swapRecord", "any")
        if swap != "any" and swap != (cid_of(was) if was else None):
            raise Refused(400, "InvalidSwap", f"Record was at {cid_of(was) if was else 'null'}")
        _check(record)
        if record != was:
            self.commits += 1
            self.records[uri] = record
            if fields["collection"] == POST:
                self._posts.put(uri, record)
        return {"uri": uri, "cid": cid_of(record), "validationStatus": "valid"}

    def get(self, repo: str, collection: str, rkey: str) -> dict[str, Any]:
        """A record and its content hash."""
        uri = f"at://{repo}/{collection}/{rkey}"
        # What is in another repository is fetched there.
        record = self.records.get(uri) or self._posts.records.get(uri)
        if record is None:
            raise Refused(400, "RecordNotFound", f"Could not locate record: {uri}")
        return {"uri": uri, "cid": cid_of(record), "value": record}

    def delete(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Take a record away; what is not there is no error."""
        uri = self._address(fields)
        self.records.pop(uri, None)
        self._posts.delete(uri)
        return {}

    def _address(self, fields: dict[str, Any]) -> str:
        collection, rkey = fields["collection"], fields["rkey"]
        if fields["repo"] != self._did:
            raise Refused(400, "InvalidRequest", f"Could not find repo: {fields['repo']}")
        if collection in KEYED and not TID.fullmatch(rkey):
            raise Refused(400, "InvalidRequest", f"Invalid {collection} record: Invalid TID string")
        return f"at://{self._did}/{collection}/{rkey}"


def _check(record: dict[str, Any]) -> None:
    """The limits of a post, in the words of the real server."""
    if record["$type"] != POST:
        return
    import regex

    graphemes, size = len(regex.findall(r"\X", record["text"])), len(record["text"].encode())
    if size > MOST_BYTES:
        _refuse(f"string too big (maximum {MOST_BYTES}, got {size}) at $.record.text")
    if graphemes > MOST_GRAPHEMES:
        _refuse(f"grapheme too big (maximum {MOST_GRAPHEMES}, got {graphemes}) at $.record.text")
    for facet in record.get("facets", []):
        if not 0 <= facet["index"]["byteStart"] < facet["index"]["byteEnd"] <= size:
            _refuse("byteEnd out of range at $.record.facets")


def _refuse(why: str) -> None:
    raise Refused(400, "InvalidRequest", f"Invalid {POST} record: {why}")
