"""App Store reviews: those of one app, with the developer's answer (App Store Connect API)."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import parse_qs, quote, urlsplit

from earshot.channels import elements, jwt
from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.connector import field_of, fields_of
from earshot.channels.http import JSON, Answer, Http
from earshot.channels.outcomes import Outcomes, by_status
from earshot.channels.reviews import Response, Reviews, Shown, review_of, titled
from earshot.channels.shapes import instant, listed, part, text
from earshot.channels.values import Posting, Sent, Spent
from earshot.channels.waiting import retry_after
from earshot.errors import Ambiguous, Malformed, Rejected, Unavailable

T = TypeVar("T")

PAGE = 200
VALID_S = 600
AUDIENCE = "appstoreconnect-v1"
KINDS = {
    "NOT_AUTHORIZED": "reauth",
    "FORBIDDEN_ERROR": "forbidden",
    "NOT_FOUND": "target_gone",
    "ENTITY_ERROR.RELATIONSHIP.INVALID": "target_gone",
    "ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG": "too_long",
}
REMAINING = re.compile(r"user-hour-rem:(\d{1,9})")
RESPONSES = "customerReviewResponses"


class AppStore(Reviews):
    """Each secret is a JSON object with the key's id, its issuer's, and the key."""

    capabilities = Capabilities(
        listens=frozenset({"poll"}),
        does=frozenset({"reply", "delete"}),
        public=(Limit(5_970),),
        idempotent="overwrites",
        edits=True,
        units={"list": 1, "reply": 1, "delete": 2},
        pace=(3500, timedelta(hours=1)),
    )
    listen_fields = answer_fields = ("key_id", "issuer_id", "private_key")
    base_url = "https://api.appstoreconnect.apple.com/v1"
    needs_own_ids = "the Apple ID of your app, a number"

    def shown(self, http: Http, token: str | None) -> Shown:
        params = [("sort", "-createdDate"), ("limit", str(PAGE)), ("include", "response")]
        params += [("cursor", token)] if token else []
        path = f"/apps/{quote(self.own_id, safe='')}/customerReviews"
        told, answer = OUTCOMES.get(http, path, params)
        if not isinstance(told, dict) or not isinstance(told.get("data"), list):
            raise Unavailable("customerReviews: want a list of data")
        joined = [_joined(review, listed(told, "included")) for review in told["data"]]
        return Shown(joined, _following(told), _used_up(answer))

    def review(self, http: Http, review: str) -> Any:
        path = f"/customerReviews/{quote(review, safe=':')}"
        told, _ = OUTCOMES.get(http, path, [("include", "response")])
        return _joined(told.get("data"), listed(told, "included")) if isinstance(told, dict) else {}

    def respond(self, http: Http, review: str, text: str) -> Response:
        about = {"data": {"type": "customerReviews", "id": review}}
        data = {
            "type": RESPONSES,
            "attributes": {"responseBody": text},
            "relationships": {"review": about},
        }
        body = elements.dump({"data": data}).encode("utf-8", "replace")
        told = OUTCOMES.written(http.post(f"/{RESPONSES}", body, JSON), RESPONSES)
        try:
            response = _response(told.get("data"))
        except Malformed as error:
            raise Ambiguous(f"{RESPONSES}: {error}") from None
        if response is None:
            raise Ambiguous(f"{RESPONSES}: the answer names no response")
        return response

    def send(self, posting: Posting) -> Sent:
        if posting.reply.act != "delete":
            return super().send(posting)
        review = review_of(posting)
        return self.calling(self.answer_key(), lambda http: self._take_back(http, review))

    def find(self, posting: Posting) -> Sent | None:
        if posting.reply.act != "delete":
            return super().find(posting)
        review = review_of(posting)
        found = self.calling(self.answer_key(), lambda http: self.review(http, review))
        return None if self.response_in(found) else Sent(None, None, posting.now)

    def reviewed(self, element: Any) -> dict[str, Any]:
        told = part(element, "", "attributes", dict)
        return {
            "id": element.get("id"),
            "name": text(told.get("reviewerNickname")),
            "text": titled(told.get("title"), part(told, "attributes", "body", str)),
            "rating": told.get("rating"),
            "at": told.get("createdDate"),
        }

    def response_in(self, element: Any) -> Response | None:
        return _response(element.get("response")) if isinstance(element, dict) else None

    def calling(self, name: str, work: Callable[[Http], T]) -> T:
        def call(token: str) -> T:
            with Http(self.base, headers={"Authorization": f"Bearer {token}"}) as http:
                return work(http)

        return self.with_token(name, call, token_of=_token)

    def _take_back(self, http: Http, review: str) -> Sent:
        found = self.review(http, review)
        response = found.get("response") if isinstance(found, dict) else None
        identifier = response.get("id") if isinstance(response, dict) else None
        if not isinstance(identifier, str):
            raise Rejected("the review has no answer", kind="target_gone")
        answer = http.write("DELETE", f"/{RESPONSES}/{quote(identifier, safe=':')}")
        OUTCOMES.done(answer, RESPONSES)
        return Sent(None, None, datetime.now(UTC), Spent(units=2))


def _token(secret: str) -> str:
    """Signed anew for each piece of work, for ten minutes; the store allows twenty."""
    fields, now = fields_of(secret), int(datetime.now(UTC).timestamp())
    claims: dict[str, str | int] = {
        "iss": field_of(fields, "issuer_id"),
        "iat": now,
        "exp": now + VALID_S,
        "aud": AUDIENCE,
    }
    return jwt.es256(claims, field_of(fields, "private_key"), field_of(fields, "key_id"))


def _kind(answer: Answer) -> str:
    try:
        code = answer.json()["errors"][0]["code"]
    except (Malformed, LookupError, TypeError):
        code = None
    return (KINDS.get(code) if isinstance(code, str) else None) or by_status(answer)


OUTCOMES = Outcomes(_kind)


def _used_up(answer: Answer) -> datetime | None:
    """The limit is of an hour that rolls on, whose end is not told."""
    left = REMAINING.search(answer.headers.get("x-rate-limit", ""))
    return retry_after({}, datetime.now(UTC)) if left and int(left.group(1)) == 0 else None


def _following(told: dict[str, Any]) -> str | None:
    """The cursor in the address of the next page; the address itself is never called."""
    links = told.get("links")
    address = links.get("next") if isinstance(links, dict) else None
    if address is None:
        return None
    try:
        return parse_qs(urlsplit(str(address)).query)["cursor"][0]
    except (LookupError, ValueError):
        raise Unavailable("customerReviews: links.next has no cursor") from None


def _joined(review: Any, included: list[Any]) -> Any:
    """The review with its answer, which comes beside it."""
    if not isinstance(review, dict):
        return review
    relations = review.get("relationships")
    relation = relations.get("response") if isinstance(relations, dict) else None
    named = relation.get("data") if isinstance(relation, dict) else None
    wanted = named.get("id") if isinstance(named, dict) else None
    found = [one for one in included if isinstance(one, dict) and one.get("id") == wanted]
    return {**review, "response": found[0]} if wanted and found else review


def _response(told: Any) -> Response | None:
    attributes = told.get("attributes") if isinstance(told, dict) else None
    if not isinstance(attributes, dict) or not isinstance(attributes.get("responseBody"), str):
        return None
    at = instant(attributes.get("lastModifiedDate"))
    if at is None:
        where = "response.attributes.lastModifiedDate"
        raise Malformed(f"{where}: missing", field=where)
    return Response(attributes["responseBody"], at)
