"""What a platform's answer means: by its status, and by the codes that each platform has."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from earshot.channels.http import Answer, Http, Params, read_json
from earshot.channels.waiting import retry_after
from earshot.errors import Ambiguous, EarshotError, Malformed, Rejected, Throttled, Unavailable

KINDS = {401: "reauth", 403: "forbidden", 404: "target_gone", 410: "target_gone", 413: "too_long"}

KindOf = Callable[[Answer], str]
AfterOf = Callable[[Answer, datetime], datetime]


def by_status(answer: Answer) -> str:
    """The class of a refusal where the platform has no code of its own for it.

    A page of HTML comes from something before its API: it does not say that a post is gone.
    """
    kind = KINDS.get(answer.status, "invalid")
    is_page = answer.body.lstrip()[:1] == b"<"
    return "invalid" if is_page and kind == "target_gone" else kind


def by_headers(answer: Answer, now: datetime) -> datetime:
    """When to ask again, as the headers say."""
    return retry_after(answer.headers, now)


class Outcomes:
    """How one platform refuses.

    `kind_of` reads its codes, `after_of` the pause it wants, `throttles` tells a refusal that is
    one to who asks too often, where the platform has another status for it than 429.
    """

    def __init__(
        self,
        kind_of: KindOf = by_status,
        after_of: AfterOf = by_headers,
        throttles: Callable[[Answer], bool] = lambda _: False,
    ) -> None:
        self._kind_of = kind_of
        self._after_of = after_of
        self._throttles = throttles

    def refusal(self, answer: Answer, what: str) -> EarshotError | None:
        """The error for a status that is not 2xx, for a call that changes nothing."""
        if 200 <= answer.status < 300:
            return None
        if answer.status == 429 or self._throttles(answer):
            after = self._after_of(answer, datetime.now(UTC))
            return Throttled(f"{what}: asked too often", after=after)
        if 400 <= answer.status < 500:
            said = f"{what}: answered {answer.status}"
            return Rejected(said, kind=self._kind_of(answer))
        return Unavailable(f"{what}: answered {answer.status}")

    def get(self, http: Http, path: str, params: Params | None = None) -> tuple[Any, Answer]:
        """The JSON of a successful read, with the answer it came in."""
        answer, what = http.get(path, params), path.rpartition("/")[2]
        if error := self.refusal(answer, what):
            raise error
        return read_json(answer, what), answer

    def done(self, answer: Answer, what: str) -> None:
        """Raise what a write that did not succeed was: a 5xx may have been done all the same."""
        if answer.status >= 500:
            raise Ambiguous(f"{what}: answered {answer.status}")
        if 300 <= answer.status < 400:
            raise Rejected(f"{what}: sent elsewhere; base_url is not the server", kind="invalid")
        if error := self.refusal(answer, what):
            raise error

    def written(self, answer: Answer, what: str) -> dict[str, Any]:
        """The JSON object that a successful write answers; Ambiguous where it cannot be read."""
        self.done(answer, what)
        try:
            told = answer.json()
        except Malformed as error:
            raise Ambiguous(f"{what}: answered {answer.status}, {error}") from None
        if not isinstance(told, dict):
            raise Ambiguous(f"{what}: the answer is no object")
        return told
