"""What X says of our webhook: it calls one that it holds to be valid, and no other."""

from earshot.channels.http import Http
from earshot.channels.x.fields import objects
from earshot.channels.x.problems import OUTCOMES, get
from earshot.errors import Rejected

INVALID = "webhook_invalid"
MISSING = "webhook_missing"


def lacks(http: Http, webhook_id: str) -> str | None:
    """Whether X has our webhook, and holds it to be valid."""
    known = objects(get(http, "/2/webhooks").get("data"))
    ours = next((one for one in known if one.get("id") == webhook_id), None)
    if ours is None:
        return MISSING
    return None if ours.get("valid") is True else INVALID


def validate(http: Http, webhook_id: str, lacking: str) -> None:
    """Have X ask our address for a proof; it calls us again once that was given."""
    if lacking == MISSING:
        raise Rejected("X has no webhook of this options.webhook_id", kind="invalid")
    OUTCOMES.done(http.write("PUT", f"/2/webhooks/{webhook_id}"), "webhook")
