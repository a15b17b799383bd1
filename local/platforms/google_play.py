"""A fake of the Google Play reviews API for one app, with its token endpoint.

Tokens for assertions signed with the service account's key (RS256), reviews last changed first by
pages, one answer for each review, the quota of reads in an hour, errors as Google says them.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from local.platforms.keys import rsa_verifies
from local.platforms.serving import FakeServer, Request, Response, as_json
from local.platforms.tokens import Tokens, parts_of
from local.platforms.youtube import refused

PACKAGE = "example.acme.app"
EMAIL = "earshot@acme.iam.example"
SCOPE = "https://www.googleapis.com/auth/androidpublisher"
LONGEST_S = 3600
REVIEWS = re.compile(rf"/applications/{re.escape(PACKAGE)}/reviews(?:/([^/]+?))?(:reply)?")
MARKUP = re.compile(r"<[^>]*>")


class FakeGooglePlay(FakeServer):
    """`posts` is what the developer answered; `play` lets somebody write a review."""

    def __init__(
        self,
        *,
        port: int = 0,
        reads: int = 200,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(port=port)
        self.tokens = Tokens(verify=self._believes)
        self.reads = reads
        self.forbidden = False
        self.first_page_forever = False
        self.forgets_pages = False
        self.reviews: dict[str, dict[str, Any]] = {}
        self._now = now
        self._published: dict[tuple[str, str], None] = {}

    @property
    def token_url(self) -> str:
        return f"{self.base_url}/token"

    @property
    def posts(self) -> list[tuple[str, str]]:
        """Review and answer, oldest first; also those that others have replaced."""
        with self.lock:
            return list(self._published)

    def play(self, mention: dict[str, Any]) -> str:
        """Let a mention in Earshot's file format happen here, with a `title`; its id."""
        with self.lock:
            identifier = str(mention["id"])
            if mention.get("event") == "delete":
                self.reviews.pop(identifier, None)
                return identifier
            at = datetime.fromisoformat(mention.get("edited_at") or mention["created_at"])
            comment = {
                "text": f"{mention.get('title') or ''}\t{mention['text']}",
                "lastModified": _seconds(at),
                "starRating": mention.get("rating") or 1,
                "reviewerLanguage": mention.get("language") or "en",
                "device": "walleye",
                "appVersionName": "4.2",
            }
            held = self.reviews.get(identifier, {"reviewId": identifier, "comments": [{}]})
            held["authorName"] = mention["author"].get("display_name") or ""
            held["comments"][0] = {"userComment": comment}
            self.reviews[identifier] = held
            return identifier

    def spoil(self, identifier: str) -> None:
        """Show it from now on as no client can read it."""
        del self.reviews[identifier]["comments"][0]["userComment"]["starRating"]
        self.reviews[identifier]["comments"][0]["userComment"]["starRating"] = "many"

    def _believes(self, assertion: str) -> bool:
        header, claims, signed, signature = parts_of(assertion)
        seconds = self._now().timestamp()
        return (
            header["alg"] == "RS256"
            and rsa_verifies(signed, signature)
            and (claims["iss"], claims["scope"]) == (EMAIL, SCOPE)
            and claims["aud"] == self.token_url
            and seconds - 60 <= claims["iat"] <= seconds + 60
            and seconds < claims["exp"] <= claims["iat"] + LONGEST_S
        )

    def answer(self, request: Request) -> Response:
        """Check token, right and quota, then do it."""
        if request.path == "/token":
            return self.tokens.answer(request)
        if not self.tokens.knows(request):
            return refused(401, "authError", "Invalid Credentials")
        if self.forbidden:
            return refused(403, "permissionDenied", "The caller does not have permission")
        found = REVIEWS.fullmatch(request.path)
        if not found:
            return as_json(404, {"error": {"code": 404}})
        if request.method == "GET":
            self.reads -= 1
            if self.reads < 0:
                return self.too_fast()
            return self._one(found[1]) if found[1] else self._listed(request)
        return self._reply(found[1], request)

    def too_fast(self) -> Response:
        """More reads than an hour may have."""
        return refused(429, "rateLimitExceeded", "Quota exceeded")

    def _listed(self, request: Request) -> Response:
        if self.forgets_pages and request.param("token"):
            return refused(400, "badRequest", "Ungültig")
        found = sorted(self.reviews.values(), key=_changed, reverse=True)
        start = 0 if self.first_page_forever else int(request.param("token") or 0)
        most = int(request.param("maxResults") or 10)
        page: dict[str, Any] = {"reviews": found[start : start + most]}
        if start + most < len(found):
            page["tokenPagination"] = {"nextPageToken": str(start + most)}
        return as_json(200, page if found else {})

    def _one(self, identifier: str) -> Response:
        if identifier not in self.reviews:
            return refused(404, "notFound", "Nicht gefunden")
        return as_json(200, self.reviews[identifier])

    def _reply(self, identifier: str, request: Request) -> Response:
        if identifier not in self.reviews:
            return refused(404, "notFound", "Nicht gefunden")
        text = MARKUP.sub("", request.json()["replyText"])
        if not 0 < len(text) <= 350:
            return refused(400, "invalid", "Zu lang")
        at, review = _seconds(self._now()), self.reviews[identifier]
        told = {"developerComment": {"text": text, "lastModified": at}}
        review["comments"] = [review["comments"][0], told]
        self._published[identifier, text] = None
        return as_json(200, {"result": {"replyText": text, "lastEdited": at}})


def _changed(review: dict[str, Any]) -> int:
    return int(review["comments"][0]["userComment"]["lastModified"]["seconds"])


def _seconds(at: datetime) -> dict[str, Any]:
    return {"seconds": str(int(at.timestamp())), "nanos": 0}
