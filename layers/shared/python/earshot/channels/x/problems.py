"""What X means by a refusal: by status and `type`; by its words only where it has no code."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from earshot.channels.http import Answer, Http, Params, read_json
from earshot.channels.outcomes import Outcomes, by_status
from earshot.channels.waiting import retry_after
from earshot.channels.x.fields import objects
from earshot.errors import EarshotError, Malformed, OverBudget, Rejected, Unavailable

# The last part of a problem's `type`.
BUDGET = ("usage-capped", "credits")
GONE = ("resource-not-found", "not-authorized-for-resource")
KINDS = {
    "client-forbidden": "forbidden",
    "unsupported-authentication": "forbidden",
    "invalid-request": "invalid",
    **dict.fromkeys(GONE, "target_gone"),
}
# X gives no code for these: part of `detail`, in lower case, and what it means.
DETAILS = (
    ("you have not been mentioned or otherwise engaged", "not_allowed_by_policy"),
    ("deleted or not visible to you", "target_gone"),
    ("duplicate content", "duplicate"),
)
OK, BAD_REQUEST, PAYMENT_REQUIRED, FORBIDDEN = 200, 400, 402, 403
# Credit may be bought at any time, and a cap ends with a cycle that is not told.
UNTIL_PAID = timedelta(hours=1)


class Problem(NamedTuple):
    """What a body says of a refusal: the last part of `type`, `detail`, and parameters to blame."""

    type: str = ""
    detail: str = ""
    parameters: frozenset[str] = frozenset()


def problem(answer: Answer) -> Problem:
    """Of a problem body, or of the first of its `errors`."""
    try:
        body = answer.json()
    except Malformed:
        return Problem()
    return read_problem(body if isinstance(body, dict) else {})


def read_problem(body: dict[str, Any]) -> Problem:
    """The same of a body that was read."""
    inside = objects(body.get("errors"))
    first = body if "type" in body or "detail" in body else next(iter(inside), {})
    named = [one.get("parameters") for one in (body, *inside)]
    parameters = frozenset(name for one in named if isinstance(one, dict) for name in one)
    kind, detail = first.get("type"), first.get("detail") or first.get("message")
    return Problem(
        kind.rpartition("/")[2] if isinstance(kind, str) else "",
        detail.lower() if isinstance(detail, str) else "",
        parameters,
    )


def kind_of(answer: Answer, *, unnamed: str | None = None) -> str:
    """The class of a refusal; `unnamed` is that of a 403 for which X gives no reason."""
    found = problem(answer)
    for words, kind in DETAILS:
        if words in found.detail:
            return kind
    if found.type == "invalid-request" and "text" in found.parameters:
        return "too_long"
    if answer.status == FORBIDDEN and unnamed and found.type not in KINDS:
        return unnamed
    return KINDS.get(found.type) or by_status(answer)


class XOutcomes(Outcomes):
    """X also refuses for want of credit."""

    def refusal(self, answer: Answer, what: str) -> EarshotError | None:
        refused = answer.status >= BAD_REQUEST
        if refused and (answer.status == PAYMENT_REQUIRED or problem(answer).type in BUDGET):
            return _over_budget(what)
        return super().refusal(answer, what)


OUTCOMES = XOutcomes(kind_of)
# Of a message that X refuses without a reason: its receiver takes none, or none of ours.
OF_MESSAGES = XOutcomes(partial(kind_of, unnamed="blocked"))


def read(answer: Answer, what: str) -> dict[str, Any]:
    """The JSON object of a successful read; some refusals come with the status 200."""
    if error := OUTCOMES.refusal(answer, what):
        raise error
    found = read_json(answer, what)
    if not isinstance(found, dict):
        raise Unavailable(f"{what}: want an object")
    if "data" not in found and "meta" not in found:
        raise _refused_in_200(read_problem(found), what)
    return found


def _refused_in_200(found: Problem, what: str) -> EarshotError:
    if found.type in BUDGET:
        return _over_budget(what)
    if found.type in KINDS:
        return Rejected(f"{what}: answered {found.type}", kind=KINDS[found.type])
    return Unavailable(f"{what}: an answer without data")


def read_partial(answer: Answer, what: str) -> dict[str, Any]:
    """The same of posts asked for by their ids: that all of them are gone is an answer, too."""
    try:
        return read(answer, what)
    except Rejected as error:
        if answer.status != OK or error.kind != "target_gone":
            raise
        return dict(read_json(answer, what))


def get(http: Http, path: str, params: Params | None = None) -> dict[str, Any]:
    """Read; the errors of `OUTCOMES` and `read`."""
    return read(http.get(path, params), path.rpartition("/")[2])


def _over_budget(what: str) -> OverBudget:
    after = datetime.now(UTC) + UNTIL_PAID
    return OverBudget(f"{what}: the cap or the credit is used up", after=after)


def window_used_up(answer: Answer) -> datetime | None:
    """When this listing may be asked again; None: now."""
    if answer.headers.get("x-rate-limit-remaining") != "0":
        return None
    return retry_after(answer.headers, datetime.now(UTC))
