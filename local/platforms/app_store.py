"""A fake of the App Store Connect API's customer reviews for one app.

Tokens signed with the team's key (ES256), reviews newest first by pages with a cursor, answers
beside them, one for each review, the limit of an hour in a header, errors by their code.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from local.platforms.keys import ec_verifies
from local.platforms.serving import FakeServer, Request, Response, as_json
from local.platforms.tokens import parts_of

APP = "1234567890"
KEY_ID, ISSUER_ID = "2X9R4HXF34", "57246542-96fe-1a63-e053-0824d011072a"
LONGEST_S = 1200
Route = Callable[["FakeAppStore", Request, str], Response]


class FakeAppStore(FakeServer):
    """`posts` is what the developer answered; `play` lets somebody write a review."""

    def __init__(
        self,
        *,
        port: int = 0,
        limit: int = 3500,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(port=port)
        self.limit = self.left = limit
        self.revoked = False
        self.forbidden = False
        self.first_page_forever = False
        self.forgets_pages = False
        self.reviews: dict[str, dict[str, Any]] = {}
        self.responses: dict[str, dict[str, Any]] = {}
        self._now = now
        self._published: dict[tuple[str, str], None] = {}

    @property
    def posts(self) -> list[tuple[str, str]]:
        """Review and answer, oldest first; also those that others replaced, none taken back."""
        with self.lock:
            return list(self._published)

    def play(self, mention: dict[str, Any]) -> str:
        """Let a mention in Earshot's file format happen here, with a `title`; its id."""
        with self.lock:
            identifier = str(mention["id"])
            if mention.get("event") == "delete":
                self.reviews.pop(identifier, None)
                self.responses.pop(identifier, None)
                return identifier
            self.reviews[identifier] = {
                "type": "customerReviews",
                "id": identifier,
                "attributes": {
                    "rating": mention.get("rating") or 1,
                    "title": mention.get("title") or "",
                    "body": mention["text"],
                    "reviewerNickname": mention["author"].get("display_name") or "",
                    "createdDate": mention.get("edited_at") or mention["created_at"],
                    "territory": "USA",
                },
            }
            return identifier

    def spoil(self, identifier: str) -> None:
        """Show it from now on as no client can read it."""
        self.reviews[identifier]["attributes"]["rating"] = "many"

    def answer(self, request: Request) -> Response:
        """Check token, right and limit, then do it."""
        if not self._knows(request):
            return self._told(refused(401, "NOT_AUTHORIZED"))
        if self.forbidden:
            return self._told(refused(403, "FORBIDDEN_ERROR"))
        if self.left <= 0:
            return self.too_fast()
        self.left -= 1
        for method, pattern, do in ROUTES:
            found = re.fullmatch(pattern, request.path)
            if method == request.method and found:
                return self._told(do(self, request, found.group(1)))
        return self._told(refused(404, "NOT_FOUND"))

    def too_fast(self) -> Response:
        """More calls than an hour may have."""
        return self._told(refused(429, "RATE_LIMIT_EXCEEDED"))

    def _told(self, response: Response) -> Response:
        limits = f"user-hour-lim:{self.limit};user-hour-rem:{max(0, self.left)};"
        return response._replace(headers={**response.headers, "X-Rate-Limit": limits})

    def _knows(self, request: Request) -> bool:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if self.revoked or token.count(".") != 2:
            return False
        header, claims, signed, signature = parts_of(token)
        seconds = self._now().timestamp()
        return (
            (header["alg"], header["kid"]) == ("ES256", KEY_ID)
            and ec_verifies(signed, signature)
            and (claims["iss"], claims["aud"]) == (ISSUER_ID, "appstoreconnect-v1")
            and seconds < claims["exp"] <= claims["iat"] + LONGEST_S
        )

    def listed(self, request: Request, _app: str) -> Response:
        """The app's reviews, newest first."""
        found = sorted(
            self.reviews.values(),
            key=lambda one: str(one["attributes"]["createdDate"]),
            reverse=True,
        )
        cursor = request.param("cursor")
        if self.forgets_pages and cursor:
            return refused(400, "PARAMETER_ERROR.INVALID")
        start = 0 if self.first_page_forever else int(cursor or 0)
        most = int(request.param("limit") or 20)
        page = found[start : start + most]
        following = f"{self.base_url}{request.path}?cursor={start + most}&limit={most}"
        links = {"next": following} if start + most < len(found) else {}
        return as_json(200, {**self._shown(page, request), "links": links})

    def one(self, request: Request, identifier: str) -> Response:
        """One review."""
        if identifier not in self.reviews:
            return refused(404, "NOT_FOUND")
        shown = self._shown([self.reviews[identifier]], request)
        return as_json(200, {**shown, "data": shown["data"][0]})

    def _shown(self, page: list[dict[str, Any]], request: Request) -> dict[str, Any]:
        if request.param("include") != "response":
            return {"data": page}
        beside = [self.responses[one["id"]] for one in page if one["id"] in self.responses]
        return {"data": [self._related(one) for one in page], "included": beside}

    def _related(self, review: dict[str, Any]) -> dict[str, Any]:
        response = self.responses.get(review["id"])
        named = {"type": response["type"], "id": response["id"]} if response else None
        return {**review, "relationships": {"response": {"data": named}}}

    def respond(self, request: Request, _: str) -> Response:
        """Answer a review, or replace the answer."""
        data = request.json()["data"]
        text = data["attributes"]["responseBody"]
        review = data["relationships"]["review"]["data"]["id"]
        if review not in self.reviews:
            return refused(409, "ENTITY_ERROR.RELATIONSHIP.INVALID")
        if not 0 < len(text) <= 5970:
            return refused(409, "ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG")
        attributes = {
            "responseBody": text,
            "lastModifiedDate": self._now().isoformat(timespec="seconds"),
            "state": "PENDING_PUBLISH",
        }
        self._published[review, text] = None
        self.responses[review] = {
            "type": "customerReviewResponses",
            "id": f"response-{review}",
            "attributes": attributes,
        }
        return as_json(201, {"data": self.responses[review]})

    def take_back(self, _request: Request, identifier: str) -> Response:
        """Remove an answer."""
        review = identifier.removeprefix("response-")
        if review not in self.responses:
            return refused(404, "NOT_FOUND")
        text = self.responses.pop(review)["attributes"]["responseBody"]
        self._published.pop((review, text), None)
        return Response(204)


ROUTES: tuple[tuple[str, str, Route], ...] = (
    ("GET", rf"/apps/({APP})/customerReviews", FakeAppStore.listed),
    ("GET", r"/customerReviews/([^/]+)", FakeAppStore.one),
    ("POST", r"/customerReviewResponses()", FakeAppStore.respond),
    ("DELETE", r"/customerReviewResponses/([^/]+)", FakeAppStore.take_back),
)


def refused(status: int, code: str) -> Response:
    """An error as App Store Connect says it."""
    error = {"id": "e1", "status": str(status), "code": code, "title": "No.", "detail": "Nein."}
    return as_json(status, {"errors": [error]})
