"""Google Play reviews: those of one app, with the answer of its developer.

The store lists only reviews with words that were written or changed within the last week.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import quote

from earshot.channels import elements, jwt, oauth
from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.connector import Options, field_of
from earshot.channels.google import GOOGLE, TOKEN_URL
from earshot.channels.http import JSON, Http
from earshot.channels.reviews import Response, Reviews, Shown, titled
from earshot.channels.shapes import listed, part, text
from earshot.errors import Ambiguous, Malformed, Unavailable

T = TypeVar("T")

SCOPE = "https://www.googleapis.com/auth/androidpublisher"
PAGE = 100
VALID_S = 3600
MARKUP = re.compile(r"<[^>]*>")


class GooglePlayOptions(Options):
    """Of an account: see docs/channels/google-play.md."""

    token_url: str = TOKEN_URL


class GooglePlay(Reviews):
    """Also Renews. Each secret is the service account's JSON file."""

    capabilities = Capabilities(
        listens=frozenset({"poll"}),
        does=frozenset({"reply"}),
        public=(Limit(350),),
        idempotent="overwrites",
        edits=True,
        units={"list": 1, "reply": 1},
        pace=(2000, timedelta(days=1)),
    )
    options_model = GooglePlayOptions
    listen_fields = answer_fields = ("client_email", "private_key")
    renews = True
    base_url = "https://androidpublisher.googleapis.com/androidpublisher/v3"
    renews = True
    needs_own_ids = "the package name of your app"

    def expires(self, secret: str) -> datetime | None:
        return oauth.expires(secret)

    def shown(self, http: Http, token: str | None) -> Shown:
        params = [("maxResults", str(PAGE)), *([("token", token)] if token else [])]
        told, _ = GOOGLE.get(http, self._path(), params)
        if not isinstance(told, dict):
            raise Unavailable("reviews: want an object")
        following = told.get("tokenPagination")
        after = following.get("nextPageToken") if isinstance(following, dict) else None
        return Shown(listed(told, "reviews"), text(after))

    def review(self, http: Http, review: str) -> Any:
        found, _ = GOOGLE.get(http, self._path(review))
        return found

    def respond(self, http: Http, review: str, text: str) -> Response:
        body = elements.dump({"replyText": text}).encode("utf-8", "replace")
        answer = http.post(f"{self._path(review)}:reply", body, JSON)
        told = GOOGLE.written(answer, "reply").get("result")
        try:
            posted = part(told, "result", "replyText", str)
            return Response(posted, _instant(part(told, "result", "lastEdited", dict)))
        except Malformed as error:
            raise Ambiguous(f"reply: {error}") from None

    def reviewed(self, element: Any) -> dict[str, Any]:
        comment = part(_comment(element, 0), "comments.0", "userComment", dict)
        written = comment.get("originalText") or part(comment, "userComment", "text", str)
        title, _, body = str(written).rpartition("\t")
        return {
            "id": element.get("reviewId"),
            "name": text(element.get("authorName")),
            "text": titled(title, body),
            "rating": comment.get("starRating"),
            "language": text(comment.get("reviewerLanguage")),
            "at": _instant(part(comment, "userComment", "lastModified", dict)),
        }

    def response_in(self, element: Any) -> Response | None:
        for comment in listed(element, "comments"):
            told = comment.get("developerComment") if isinstance(comment, dict) else None
            if isinstance(told, dict) and isinstance(told.get("text"), str):
                return Response(told["text"], _instant(part(told, "", "lastModified", dict)))
        return None

    def as_shown(self, text: str) -> str:
        return MARKUP.sub("", text)

    def calling(self, name: str, work: Callable[[Http], T]) -> T:
        def call(token: str) -> T:
            with Http(self.base, headers={"Authorization": f"Bearer {token}"}) as http:
                return work(http)

        renew = oauth.renewal(self.options.token_url, self._grant)
        return self.with_token(name, call, renew=renew, token_of=oauth.access_token)

    def _grant(self, fields: Mapping[str, str]) -> dict[str, str]:
        now = int(datetime.now(UTC).timestamp())
        claims: dict[str, str | int] = {
            "iss": field_of(fields, "client_email"),
            "scope": SCOPE,
            "aud": self.options.token_url,
            "iat": now,
            "exp": now + VALID_S,
        }
        key_id = fields.get("private_key_id") or None
        assertion = jwt.rs256(claims, field_of(fields, "private_key"), key_id)
        kind = "urn:ietf:params:oauth:grant-type:jwt-bearer"
        return {"grant_type": kind, "assertion": assertion}

    def _path(self, review: str | None = None) -> str:
        package = quote(self.own_id, safe="")
        return f"/applications/{package}/reviews" + (
            f"/{quote(review, safe=':')}" if review else ""
        )


def _comment(element: Any, index: int) -> Any:
    comments = part(element, "", "comments", list)
    if len(comments) <= index:
        raise Malformed("comments: want at least one", field="comments")
    return comments[index]


def _instant(told: Mapping[str, Any]) -> datetime:
    """Seconds come as text, since JavaScript has no 64-bit numbers."""
    try:
        return datetime.fromtimestamp(int(str(told.get("seconds"))[:12]), UTC)
    except (ValueError, OverflowError, OSError):
        raise Malformed("lastModified.seconds: want a number", field="lastModified") from None
